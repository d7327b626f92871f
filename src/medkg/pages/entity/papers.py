"""The papers about an entry, with their identifiers."""

from itertools import groupby

from pyoxigraph import NamedNode

from medkg.pages.panel import Panel
from medkg.profiles.paper import Paper, sort_papers
from medkg.sparql.ask import Row, value_of

_PAPERS = """
SELECT ?paper ?title ?year ?doi ?pmid ?arxiv ?url WHERE {{
  {iri} dct:isReferencedBy ?paper
  OPTIONAL {{ ?paper dct:title ?title }}
  OPTIONAL {{ ?paper medkg:year ?year }}
  OPTIONAL {{ ?paper medkg:doi ?doi }}
  OPTIONAL {{ ?paper medkg:pmid ?pmid }}
  OPTIONAL {{ ?paper medkg:arxiv ?arxiv }}
  OPTIONAL {{ ?paper schema:url ?url }}
}} ORDER BY ?year"""


def papers_text(iri: NamedNode) -> str:
    """Return the query for the publications about an entry."""
    return _PAPERS.format(iri=iri)


def read_papers(panel: Panel) -> list[Paper]:
    """Return each publication once, the oldest first; of several years or addresses, the first counts."""
    rows = sorted(panel.rows, key=_by_year)
    first = {iri: next(same) for iri, same in groupby(rows, key=lambda row: row["paper"]["value"])}
    return sort_papers(_paper(iri, row) for iri, row in first.items())


def _by_year(row: Row) -> tuple[str, str, str]:
    return row["paper"]["value"], value_of(row, "year") or "", value_of(row, "url") or ""


def _paper(iri: str, row: Row) -> Paper:
    return Paper(iri, **{name: value_of(row, name) for name in ("title", "year", "doi", "pmid", "arxiv", "url")})
