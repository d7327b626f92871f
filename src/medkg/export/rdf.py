"""RDF files: their names by format, and how triples get into them one after the other."""

from collections.abc import Iterable
from typing import BinaryIO

from pyoxigraph import RdfFormat, Triple

from medkg.export.product import Product
from medkg.namespaces import Names
from medkg.profiles.rdf_text import serialize_triples, write_triples

Forms = dict[RdfFormat, Product]
"""The products that hold the same in several formats."""


def forms(path: str, title: str, *formats: RdfFormat) -> Forms:
    """Return a product for each format; in the path `*` stands for the ending of the format's files."""
    return {
        form: Product(path.replace("*", form.file_extension), form.media_type, title, form.iri, form.name)
        for form in formats
    }


def write_rdf(triples: Iterable[Triple], form: RdfFormat, file: BinaryIO, names: Names) -> None:
    """Write triples to a file as they come."""
    write_triples(triples, file, form.file_extension, names)


def write_small_rdf(triples: Iterable[Triple], form: RdfFormat, file: BinaryIO, names: Names) -> None:
    """Write triples to a file. A document in JSON-LD is for people: in lines, with what it uses of the context."""
    file.write(serialize_triples(triples, form.file_extension, names, nested=False))
