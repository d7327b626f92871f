"""The page of a search: one query, the facts of entries, groups in their order."""

import pytest

from medkg.pages.search import EXAMPLES, KINDS, Asked, SearchPage, read_search_page
from medkg.search.documents import kind_of
from medkg.search.reader import SearchIndex, open_index
from medkg.snapshot.reader import Snapshot
from medkg.sparql.ask import ask_rows
from medkg.sparql.engine import Engine
from page_engine import CountingEngine
from support import NAMES


@pytest.fixture(scope="module")
def index(real_snapshot: Snapshot) -> SearchIndex:
    return open_index(real_snapshot.search)


def searched(engine: Engine, index: SearchIndex, text: str, kind: str | None = None, page: int = 1) -> SearchPage:
    return read_search_page(engine, index, NAMES, Asked(text, kind=kind, page=page))


@pytest.mark.parametrize(
    ("text", "count"), [("heart attack", 1), ("tumor", 1), ("zzzz", 0), ("Stanford University", 1)]
)
def test_one_query_is_enough_for_any_number_of_hits(
    asking: CountingEngine, index: SearchIndex, text: str, count: int
) -> None:
    searched(asking, index, text)
    assert len(asking.texts) == count


def test_entries_come_first_with_what_they_are_about(asking: CountingEngine, index: SearchIndex) -> None:
    page = searched(asking, index, "kits19")
    assert [group.kind.key for group in page.groups][:2] == ["dataset", "challenge"]
    facts = {fact.about: fact.values for fact in page.groups[1].items[0].facts}
    assert facts["modality"] == "contrast-enhanced CT"
    assert "kidney" in facts["anatomical site"]
    assert "chest" not in str(facts), "what only follows is not told"


def test_each_group_shows_the_first_and_counts_all(asking: CountingEngine, index: SearchIndex) -> None:
    page = searched(asking, index, "tumor")
    assert page.total == sum(group.total for group in page.groups)
    assert all(len(group.items) <= min(group.total, 6) for group in page.groups)
    assert any(len(group.items) < group.total for group in page.groups)


def test_all_of_a_kind_can_be_paged_through(asking: CountingEngine, index: SearchIndex) -> None:
    first = searched(asking, index, "imaging", "dataset")
    pages = [searched(asking, index, "imaging", "dataset", page) for page in range(1, first.last_page + 1)]
    hits = [item.hit.iri for page in pages for group in page.groups for item in group.items]
    assert first.last_page > 1
    assert len(set(hits)) == len(hits) == {kind.key: number for kind, number in first.totals}["dataset"]


def test_a_page_beyond_the_last_is_the_last(asking: CountingEngine, index: SearchIndex) -> None:
    page = searched(asking, index, "imaging", "dataset", 99)
    assert page.number == page.last_page > 1
    assert page.groups == searched(asking, index, "imaging", "dataset", page.last_page).groups


def test_the_query_of_a_group_gives_its_hits(asking: CountingEngine, index: SearchIndex) -> None:
    for group in (*searched(asking, index, "lung").groups, *searched(asking, index, "dataset", "ontology").groups):
        rows = ask_rows(asking, NAMES.with_prefixes(group.query))
        assert {row["thing"]["value"] for row in rows} == {item.hit.iri for item in group.items}


def test_what_is_evident_is_not_told(asking: CountingEngine, index: SearchIndex) -> None:
    assert [thing.words for thing in searched(asking, index, "heart attack MRI").understood] == ["heart attack", "MRI"]
    assert searched(asking, index, "Stanford University").understood == []


@pytest.mark.parametrize("text", EXAMPLES)
def test_each_example_finds_entries(asking: CountingEngine, index: SearchIndex, text: str) -> None:
    page = searched(asking, index, text)
    assert page.entries
    assert page.entries.rows
    assert not page.found.words_left_out


def test_every_kind_that_is_found_can_be_shown(index: SearchIndex) -> None:
    found = index.search("a the of kidney", limit=1).totals
    assert set(found) <= {kind.key for kind in KINDS}
    assert all(kind_of(NAMES(f"{kind.key}/x").value, NAMES) for kind in KINDS if kind.key != "ontology")
