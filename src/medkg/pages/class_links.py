"""Which classes a property joins, told from counts of statements by class, property and class of the value."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

Broader = Mapping[str, Set[str]]
"""Class → all classes above it."""


@dataclass(frozen=True)
class PartCount:
    """How many statements lead from instances of a class, by a property, to instances of a class."""

    source: str
    property: str
    target: str
    number: int


def find_links(parts: Iterable[PartCount], broader: Broader) -> list[PartCount]:
    """Return one count for each property and pair of classes that says most, the largest first.

    A dataset is also a resource, and what holds of datasets is counted for both. Of such classes the narrowest is kept
    that has all the statements: distributions are those of *datasets*, but a *resource* has a modality.
    """
    by_property = defaultdict[str, dict[tuple[str, str], int]](dict)
    for part in parts:
        by_property[part.property][part.source, part.target] = part.number
    found = [
        PartCount(source, name, target, counts[source, target])
        for name, counts in by_property.items()
        for source, target in _tightest_pairs(counts, broader)
    ]
    return sorted(found, key=lambda part: (-part.number, part.property, part.source, part.target))


def _tightest_pairs(counts: Mapping[tuple[str, str], int], broader: Broader) -> list[tuple[str, str]]:
    leaving: dict[str, int] = {}
    for (source, _), number in counts.items():
        leaving[source] = max(leaving.get(source, 0), number)  # the widest class of values has all of them
    pairs = []
    for source in find_tightest(leaving, broader):
        arriving = {target: number for (start, target), number in counts.items() if start == source}
        pairs += [(source, target) for target in find_tightest(arriving, broader)]
    return pairs


def find_tightest(counts: Mapping[str, int], broader: Broader) -> list[str]:
    """Return the classes that cover all that is counted, each as narrow as it can be without losing any of it."""
    above = {kind: broader.get(kind, frozenset()) & counts.keys() for kind in counts}
    widest = [kind for kind in counts if not above[kind]]
    found = []
    for wide in widest:
        equal = [kind for kind in counts if counts[kind] == counts[wide] and wide in {kind, *above[kind]}]
        found.append(max(equal, key=lambda kind: (len(above[kind]), kind)))
    return list(dict.fromkeys(found))


def find_parents(kinds: Sequence[str], broader: Broader) -> list[tuple[str, str]]:
    """Return each class with the nearest classes above it, all of them among those given."""
    among = {kind: broader.get(kind, frozenset()) & frozenset(kinds) for kind in kinds}
    return [
        (kind, parent)
        for kind in kinds
        for parent in kinds
        if parent in among[kind] and not any(parent in among[other] for other in among[kind])
    ]
