"""What links to a thing: grouped, counted, bounded."""

from collections.abc import Callable
from typing import Any

from pyoxigraph import NamedNode

from medkg.pages.entity.linked import SHOWN, WORDS, read_linked
from medkg.pages.panel import Panel
from medkg.sparql.ask import Row, ask_rows
from page_engine import CountingEngine
from support import NAMES

Read = Callable[[str], Any]
THING = NamedNode(NAMES.base + "catalog/x")


def test_an_organization_has_its_entries_by_role(read: Read) -> None:
    page = read("organization/national-institutes-of-health")
    words = [group.words for group in page.linked.only(*page.roles)]
    assert "Funded" in words
    order = list(WORDS.values())
    assert words == sorted(words, key=order.index)


def test_the_query_of_a_group_gives_as_many_as_it_counts(read: Read, asking: CountingEngine) -> None:
    for path in ("organization/stanford-university", "event/miccai-2019", "series/oasis", "publication/abide-paper"):
        for group in read(path).linked.groups.values():
            told = ask_rows(asking, group.query)
            assert len(told) == group.total, (path, group.words)


def test_what_links_only_by_inference_or_as_evidence_does_not_link(read: Read) -> None:
    assert set(read("event/miccai-2019").linked.groups) == {"medkg:heldAt"}


def row(other: str, title: str, year: str = "") -> Row:
    found = {"property": NAMES.expand("medkg:inCatalog").value, "other": other, "title": title, "year": year}
    return {name: {"type": "literal", "value": text} for name, text in found.items() if text}


def count(number: int) -> Row:
    property = NAMES.expand("medkg:inCatalog").value
    return {"property": {"type": "uri", "value": property}, "number": {"type": "literal", "value": str(number)}}


def test_thousands_of_links_are_counted_and_the_first_are_shown() -> None:
    rows = [row(f"iri-{number}", f"Entry {number:03}") for number in range(150)]
    [group] = read_linked(Panel("", rows), Panel("", [count(4_000)]), THING, NAMES).groups.values()
    assert group.total == 4_000
    assert [thing.title for thing in group.shown] == [f"Entry {number:03}" for number in range(SHOWN)]


def test_a_group_of_which_no_row_was_read_is_still_counted() -> None:
    [group] = read_linked(Panel("", []), Panel("", [count(3)]), THING, NAMES).groups.values()
    assert (group.words, group.total, group.shown) == ("Held or listed here", 3, [])


def test_a_thing_with_several_years_is_one_thing() -> None:
    rows = [row("a", "A", "2012"), row("a", "A", "2013"), row("b", "B")]
    [group] = read_linked(Panel("", rows), Panel("", [count(2)]), THING, NAMES).groups.values()
    assert [(thing.title, thing.years) for thing in group.things] == [("A", ["2012", "2013"]), ("B", [])]
