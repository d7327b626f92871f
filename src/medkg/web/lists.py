"""Queries of the listing pages, and how the rows of an entity page are put in order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from medkg.namespaces import DCT, RDF, RDFS, SKOS, Names, local_name
from medkg.sparql.ask import Row

CLASS_COUNTS = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX medkg: <{base}ontology#>
PREFIX schema: <https://schema.org/>
SELECT ?class ?label (COUNT(DISTINCT ?x) AS ?n) WHERE {{
  {{ ?class rdfs:subClassOf dcat:Resource }} UNION {{ VALUES ?class {{
    dcat:Resource medkg:Event foaf:Organization schema:ScholarlyArticle
    medkg:Modality medkg:AnatomicalSite medkg:Disease medkg:Task }} }}
  ?class rdfs:label ?label . ?x a ?class
}} GROUP BY ?class ?label ORDER BY DESC(?n) ?label"""

OPTIONS = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?value ?label WHERE {{
  ?value rdfs:label ?label
  FILTER(STRSTARTS(STR(?value), "{base}{scheme}/") && !CONTAINS(STR(?value), "#"))
}} ORDER BY LCASE(STR(?label))"""

TERMS = """PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?term ?kind ?label ?definition WHERE {{
  VALUES (?type ?kind) {{ (owl:Class "class") (owl:ObjectProperty "property") (owl:DatatypeProperty "property") }}
  GRAPH <{base}graph/ontology> {{ ?term a ?type ; rdfs:label ?label ; skos:definition ?definition }}
}} ORDER BY ?kind ?label"""

GRAPH = "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"

EXAMPLE = """PREFIX dct: <http://purl.org/dc/terms/>
PREFIX medkg: <{base}ontology#>

SELECT ?challenge ?title ?meeting WHERE {{
  ?challenge medkg:heldAt ?event ; dct:title ?title .
  ?event dct:title ?meeting ; medkg:year ?year .
}} ORDER BY ?year ?meeting"""


@dataclass(frozen=True)
class Value:
    """One value of a fact: a term, its label, where it comes from, and, for a node of the entry, its own facts."""

    term: Mapping[str, str]
    label: str | None
    origins: Sequence[str]
    parts: Sequence[Row] = ()


@dataclass(frozen=True)
class Fact:
    """All values of one property."""

    property: str
    label: str
    values: Sequence[Value]


@dataclass(frozen=True)
class Page:
    """What a page about a thing shows."""

    title: str
    description: str | None
    facts: Sequence[Fact]
    """What is stated, curated or defined."""
    inferred: Sequence[Fact]
    """What follows from facts of this and other things."""


_ORIGINS = ("stated", "curated", "ontology", "mappings", "provenance", "queries", "void", "inferred")
"""Where a triple comes from, the most telling first."""

_LABELS = {"rdfs:label", "dct:title", "skos:prefLabel", "foaf:name"}


def read_page(rows: Sequence[Row], names: Names) -> Page:
    """Return the page of a thing from the rows of its facts."""
    hidden = {names.expand(curie).value for curie in _LABELS} | {DCT("description").value}
    texts = {row["p"]["value"]: row["o"]["value"] for row in rows}
    title = next(
        (texts[p] for p in (RDFS("label").value, DCT("title").value, SKOS("prefLabel").value) if p in texts), ""
    )
    shown = [dict(row) | {"origin": _origin(row, names)} for row in rows if row["p"]["value"] not in hidden]
    told = {(row["p"]["value"], row["o"]["value"]) for row in shown if row["origin"]["value"] != "inferred"}
    facts = [row for row in shown if (row["p"]["value"], row["o"]["value"]) in told]
    inferred = [row for row in shown if (row["p"]["value"], row["o"]["value"]) not in told]
    description = texts.get(DCT("description").value) or texts.get(SKOS("definition").value)
    return Page(title, description, _facts(facts), _facts(inferred))


def _origin(row: Row, names: Names) -> Mapping[str, str]:
    """Return the family of the graph in which a fact stands."""
    return {"type": "literal", "value": names.family(NamedNode(row["g"]["value"]))}


def _facts(rows: Sequence[Row]) -> list[Fact]:
    by_property = groupby(sorted(rows, key=_order), key=lambda row: row["p"]["value"])
    return [_fact(list(group)) for _, group in by_property]


def _order(row: Row) -> tuple[bool, str, str, str]:
    return row["p"]["value"] != RDF("type").value, label_of(row, "p", "property"), row["p"]["value"], row["o"]["value"]


def label_of(row: Row, term: str, label: str) -> str:
    """Return the label of a term in a row, or the last part of its IRI."""
    if label in row:
        return row[label]["value"]
    value = row[term]["value"]
    return value if row[term]["type"] == "literal" else local_name(value)


def _fact(rows: Sequence[Row]) -> Fact:
    first = rows[0]
    values = [_value(list(group)) for _, group in groupby(rows, key=lambda row: (row["o"]["type"], row["o"]["value"]))]
    return Fact(first["p"]["value"], label_of(first, "p", "property"), values)


def _value(rows: Sequence[Row]) -> Value:
    origins = sorted({row["origin"]["value"] for row in rows}, key=_ORIGINS.index)
    parts = {(row["q"]["value"], row["v"]["value"]): row for row in rows if "q" in row}
    label = rows[0]["label"]["value"] if "label" in rows[0] else None
    return Value(rows[0]["o"], label, origins, list(parts.values()))


def group(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """Return incoming links by the label of their property."""
    return [(label, list(found)) for label, found in groupby(rows, key=lambda row: label_of(row, "p", "property"))]
