"""The entries of the list, each with what it is about."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from medkg.namespaces import DCT, RDF, Names
from medkg.pages.browse.options import Tree
from medkg.pages.words import count_of
from medkg.sparql.ask import Row

ABOUT = (
    ("Modality", "modality"),
    ("Anatomical site", "anatomicalSite"),
    ("Disease", "disease"),
    ("Task", "task"),
    ("Used in", "usedIn"),
    ("Meeting", "event"),
)
"""Words and property, in the order in which a card has them."""


@dataclass(frozen=True)
class Link:
    """Something that an entry is about."""

    iri: str
    label: str


@dataclass(frozen=True)
class Entry:
    """One entry of the list."""

    iri: str
    title: str
    kind: str
    alternative: str
    description: str
    about: Mapping[str, Sequence[Link]]
    """Property → values, in the order of ABOUT."""
    access: str
    licences: Sequence[Link]
    sizes: Sequence[str]
    years: Sequence[str]


def read_entries(shown: Sequence[Row], details: Sequence[Row], names: Names, kinds: Tree) -> list[Entry]:
    """Return the entries that are shown, in their order, from the rows of what is said of them."""
    told: dict[str, list[Row]] = defaultdict(list)
    for row in details:
        told[row["entry"]["value"]].append(row)
    return [_entry(row, told[row["entry"]["value"]], names, kinds) for row in shown]


def _entry(shown: Row, rows: Sequence[Row], names: Names, kinds: Tree) -> Entry:
    said: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        said[row["property"]["value"]].append(row)
    about = {name: _links(said[names.term(name).value]) for _, name in ABOUT}
    return Entry(
        shown["entry"]["value"],
        shown["title"]["value"],
        _kind((row["value"]["value"] for row in said[RDF("type").value]), names, kinds),
        _first(said[DCT("alternative").value]),
        _first(said[DCT("description").value]),
        about,
        next((row["label"]["value"] for row in said[DCT("accessRights").value] if "label" in row), ""),
        _links(said[DCT("license").value]),
        _sizes(said[names.term("extent").value]),
        sorted({row["value"]["value"] for row in said[names.term("year").value]}),
    )


def _links(rows: Iterable[Row]) -> list[Link]:
    return [Link(row["value"]["value"], row["label"]["value"]) for row in rows if "label" in row]


def _first(rows: Sequence[Row]) -> str:
    return rows[0]["value"]["value"] if rows else ""


def _sizes(rows: Iterable[Row]) -> list[str]:
    """Return the largest count of each unit, as words: parts of a whole are smaller than the whole."""
    largest: dict[str, int] = {}
    for row in rows:
        unit = row["unit"]["value"]
        largest[unit] = max(largest.get(unit, 0), int(row["value"]["value"]))
    return [count_of(number, unit) for unit, number in largest.items()]


def _kind(classes: Iterable[str], names: Names, kinds: Tree) -> str:
    """Return the label of the narrowest of some classes."""
    known = [each for each in map(names.shorten, classes) if each in kinds.labels]
    narrowest = [each for each in known if not any(below in known for below in kinds.narrower.get(each, ()))]
    return kinds.labels[min(narrowest)] if narrowest else ""
