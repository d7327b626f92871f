"""What the default graph holds: the triples of these families of named graphs, each once."""

from collections.abc import Collection, Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Triple

from medkg.namespaces import Names

ASSERTED = ("stated", "curated", "ontology")
"""The families from which the inference starts."""

MERGED = (*ASSERTED, "inferred", "mappings", "queries", "void")
"""The families whose triples the default graph holds. Saved queries and VoID are asked for without GRAPH by editors."""


def triples_of(quads: Iterable[Quad], names: Names, families: Collection[str]) -> list[Triple]:
    """Return the triples of the named graphs of some families, each once, in the order in which they come."""
    return list(dict.fromkeys(quad.triple for quad in quads if is_in(quad.graph_name, names, families)))


def is_in(graph: object, names: Names, families: Collection[str]) -> bool:
    """Tell whether a graph is a named one of some families."""
    return isinstance(graph, NamedNode) and names.family(graph) in families


def merge(quads: Iterable[Quad], names: Names) -> Iterator[Quad]:
    """Yield the quads of the default graph."""
    for triple in triples_of(quads, names, MERGED):
        yield Quad(triple.subject, triple.predicate, triple.object)
