"""An entry as DataCite JSON, metadata schema 4.6. See https://datacite-metadata-schema.readthedocs.io/en/4.6/."""

from collections.abc import Iterable

from medkg.edition import Edition
from medkg.namespaces import DCT, SKOS
from medkg.profiles.entry import Entry, ror, web_addresses
from medkg.profiles.paper import Paper
from medkg.profiles.profile import Profile, write_in_json
from medkg.profiles.things import Thing

Node = dict[str, object]

UNKNOWN = ":unav"
"""The standard's value for a mandatory property whose value is unavailable, possibly unknown (its appendix 3)."""

_SCHEMA = "http://datacite.org/schema/kernel-4"


def describe(thing: Thing, edition: Edition) -> Node:
    """Return an entry in DataCite's terms.

    Creators and publisher are mandatory: where they are not known, the standard's own value says so. It has no such
    value for an identifier, which must be a DOI, and for a year, which must have four digits: these are left out. The
    year in which a challenge was held is a date of its own, and not that of a publication.
    """
    entry = Entry(thing, edition)
    told = {
        "doi": next(iter(entry.dois), None),
        "url": entry.page or edition.page(thing.iri),
        "types": {"resourceTypeGeneral": entry.kind.datacite, "resourceType": entry.kind.schema_org},
        "creators": [_agent(maker) for maker in entry.creators] or [{"name": UNKNOWN}],
        "titles": _titles(entry),
        "publisher": _publisher(entry.hosts),
        "publicationYear": entry.published,
        **_optional(entry),
        "schemaVersion": _SCHEMA,
    }
    return {name: value for name, value in told.items() if value}


def _optional(entry: Entry) -> Node:
    told = [entry.description] if entry.description else []
    return {
        "contributors": [
            *_contributors(entry.contributors, "Other"),
            *_contributors(entry.hosts, "HostingInstitution"),
        ],
        "subjects": _subjects(entry),
        "dates": _dates(entry),
        "language": _language(entry),
        "alternateIdentifiers": [{"alternateIdentifier": entry.iri, "alternateIdentifierType": "URL"}],
        "relatedIdentifiers": _related(entry),
        "sizes": [extent.text for extent in entry.extents],
        "formats": [format.name for format in entry.thing.things(DCT("format"))],
        "rightsList": _rights(entry),
        "descriptions": [_in_english("description", text) | {"descriptionType": "Abstract"} for text in told],
        "geoLocations": [{"geoLocationPlace": place.name} for place in entry.places],
        "fundingReferences": [_funder(funder) for funder in entry.funders],
    }


def _in_english(name: str, text: str) -> Node:
    return {name: text, "lang": "en"}


def _titles(entry: Entry) -> list[Node]:
    others = [_in_english("title", name) | {"titleType": "AlternativeTitle"} for name in entry.other_names]
    return [_in_english("title", entry.name), *others]


def _agent(organization: Thing) -> Node:
    node: Node = {"name": organization.name, "nameType": "Organizational"}
    if address := ror(organization):
        scheme = {"nameIdentifierScheme": "ROR", "schemeUri": "https://ror.org"}
        node["nameIdentifiers"] = [{"nameIdentifier": address, **scheme}]
    return node


def _contributors(organizations: Iterable[Thing], type: str) -> list[Node]:
    return [_agent(organization) | {"contributorType": type} for organization in organizations]


def _publisher(hosts: list[Thing]) -> Node:
    """Return the publisher, who in DataCite's words also is who holds or distributes the resource; there can be one."""
    node: Node = {"name": "; ".join(host.name for host in hosts) or UNKNOWN}
    if len(hosts) == 1 and (address := ror(hosts[0])):
        node |= {"publisherIdentifier": address, "publisherIdentifierScheme": "ROR", "schemeUri": "https://ror.org"}
    return node


def _funder(organization: Thing) -> Node:
    node: Node = {"funderName": organization.name}
    if address := ror(organization):
        node |= {"funderIdentifier": address, "funderIdentifierType": "ROR"}
    return node


def _subjects(entry: Entry) -> list[Node]:
    """Return its topics with their IRIs, and its keywords."""
    topics = {topic.name: topic for topic in entry.topics}
    return [
        _in_english("subject", word) | ({"valueUri": topics[word].iri.value} if word in topics else {})
        for word in entry.keywords
    ]


def _language(entry: Entry) -> str | None:
    """Return the language; of several, none is said to be the primary one, which is what the standard asks for."""
    languages = entry.thing.things(DCT("language"))
    return languages[0].id if len(languages) == 1 else None


def _dates(entry: Entry) -> list[Node]:
    """Return when it was published or held, and which years its data cover, where both ends are known."""
    issued: list[Node] = [{"date": entry.issued, "dateType": "Issued"}] if entry.issued else []
    held: list[Node] = [{"date": entry.held, "dateType": "Other", "dateInformation": "held"}] if entry.held else []
    covered: list[Node] = [{"date": period, "dateType": "Coverage"} for period in entry.periods if ".." not in period]
    return [*issued, *held, *covered]


def _related(entry: Entry) -> list[Node]:
    papers = (_paper(paper) for paper in entry.papers)
    linked = (
        *((whole, "IsPartOf") for whole in entry.wholes),
        *((origin, "IsDerivedFrom") for origin in entry.origins),
    )
    entries = (_identifier(thing.iri.value, "URL", relation) for thing, relation in linked)
    return [*(paper for paper in papers if paper), *entries]


def _paper(paper: Paper) -> Node | None:
    """Return a paper by the first identifier that it has."""
    if paper.doi:
        return _identifier(paper.doi, "DOI", "IsDescribedBy")
    if paper.arxiv:
        return _identifier(f"arXiv:{paper.arxiv}", "arXiv", "IsDescribedBy")
    if paper.pmid:
        return _identifier(paper.pmid, "PMID", "IsDescribedBy")
    return _identifier(paper.url, "URL", "IsDescribedBy") if paper.url else None


def _identifier(identifier: str, type: str, relation: str) -> Node:
    return {"relatedIdentifier": identifier, "relatedIdentifierType": type, "relationType": relation}


def _rights(entry: Entry) -> list[Node]:
    licences = [_in_english("rights", licence.name) | {"rightsUri": licence.address} for licence in entry.licences]
    usage = entry.things("usageCondition")
    terms = [*([entry.access] if entry.access else []), *usage]
    return [*licences, *(_right(term) for term in terms)]


def _right(term: Thing) -> Node:
    """Return an access or usage condition, with the term of another vocabulary that says the same, or its own IRI."""
    address = next(iter(web_addresses(term, SKOS("exactMatch"))), term.iri.value)
    return _in_english("rights", term.name) | {"rightsUri": address}


DATACITE = Profile(
    key="datacite",
    suffix=".datacite.json",
    media_type="application/vnd.datacite.datacite+json",
    title="DataCite, for repositories",
    standard="https://datacite-metadata-schema.readthedocs.io/en/4.6/",
    write=write_in_json(describe),
)
