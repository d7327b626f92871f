"""A whole catalog as quads."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from medkg.catalog.loader import Catalog
from medkg.convert.entries import convert_entries
from medkg.convert.mappings import convert_mappings
from medkg.convert.provenance import convert_provenance
from medkg.convert.queries import convert_queries
from medkg.convert.records import convert_events, convert_organizations
from medkg.convert.releases import convert_releases
from medkg.convert.statements import quads


def convert_catalog(catalog: Catalog) -> Iterator[Quad]:
    """Yield every quad that the curated files say, in named graphs; nothing is inferred yet."""
    told = [*convert_entries(catalog), *convert_organizations(catalog), *convert_events(catalog)]
    yield from told
    yield from convert_mappings(catalog)
    yield from convert_provenance(
        catalog, {quad.graph_name.value for quad in told if isinstance(quad.graph_name, NamedNode)}
    )
    yield from convert_queries(catalog)
    ontology = catalog.names.graph("ontology")
    for turtle in catalog.vocabularies.files:
        yield from quads(ontology, turtle.triples)
    yield from convert_releases(catalog)
