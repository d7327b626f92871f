"""A paper, as far as the graph knows it. Authors and journals are not in it: the identifiers lead to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from medkg.namespaces import DCT, RDFS, SCHEMA, Names
from medkg.profiles.things import Thing

RESOLVERS: Mapping[str, tuple[str, str]] = {
    "doi": ("DOI", "https://doi.org/"),
    "pmid": ("PubMed", "https://pubmed.ncbi.nlm.nih.gov/"),
    "arxiv": ("arXiv", "https://arxiv.org/abs/"),
}
"""Identifier → its name, and the address at which it is resolved."""


def address_of(kind: str, identifier: str) -> str:
    """Return the address at which an identifier of a kind that `RESOLVERS` has is resolved.

    >>> address_of("doi", "10.1038/mp.2013.78")
    'https://doi.org/10.1038/mp.2013.78'
    >>> address_of("doi", "10.1002/(SICI)1097-0258(1998)17:15<1661::AID-SIM968>3.0.CO;2-2")
    'https://doi.org/10.1002/(SICI)1097-0258(1998)17:15%3C1661::AID-SIM968%3E3.0.CO;2-2'
    """
    _, start = RESOLVERS[kind]
    return start + quote(identifier, safe="/:;()!$&'*+,=@")


@dataclass(frozen=True)
class Paper:
    """A publication with its identifiers."""

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
            (name, identifier, address_of(kind, identifier))
            for kind, (name, _) in RESOLVERS.items()
            if (identifier := getattr(self, kind))
        ]


def read_paper(thing: Thing, names: Names) -> Paper:
    """Return the publication that a thing is; of several years or addresses, the first counts."""
    urls = thing.iris(SCHEMA("url"))
    return Paper(
        iri=thing.iri.value,
        title=thing.text(DCT("title"), RDFS("label")),
        url=urls[0].value if urls else None,
        **{name: thing.text(names.term(name)) for name in ("year", *RESOLVERS)},
    )


def sort_papers(papers: Iterable[Paper]) -> list[Paper]:
    """Return papers with the oldest first; those of no known year are the last."""
    return sorted(papers, key=lambda paper: (paper.year or "9", paper.iri))
