"""The graph as it is published: what it is called, which version of its data it is, and where its pages are."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.namespaces import LICENCE, Names

TITLE = "medkg, a knowledge graph of medical data for machine learning"

DESCRIPTION = (
    "A curated list of medical datasets, corpora, portals, challenges and services for machine learning, with their "
    "modalities, anatomical sites, diseases, tasks, institutions and meetings, and the evidence of each statement."
)

PUBLISHER = "medkg"
"""The name of the project, which publishes the catalog."""


@dataclass(frozen=True)
class Edition:
    """One version of the graph, and the place at which its pages are."""

    names: Names
    digest: str
    """The digest of the snapshot."""
    version: str = ""
    """The release of the data, a date such as 2026-11-27; empty where the data name none."""
    site: str = ""
    """The address of the server with a slash at its end; empty: pages are at their IRIs."""

    @property
    def licence(self) -> NamedNode:
        """The licence of descriptions, ontology and queries; not that of the datasets that are described."""
        return NamedNode(LICENCE)

    @property
    def catalog(self) -> NamedNode:
        """The IRI of the catalog of all entries."""
        return self.names("catalog")

    @property
    def publisher(self) -> NamedNode:
        """The IRI of who publishes the catalog."""
        return self.names("catalog#publisher")

    @property
    def release(self) -> NamedNode | None:
        """The IRI of the release, if the data name one."""
        return self.names(f"release/{self.version}") if self.version else None

    def page(self, iri: NamedNode) -> str:
        """Return the address of the page about a thing of the graph; another's IRI is its own address."""
        base = self.names.base
        return (self.site or base) + iri.value.removeprefix(base) if iri.value.startswith(base) else iri.value
