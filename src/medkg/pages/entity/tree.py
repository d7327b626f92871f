"""The place of a concept in its vocabulary: the concepts above it, and those below it with their numbers of entries."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.pages.entity.places import Dimension
from medkg.pages.panel import Panel
from medkg.sparql.ask import Row

_ABOVE = """
SELECT ?concept ?label ?broader WHERE {{
  {iri} skos:broaderTransitive? ?concept .
  ?concept rdfs:label ?label
  OPTIONAL {{ ?concept skos:broader ?broader }}
}}"""

_BELOW = """
SELECT ?concept ?label ?broader ?entries WHERE {{
  ?concept skos:broaderTransitive? {iri} ; rdfs:label ?label
  OPTIONAL {{ ?concept skos:broader ?broader }}
  OPTIONAL {{
    SELECT ?concept (COUNT(DISTINCT ?entry) AS ?entries) WHERE {{
      ?concept skos:broaderTransitive? {iri} .
      ?entry {property} ?concept{only_entries}
    }} GROUP BY ?concept
  }}
}}"""

MOST_PATHS = 4
"""How many ways up a page shows; a concept may have several broader ones."""

DEPTH = 3
"""How many steps down a page shows."""


@dataclass(frozen=True)
class Concept:
    """A concept in a tree."""

    iri: str
    label: str
    entries: int = 0
    narrower: Sequence["Concept"] = ()
    hidden: int = 0
    """How many concepts stand below it that are not listed."""


@dataclass(frozen=True)
class Tree:
    """The place of a concept in its vocabulary."""

    above_query: str
    below_query: str
    paths: Sequence[Sequence[Concept]]
    """From the top down to the next broader concept."""
    entries: int
    narrower: Sequence[Concept]
    below: int
    """How many concepts stand below it, over any number of steps."""


def tree_texts(dimension: Dimension, iri: NamedNode) -> list[str]:
    """Return the queries for the concepts above and below a concept."""
    return [
        _ABOVE.format(iri=iri),
        _BELOW.format(iri=iri, property=dimension.property, only_entries=dimension.only_entries),
    ]


def read_tree(above: Panel, below: Panel, iri: NamedNode) -> Tree:
    """Return the place of a concept from the rows of `tree_texts`."""
    found = _Graph(below.rows)
    entries = found.concepts[iri.value].entries if iri.value in found.concepts else 0
    narrower = [found.branch(child, DEPTH) for child in found.children.get(iri.value, ())]
    paths = _paths_up(_Graph(above.rows), iri.value)[:MOST_PATHS]
    return Tree(above.text, below.text, paths, entries, narrower, len(found.concepts.keys() - {iri.value}))


class _Graph:
    """Concepts with their broader and narrower ones."""

    def __init__(self, rows: Sequence[Row]) -> None:
        ordered = sorted(rows, key=lambda row: row["label"]["value"].casefold())
        self.concepts = {row["concept"]["value"]: _concept(row) for row in ordered}
        self.children: dict[str, list[str]] = {}
        self.parents: dict[str, list[str]] = {}
        for row in ordered:
            if "broader" in row:
                self.children.setdefault(row["broader"]["value"], []).append(row["concept"]["value"])
                self.parents.setdefault(row["concept"]["value"], []).append(row["broader"]["value"])

    def branch(self, iri: str, depth: int) -> Concept:
        """Return a concept with those below it, so many steps down."""
        concept, children = self.concepts[iri], self.children.get(iri, [])
        if depth <= 1:
            return Concept(iri, concept.label, concept.entries, hidden=len(self._below(iri)))
        return Concept(iri, concept.label, concept.entries, [self.branch(child, depth - 1) for child in children])

    def _below(self, iri: str) -> set[str]:
        found: set[str] = set()
        waiting = list(self.children.get(iri, ()))
        while waiting:
            child = waiting.pop()
            if child not in found:
                found.add(child)
                waiting += self.children.get(child, ())
        return found


def _concept(row: Row) -> Concept:
    entries = int(row["entries"]["value"]) if "entries" in row else 0
    return Concept(row["concept"]["value"], row["label"]["value"], entries)


def _paths_up(graph: _Graph, iri: str) -> list[list[Concept]]:
    """Return every way from the top down to the next broader concept, the longest first."""
    paths = [
        [*above, graph.concepts[parent]]
        for parent in graph.parents.get(iri, ())
        if parent in graph.concepts
        for above in (_paths_up(graph, parent) or [[]])
    ]
    return sorted(paths, key=lambda path: (-len(path), [concept.label for concept in path]))
