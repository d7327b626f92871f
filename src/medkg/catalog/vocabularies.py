"""The ontology and the SKOS vocabularies in Turtle: their triples, and the keys by which files name concepts."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from medkg.catalog.rules import error
from medkg.catalog.yaml_reader import read_text
from medkg.findings import Finding
from medkg.namespaces import RDFS, SKOS, Names


@dataclass(frozen=True)
class Turtle:
    """One Turtle file of the repository, blank nodes replaced by IRIs."""

    file: str
    text: str
    triples: tuple[Triple, ...]

    def line_of(self, iri: str) -> int:
        """Return the line in which a subject is written, found by the last part of its IRI."""
        local = re.escape(re.split(r"[/#]", iri)[-1])
        found = re.search(rf"^\S*[:/#]{local}>?\s", self.text, re.MULTILINE)
        return self.text.count("\n", 0, found.start()) + 1 if found else 1


@dataclass(frozen=True)
class Vocabularies:
    """The terms of the ontology and the concepts of the schemes."""

    files: tuple[Turtle, ...]
    concepts: Mapping[str, Mapping[str, NamedNode]]
    """Scheme → key → concept."""
    link_roles: Mapping[str, NamedNode]
    """Role key of a link → property."""
    data_links: frozenset[NamedNode]
    """The link properties that lead to data."""
    damaged: frozenset[str] = frozenset()
    """The names of the files that could not be read; whether they have a term cannot be told."""

    def has(self, scheme: str, key: str) -> bool:
        """Tell whether a scheme has, or its damaged file may have, a concept with this key."""
        return key in self.concepts.get(scheme, {}) or scheme in self.damaged

    def has_link_role(self, role: str) -> bool:
        """Tell whether the ontology has, or if it is damaged may have, this role of a link."""
        return role in self.link_roles or "medkg" in self.damaged


def load_vocabularies(ontology: Path, names: Names) -> tuple[Vocabularies, list[Finding]]:
    """Return the ontology (`medkg.ttl`) with the vocabularies of a directory, and all findings about them."""
    paths = [ontology / "medkg.ttl", *sorted((ontology / "vocabularies").glob("*.ttl"))]
    files: list[Turtle] = []
    findings: list[Finding] = []
    damaged: set[str] = set()
    for path in paths:
        turtle, faults = read_turtle(path, f"{ontology.name}/{path.relative_to(ontology).as_posix()}", names)
        findings += faults
        files += [turtle] if turtle else []
        damaged |= set() if turtle else {path.stem}
    findings += _notation_faults(files, names)
    findings += _cycles(files, frozenset({SKOS("broader"), names.term("partOf")}))
    return _collect(tuple(files), names, frozenset(damaged)), findings


def read_turtle(path: Path, name: str, names: Names) -> tuple[Turtle | None, list[Finding]]:
    """Return a Turtle file with its IRIs below the base of `names`, or None and what is wrong with it."""
    text, findings = read_text(path, name)
    if text is None:
        return None, findings
    local = names.localized(text)
    try:
        quads = list(parse(local, RdfFormat.TURTLE, base_iri=names.base))
    except SyntaxError as fault:
        what = re.sub(r"^Parser error .*?: ", "", fault.msg)
        return None, [error(name, fault.lineno or 1, f"Not Turtle: {what}.", "turtle-syntax")]
    if any(isinstance(quad.object, Triple) for quad in quads):
        return None, [error(name, 1, "It holds a triple term, <<( … )>>. Write plain triples.", "turtle-syntax")]
    skolem = _Skolemizer(names, path.stem)
    return Turtle(name, local, tuple(skolem.triple(quad.triple) for quad in quads)), []


class _Skolemizer:
    """Replaces blank nodes by numbered IRIs (https://www.w3.org/TR/rdf11-concepts/#section-skolemization)."""

    def __init__(self, names: Names, stem: str) -> None:
        self._path = f"{names.base}.well-known/genid/{stem}-"
        self._iris: dict[BlankNode, NamedNode] = {}

    def triple(self, triple: Triple) -> Triple:
        subject, value = self._term(triple.subject), self._term(triple.object)
        return Triple(subject, triple.predicate, value)

    def _term(self, term: Any) -> Any:
        if not isinstance(term, BlankNode):
            return term
        return self._iris.setdefault(term, NamedNode(f"{self._path}{len(self._iris) + 1}"))


def _notations(files: list[Turtle] | tuple[Turtle, ...]) -> Iterator[tuple[Turtle, NamedNode, str]]:
    for file in files:
        for triple in file.triples:
            if triple.predicate == SKOS("notation") and isinstance(triple.object, Literal):
                assert isinstance(triple.subject, NamedNode)
                yield file, triple.subject, triple.object.value


def _schemes(files: list[Turtle] | tuple[Turtle, ...]) -> dict[NamedNode, NamedNode]:
    """Return concept → scheme."""
    return {t.subject: t.object for file in files for t in file.triples if t.predicate == SKOS("inScheme")}  # type: ignore[misc]


def _collect(files: tuple[Turtle, ...], names: Names, damaged: frozenset[str]) -> Vocabularies:
    schemes = _schemes(files)
    concepts: dict[str, dict[str, NamedNode]] = defaultdict(dict)
    roles: dict[str, NamedNode] = {}
    for _, subject, notation in _notations(files):
        if subject in schemes:
            concepts[schemes[subject].value.removeprefix(names.base)].setdefault(notation, subject)
        else:
            roles[notation] = subject
    links = frozenset(
        t.subject
        for file in files
        for t in file.triples
        if t.predicate == RDFS("subPropertyOf")
        and t.object == names.term("dataLink")
        and isinstance(t.subject, NamedNode)
    )
    return Vocabularies(files, dict(concepts), roles, links, damaged)


def _notation_faults(files: list[Turtle], names: Names) -> Iterator[Finding]:
    schemes = _schemes(files)
    seen: dict[tuple[str, str], NamedNode] = {}
    for file, subject, notation in _notations(files):
        scheme = schemes[subject].value if subject in schemes else names.term("link").value
        first = seen.setdefault((scheme, notation), subject)
        if first != subject:
            sentence = f"The key '{notation}' names both {first} and {subject}. Give one another key."
            yield error(file.file, file.line_of(subject.value), sentence, "duplicate-notation")
        elif subject in schemes and subject.value != f"{scheme}/{notation}":
            sentence = f"The concept with the key '{notation}' must have the IRI <{scheme}/{notation}>, not {subject}."
            yield error(file.file, file.line_of(subject.value), sentence, "misplaced-concept")


def _cycles(files: list[Turtle], upward: frozenset[NamedNode]) -> Iterator[Finding]:
    """Yield a finding for each cycle of broader concepts, at the concept that closes it."""
    broader: dict[str, list[str]] = defaultdict(list)
    home: dict[str, Turtle] = {}
    for file in files:
        for t in file.triples:
            if t.predicate in upward:
                broader[t.subject.value].append(t.object.value)  # type: ignore[union-attr]
                home[t.subject.value] = file  # type: ignore[union-attr]
    done: set[str] = set()
    for start in sorted(broader):
        cycle = _cycle_from(start, broader, done)
        if cycle:
            chain = " → ".join(iri.rsplit("/", 1)[-1] for iri in cycle)
            file = home[cycle[0]]
            sentence = f"The hierarchy runs in a circle: {chain}. Remove one of these broader links."
            yield error(file.file, file.line_of(cycle[0]), sentence, "cyclic-hierarchy")


def _cycle_from(start: str, broader: Mapping[str, list[str]], done: set[str]) -> list[str]:
    """Return the first circle met on the way up from `start` (its first concept repeated at the end), or nothing."""
    path: list[str] = []
    ways = [iter([start])]
    while ways:
        concept = next(ways[-1], None)
        if concept is None:
            ways.pop()
            done.update(path[-1:])
            path = path[:-1]
        elif concept in path:
            done.update(path)
            return [*path[path.index(concept) :], concept]
        elif concept not in done:
            path.append(concept)
            ways.append(iter(broader.get(concept, [])))
    return []
