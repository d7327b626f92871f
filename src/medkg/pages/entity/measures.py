"""How much an entry holds, how old its people are, and which years it covers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.namespaces import Names
from medkg.pages.entity.facts import Facts, Origin
from medkg.pages.panel import Panel
from medkg.pages.words import write_ages, write_extent, write_range
from medkg.sparql.ask import Row

_MEASURES = """
SELECT ?property ?node ?detail ?value ?label WHERE {{
  {iri} ?property ?node
  FILTER(?property IN (medkg:extent, medkg:ages, dct:temporal))
  ?node ?detail ?value
  OPTIONAL {{ ?value rdfs:label ?label }}
}} ORDER BY ?node"""


@dataclass(frozen=True)
class Extent:
    """A count with its unit and what is counted."""

    number: str
    unit: str
    unit_iri: str
    part: str | None
    count: int
    origins: Sequence[Origin] = ()


@dataclass(frozen=True)
class Span:
    """Ages or years, in words."""

    label: str
    text: str
    part: str | None
    origins: Sequence[Origin] = ()


@dataclass(frozen=True)
class Measures:
    """The numbers of an entry."""

    query: str
    extents: Sequence[Extent]
    spans: Sequence[Span]


_Node = Mapping[str, Row]
"""Prefixed name of a property → the row with its value."""


def measures_text(iri: NamedNode) -> str:
    """Return the query for the sizes, ages and time spans of an entry."""
    return _MEASURES.format(iri=iri)


def read_measures(panel: Panel, names: Names, facts: Facts) -> Measures:
    """Return the sizes, ages and time spans of an entry; the whole before its parts, the larger before the smaller."""
    nodes: dict[tuple[str, str], dict[str, Row]] = {}
    for row in panel.rows:
        node = nodes.setdefault((names.shorten(row["property"]["value"]), row["node"]["value"]), {})
        node[names.shorten(row["detail"]["value"])] = row
    origins = {
        value.term["value"]: value.origins for value in facts.values("medkg:extent", "medkg:ages", "dct:temporal")
    }
    extents = [_extent(node, origins.get(iri, ())) for (key, iri), node in nodes.items() if key == "medkg:extent"]
    spans = [_span(key, node, origins.get(iri, ())) for (key, iri), node in nodes.items() if key != "medkg:extent"]
    return Measures(panel.text, sorted(extents, key=_by_size), sorted(spans, key=lambda span: span.label))


def _by_size(extent: Extent) -> tuple[bool, str, int]:
    return extent.part is not None, extent.unit, -extent.count


def _text(node: _Node, key: str) -> str | None:
    if key not in node:
        return None
    return node[key]["label"]["value"] if "label" in node[key] else node[key]["value"]["value"]


def _extent(node: _Node, origins: Sequence[Origin]) -> Extent:
    count = int(_text(node, "medkg:count") or 0)
    most, qualifier, per = (_text(node, f"medkg:{name}") for name in ("maximumCount", "countQualifier", "perUnit"))
    words = write_extent(count, int(most) if most else None, qualifier)
    unit = _text(node, "medkg:unit") or ""
    iri = node["medkg:unit"]["value"]["value"] if "medkg:unit" in node else ""
    return Extent(words, f"{unit} per {per}" if per else unit, iri, _text(node, "medkg:part"), count, origins)


def _span(key: str, node: _Node, origins: Sequence[Origin]) -> Span:
    if key == "medkg:ages":
        youngest, oldest, mean = (_text(node, f"medkg:{name}Age") for name in ("minimum", "maximum", "mean"))
        return Span("ages", write_ages(youngest, oldest, mean), _text(node, "medkg:part"), origins)
    years = write_range(_text(node, "dcat:startDate"), _text(node, "dcat:endDate"))
    return Span("years", years, _text(node, "dct:description"), origins)
