"""Small makers of terms and triples, shared by the converters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from pyoxigraph import Literal, NamedNode, Quad, Triple

from medkg.namespaces import DCT, RDF, XSD, Names

Term = NamedNode | Literal


def english(text: str) -> Literal:
    """Return a text for people."""
    return Literal(" ".join(text.split()), language="en")


def integer(value: int) -> Literal:
    """Return a count."""
    return Literal(str(value), datatype=XSD("integer"))


def year(value: int) -> Literal:
    """Return a year."""
    return Literal(f"{value:04}", datatype=XSD("gYear"))


def day(value: date) -> Literal:
    """Return a day of the calendar."""
    return Literal(value.isoformat(), datatype=XSD("date"))


def decimal(value: float) -> Literal:
    """Return a decimal number in the shortest form that an RDF store keeps unchanged."""
    return Literal(f"{value:.10f}".rstrip("0").rstrip("."), datatype=XSD("decimal"))


def triples(subject: NamedNode, pairs: Iterable[tuple[NamedNode, Term | None]]) -> Iterator[Triple]:
    """Yield a triple for each property that has a value."""
    for predicate, value in pairs:
        if value is not None:
            yield Triple(subject, predicate, value)


def quads(graph: NamedNode, statements: Iterable[Triple]) -> Iterator[Quad]:
    """Yield the triples as quads of one graph."""
    for triple in statements:
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


@dataclass(frozen=True)
class Reason:
    """Why a curated statement is right."""

    sentence: str
    reference: str | None = None


def curated_quads(
    names: Names, subject: NamedNode, path: str, number: int, statements: Iterable[Triple], reason: Reason
) -> Iterator[Quad]:
    """Yield curated statements in the graph `curated/<path>`, and in the provenance graph why each is right."""
    graph, provenance = names.graph(f"curated/{path}"), names.graph("provenance")
    for position, triple in enumerate(statements, 1):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)
        node = NamedNode(f"{subject.value}#curated-{number}-{position}")
        yield from quads(provenance, _evidence(names, node, triple, graph, reason))


def _evidence(names: Names, node: NamedNode, triple: Triple, graph: NamedNode, reason: Reason) -> Iterator[Triple]:
    yield from triples(
        node,
        [
            (RDF("type"), names.term("CuratedStatement")),
            (RDF("subject"), triple.subject),  # type: ignore[list-item]
            (RDF("predicate"), triple.predicate),
            (RDF("object"), triple.object),  # type: ignore[list-item]
            (names.term("reason"), english(reason.sentence)),
            (DCT("references"), NamedNode(reason.reference) if reason.reference else None),
            (DCT("isPartOf"), graph),
        ],
    )
