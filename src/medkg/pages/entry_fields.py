"""What can be said of an entry, in the order in which people ask: one table for comparison and completeness."""

from dataclasses import dataclass

from medkg.profiles import entry


@dataclass(frozen=True)
class Kind:
    """A kind of entry, with all that are special cases of it."""

    key: str
    label: str
    """What several are called."""
    type: str
    """Its class, as a prefixed name."""


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("dataset", "Datasets", "dcat:Dataset"),
        Kind("challenge", "Challenges", "medkg:Challenge"),
        Kind("catalog", "Catalogs", "dcat:Catalog"),
        Kind("challenge-series", "Challenge series", "medkg:ChallengeSeries"),
        Kind("dataset-series", "Dataset series", "dcat:DatasetSeries"),
        Kind("service", "Services", "dcat:DataService"),
    )
}


@dataclass(frozen=True)
class Field:
    """One thing that can be said of an entry."""

    key: str
    label: str
    property: str
    """The property that says it, as a prefixed name."""
    kinds: tuple[str, ...] = tuple(KINDS)
    """The kinds of which it can be said."""
    absent: str = "not stated"
    """What stands where nothing is said."""
    is_wanted: bool = False
    """Whether a complete entry has it."""
    is_inferred: bool = False
    """Whether the inferred values are those that people look for: inverses and chains, never broader concepts."""


_DATASETS = ("dataset",)
_CHALLENGES = ("challenge", "challenge-series")
_NONE = "none known"

FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("kind", "Kind", "rdf:type"),
        Field("modality", "Modality", "medkg:modality", is_wanted=True),
        Field("anatomy", "Anatomical site", "medkg:anatomicalSite", is_wanted=True),
        Field("disease", "Disease", "medkg:disease", is_wanted=True),
        Field("task", "Task", "medkg:task", is_wanted=True),
        Field("data-type", "Data type", "medkg:dataType", is_wanted=True),
        Field("size", "Size", "medkg:extent", is_wanted=True),
        Field("labels", "Annotation", "medkg:annotation", _DATASETS, is_wanted=True),
        Field("ages", "Ages", "medkg:ages"),
        Field("period", "Period", "dct:temporal"),
        Field("access", "Access condition", "dct:accessRights", is_wanted=True),
        Field("access-note", "Access note", "medkg:accessNote"),
        Field("license", "Licence", "dct:license", _DATASETS, is_wanted=True),
        Field("usage", "Usage condition", "medkg:usageCondition", is_wanted=True),
        Field("usage-note", "Usage note", "medkg:usageNote"),
        Field("creator", "Created by", "medkg:createdBy", is_wanted=True),
        Field("host", "Hosted by", "medkg:hostedBy", is_wanted=True),
        Field("funder", "Funded by", "medkg:fundedBy"),
        Field("collaborator", "Collaborators", "medkg:collaborator"),
        Field("contributor", "Contributors", "medkg:contributor"),
        Field("datasets", "Datasets used", "medkg:usesDataset", _CHALLENGES, _NONE, is_wanted=True),
        Field("challenges", "Used in challenges", "medkg:usedIn", _DATASETS, _NONE, is_inferred=True),
        Field("events", "Meetings", "medkg:event", (*_CHALLENGES, "dataset"), _NONE, is_inferred=True),
        Field("year", "Year", "medkg:year", ("challenge",), _NONE, is_wanted=True),
        Field("issued", "Published on", "dct:issued", _DATASETS, is_wanted=True),
        Field("country", "Country", "dct:spatial", is_wanted=True),
        Field("language", "Language", "dct:language"),
        Field("format", "Format", "dct:format"),
        Field("papers", "Papers", "dct:isReferencedBy", is_wanted=True),
        Field("series", "In series", "dcat:inSeries", absent=_NONE),
        Field("catalog", "In catalog", "medkg:inCatalog", absent=_NONE),
        Field("derived", "Derived from", "prov:wasDerivedFrom", absent=_NONE),
        Field("links", "Links", "medkg:link", is_wanted=True, is_inferred=True),
    )
}

TOPICS = tuple(f"medkg:{local}" for local in entry.TOPICS)
"""Properties by which entries are like each other: what they are about."""


def wanted_fields() -> list[Field]:
    """Return the fields that a complete entry has."""
    return [field for field in FIELDS.values() if field.is_wanted]
