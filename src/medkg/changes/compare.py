"""Compares two snapshots: which statements, things and saved queries were added, removed or changed.

The quads of both are read side by side, one line at a time. What is held is what differs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from medkg.changes.comparison import (
    COUNTED_ONLY,
    INFERRED,
    Change,
    Comparison,
    Count,
    Fate,
    QueryChange,
    State,
    Statement,
)
from medkg.changes.labels import read_labels
from medkg.changes.lines import Sign, Step, compare_lines
from medkg.changes.side import Side
from medkg.errors import SnapshotUnusable
from medkg.namespaces import OWN_PREFIXES, Names, local_name

_ONTOLOGY = "ontology"

_KINDS = (*(path.rstrip("/") for path in OWN_PREFIXES.values() if path.endswith("/")), _ONTOLOGY)
"""The kinds of things, entries first."""


@dataclass(frozen=True)
class _Told:
    """A quad that was added or removed, with the thing and the part of it that it is about."""

    sign: Sign
    quad: Quad
    family: str
    part: str


class _Differences:
    """What was found so far."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.counts: Counter[tuple[str, Sign]] = Counter()
        self.told: defaultdict[str, list[_Told]] = defaultdict(list)
        self.fates: dict[str, Fate] = {}

    def note(self, subject: bytes, steps: Iterable[Step]) -> None:
        """Take in all lines about one subject."""
        signs: set[Sign] = set()
        changed: list[Step] = []
        for sign, line in steps:
            signs.add(sign)
            if sign is not Sign.KEPT:
                changed.append((sign, line))
        if changed:
            self._note_changed(subject[1:-1].decode("utf-8"), _fate(signs), changed)

    def _note_changed(self, subject: str, fate: Fate, changed: list[Step]) -> None:
        thing, part = _divide(subject.removeprefix(self._names.base))
        if thing and not part:
            self.fates[self._names.base + thing] = fate
        quads = parse(b"".join(line for _, line in changed), RdfFormat.N_QUADS)
        for (sign, _), quad in zip(changed, quads, strict=True):
            family = self._names.family(quad.graph_name) if isinstance(quad.graph_name, NamedNode) else ""
            self.counts[family, sign] += 1
            if thing and family not in COUNTED_ONLY:
                self.told[self._names.base + thing].append(_Told(sign, quad, family, part))


def compare(old: Side, new: Side) -> Comparison:
    """Return what is different in a new snapshot.

    Raises SnapshotUnusable when the IRIs of the two have different bases, so that nothing can be compared.
    """
    if old.base_iri != new.base_iri:
        bases = f"The IRIs begin with {old.base_iri} in one and {new.base_iri} in the other snapshot."
        raise SnapshotUnusable(f"{bases} Compare what was built with the same --base-iri.")
    found = _Differences(new.names)
    for subject, steps in groupby(compare_lines(old.lines(), new.lines()), _subject):
        found.note(subject, steps)
    changes = _describe(found, old, new)
    return Comparison(
        old=State(old.digest, old.version),
        new=State(new.digest, new.version),
        statements=_count_families(found.counts),
        things=_count_things(changes),
        changes=tuple(changes),
        queries=tuple(_compare_queries(old, new)),
    )


def _subject(step: Step) -> bytes:
    return step[1].partition(b" ")[0]


def _fate(signs: set[Sign]) -> Fate:
    """Return what became of something, by what became of its lines."""
    match sorted(signs):
        case [Sign.ADDED]:
            return Fate.ADDED
        case [Sign.REMOVED]:
            return Fate.REMOVED
    return Fate.CHANGED


def _divide(path: str) -> tuple[str, str]:
    """Return the path of a thing and the part of it that is meant; no path for what is no thing of the graph.

    >>> _divide("dataset/abide#extent-1"), _divide("ontology#Event"), _divide("graph/inferred")
    (('dataset/abide', 'extent-1'), ('ontology#Event', ''), ('', ''))
    """
    whole, _, part = path.partition("#")
    if whole == _ONTOLOGY:
        return path, ""
    return (whole, part) if _kind(whole) in _KINDS else ("", "")


def _kind(path: str) -> str:
    return path.partition("#")[0].partition("/")[0]


def _count_families(counts: Mapping[tuple[str, Sign], int]) -> dict[str, Count]:
    families = sorted({family for family, _ in counts})
    return {each: Count(counts.get((each, Sign.ADDED), 0), counts.get((each, Sign.REMOVED), 0)) for each in families}


def _count_things(changes: Iterable[Change]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for (kind, fate), number in Counter((change.kind, change.fate) for change in changes).items():
        found.setdefault(kind, {})[fate.value] = number
    return found


def _describe(found: _Differences, old: Side, new: Side) -> list[Change]:
    """Return the things that are not as they were: entries first, and in each kind by title."""
    quads = [each.quad for told in found.told.values() for each in told]
    terms = {term.value for quad in quads for term in (quad.predicate, quad.object) if isinstance(term, NamedNode)}
    labels = read_labels((new.lines(), old.lines()), {*terms, *found.told})
    write = partial(_write_change, names=new.names, labels=labels)
    changes = [write(iri, found.fates.get(iri, Fate.CHANGED), told) for iri, told in found.told.items()]
    return sorted(changes, key=lambda change: (_KINDS.index(change.kind), change.title.casefold(), change.iri))


def _write_change(iri: str, fate: Fate, told: list[_Told], names: Names, labels: Mapping[str, str]) -> Change:
    statements = sorted((_write_statement(each, iri, names, labels) for each in told), key=_order)
    inferred = _count(each for each in statements if each.graph == INFERRED)
    asserted = _count(each for each in statements if each.graph != INFERRED)
    is_asserted = fate is not Fate.CHANGED or asserted != Count()
    return Change(
        iri=iri,
        kind=_kind(iri.removeprefix(names.base)),
        title=labels.get(iri) or local_name(iri),
        fate=fate if is_asserted else Fate.INFERRED,
        asserted=asserted,
        inferred=inferred,
        statements=tuple(statements),
    )


def _order(statement: Statement) -> tuple[object, ...]:
    """Return the place of a statement: what was removed stands beside what took its place."""
    is_inferred, is_added = statement.graph == INFERRED, statement.sign is Sign.ADDED
    about = (statement.part, statement.label, is_added, statement.words)
    return is_inferred, *about, statement.property, statement.value, statement.graph


def _count(statements: Iterable[Statement]) -> Count:
    signs = Counter(statement.sign for statement in statements)
    return Count(signs[Sign.ADDED], signs[Sign.REMOVED])


def _write_statement(told: _Told, iri: str, names: Names, labels: Mapping[str, str]) -> Statement:
    predicate, value = told.quad.predicate.value, told.quad.object
    assert isinstance(value, Literal | NamedNode)  # the graph has no blank nodes and no triples as terms
    if isinstance(value, Literal):
        words = value.value
    elif value.value.startswith(f"{iri}#"):
        words = value.value.removeprefix(f"{iri}#")
    else:
        words = labels.get(value.value) or names.shorten(value.value)
    label = labels.get(predicate) or local_name(predicate)
    return Statement(told.sign, told.family, told.part, predicate, label, str(value), words)


def _compare_queries(old: Side, new: Side) -> Iterator[QueryChange]:
    for slug in sorted({*old.queries, *new.queries}):
        before, after = old.queries.get(slug), new.queries.get(slug)
        if before != after:
            fate = Fate.ADDED if before is None else Fate.REMOVED if after is None else Fate.CHANGED
            yield QueryChange(slug, (after or before or {})["title"], fate)
