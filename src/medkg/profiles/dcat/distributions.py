"""The forms in which a dataset can be obtained, in DCAT: what the graph knows, else the page at which access begins."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Triple

from medkg.edition import Edition
from medkg.namespaces import DCAT, DCT, RDF, SKOS
from medkg.profiles.dcat.links import find_access
from medkg.profiles.dcat.rights import describe_license, describe_policy, describe_rights
from medkg.profiles.things import Thing
from medkg.profiles.value_lists import FILE_TYPES, MEDIA_TYPES, STANDARDS, describe_value, find_value, give_values

_STANDARDS = {MEDIA_TYPES("application/dicom"): (STANDARDS("DICOM"), "DICOM")}
"""Media type → the standard by which such files are written, and its name."""


def describe_distributions(thing: Thing, edition: Edition) -> Iterator[Triple]:
    """Yield the distributions of a dataset, at least one: CKAN takes what has none for empty."""
    known = thing.things(DCAT("distribution"))
    for distribution in known:
        told = [Triple(distribution.iri, DCAT("accessURL"), url) for url in distribution.iris(DCAT("accessURL"))]
        yield from _describe(thing, distribution.iri, distribution.name, told, edition)
    if not known:
        url, what = find_access(thing, edition)
        node = NamedNode(f"{thing.iri.value}#access")
        yield from _describe(thing, node, f"{thing.name}: {what}", [Triple(node, DCAT("accessURL"), url)], edition)


def _describe(thing: Thing, node: NamedNode, title: str, access: list[Triple], edition: Edition) -> Iterator[Triple]:
    yield Triple(thing.iri, DCAT("distribution"), node)
    yield Triple(node, RDF("type"), DCAT("Distribution"))
    yield Triple(node, DCT("title"), Literal(title, language="en"))
    yield from access
    yield from _describe_format(thing, node)
    yield from describe_license(node, thing, edition)
    yield from describe_rights(node, thing, edition)
    yield from describe_policy(node, thing, edition)


def _describe_format(thing: Thing, node: NamedNode) -> Iterator[Triple]:
    """Yield the format, where the files of a dataset have one only: which distribution has which is not stated."""
    formats = [concept for concept in thing.things(DCT("format")) if _is_of_files(concept)]
    if len(formats) == 1:
        yield from give_values(node, DCT("format"), formats, FILE_TYPES)
        yield from give_values(node, DCAT("mediaType"), formats, MEDIA_TYPES)


def _is_of_files(format: Thing) -> bool:
    """Tell whether a concept is a format of files; the bit depth of images is none."""
    return any(find_value(format, codes) for codes in (FILE_TYPES, MEDIA_TYPES))


def describe_standards(thing: Thing, _: Edition) -> Iterator[Triple]:
    """Yield the standards to which a dataset conforms, by the formats of its files."""
    for format in thing.things(DCT("format")):
        for match in format.iris(SKOS("exactMatch"), SKOS("closeMatch")):
            if match in _STANDARDS:
                standard, name = _STANDARDS[match]
                yield Triple(thing.iri, DCT("conformsTo"), standard)
                yield Triple(standard, DCT("title"), Literal(name, language="en"))
                yield from describe_value(standard, STANDARDS, name)
