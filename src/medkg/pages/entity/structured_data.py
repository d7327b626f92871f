"""What a thing is for search engines: schema.org in JSON-LD, with what the facts give. See https://schema.org/Dataset."""

from collections.abc import Callable, Mapping

from medkg.pages.entity.facts import Facts
from medkg.pages.entry_fields import TOPICS

Structured = dict[str, object]

_TYPES: Mapping[str, str] = {
    "dataset": "Dataset",
    "challenge": "Event",
    "series": "Collection",
    "catalog": "DataCatalog",
    "service": "WebAPI",
    "organization": "Organization",
    "event": "Event",
    "publication": "ScholarlyArticle",
}
"""Path segment of an IRI → the type; all other things are defined terms."""

_KEYWORDS = (*TOPICS, "dcat:keyword")


def describe_for_search(facts: Facts, family: str, address: str) -> Structured:
    """Return the description of a thing for search engines; what is not known is left out."""
    type = _TYPES.get(family, "DefinedTerm")
    told = {
        "@context": "https://schema.org/",
        "@type": type,
        "@id": facts.iri,
        "url": address,
        "name": facts.title,
        "description": facts.description,
        "alternateName": facts.texts("dct:alternative", "skos:altLabel"),
        "sameAs": _iris(facts, "skos:exactMatch"),
        **(_MORE[type](facts) if type in _MORE else {}),
    }
    return {key: _single(value) for key, value in told.items() if value}


def _single(value: object) -> object:
    return value[0] if isinstance(value, list) and len(value) == 1 else value


def _iris(facts: Facts, *keys: str) -> list[str]:
    return [value.iri for value in facts.values(*keys) if value.iri]


def _data(facts: Facts) -> Structured:
    return {
        "identifier": [f"https://doi.org/{doi}" for doi in facts.texts("medkg:doi")],
        "keywords": facts.texts(*_KEYWORDS),
        "creator": _things(facts, "Organization", "medkg:createdBy"),
        "provider": _things(facts, "Organization", "medkg:hostedBy"),
        "funder": _things(facts, "Organization", "medkg:fundedBy"),
        "conditionsOfAccess": facts.texts("medkg:accessNote") or _access(facts),
        "usageInfo": _iris(facts, "medkg:usageCondition"),
        "citation": _things(facts, "ScholarlyArticle", "dct:isReferencedBy"),
        "spatialCoverage": facts.texts("dct:spatial"),
        "isPartOf": _iris(facts, "dcat:inSeries", "dct:isPartOf"),
        "isBasedOn": _iris(facts, "prov:wasDerivedFrom"),
        "includedInDataCatalog": _things(facts, "DataCatalog", "medkg:inCatalog"),
        # No contentUrl: the links lead to pages from which data are obtained, few of them to the files.
        "distribution": [{"@type": "DataDownload", "url": value.iri} for value in facts.all_values("medkg:dataLink")],
    }


def _access(facts: Facts) -> list[str]:
    return [value.text for value in facts.values("dct:accessRights") if not value.is_not_stated]


def _things(facts: Facts, type: str, *keys: str) -> list[object]:
    return [
        {"@type": type, "@id": value.iri} | ({"name": value.label} if value.label else {})
        for value in facts.values(*keys)
    ]


def _meeting(facts: Facts) -> Structured:
    return {
        "startDate": facts.texts("medkg:year"),
        "organizer": _things(facts, "Organization", "medkg:organizedBy")
        or _things(facts, "Organization", "medkg:createdBy"),
        "superEvent": _things(facts, "Event", "medkg:inEventSeries", "medkg:heldAt"),
        "keywords": facts.texts(*_KEYWORDS),
    }


def _article(facts: Facts) -> Structured:
    return {
        "datePublished": facts.texts("medkg:year"),
        "identifier": [f"https://doi.org/{doi}" for doi in facts.texts("medkg:doi")],
    }


_MORE: Mapping[str, Callable[[Facts], Structured]] = {
    "Dataset": _data,
    "DataCatalog": _data,
    "Collection": _data,
    "WebAPI": _data,
    "Event": _meeting,
    "ScholarlyArticle": _article,
}
