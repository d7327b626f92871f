"""Entries of a thing, counted by the other dimensions."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.drawing import Amount, Bars, draw_bars
from medkg.pages.entity.places import DIMENSIONS, Dimension, Places
from medkg.pages.panel import Panel

_COUNTS = """
# Entries of narrower concepts count for the broader ones too; the whole of a vocabulary says nothing.
SELECT ?property ?value ?label ?entries WHERE {{
  {{
    SELECT ?property ?value (COUNT(*) AS ?entries) WHERE {{
      {{ SELECT DISTINCT ?entry WHERE {{ ?entry {property} {iri} }} }}
      ?entry ?property ?value
      FILTER(?property IN ({properties}))
    }} GROUP BY ?property ?value
  }}
  MINUS {{ ?value skos:topConceptOf ?scheme ; skos:narrower ?narrower }}
  ?value rdfs:label ?label
}} ORDER BY DESC(?entries)"""

COUNTED = ("modality", "anatomy", "disease", "task", "access")
"""The dimensions by which the entries of a thing are counted."""

SHOWN = 8


@dataclass(frozen=True)
class Counted:
    """The entries of a thing by one dimension."""

    title: str
    bars: Bars


def counts_text(dimension: Dimension, iri: NamedNode) -> str:
    """Return the query for how many entries of a thing have each value of the other dimensions."""
    return _COUNTS.format(
        iri=iri,
        property=dimension.property,
        properties=", ".join(counted.property for counted in _counted(dimension)),
    )


def read_counts(panel: Panel, dimension: Dimension, iri: NamedNode, places: Places) -> list[Counted]:
    """Return the entries of a thing by each of the other dimensions, as bars that lead to their lists."""
    found = [(other, _amounts(panel, other, iri, places)) for other in _counted(dimension)]
    return [
        Counted(other.title, draw_bars(amounts, label=f"Entries by {other.title.lower()}", limit=SHOWN))
        for other, amounts in found
        if amounts
    ]


def _counted(dimension: Dimension) -> Sequence[Dimension]:
    return [other for other in DIMENSIONS if other.path in COUNTED and other is not dimension]


def _amounts(panel: Panel, dimension: Dimension, iri: NamedNode, places: Places) -> list[Amount]:
    property = places.names.expand(dimension.property).value
    rows = [row for row in panel.rows if row["property"]["value"] == property]
    ordered = sorted(rows, key=lambda row: (-int(row["entries"]["value"]), row["label"]["value"].casefold()))
    return [
        Amount(row["label"]["value"], int(row["entries"]["value"]), places.browse(iri.value, row["value"]["value"]))
        for row in ordered
    ]
