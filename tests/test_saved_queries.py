"""Each saved query on the real graph: it has rows, and among them the one that its header expects."""

import json

import pytest

from medkg.catalog.saved_queries import load_saved_queries
from medkg.errors import ParameterInvalid
from medkg.saved_query import Parameter, ParameterType, QueryForm, SavedQuery
from medkg.sparql.engine import Request
from medkg.sparql.formats import FORMATS
from medkg.sparql.local import LocalEngine
from support import NAMES, REPOSITORY

QUERIES, FINDINGS = load_saved_queries(REPOSITORY / "queries", NAMES)


def answer_rows(engine: LocalEngine, query: SavedQuery) -> list[dict[str, str]]:
    """Return the rows of an answer, of yes or no as `answer`, of triples as `subject`, `predicate`, `object`."""
    from pyoxigraph import RdfFormat, parse

    answer = engine.query(Request(query.text(), FORMATS["json"], FORMATS["nt"]))
    if query.form is QueryForm.CONSTRUCT:
        triples = (quad.triple for quad in parse(answer.body, RdfFormat.N_TRIPLES))
        parts = [(t.subject, t.predicate, t.object) for t in triples]
        return [{n: v.value for n, v in zip(("subject", "predicate", "object"), part, strict=True)} for part in parts]
    value = json.loads(answer.body)
    if query.form is QueryForm.ASK:
        return [{"answer": str(value["boolean"]).lower()}]
    return [{name: term["value"] for name, term in row.items()} for row in value["results"]["bindings"]]


def test_there_are_forty_or_more_and_none_has_a_fault() -> None:
    assert FINDINGS == []
    assert len(QUERIES) >= 40
    assert len({query.title for query in QUERIES}) == len(QUERIES)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.slug)
def test_it_returns_the_expected_row(engine: LocalEngine, query: SavedQuery) -> None:
    found = [
        {name: value.removeprefix(NAMES.base) for name, value in row.items()} for row in answer_rows(engine, query)
    ]
    assert found
    assert any(query.expect.items() <= row.items() for row in found), (query.expect, found[:20])


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.slug)
def test_it_survives_json_and_keeps_its_text(query: SavedQuery) -> None:
    again = SavedQuery.from_json(json.loads(json.dumps(query.to_json())))
    assert again == query
    assert again.text() == query.text()


@pytest.mark.parametrize(
    ("type", "value", "term"),
    [
        (ParameterType.INTEGER, " 12 ", "12"),
        (ParameterType.INTEGER, "-3", "-3"),
        (ParameterType.YEAR, "2019", '"2019"^^<http://www.w3.org/2001/XMLSchema#gYear>'),
        (ParameterType.TEXT, 'a "quoted" } word', '"a \\"quoted\\" } word"'),
        (ParameterType.CONCEPT, "cancer", "<https://w3id.org/medkg/disease/cancer>"),
        (ParameterType.CONCEPT, "https://example.org/x", "<https://example.org/x>"),
        (ParameterType.ENTITY, "event:miccai-2019", "<https://w3id.org/medkg/event/miccai-2019>"),
    ],
)
def test_a_value_becomes_one_term(type: ParameterType, value: str, term: str) -> None:
    assert Parameter("p", type, "P", "1", "disease").term(value, NAMES) == term


@pytest.mark.parametrize(
    ("type", "value"),
    [
        (ParameterType.INTEGER, "1 } DROP ALL {"),
        (ParameterType.INTEGER, "١٢"),
        (ParameterType.INTEGER, "1.5"),
        (ParameterType.YEAR, "19"),
        (ParameterType.CONCEPT, "a> ?p ?o . <b"),
        (ParameterType.CONCEPT, "a b"),
        (ParameterType.TEXT, "  "),
        (ParameterType.ENTITY, "nowhere:x"),
    ],
)
def test_a_value_of_another_type_is_refused(type: ParameterType, value: str) -> None:
    with pytest.raises(ParameterInvalid, match="Parameter 'p' wants"):
        Parameter("p", type, "P", "1", "disease").term(value, NAMES)
