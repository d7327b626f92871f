"""grlc gets what it reads: a specification, and queries with a header, which it can parse."""

import pytest
import yaml
from rdflib.plugins.sparql import prepareQuery

from medkg.saved_query import QueryForm
from medkg.snapshot.reader import Snapshot
from medkg.web.grlc import write_query, write_specification

ENDPOINT = "https://data.example.org/sparql"


def header_of(text: str) -> dict[str, object]:
    """Return the header as grlc reads it."""
    lines = [line.lstrip("#+") for line in text.split("\n") if line.startswith("#+")]
    found: dict[str, object] = yaml.safe_load("\n".join(lines))
    return found


@pytest.fixture(scope="module")
def texts(real_snapshot: Snapshot) -> dict[str, str]:
    return {slug: write_query(query, ENDPOINT) for slug, query in real_snapshot.queries.items()}


def test_the_header_of_each_query_says_what_it_is_and_where_to_send_it(
    real_snapshot: Snapshot, texts: dict[str, str]
) -> None:
    for slug, query in real_snapshot.queries.items():
        header = header_of(texts[slug])
        assert header["summary"] == query.title
        assert header["description"] == query.description
        assert header["tags"] == list(query.keywords)
        assert header["endpoint"] == ENDPOINT


def test_each_query_declares_its_prefixes(texts: dict[str, str]) -> None:
    for text in texts.values():
        assert prepareQuery(text).algebra.name in ("SelectQuery", "ConstructQuery", "AskQuery")


def test_the_specification_lists_the_queries_that_grlc_can_send(real_snapshot: Snapshot) -> None:
    """It skips ASK queries."""
    queries = real_snapshot.queries
    specification = yaml.safe_load(write_specification(queries.values(), "https://data.example.org/", "urn:licence"))
    assert set(specification["queries"]) == {f"{s}.rq" for s, q in queries.items() if q.form is not QueryForm.ASK}
    assert specification["title"]
    assert specification["contact"] == {"name": "medkg", "url": "https://data.example.org/"}
    assert specification["licence"] == "urn:licence"
