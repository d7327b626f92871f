"""From organizations and events to quads: that the source names them is stated, the rest is curated."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad, Triple

from medkg.catalog.loader import Catalog
from medkg.catalog.schema import Event, NamedRecord, Organization
from medkg.convert.statements import Reason, curated_quads, english, quads, triples, year
from medkg.namespaces import DCT, FOAF, ORG, RDF, SCHEMA, XSD, Names

_NAMES = (FOAF("name"), DCT("title"), DCT("alternative"))


def convert_organizations(catalog: Catalog) -> Iterator[Quad]:
    """Yield the quads of all organizations."""
    for id, record in sorted(catalog.records.organizations.items()):
        iri = catalog.names(f"organization/{id}")
        statements = _organization_triples(catalog, iri, record.value)
        yield from _told(catalog.names, iri, f"organization/{id}", record.value, statements)


def convert_events(catalog: Catalog) -> Iterator[Quad]:
    """Yield the quads of all meetings and series of meetings."""
    for id, record in sorted(catalog.records.events.items()):
        iri = catalog.names(f"event/{id}")
        statements = _event_triples(catalog.names, iri, record.value)
        yield from _told(catalog.names, iri, f"event/{id}", record.value, statements)


def _told(names: Names, iri: NamedNode, path: str, record: NamedRecord, statements: Iterator[Triple]) -> Iterator[Quad]:
    """Yield as stated what the source says, where it names the record, and as curated all the rest."""
    told = list(statements)
    stated = [triple for triple in told if record.lines and _is_stated(triple, record)]
    yield from quads(names.graph(f"stated/{path}"), stated)
    curated = (triple for triple in told if triple not in stated)
    yield from curated_quads(names, iri, path, 1, curated, Reason(record.reason, record.reference))


def _is_stated(triple: Triple, record: NamedRecord) -> bool:
    """Tell whether the source says it: that there is such a thing, its names as they stand there, their year."""
    if triple.predicate == RDF("type"):
        return True
    if not isinstance(triple.object, Literal):
        return False
    if triple.object.datatype == XSD("gYear"):
        return any(triple.object.value in name for name in record.stated_names)
    return triple.predicate in _NAMES and triple.object.value in record.stated_names


def _organization_triples(catalog: Catalog, iri: NamedNode, organization: Organization) -> Iterator[Triple]:
    country, parent = organization.country, organization.part_of
    yield from triples(
        iri,
        [
            (RDF("type"), FOAF("Organization")),
            (FOAF("name"), Literal(organization.name)),
            (DCT("spatial"), catalog.vocabularies.concepts["country"][country] if country else None),
            (SCHEMA("addressLocality"), Literal(organization.city) if organization.city else None),
            (FOAF("homepage"), NamedNode(organization.homepage) if organization.homepage else None),
            (ORG("subOrganizationOf"), catalog.names(f"organization/{parent}") if parent else None),
        ],
    )
    yield from triples(iri, ((DCT("alternative"), Literal(name)) for name in organization.alternatives))


def _event_triples(names: Names, iri: NamedNode, event: Event) -> Iterator[Triple]:
    yield from triples(
        iri,
        [
            (RDF("type"), names.term("EventSeries" if event.series else "Event")),
            (DCT("title"), english(event.name)),
            (names.term("year"), year(event.year) if event.year else None),
            (names.term("inEventSeries"), names(f"event/{event.in_series}") if event.in_series else None),
            (FOAF("homepage"), NamedNode(event.homepage) if event.homepage else None),
        ],
    )
    yield from triples(iri, ((DCT("alternative"), english(name)) for name in event.alternatives))
    yield from triples(iri, ((names.term("organizedBy"), names(f"organization/{id}")) for id in event.organized_by))
