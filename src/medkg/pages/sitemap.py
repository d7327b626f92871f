"""What crawlers are told of: the things that have pages. See https://www.sitemaps.org/protocol.html."""

from collections.abc import Sequence

from medkg.namespaces import Names
from medkg.pages.withdrawal import WITHDRAWN
from medkg.sparql.ask import ask_rows
from medkg.sparql.engine import Engine

MOST_ADDRESSES = 50_000
"""So many addresses may stand in one file, by the protocol."""

_THINGS = (
    """
SELECT DISTINCT ?thing WHERE {{
  ?thing a ?class
  FILTER(?class IN (
    dcat:Resource, skos:Concept, foaf:Organization, medkg:Event, medkg:EventSeries, schema:ScholarlyArticle
  ))
  FILTER(STRSTARTS(STR(?thing), "{base}"))
  MINUS {{ """
    + WITHDRAWN.replace("{iri}", "?thing")
    + """ }}
}} ORDER BY ?thing"""
)


def find_things(engine: Engine, names: Names) -> list[str]:
    """Return the IRIs of all entries, concepts, organizations, meetings and papers in use, from one query."""
    return [row["thing"]["value"] for row in ask_rows(engine, _THINGS.format(base=names.base))]


def divide(addresses: Sequence[str], most: int = MOST_ADDRESSES) -> list[Sequence[str]]:
    """Return the addresses in parts of which each fits into one file.

    >>> divide(["a", "b", "c"], 2)
    [['a', 'b'], ['c']]
    """
    return [addresses[start : start + most] for start in range(0, len(addresses), most)]
