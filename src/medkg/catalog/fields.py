"""The fields that point to something: one table for checking their references and for converting them."""

from dataclasses import dataclass

from medkg.catalog.kinds import CATALOG_KINDS, DATASET_KINDS, SERIES_KINDS


@dataclass(frozen=True)
class ConceptField:
    """A field whose values are keys of a vocabulary."""

    name: str
    property: str
    scheme: str


@dataclass(frozen=True)
class EntryField:
    """A field whose values are ids of entries; `kinds` empty: of any kind."""

    name: str
    property: str
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class RoleField:
    """A role in which an organization can stand to an entry."""

    name: str
    property: str


CONCEPT_FIELDS = (
    ConceptField("modality", "medkg:modality", "modality"),
    ConceptField("anatomy", "medkg:anatomicalSite", "anatomy"),
    ConceptField("disease", "medkg:disease", "disease"),
    ConceptField("task", "medkg:task", "task"),
    ConceptField("data_type", "medkg:dataType", "data-type"),
    ConceptField("format", "dct:format", "format"),
    ConceptField("country", "dct:spatial", "country"),
    ConceptField("language", "dct:language", "language"),
    ConceptField("usage", "medkg:usageCondition", "usage"),
    ConceptField("license", "dct:license", "license"),
)

ENTRY_FIELDS = (
    EntryField("in_series", "dcat:inSeries", SERIES_KINDS),
    EntryField("part_of", "dct:isPartOf"),
    EntryField("derived_from", "prov:wasDerivedFrom"),
    EntryField("uses_dataset", "medkg:usesDataset", DATASET_KINDS),
    EntryField("in_catalog", "medkg:inCatalog", CATALOG_KINDS),
    EntryField("same_as", "medkg:sameResourceAs"),
)

ROLE_FIELDS = (
    RoleField("created_by", "medkg:createdBy"),
    RoleField("hosted_by", "medkg:hostedBy"),
    RoleField("funded_by", "medkg:fundedBy"),
    RoleField("collaborator", "medkg:collaborator"),
    RoleField("contributor", "medkg:contributor"),
    RoleField("other", "medkg:institution"),
)
