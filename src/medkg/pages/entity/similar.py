"""Entries that are like one entry, with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from medkg.namespaces import Names, local_name
from medkg.pages.entry_fields import TOPICS
from medkg.pages.panel import Panel
from medkg.sparql.ask import Row

_SIMILAR = """
# What counts is what the entry is told to be about; rare concepts count for more than common ones.
SELECT ?other ?title ?property ?name ?concept ?label ?score WHERE {{
  {{
    SELECT ?other ?score WHERE {{
      {{
        SELECT ?other (SUM(1 / (10e0 + ?entries)) AS ?score) WHERE {{
          {{
            SELECT ?property ?concept (COUNT(?entry) AS ?entries) WHERE {{
              {{ SELECT DISTINCT ?property ?concept WHERE {{ {told} }} }}
              ?entry ?property ?concept
            }} GROUP BY ?property ?concept
          }}
          ?other ?property ?concept
        }} GROUP BY ?other
      }}
      ?other a {type}
      FILTER(?other != {iri})
      MINUS {{ {{ ?other ?link {iri} }} UNION {{ {iri} ?link ?other }} }}
    }} ORDER BY DESC(?score) STR(?other) LIMIT {limit}
  }}
  {{ SELECT DISTINCT ?property ?concept WHERE {{ {told} }} }}
  ?other ?property ?concept ; rdfs:label ?title .
  ?property rdfs:label ?name .
  ?concept rdfs:label ?label
}} ORDER BY DESC(?score) STR(?other)"""

_TOLD = """
    GRAPH ?graph {{ {iri} ?property ?concept }}
    FILTER(?graph != {inferred})
    FILTER(?property IN ({topics}))
"""

_TYPES = {"dataset": "dcat:Dataset", "challenge": "medkg:Challenge", "catalog": "dcat:Catalog"}

LIMIT = 6

WORTH = 3
"""How many times less similar than the first an entry may be to be shown."""


@dataclass(frozen=True)
class Similar:
    """An entry that is like another, and the concepts that both have, by the name of the property."""

    iri: str
    title: str
    shared: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    """(property, ((IRI, name) of a concept, …)), …"""


def similar_text(names: Names, iri: NamedNode, family: str) -> str:
    """Return the query for entries of the same kind that share concepts with an entry."""
    told = _TOLD.format(iri=iri, inferred=names.graph("inferred"), topics=", ".join(TOPICS))
    return _SIMILAR.format(iri=iri, told=told, type=_TYPES.get(family, "dcat:Resource"), limit=LIMIT)


def read_similar(panel: Panel) -> list[Similar]:
    """Return the similar entries, the most similar first; what is far less similar than the first is left out."""
    rows = sorted(panel.rows, key=lambda row: (-_score(row), row["title"]["value"], _other(row)))
    near = [row for row in rows if _score(row) * WORTH >= _score(rows[0])]
    return [_similar(list(same)) for _, same in groupby(near, key=_other)]


def _score(row: Row) -> float:
    return float(row["score"]["value"])


def _other(row: Row) -> str:
    return row["other"]["value"]


def _similar(rows: Sequence[Row]) -> Similar:
    ordered = sorted(rows, key=lambda row: (_place(row), row["label"]["value"].casefold()))
    shared = [
        (name, list(dict.fromkeys((row["concept"]["value"], row["label"]["value"]) for row in same)))
        for name, same in groupby(ordered, key=lambda row: row["name"]["value"])
    ]
    return Similar(_other(rows[0]), rows[0]["title"]["value"], shared)


def _place(row: Row) -> int:
    order = [topic.partition(":")[2] for topic in TOPICS]
    return order.index(local_name(row["property"]["value"]))
