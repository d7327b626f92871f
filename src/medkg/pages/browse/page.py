"""What the page of all entries shows for a selection."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from medkg.namespaces import Names
from medkg.pages.browse.entries import Entry, read_entries
from medkg.pages.browse.facets import FACET_OF, FACETS, NOT_STATED, STATED, Facet
from medkg.pages.browse.options import (
    Option,
    Tree,
    label_of,
    list_options,
    listed_values,
    plant,
    read_counts,
    read_tree,
)
from medkg.pages.browse.queries import PAGE_SIZE, BrowseQueries
from medkg.pages.browse.selection import Selection
from medkg.pages.panel import ask_panels
from medkg.sparql.ask import Row
from medkg.sparql.engine import Engine


@dataclass(frozen=True)
class FacetBox:
    """A facet as the page shows it."""

    key: str
    label: str
    options: Sequence[Option]
    words: Sequence[Option]
    """The options for entries of which anything, or nothing, is said."""
    total: int
    """How many values have entries."""
    find: str
    has_narrower: bool
    is_exact: bool
    is_all: bool
    query: str

    @property
    def is_open(self) -> bool:
        """Whether the facet stands open: because something is chosen in it, or because it comes first."""
        chosen = any(option.has_chosen for option in (*self.options, *self.words))
        return chosen or bool(self.find) or self.key in ("kind", "modality", "anatomy", "disease")


@dataclass(frozen=True)
class Chip:
    """One choice, and the address of the list without it."""

    facet: str
    label: str
    address: str
    narrower: int


@dataclass(frozen=True)
class Removal:
    """What would be found without a facet."""

    label: str
    total: int
    address: str


@dataclass(frozen=True)
class BrowsePage:
    """All that the page shows."""

    selection: Selection
    total: int
    entries: Sequence[Entry]
    facets: Sequence[FacetBox]
    chips: Sequence[Chip]
    removals: Sequence[Removal]
    table: str
    triples: str

    @property
    def last_page(self) -> int:
        """The number of pages."""
        return _last_page(self.total)

    @property
    def first(self) -> int:
        """The place of the first entry that is shown, from 1."""
        return (self.selection.page - 1) * PAGE_SIZE + 1


def _last_page(total: int) -> int:
    return max(1, -(-total // PAGE_SIZE))


def read_browse_page(engine: Engine, names: Names, selection: Selection) -> BrowsePage:
    """Return the page for a selection, the last one for those beyond.

    The number of queries does not depend on what is found.
    """
    asked = BrowseQueries(names, selection)
    with_places = [facet for facet in FACETS if facet.places]
    texts = [asked.shown(), *map(asked.counts, FACETS), *map(asked.places, with_places), asked.total()]
    shown, *found, total = ask_panels(engine, texts)
    number = int(total.rows[0]["total"]["value"])
    if selection.page > _last_page(number):
        return read_browse_page(engine, names, selection.on_page(_last_page(number)))
    counts, places = found[: len(FACETS)], found[len(FACETS) :]
    trees = {facet.key: read_tree(facet, panel.rows, names) for facet, panel in zip(with_places, places, strict=True)}
    counted = {facet.key: read_counts(facet, panel.rows, names) for facet, panel in zip(FACETS, counts, strict=True)}
    labels, details = _read_labels_and_details(engine, names, asked, counted, trees, shown.rows)
    boxes = [
        _box(facet, selection, counted[facet.key], trees.get(facet.key), labels[facet.key], panel.text, number)
        for facet, panel in zip(FACETS, counts, strict=True)
    ]
    return BrowsePage(
        selection,
        number,
        read_entries(shown.rows, details, names, trees["kind"]),
        boxes,
        _chips(selection, labels, trees),
        [] if number else _removals(engine, asked),
        asked.table(),
        asked.triples(),
    )


def _read_labels_and_details(
    engine: Engine,
    names: Names,
    asked: BrowseQueries,
    counts: Mapping[str, Mapping[str, int]],
    trees: Mapping[str, Tree],
    shown: Sequence[Row],
) -> tuple[dict[str, dict[str, str]], Sequence[Row]]:
    """Return facet → value → label, and what the cards say."""
    selection = asked.selection
    values = {facet.key: _named_values(facet, counts[facet.key], selection.values(facet.key)) for facet in FACETS}
    terms = sorted({FACET_OF[key].term(value, names) for key, found in values.items() for value in found})
    entries = [row["entry"]["value"] for row in shown]
    labelled, details = ask_panels(engine, [asked.labels(terms), asked.details(entries)])
    found = {row["value"]["value"]: row["label"]["value"] for row in labelled.rows}
    labels = {
        key: {value: found.get(FACET_OF[key].term(value, names).strip("<>"), label_of(value)) for value in values[key]}
        | (dict(trees[key].labels) if key in trees else {})
        for key in values
    }
    return labels, details.rows


def _named_values(facet: Facet, counts: Mapping[str, int], chosen: Sequence[str]) -> list[str]:
    """Return the values of a facet whose labels have to be asked for."""
    if facet.places or not facet.has_things:
        return []
    return listed_values(facet, counts, [value for value in chosen if value not in (STATED, NOT_STATED)])


def _box(
    facet: Facet,
    selection: Selection,
    counts: Mapping[str, int],
    tree: Tree | None,
    labels: Mapping[str, str],
    query: str,
    total: int,
) -> FacetBox:
    chosen, find = selection.values(facet.key), selection.find.get(facet.key, "")
    listed = [value for value in chosen if value not in (STATED, NOT_STATED)]
    options = plant(tree, counts, set(chosen), find) if tree else list_options(facet, counts, listed, labels)
    return FacetBox(
        facet.key,
        facet.label,
        options,
        _words(facet, counts, chosen, total),
        len(counts.keys() - {NOT_STATED, STATED}),
        find,
        facet.has_narrower,
        facet.key in selection.exact,
        facet.key in selection.all_of,
        query,
    )


def _words(facet: Facet, counts: Mapping[str, int], chosen: Sequence[str], total: int) -> list[Option]:
    """Return the options for anything and for nothing, where there are entries of both sorts."""
    none = counts.get(NOT_STATED, 0)
    stated = total - none if not chosen else total if list(chosen) == [STATED] else None
    numbers = {STATED: stated, NOT_STATED: none}
    words = [Option(value, label_of(value), number, value in chosen) for value, number in numbers.items()]
    return words if none or (chosen and facet.key != "kind") else []


def _chips(selection: Selection, labels: Mapping[str, Mapping[str, str]], trees: Mapping[str, Tree]) -> list[Chip]:
    return [
        Chip(
            FACET_OF[key].label,
            labels[key].get(value) or label_of(value),
            selection.without_value(key, value).address(),
            _count_below(trees[key], value) if key in trees and key not in selection.exact else 0,
        )
        for key, value in selection.pairs()
    ]


def _count_below(tree: Tree, value: str) -> int:
    return sum(1 + _count_below(tree, each) for each in tree.narrower.get(value, ()))


def _removals(engine: Engine, asked: BrowseQueries) -> list[Removal]:
    """Return what taking off each facet would give, the most first: help where nothing is found."""
    keys = list(asked.selection.chosen)
    panels = ask_panels(engine, [asked.total_without(key) for key in keys])
    totals = [int(panel.rows[0]["total"]["value"]) for panel in panels]
    found = [
        Removal(FACET_OF[key].label, total, asked.selection.without_facet(key).address())
        for key, total in zip(keys, totals, strict=True)
        if total
    ]
    return sorted(found, key=lambda removal: -removal.total)
