"""Labels for the IRIs of a result: one query for all of them."""

from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import NamedNode

from medkg.pages.results.result import Cells
from medkg.sparql.ask import ask_rows
from medkg.sparql.engine import Engine

MOST_LABELS = 1_000
"""Beyond so many IRIs only those on the page get labels."""
_MOST_LETTERS = 500
"""No IRI of the graph is nearly as long; the query for labels must stay small, whatever strangers ask."""

LABELS = """PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?thing (MIN(STR(?name)) AS ?label) WHERE {{
  VALUES ?thing {{ {iris} }}
  ?thing rdfs:label ?name
}} GROUP BY ?thing"""


def iris_of(rows: Iterable[Cells]) -> list[str]:
    """Return the IRIs in some rows, each once."""
    return list(dict.fromkeys(term["value"] for row in rows for term in row if term and term["type"] == "uri"))


def ask_labels(engine: Engine, iris: Sequence[str]) -> Mapping[str, str]:
    """Return IRI → label for those things that have one: the first, where there are several."""
    written = [text for text in map(_written, iris[:MOST_LABELS]) if text]
    if not written:
        return {}
    rows = ask_rows(engine, LABELS.format(iris=" ".join(written)))
    return {row["thing"]["value"]: row["label"]["value"] for row in rows if "thing" in row}


def _written(iri: str) -> str | None:
    """Return an IRI as SPARQL has it; None for one that nothing is called by, and for what is none."""
    try:
        return str(NamedNode(iri)) if len(iri) <= _MOST_LETTERS else None
    except ValueError:
        return None
