"""The options of a facet, in the order in which the page shows them: trees, lists, ranges, years."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from medkg.namespaces import Names, local_name
from medkg.pages.browse.facets import NOT_STATED, RANGES, STATED, Facet, RangeFacet, YearFacet
from medkg.sparql.ask import Row

MOST_OPTIONS = 60
"""Options of a facet without a tree that a page lists; the others are found by their words."""


@dataclass(frozen=True)
class Option:
    """One value that can be chosen, with how many entries have it, and what is narrower."""

    value: str
    label: str
    number: int | None
    """None where it is not known."""
    is_chosen: bool
    narrower: tuple["Option", ...] = ()

    @property
    def narrower_count(self) -> int:
        """How many values stand below this one."""
        return sum(1 + each.narrower_count for each in self.narrower)

    @property
    def has_chosen(self) -> bool:
        """Whether this value or one below is chosen."""
        return self.is_chosen or any(each.has_chosen for each in self.narrower)


@dataclass(frozen=True)
class Tree:
    """The values of a facet with their labels, and what stands under what."""

    labels: Mapping[str, str]
    narrower: Mapping[str, Sequence[str]]
    roots: Sequence[str]


def read_counts(facet: Facet, rows: Iterable[Row], names: Names) -> dict[str, int]:
    """Return value → number of entries; NOT_STATED stands for no value."""
    counts: dict[str, int] = {}
    for row in rows:
        value = facet.value_of(row["value"]["value"], names) if "value" in row else NOT_STATED
        if value != facet.top:
            counts[value] = counts.get(value, 0) + int(row["number"]["value"])
    return counts


def read_tree(facet: Facet, rows: Iterable[Row], names: Names) -> Tree:
    """Return the tree of a facet; a value with several parents stands under the one whose label comes first."""
    labels: dict[str, str] = {}
    parents: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        value = facet.value_of(row["value"]["value"], names)
        labels[value] = row["label"]["value"]
        if "parent" in row:
            parents[value].add(facet.value_of(row["parent"]["value"], names))
    narrower: dict[str, list[str]] = defaultdict(list)
    roots: list[str] = []
    for value in sorted(labels, key=lambda each: (labels[each].lower(), each)):
        known = sorted(parents[value] & labels.keys(), key=lambda each: (labels[each].lower(), each))
        (narrower[known[0]] if known else roots).append(value)
    return Tree(labels, narrower, roots)


def plant(tree: Tree, counts: Mapping[str, int], chosen: Set[str], find: str) -> tuple[Option, ...]:
    """Return the options of a tree: those with entries, those chosen, and what leads to them."""
    return tuple(_grow(tree, tree.roots, counts, chosen, find.lower()))


def _grow(
    tree: Tree, values: Sequence[str], counts: Mapping[str, int], chosen: Set[str], find: str
) -> Iterator[Option]:
    for value in values:
        label = tree.labels[value]
        is_found = find in label.lower()
        below = tuple(_grow(tree, tree.narrower.get(value, ()), counts, chosen, "" if is_found else find))
        option = Option(value, label, counts.get(value, 0), value in chosen, below)
        if option.is_chosen or below or (option.number and is_found):
            yield option


def list_options(
    facet: Facet, counts: Mapping[str, int], chosen: Sequence[str], labels: Mapping[str, str]
) -> tuple[Option, ...]:
    """Return the options of a facet without a tree, those with most entries first, ranges and years in their order."""
    found = listed_values(facet, counts, chosen)
    return tuple(
        Option(value, labels.get(value) or label_of(value), counts.get(value, 0), value in chosen) for value in found
    )


def listed_values(facet: Facet, counts: Mapping[str, int], chosen: Sequence[str]) -> list[str]:
    """Return the values of a facet without a tree that a page lists, in order."""
    values = ({value for value, number in counts.items() if number} | set(chosen)) - {NOT_STATED, STATED}
    if isinstance(facet, RangeFacet):
        return [each.key for each in RANGES if each.key in values]
    if isinstance(facet, YearFacet):
        return sorted(values, reverse=True)
    ordered = sorted(values, key=lambda value: (-counts.get(value, 0), value))
    return [*ordered[:MOST_OPTIONS], *(value for value in ordered[MOST_OPTIONS:] if value in chosen)]


def label_of(value: str) -> str:
    """Return what a value is called where nothing better is known."""
    known = {each.key: each.label for each in RANGES} | {NOT_STATED: "not stated", STATED: "any that is stated"}
    return known.get(value) or local_name(value).replace("-", " ")
