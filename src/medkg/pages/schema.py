"""The classes and properties of the graph as it is: counted, drawn, and in tables.

The figures are those of the VoID description (https://www.w3.org/TR/void/#class-property-partitions), which the build
writes, so that the page costs the same however much there is.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from pyoxigraph import NamedNode

from medkg.drawing import Diagram, Edge, Node, draw_layers
from medkg.namespaces import RDF, RDFS, SKOS, Names, local_name
from medkg.pages.class_links import Broader, PartCount, find_links, find_parents, find_tightest
from medkg.pages.panel import Panel, ask_panels
from medkg.sparql.ask import Row, value_of
from medkg.sparql.engine import Engine

_CLASSES = """
SELECT ?class ?label ?definition ?number WHERE {{
  GRAPH {void} {{ {whole} void:classPartition ?part . ?part void:class ?class ; void:entities ?number }}
  OPTIONAL {{ GRAPH {ontology} {{ ?class rdfs:label ?label ; skos:definition ?definition }} }}
}} ORDER BY DESC(?number)"""

_PROPERTIES = """
SELECT ?class ?property ?number ?range ?part WHERE {{
  GRAPH {void} {{
    {whole} void:classPartition [ void:class ?class ; void:propertyPartition ?of ] .
    ?of void:property ?property ; void:triples ?number
    OPTIONAL {{
      {{ ?of void:classPartition [ void:class ?range ; void:triples ?part ] }}
      UNION {{ ?of void-ext:datatypePartition [ void-ext:datatype ?range ; void:triples ?part ] }}
    }}
  }}
}}"""

_SUBCLASSES = """
SELECT ?class ?broader WHERE {{
  ?class rdfs:subClassOf ?broader FILTER(?class != ?broader)
}}"""

_TERMS = """
SELECT ?term ?label ?definition WHERE {{
  GRAPH {ontology} {{ ?term rdfs:label ?label ; skos:definition ?definition }}
  FILTER EXISTS {{ ?term a ?type FILTER(?type IN (owl:ObjectProperty, owl:DatatypeProperty, owl:AnnotationProperty)) }}
}}"""

_INSTANCES = """
SELECT ?thing ?label WHERE {{
  ?thing a {term} OPTIONAL {{ ?thing rdfs:label ?label }}
}} ORDER BY ?label"""

_HIDDEN = frozenset(name.value for name in (RDF("type"), RDFS("label"), RDFS("isDefinedBy")))
"""Properties that everything has."""
_IMPLIED = frozenset(SKOS(name).value for name in ("narrower", "broaderTransitive", "narrowerTransitive"))
"""Properties that say again what skos:broader says."""
_MOST_DRAWN = 30
"""Classes in the picture."""


@dataclass(frozen=True)
class Term:
    """A class or property, with its label and definition if the ontology describes it."""

    iri: str
    name: str
    """Prefixed name."""
    label: str
    definition: str | None = None


@dataclass(frozen=True)
class CountedClass:
    """A class with the number of its instances, and the query for them."""

    term: Term
    number: int
    instances: str


@dataclass(frozen=True)
class Range:
    """What values are: a class or a datatype, with the number of statements."""

    term: Term
    number: int


@dataclass(frozen=True)
class CountedProperty:
    """A property of the instances of a class, with the number of statements and what their values are."""

    term: Term
    number: int
    ranges: Sequence[Range]


@dataclass(frozen=True)
class Link:
    """A property between the instances of two classes."""

    source: Term
    property: Term
    target: Term
    number: int


@dataclass(frozen=True)
class SchemaPage:
    """What the page shows: of the whole graph, or of one class."""

    picture: Diagram
    classes: Sequence[CountedClass]
    """Those that the ontology describes."""
    others: Sequence[CountedClass]
    """Those of the standards in which the graph describes itself."""
    links: Sequence[Link]
    """What joins classes; if one is chosen, what leads to it."""
    chosen: CountedClass | None
    properties: Sequence[CountedProperty]
    """Those of the chosen class."""
    classes_panel: Panel
    properties_panel: Panel


def read_schema_page(engine: Engine, names: Names, chosen: str | None = None) -> SchemaPage | None:
    """Return the page about the whole graph, or about the class with a prefixed name; None if no class has it."""
    parts = {"void": names.graph("void"), "whole": names("void#default-graph"), "ontology": names.graph("ontology")}
    texts = [text.format(**parts) for text in (_CLASSES, _PROPERTIES, _SUBCLASSES, _TERMS)]
    panels = ask_panels(engine, texts)
    schema = _Schema.of(names, panels)
    picked = next((found for found in schema.classes if found.term.name == chosen), None)
    if chosen is not None and picked is None:
        return None
    links = schema.links(picked.term.iri if picked else None)
    return SchemaPage(
        picture=schema.draw(links, picked),
        classes=[found for found in schema.classes if found.term.definition],
        others=[found for found in schema.classes if not found.term.definition],
        links=[link for link in links if picked is None or link.target == picked.term],
        chosen=picked,
        properties=schema.properties_of(picked.term.iri) if picked else [],
        classes_panel=panels[0],
        properties_panel=panels[1],
    )


@dataclass(frozen=True)
class _Schema:
    """The classes, properties and links of the graph."""

    names: Names
    classes: Sequence[CountedClass]
    terms: Mapping[str, Term]
    properties: Mapping[tuple[str, str], int]
    """Class and property → statements."""
    parts: Sequence[PartCount]
    broader: Broader

    @classmethod
    def of(cls, names: Names, panels: Sequence[Panel]) -> "_Schema":
        """Return the schema that the rows of the four queries tell."""
        classes, properties, subclasses, terms = (panel.rows for panel in panels)
        known = {row["term"]["value"]: _term(row["term"]["value"], row, names) for row in terms}
        counted = sorted((_count_class(row, names) for row in classes), key=lambda each: (-each.number, each.term.name))
        known |= {found.term.iri: found.term for found in counted}
        broader = defaultdict[str, set[str]](set)
        for row in subclasses:
            broader[row["class"]["value"]].add(row["broader"]["value"])
        totals = {(row["class"]["value"], row["property"]["value"]): int(row["number"]["value"]) for row in properties}
        parts = [
            PartCount(row["class"]["value"], row["property"]["value"], row["range"]["value"], int(row["part"]["value"]))
            for row in properties
            if "range" in row
        ]
        return cls(names, counted, known, totals, parts, broader)

    def term(self, iri: str) -> Term:
        """Return a term as the ontology describes it, or with the last part of its IRI for a label."""
        return self.terms.get(iri) or Term(iri, self.names.shorten(iri), local_name(iri))

    @cached_property
    def inner(self) -> list[PartCount]:
        """The statements that lead from one class that the ontology describes to another."""
        described = {found.term.iri for found in self.classes if found.term.definition}
        return [
            part for part in self.parts if {part.source, part.target} <= described and part.property not in _IMPLIED
        ]

    def links(self, kind: str | None) -> list[Link]:
        """Return the properties between all classes, or those that lead from a class and to it."""
        if kind is None:
            return self._find_links(self.inner)
        leaving = [part for part in self.inner if part.source == kind]
        arriving = [part for part in self.inner if part.target == kind != part.source]
        return self._find_links(leaving) + self._find_links(arriving)

    def _find_links(self, parts: Sequence[PartCount]) -> list[Link]:
        return [
            Link(self.term(part.source), self.term(part.property), self.term(part.target), part.number)
            for part in find_links(parts, self.broader)
        ]

    def properties_of(self, kind: str) -> list[CountedProperty]:
        """Return the properties of the instances of a class, those of most statements first."""
        ranges = defaultdict[str, dict[str, int]](dict)
        for part in self.parts:
            if part.source == kind:
                ranges[part.property][part.target] = part.number
        found = [
            CountedProperty(self.term(name), number, self._ranges(ranges[name]))
            for (owner, name), number in self.properties.items()
            if owner == kind and name not in _HIDDEN
        ]
        return sorted(found, key=lambda counted: (-counted.number, counted.term.name))

    def _ranges(self, counts: Mapping[str, int]) -> list[Range]:
        found = [Range(self.term(iri), counts[iri]) for iri in find_tightest(counts, self.broader)]
        return sorted(found, key=lambda range_: (-range_.number, range_.term.name))

    def draw(self, links: Sequence[Link], picked: CountedClass | None) -> Diagram:
        """Return the picture of the classes that links join, and of what is a subclass of what among them."""
        joined = {term.iri for link in links for term in (link.source, link.target)}
        joined |= {picked.term.iri} if picked else set()
        drawn = [found for found in self.classes if found.term.iri in joined][:_MOST_DRAWN]
        parents = find_parents([found.term.iri for found in drawn], self.broader)
        edges = [
            Edge(kind, parent, "is a", is_subclass=True)
            for kind, parent in parents
            if picked is None or picked.term.iri in (kind, parent)
        ]
        edges += [Edge(link.source.iri, link.target.iri, link.property.label, link.number) for link in links]
        label = f"The class {picked.term.label} and its neighbours" if picked else "Classes and what joins them"
        return draw_layers([_node(found) for found in drawn], edges, label=label)


def _term(iri: str, row: Row, names: Names) -> Term:
    label = value_of(row, "label") or local_name(iri)
    return Term(iri, names.shorten(iri), label, value_of(row, "definition"))


def _count_class(row: Row, names: Names) -> CountedClass:
    iri = row["class"]["value"]
    instances = _INSTANCES.format(term=NamedNode(iri))
    return CountedClass(_term(iri, row, names), int(row["number"]["value"]), instances)


def _node(found: CountedClass) -> Node:
    return Node(found.term.iri, found.term.label, f"?class={quote(found.term.name, safe=':')}", found.number)
