"""What a comparison says: plain data, which JSON carries."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

from medkg.changes.lines import Sign

INFERRED = "inferred"
"""The family of graphs whose statements follow from others: they are told last, and left out where room is short."""


COUNTED_ONLY = frozenset({"", "provenance", "queries", "shapes", "void"})
"""Families of graphs of which only the numbers tell something: they repeat, count or explain what others state."""


class Fate(StrEnum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    INFERRED = "inferred"
    """Nothing was asserted of it anew; only what follows from other statements is different."""


@dataclass(frozen=True)
class State:
    """One of the snapshots that were compared."""

    digest: str
    version: str | None
    """The release of the data."""


@dataclass(frozen=True)
class Count:
    """How many statements were added and removed."""

    added: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Statement:
    """One statement that was added or removed, as a term and in words."""

    sign: Sign
    graph: str
    """The family of its graph: stated, curated, ontology, mappings, inferred."""
    part: str
    """The part of the thing that it is about, such as `extent-1`; empty for the thing itself."""
    property: str
    label: str
    """What the property is called."""
    value: str
    """A term in N-Triples."""
    words: str
    """What the value is called: a label, a text, a number."""


@dataclass(frozen=True)
class Change:
    """A thing that is not as it was: an entry, an organization, a concept, a term of the ontology …"""

    iri: str
    kind: str
    """The path segment of its IRI: `dataset`, `organization`, `modality` …"""
    title: str
    fate: Fate
    asserted: Count
    """Its statements that were added and removed, but for inferred ones."""
    inferred: Count
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class QueryChange:
    """A saved query that was added, removed or changed."""

    slug: str
    title: str
    fate: Fate


@dataclass(frozen=True)
class Comparison:
    """What is different in a new snapshot."""

    old: State
    new: State
    statements: Mapping[str, Count]
    """Family of graphs, "" for the default graph → its statements; families without a difference are left out."""
    things: Mapping[str, Mapping[str, int]]
    """Kind → fate → number of things, however many `changes` lists."""
    changes: tuple[Change, ...]
    queries: tuple[QueryChange, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether there is no difference."""
        return not (self.statements or self.queries)

    @property
    def asserted(self) -> Count:
        """How many statements somebody made or took back: neither repeated nor inferred."""
        counts = [each for family, each in self.statements.items() if family not in (INFERRED, *COUNTED_ONLY)]
        return Count(sum(each.added for each in counts), sum(each.removed for each in counts))

    def count_things(self, fate: Fate) -> dict[str, int]:
        """Return how many things of each kind had a fate."""
        return {kind: fates[fate] for kind, fates in self.things.items() if fate in fates}

    def to_json(self) -> dict[str, Any]:
        """Return a value for `json.dumps`; `from_json` is its inverse."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Comparison":
        """Return the comparison that `to_json` wrote."""
        return cls(
            old=State(**value["old"]),
            new=State(**value["new"]),
            statements={family: Count(**count) for family, count in value["statements"].items()},
            things=value["things"],
            changes=tuple(map(_read_change, value["changes"])),
            queries=tuple(QueryChange(**each | {"fate": Fate(each["fate"])}) for each in value["queries"]),
        )


def _read_change(value: dict[str, Any]) -> Change:
    counts = {name: Count(**value[name]) for name in ("asserted", "inferred")}
    statements = tuple(Statement(**each | {"sign": Sign(each["sign"])}) for each in value["statements"])
    return Change(**value | counts | {"fate": Fate(value["fate"]), "statements": statements})


def shorten(comparison: Comparison, most_things: int, most_statements: int) -> Comparison:
    """Return a comparison that lists so many things of a fate, and so many statements of each, none inferred.

    All counts stay as they are, so that a reader sees how much is left out.
    """
    kept = _first_of_each_fate(comparison.changes, most_things)
    changes = tuple(replace(each, statements=told(each)[:most_statements]) for each in kept)
    return replace(comparison, changes=changes)


def _first_of_each_fate(changes: Iterable[Change], most: int) -> Iterator[Change]:
    seen: Counter[Fate] = Counter()
    for change in changes:
        seen[change.fate] += 1
        if change.fate is not Fate.INFERRED and seen[change.fate] <= most:
            yield change


def told(change: Change) -> tuple[Statement, ...]:
    """Return the statements of a change that somebody made: the inferred ones follow from them."""
    return tuple(statement for statement in change.statements if statement.graph != INFERRED)
