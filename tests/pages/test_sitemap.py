"""The list of pages for crawlers: all things with pages that are in use, from one query."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_up import write_made_up
from medkg.pages.panel import ask_panel
from medkg.pages.sitemap import divide, find_things
from medkg.settings import Limits
from medkg.sparql.engine import Engine
from medkg.sparql.local import LocalEngine
from page_engine import CountingEngine
from support import NAMES

THINGS = """
dataset:new a dcat:Dataset, dcat:Resource .
dataset:deprecated a dcat:Resource ; owl:deprecated true .
dataset:withdrawn a dcat:Resource ; adms:status <http://purl.org/adms/status/Withdrawn> .
dataset:replaced a dcat:Resource ; dct:isReplacedBy dataset:new .
disease:flu a medkg:Disease, skos:Concept .
organization:one a foaf:Organization .
event:one a medkg:Event .
event:series a medkg:EventSeries .
publication:one a schema:ScholarlyArticle .
<https://example.org/elsewhere> a skos:Concept .
<https://w3id.org/medkg/dataset/new#extent-1> a medkg:Extent .
"""


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    place = write_made_up(tmp_path_factory.mktemp("things"), THINGS)
    started = LocalEngine(place / "store", NAMES.base, NAMES.prefixes, Limits(seconds=5, workers=1, page_workers=1))
    yield CountingEngine(started)
    started.close()


def test_things_of_this_graph_that_are_in_use_are_found_once(things: Engine) -> None:
    assert find_things(things, NAMES) == [
        NAMES(path).value
        for path in ("dataset/new", "disease/flu", "event/one", "event/series", "organization/one", "publication/one")
    ]


def test_all_entries_are_found_with_one_query(asking: CountingEngine) -> None:
    found = find_things(asking, NAMES)
    assert len(asking.texts) == 1
    entries = ask_panel(asking, "SELECT DISTINCT ?entry { ?entry a dcat:Resource }").rows
    assert {row["entry"]["value"] for row in entries} < set(found)


@given(st.lists(st.text()), st.integers(1, 9))
def test_parts_hold_every_address_once_and_none_too_many(addresses: list[str], most: int) -> None:
    parts = divide(addresses, most)
    assert [address for part in parts for address in part] == addresses
    assert all(0 < len(part) <= most for part in parts)
