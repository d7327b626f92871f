"""Rows from a snapshot: things are read some at a time, so that no more than these are held."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import chain
from operator import attrgetter

from pyoxigraph import NamedNode

from medkg.export.source import Source
from medkg.export.tables.subject import Statement, Subject, Term
from medkg.export.tables.table import Row, Table

_AT_ONCE = 250

_THINGS = """
SELECT DISTINCT ?thing WHERE {{
  VALUES ?type {{ {types} }}
  GRAPH ?graph {{ ?thing a ?type }}
}}"""

_STATEMENTS = """
SELECT ?thing ?property ?value ?graph WHERE {{
  VALUES ?thing {{ {things} }}
  GRAPH ?graph {{ ?thing ?property ?value }}
  {only}
}}"""

_LABELS = """
SELECT DISTINCT ?value ?label WHERE {{
  VALUES ?thing {{ {things} }}
  GRAPH ?graph {{ ?thing ?property ?value }}
  {only}
  ?value rdfs:label ?label
}}"""

_ONLY = "FILTER(?property IN ({properties}))"
"""Is three times as fast as VALUES, which looks for each property of each thing."""

_Statements = Mapping[NamedNode, Mapping[str, Sequence[Statement]]]


def read_rows(source: Source, table: Table) -> Iterator[list[Row]]:
    """Yield the rows of a table, those of some things at a time, in the order of their IRIs."""
    things = _find_things(source, table.types)
    for start in range(0, len(things), _AT_ONCE):
        subjects = _read_subjects(source, table, things[start : start + _AT_ONCE])
        yield list(chain.from_iterable(map(table.rows_of, subjects)))


def _find_things(source: Source, types: Sequence[str]) -> list[NamedNode]:
    found = source.select(_THINGS.format(types=" ".join(types)))
    return sorted((row["thing"] for row in found), key=attrgetter("value"))


def _read_subjects(source: Source, table: Table, things: Sequence[NamedNode]) -> list[Subject]:
    properties = table.properties()
    statements = _read_statements(source, things, properties)
    labels = _read_labels(source, things, properties) if table.has_labels else {}
    parts = _read_parts(source, table.parts, statements) if table.parts else {}
    return [Subject(iri, source.names, statements[iri], parts.get(iri, ()), labels) for iri in things]


def _read_parts(source: Source, property: str, statements: _Statements) -> dict[NamedNode, list[Subject]]:
    nodes = {
        iri: sorted({told.value for told in said.get(property, ()) if isinstance(told.value, NamedNode)}, key=str)
        for iri, said in statements.items()
    }
    told = _read_statements(source, list(chain.from_iterable(nodes.values())), ())
    return {iri: [Subject(node, source.names, told[node]) for node in found] for iri, found in nodes.items()}


def _read_statements(source: Source, things: Sequence[NamedNode], properties: Sequence[str]) -> _Statements:
    found: dict[NamedNode, dict[str, list[Statement]]] = {thing: {} for thing in things}
    shorten, family = cache(source.names.shorten), cache(source.names.family)
    for thing, property, value, graph in source.select(_filled(_STATEMENTS, things, properties)):
        said = found[thing].setdefault(shorten(property.value), [])
        said.append(Statement(property, value, family(graph)))
    return found


def _read_labels(source: Source, things: Sequence[NamedNode], properties: Sequence[str]) -> dict[Term, str]:
    """Return the labels of values; of several the first by the alphabet, in whatever order they are found."""
    found: dict[Term, list[str]] = defaultdict(list)
    for value, label in source.select(_filled(_LABELS, things, properties)):
        found[value].append(label.value)
    return {value: min(labels) for value, labels in found.items()}


def _filled(query: str, things: Sequence[NamedNode], properties: Sequence[str]) -> str:
    only = _ONLY.format(properties=", ".join(properties)) if properties else ""
    return query.format(things=" ".join(map(str, things)), only=only)
