"""The catalog that medkg is, in DCAT-AP 3.0.1: what it is, and which entries it lists, one after the other."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from medkg.edition import DESCRIPTION, PUBLISHER, TITLE, Edition
from medkg.namespaces import ADMS, DCAT, DCT, FOAF, OWL, RDF, SKOS, XSD
from medkg.profiles.dcat.entry import DCAT_AP, class_of, describe_entry
from medkg.profiles.dcat.rights import describe_license_document
from medkg.profiles.rdf_text import group_by_subject
from medkg.profiles.things import Thing
from medkg.profiles.value_lists import LANGUAGES, THEMES, describe_list, describe_value

_SPARQL = NamedNode("https://www.w3.org/TR/sparql11-protocol/")

_MEMBERS = {DCAT("Dataset"): DCAT("dataset"), DCAT("Catalog"): DCAT("catalog"), DCAT("DataService"): DCAT("service")}
"""Class of an entry → how a catalog lists it; all others are resources."""


def describe_catalog(edition: Edition) -> list[Triple]:
    """Return what the catalog is, with its publisher, licence and SPARQL service; `link_member` tells what it lists."""
    catalog, publisher, page = edition.catalog, edition.publisher, NamedNode(edition.page(edition.names("")))
    return [
        Triple(catalog, RDF("type"), DCAT("Catalog")),
        Triple(catalog, DCT("title"), Literal(TITLE, language="en")),
        Triple(catalog, DCT("description"), Literal(DESCRIPTION, language="en")),
        Triple(catalog, DCT("publisher"), publisher),
        Triple(catalog, DCT("license"), edition.licence),
        Triple(catalog, DCT("language"), LANGUAGES("ENG")),
        Triple(catalog, FOAF("homepage"), page),
        Triple(catalog, DCAT("themeTaxonomy"), NamedNode(THEMES.iri)),
        *_version(edition),
        Triple(publisher, RDF("type"), FOAF("Agent")),
        Triple(publisher, FOAF("name"), Literal(PUBLISHER)),
        Triple(publisher, FOAF("homepage"), page),
        Triple(page, RDF("type"), FOAF("Document")),
        *describe_license_document(edition.licence, "CC BY 4.0"),
        *describe_value(LANGUAGES("ENG"), LANGUAGES, "English"),
        *describe_list(THEMES),
        *_service(edition),
    ]


def _version(edition: Edition) -> Iterator[Triple]:
    """Yield which version of the catalog it is: the digest of its snapshot, and its release if the data name one."""
    catalog = edition.catalog
    snapshot = NamedNode(f"{catalog.value}#snapshot")
    yield Triple(catalog, ADMS("identifier"), snapshot)
    yield Triple(snapshot, RDF("type"), ADMS("Identifier"))
    yield Triple(snapshot, SKOS("notation"), Literal(edition.digest))
    if edition.release:
        yield Triple(catalog, DCAT("version"), Literal(edition.version))
        yield Triple(catalog, OWL("versionIRI"), edition.release)
        yield Triple(catalog, DCT("modified"), _released(edition))


def _released(edition: Edition) -> Literal:
    """Return the day of the release, which is the name of its version."""
    return Literal(edition.version, datatype=XSD("date"))


def _service(edition: Edition) -> Iterator[Triple]:
    service, endpoint = edition.names("sparql"), NamedNode(edition.page(edition.names("sparql")))
    yield Triple(edition.catalog, DCAT("service"), service)
    yield Triple(service, RDF("type"), DCAT("DataService"))
    yield Triple(service, DCT("title"), Literal("SPARQL endpoint of medkg", language="en"))
    yield Triple(service, DCAT("endpointURL"), endpoint)
    yield Triple(service, DCAT("endpointDescription"), endpoint)
    yield Triple(service, DCT("publisher"), edition.publisher)
    yield Triple(service, DCT("license"), edition.licence)
    yield Triple(service, DCAT("keyword"), Literal("SPARQL", language="en"))
    yield Triple(service, DCAT("theme"), THEMES("HEAL"))
    yield from describe_value(THEMES("HEAL"), THEMES, "Health")
    yield Triple(service, DCT("conformsTo"), _SPARQL)
    yield from _describe_standard(_SPARQL, "SPARQL 1.1 Protocol")


def _describe_standard(standard: NamedNode, title: str) -> Iterator[Triple]:
    yield Triple(standard, RDF("type"), DCT("Standard"))
    yield Triple(standard, DCT("title"), Literal(title, language="en"))


def link_member(thing: Thing, edition: Edition) -> list[Triple]:
    """Return that the catalog and the catalogs where an entry is found list it, and the record of it in ours.

    A record must have the day of its last change: it is written anew with each release, and there is none without.
    DCAT-AP knows records of what it has classes for, so resources that are nothing else have none.
    """
    kind = class_of(thing, edition.names)
    catalogs = [edition.catalog, *thing.iris(edition.names.term("inCatalog"))]
    links = [Triple(catalog, _MEMBERS.get(kind, DCAT("resource")), thing.iri) for catalog in catalogs]
    return [*links, *(_record(thing, edition) if edition.release and kind != DCAT("Resource") else ())]


def _record(thing: Thing, edition: Edition) -> Iterator[Triple]:
    record = NamedNode(f"{thing.iri.value}#record")
    yield Triple(edition.catalog, DCAT("record"), record)
    yield Triple(record, RDF("type"), DCAT("CatalogRecord"))
    yield Triple(record, FOAF("primaryTopic"), thing.iri)
    yield Triple(record, DCT("modified"), _released(edition))
    yield Triple(record, DCT("language"), LANGUAGES("ENG"))
    yield Triple(record, DCT("conformsTo"), NamedNode(DCAT_AP))
    yield from describe_value(LANGUAGES("ENG"), LANGUAGES, "English")
    yield from _describe_standard(NamedNode(DCAT_AP), "DCAT-AP 3.0.1")


def describe_all(things: Iterable[Thing], edition: Edition) -> Iterator[Triple]:
    """Yield the catalog with all its entries, one after the other.

    What entries share, such as agents and concepts, is told once, where it is needed first. Memory grows with that
    only, not with the entries.
    """
    catalog = describe_catalog(edition)
    yield from group_by_subject(catalog)
    shared = set(catalog)
    for thing in things:
        told = [*describe_entry(thing, edition), *link_member(thing, edition)]
        yield from group_by_subject(tell_once(told, thing, shared))


def tell_once(triples: Iterable[Triple], thing: Thing, shared: set[Triple]) -> Iterator[Triple]:
    """Yield the triples of an entry that were not told before; those that another may tell, too, are remembered."""
    for triple in triples:
        if _is_own(triple, thing):
            yield triple
        elif triple not in shared:
            shared.add(triple)
            yield triple


def _is_own(triple: Triple, thing: Thing) -> bool:
    """Tell whether only this entry tells a triple, which begins or ends at it or a part of it.

    Of a series its members tell, too.
    """
    if thing.family == "series":
        return False
    ends = (end.value.partition("#")[0] for end in (triple.subject, triple.object) if isinstance(end, NamedNode))
    return thing.iri.value in ends
