"""A thing in the terms of schema.org, as search engines and registries of data read them.

What is written fits Google's Dataset, Bioschemas' Dataset 1.0-RELEASE and the NIAID Data Ecosystem's nde:Dataset, as
far as the graph has facts. Every node has an IRI, and nothing refers to a context elsewhere: a parser that fetches
nothing reads it whole. See https://schema.org/Dataset,
https://developers.google.com/search/docs/appearance/structured-data/dataset,
https://bioschemas.org/profiles/Dataset/1.0-RELEASE and https://discovery.biothings.io/portal/niaid.
"""

from collections.abc import Callable, Iterable, Mapping

from medkg.edition import DESCRIPTION, PUBLISHER, TITLE, Edition
from medkg.namespaces import DCAT, DCT, FOAF, RDF, SKOS
from medkg.profiles.entry import KINDS, Entry, Extent, web_addresses
from medkg.profiles.paper import Paper, address_of, read_paper
from medkg.profiles.profile import ALL_FAMILIES, Profile, write_in_json
from medkg.profiles.things import Thing
from medkg.profiles.value_lists import MEDIA_TYPES, find_value

Node = dict[str, object]
"""A node of JSON-LD."""

_ADDRESSES = (
    "url",
    "sameAs",
    "license",
    "sdLicense",
    "contentUrl",
    "documentation",
    "inDefinedTermSet",
    "topicCategory",
)
_DATES = ("datePublished", "startDate", "endDate", "sdDatePublished")

CONTEXT: Node = {
    "@vocab": "https://schema.org/",
    **{name: {"@type": "@id"} for name in _ADDRESSES},
    **{name: {"@type": "Date"} for name in _DATES},
}
"""What schema.org's own context says of the terms used here: which values are addresses, and which are dates."""


def describe(thing: Thing, edition: Edition) -> Node:
    """Return the description of a thing; what is not known is left out."""
    type = _type(thing, edition)
    told = {
        "url": edition.page(thing.iri),
        "description": thing.text(*_DESCRIPTIONS),
        "alternateName": _other_names(thing),
        "sameAs": web_addresses(thing, *_SAME),
        **(_MORE[type](thing, edition) if type in _MORE else {}),
    }
    return {"@context": CONTEXT, **_node(thing, type, **told)}


_DESCRIPTIONS = (DCT("description"), SKOS("definition"))
_SAME = (FOAF("homepage"), SKOS("exactMatch"))

_OTHER_TYPES: Mapping[str, str] = {
    "organization": "Organization",
    "event": "Event",
    "publication": "ScholarlyArticle",
}
"""Path segment of an IRI → the type of things that are no entries; all others are defined terms."""


def _type(thing: Thing, edition: Edition) -> str:
    if thing.family in ALL_FAMILIES:
        return Entry(thing, edition).kind.schema_org
    if edition.names.term("EventSeries") in thing.iris(RDF("type")):
        return "EventSeries"
    return _OTHER_TYPES.get(thing.family, "DefinedTerm")


def _node(thing: Thing, type: str, **told: object) -> Node:
    return {"@type": type, "@id": thing.iri.value, "name": thing.name, **_known(told)}


def _known(told: Mapping[str, object]) -> Node:
    """Return what has a value, single values without a list."""
    return {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value
        for key, value in told.items()
        if value not in (None, "", [])
    }


def _other_names(thing: Thing) -> list[str]:
    return [name for name in thing.texts(DCT("alternative"), SKOS("altLabel")) if name != thing.name]


def _work(thing: Thing, edition: Edition) -> Node:
    """Return what datasets and catalogs have: both are creative works."""
    entry = Entry(thing, edition)
    dois = [address_of("doi", doi) for doi in entry.dois]
    return {
        "identifier": [entry.iri, *dois],
        "sameAs": [*dois, *entry.landing_pages],
        "keywords": entry.keywords,
        "license": [licence.address for licence in entry.licences],
        "creator": _organizations(entry.creators),
        # For readers that know only this name: schema.org says that it is the same property.
        "author": [_node(maker, "Organization") for maker in entry.creators],
        "contributor": _organizations(entry.contributors),
        "provider": _organizations(entry.hosts),
        "publisher": [_node(host, "Organization") for host in entry.hosts],
        "funder": _organizations(entry.funders),
        "datePublished": entry.issued,
        "inLanguage": [language.id for language in thing.things(DCT("language"))],
        "spatialCoverage": [
            _node(place, "Country", sameAs=web_addresses(place, SKOS("exactMatch"))) for place in entry.places
        ],
        "measurementTechnique": _terms(entry.things("modality")),
        "healthCondition": _terms(entry.things("disease")),
        "about": [
            *_terms(entry.things("anatomicalSite")),
            *(_node(one, "DefinedTerm") for one in entry.things("disease")),
        ],
        "topicCategory": _edam_topics(entry),
        "size": [_size(extent) for extent in entry.extents],
        **_access(entry),
        "citation": [_article(paper) for paper in entry.papers],
        "isPartOf": [_node(whole, _linked_type(whole, "Dataset")) for whole in entry.wholes],
        "isBasedOn": [_node(origin, _linked_type(origin)) for origin in entry.origins],
        "subjectOf": [_node(challenge, _linked_type(challenge, "EventSeries")) for challenge in entry.things("usedIn")],
        **_metadata(edition),
    }


def _linked_type(thing: Thing, series: str = "Dataset") -> str:
    """Return the type of what is linked; whether a series is one of data or of challenges hangs on what links to it."""
    if thing.family == "series":
        return series
    return KINDS[thing.family].schema_org if thing.family in KINDS else "CreativeWork"


def _dataset(thing: Thing, edition: Edition) -> Node:
    entry = Entry(thing, edition)
    catalogs = [_node(catalog, "DataCatalog") for catalog in entry.catalogs]
    return {
        **_work(thing, edition),
        "temporalCoverage": entry.periods,
        "includedInDataCatalog": [*catalogs, _own_catalog(edition)],
        "distribution": _downloads(thing),
    }


def _catalog(thing: Thing, edition: Edition) -> Node:
    entry = Entry(thing, edition)
    # An index of catalogs is about them; they are no parts of it.
    indexes = [_node(catalog, "DataCatalog") for catalog in entry.catalogs]
    return {**_work(thing, edition), "subjectOf": indexes}


def _downloads(thing: Thing) -> list[Node]:
    """Return the files that can be had at an address: a page that leads to files is no contentUrl."""
    media_types = _media_types(thing)
    return [
        _node(form, "DataDownload", contentUrl=web_addresses(form, DCAT("downloadURL")), encodingFormat=media_types)
        for form in thing.things(DCAT("distribution"))
        if form.iris(DCAT("downloadURL"))
    ]


def _media_types(thing: Thing) -> list[str]:
    """Return the media types of the formats of an entry."""
    found = (find_value(format, MEDIA_TYPES) for format in thing.things(DCT("format")))
    return [MEDIA_TYPES.code_of(value) for value in found if value]


def _access(entry: Entry) -> Node:
    notes = entry.texts("accessNote") or ([entry.access.name] if entry.access else [])
    usage = entry.things("usageCondition")
    # By its definition, what is open can be had freely; of registration no price is said, nor that there is none.
    is_free = (entry.access is not None and entry.access.id == "open") or any(
        condition.id == "free-of-charge" for condition in usage
    )
    return {
        "conditionsOfAccess": notes,
        "isAccessibleForFree": True if is_free else None,
        "usageInfo": _terms(usage),
    }


def _size(extent: Extent) -> Node:
    """Return a count as https://schema.org/QuantitativeValue."""
    is_lower = extent.qualifier in ("at-least", "more-than") or extent.maximum is not None
    is_upper = extent.qualifier == "up-to"
    return {
        "@type": "QuantitativeValue",
        "@id": extent.iri,
        "name": extent.text,
        **_known(
            {
                "value": None if is_lower or is_upper else extent.count,
                "minValue": extent.count if is_lower else None,
                "maxValue": extent.count if is_upper else extent.maximum,
                "unitText": f"{extent.unit} per {extent.per}" if extent.per else extent.unit,
            }
        ),
    }


def _terms(concepts: Iterable[Thing]) -> list[Node]:
    return [
        _node(
            concept,
            "DefinedTerm",
            termCode=concept.text(SKOS("notation")),
            inDefinedTermSet=web_addresses(concept, SKOS("inScheme")),
            sameAs=web_addresses(concept, SKOS("exactMatch")),
        )
        for concept in concepts
    ]


_EDAM_TOPICS = "http://edamontology.org/topic_"


def _edam_topics(entry: Entry) -> list[str]:
    """Return the topics of EDAM that the topics of an entry are, or are narrower than."""
    matches = (SKOS("exactMatch"), SKOS("closeMatch"), SKOS("broadMatch"))
    found = (iri for topic in entry.topics for iri in web_addresses(topic, *matches))
    return list(dict.fromkeys(iri for iri in found if iri.startswith(_EDAM_TOPICS)))


def _organizations(organizations: Iterable[Thing]) -> list[Node]:
    return [
        _node(
            organization,
            "Organization",
            url=web_addresses(organization, FOAF("homepage")),
            sameAs=web_addresses(organization, SKOS("exactMatch")),
        )
        for organization in organizations
    ]


def _article(paper: Paper) -> Node:
    addresses = [address for _, _, address in paper.links]
    told = {
        "name": paper.title,
        "identifier": addresses,
        "sameAs": addresses,
        "url": paper.url if paper.url and paper.url.startswith(("https://", "http://")) else None,
        "datePublished": paper.year,
    }
    return {"@type": "ScholarlyArticle", "@id": paper.iri, **_known(told)}


def _own_catalog(edition: Edition) -> Node:
    return {
        "@type": "DataCatalog",
        "@id": edition.catalog.value,
        "name": TITLE,
        "description": DESCRIPTION,
        "url": edition.page(edition.names("")),
        "license": edition.licence.value,
    }


def _metadata(edition: Edition) -> Node:
    """Return who publishes the description, and under which licence; neither is that of what is described."""
    publisher = {"@type": "Organization", "@id": edition.publisher.value, "name": PUBLISHER}
    return {"sdPublisher": publisher, "sdLicense": edition.licence.value, "sdDatePublished": edition.version}


def _event(thing: Thing, edition: Edition) -> Node:
    """Return what challenges and meetings have; of a series, the known years are not all, so it has no dates."""
    years = Entry(thing, edition).years
    return {
        **_event_series(thing, edition),
        "startDate": years[0] if years else None,
        "endDate": years[-1] if years else None,
    }


def _event_series(thing: Thing, edition: Edition) -> Node:
    entry = Entry(thing, edition)
    # Who made a challenge organizes it, even if another hosts it: that may be no more than a platform.
    organizers = entry.things("organizedBy") or entry.creators or entry.hosts
    wider = [*entry.things("heldAt"), *entry.things("inEventSeries"), *thing.things(DCAT("inSeries"))]
    return {
        "identifier": [entry.iri],
        "sameAs": [*web_addresses(thing, *_SAME), *entry.landing_pages],
        "keywords": entry.keywords,
        "organizer": _organizations(organizers),
        "contributor": _organizations(entry.contributors),
        "funder": _organizations(entry.funders),
        "about": _terms(entry.things("disease", "anatomicalSite")),
        "superEvent": [_node(event, "EventSeries" if event.family == "series" else "Event") for event in wider],
        # A dataset of which only the name is told is a fault to search engines; each has a page of its own.
        "workFeatured": [_node(data, "CreativeWork") for data in entry.things("usesDataset")],
        "subjectOf": [_article(paper) for paper in entry.papers],
    }


def _service(thing: Thing, edition: Edition) -> Node:
    entry = Entry(thing, edition)
    return {
        "identifier": [entry.iri],
        "sameAs": entry.landing_pages,
        "documentation": web_addresses(thing, edition.names.term("instructions")),
        "provider": _organizations(entry.hosts),
        "category": entry.keywords,
        "subjectOf": [_article(paper) for paper in entry.papers],
    }


def _publication(thing: Thing, edition: Edition) -> Node:
    return {key: value for key, value in _article(read_paper(thing, edition.names)).items() if key in _OF_ARTICLES}


_OF_ARTICLES = ("identifier", "sameAs", "datePublished")


def _term(thing: Thing, _: Edition) -> Node:
    return {"termCode": thing.text(SKOS("notation")), "inDefinedTermSet": web_addresses(thing, SKOS("inScheme"))}


_MORE: Mapping[str, Callable[[Thing, Edition], Node]] = {
    "Dataset": _dataset,
    "DataCatalog": _catalog,
    "WebAPI": _service,
    "Event": _event,
    "EventSeries": _event_series,
    "ScholarlyArticle": _publication,
    "DefinedTerm": _term,
}


SCHEMA_ORG = Profile(
    key="schema",
    suffix=".schema.jsonld",
    media_type="application/ld+json",
    title="schema.org, for search engines",
    standard="https://schema.org/Dataset",
    write=write_in_json(describe),
)
