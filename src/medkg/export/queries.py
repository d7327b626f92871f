"""The saved queries as SIB collects those of many endpoints (https://github.com/sib-swiss/sparql-examples)."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pyoxigraph import Triple

from medkg.export.product import Outputs, Product, Recipe
from medkg.export.source import Source
from medkg.namespaces import local_name
from medkg.profiles.rdf_text import serialize_triples

EXAMPLES = Product(
    "sparql-examples.zip",
    "application/zip",
    "The saved queries as SHACL executables in Turtle, a file for each",
    "https://github.com/sib-swiss/sparql-examples",
)


def _write(source: Source, outputs: Outputs) -> None:
    with ZipFile(outputs.open(EXAMPLES), "w", ZIP_DEFLATED) as archive:
        for slug, triples in _by_query(source):
            archive.writestr(_member(f"{slug}.ttl"), serialize_triples(triples, "ttl", source.names))


def _by_query(source: Source) -> Iterator[tuple[str, list[Triple]]]:
    """Yield the id of each query with what is told of it."""
    for query, triples in groupby(source.triples("queries", below="query/"), attrgetter("subject")):
        yield local_name(query.value), list(triples)


def _member(name: str) -> ZipInfo:
    """Return a member of the archive that is the same whenever and wherever it is written."""
    member = ZipInfo(name)  # dated 1980-01-01, since no other date is given
    member.compress_type = ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    member.create_system = 3  # Unix, which the permissions are for
    return member


QUERIES = Recipe("queries", "queries", (EXAMPLES,), _write)
