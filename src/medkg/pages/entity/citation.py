"""How to cite: papers with their identifiers, and BibTeX that is made from facts only."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from medkg.namespaces import Names, local_name
from medkg.pages.entity.facts import Facts
from medkg.pages.panel import Panel
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

RESOLVERS: Mapping[str, tuple[str, str]] = {
    "doi": ("DOI", "https://doi.org/"),
    "pmid": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
    "arxiv": ("arXiv", "https://arxiv.org/abs/"),
}
"""Identifier → its name, and the address at which it is resolved."""


@dataclass(frozen=True)
class Paper:
    """A publication, as far as the graph knows it."""

    iri: str
    title: str | None = None
    year: str | None = None
    doi: str | None = None
    pmid: str | None = None
    arxiv: str | None = None
    url: str | None = None

    @property
    def links(self) -> list[tuple[str, str, str]]:
        """(name of the identifier, identifier, address at which it is resolved)."""
        return [
            (name, identifier, start + identifier)
            for field, (name, start) in RESOLVERS.items()
            if (identifier := getattr(self, field))
        ]

    @property
    def bibtex(self) -> str:
        """The publication as BibTeX. Authors and journals are not in the graph: the DOI leads to them."""
        fields = {
            "title": self.title and _braced(self.title),
            "year": self.year,
            "doi": self.doi,
            "eprint": self.arxiv,
            "archiveprefix": "arXiv" if self.arxiv else None,
            "pmid": self.pmid,
            "url": self.url,
        }
        return write_bibtex("misc", local_name(self.iri), fields)


def papers_text(iri: NamedNode) -> str:
    """Return the query for the publications about an entry."""
    return _PAPERS.format(iri=iri)


def read_papers(panel: Panel) -> list[Paper]:
    """Return each publication once, the oldest first; of several years or addresses, the first counts."""
    rows = sorted(panel.rows, key=_by_year)
    first = {iri: next(same) for iri, same in groupby(rows, key=lambda row: row["paper"]["value"])}
    return sorted((_paper(iri, row) for iri, row in first.items()), key=lambda paper: (paper.year or "9", paper.iri))


def _by_year(row: Row) -> tuple[str, str, str]:
    return row["paper"]["value"], value_of(row, "year") or "", value_of(row, "url") or ""


def _paper(iri: str, row: Row) -> Paper:
    return Paper(iri, **{name: value_of(row, name) for name in ("title", "year", "doi", "pmid", "arxiv", "url")})


def paper_of(facts: Facts) -> Paper:
    """Return the publication that the facts are about."""
    keys = {"title": "dct:title", "year": "medkg:year", "url": "schema:url"}
    keys |= {name: f"medkg:{name}" for name in RESOLVERS}
    return Paper(facts.iri, **{name: facts.text(key) for name, key in keys.items()})


def cite_entry(facts: Facts, names: Names, address: str | None) -> str:
    """Return an entry of the list as BibTeX, made from what is told of it."""
    makers = facts.texts("medkg:createdBy")
    years = facts.texts("medkg:year")
    fields = {
        "title": _braced(facts.title or local_name(facts.iri)),
        "author": " and ".join(map(_braced, makers)) or None,
        "year": years[0] if len(years) == 1 else None,
        "doi": facts.text("medkg:doi"),
        "url": address,
        "note": f"Described at {_escaped(facts.iri)}" if facts.iri.startswith(names.base) else None,
    }
    return write_bibtex("misc", local_name(facts.iri), fields)


def write_bibtex(type: str, key: str, fields: Mapping[str, str | None]) -> str:
    r"""Return a BibTeX entry with the fields that have a value.

    >>> print(write_bibtex("misc", "abide", {"title": "{ABIDE}", "year": None, "doi": "10.1038/mp.2013.78"}))
    @misc{abide,
      title = {{ABIDE}},
      doi = {10.1038/mp.2013.78}
    }
    """
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return ",\n".join([f"@{type}{{{key}", *lines]) + "\n}"


_SPECIAL = re.compile(r"[\\{}%&#_$~^]")
_COMMANDS: Mapping[str, str] = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def _escaped(text: str) -> str:
    r"""Return a text as LaTeX writes it.

    >>> print(_escaped("50 % of R&D"))
    50 \% of R\&D
    """
    return _SPECIAL.sub(lambda found: _COMMANDS.get(found[0], "\\" + found[0]), text)


def _braced(text: str) -> str:
    """Return a text of which BibTeX keeps the letters as they are."""
    return "{" + _escaped(text) + "}"


def papers_bibtex(papers: Sequence[Paper]) -> str:
    """Return publications as BibTeX, one after another."""
    return "\n\n".join(paper.bibtex for paper in papers)
