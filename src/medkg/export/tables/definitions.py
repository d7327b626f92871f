"""The tables: entries and what is said of them, the things that they are linked to, and the mappings of these."""

from functools import partial

from medkg.catalog.fields import CONCEPT_FIELDS, ENTRY_FIELDS, ROLE_FIELDS, EntryField
from medkg.catalog.kinds import KINDS
from medkg.export.tables.cells import (
    read_count,
    read_entry,
    read_id,
    read_iri,
    read_kind,
    read_label,
    read_origin,
    read_scheme,
    read_value,
    tell_facts,
    tell_links,
    tell_names,
)
from medkg.export.tables.table import Column, Datatype, ForeignKey, Table

_CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"
"""The licence of the mapping sets."""

_NAMES = {
    "dct:title": "preferred",
    "foaf:name": "preferred",
    "skos:prefLabel": "preferred",
    "dct:alternative": "alternative",
    "skos:altLabel": "alternative",
    "skos:hiddenLabel": "hidden",
}
"""Property → how the names that it gives are to be used."""

_MIXED = "An IRI, or a text."

_NAMED = ("dcat:Resource", "skos:Concept", "foaf:Organization", "schema:Event", "schema:EventSeries")


def _list(name: str, property: str, family: str = "", with_inferred: bool = False) -> Column:
    """Return a column of things: by their ids where all are of one family, otherwise by their IRIs."""
    datatype = Datatype.STRING if family else Datatype.IRI
    return Column(name, _titled(name), datatype, property, family, is_list=True, with_inferred=with_inferred)


def _titled(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _family(field: EntryField) -> str:
    """Return the path segment of all that a field points to, nothing where it may be one or another."""
    paths = {KINDS[kind].path for kind in field.kinds}
    return paths.pop() if len(paths) == 1 else ""


def _text(name: str, property: str, description: str = "") -> Column:
    return Column(name, _titled(name), property=property, language="en", description=description)


def _plain(name: str, title: str, property: str) -> Column:
    return Column(name, title, property=property)


IRI = Column("iri", "IRI", Datatype.IRI, is_required=True, read=read_iri)
ID = Column("id", "Id", is_required=True, read=read_id, description="The last part of the IRI.")
ENTRY = Column("entry", "Entry", Datatype.IRI, is_required=True, read=read_entry)
PROPERTY = Column("property", "Property", Datatype.IRI, is_required=True)
ORIGIN = Column(
    "origin",
    "Origin",
    property="rdf:type",
    description="stated: by the source; curated: by the curators; inferred: it follows by the ontology.",
    read=read_origin,
)
TITLE = _text("title", "dct:title")
PART = _text("part", "medkg:part", "The part of the entry that is counted or described; empty: the whole.")
YEAR = Column("year", "Year", Datatype.YEAR, "medkg:year")
HOMEPAGE = Column("homepage", "Home page", Datatype.IRI, "foaf:homepage")
DOI = _plain("doi", "DOI", "medkg:doi")

ENTRIES = Table(
    "entries",
    "Entries",
    "One row for each dataset, series, catalog, service or challenge. Lists hold what is stated or curated, without "
    "the broader terms that follow; these, and who says what, are in the table of facts.",
    ("dcat:Resource",),
    (
        IRI,
        ID,
        Column("kind", "Kind", property="rdf:type", read=read_kind),
        TITLE,
        _text("description", "dct:description"),
        Column("access", "Access condition", property="dct:accessRights", family="access"),
        _text("access_words", "medkg:accessNote"),
        _text("usage_words", "medkg:usageNote"),
        Column("issued", "Issued", Datatype.DATE, "dct:issued"),
        Column("year", "Year", Datatype.YEAR, "medkg:year", is_list=True),
        *(_list(field.name, field.property, field.scheme) for field in CONCEPT_FIELDS),
        *(
            Column(
                f"{unit}s",
                f"Number of {unit}s",
                Datatype.INTEGER,
                read=partial(read_count, unit),
                description="Of the whole entry, as told, which may be an estimate: the table of extents has all.",
            )
            for unit in ("patient", "subject", "image")
        ),
        *(_list(field.name, field.property, "organization") for field in ROLE_FIELDS if field.name != "other"),
        Column(
            "institution",
            "Other institutions",
            property="medkg:institution",
            family="organization",
            is_list=True,
            description="In a role that has no column of its own.",
        ),
        *(_list(field.name, field.property, _family(field)) for field in ENTRY_FIELDS),
        _list("used_in", "medkg:usedIn", with_inferred=True),
        _list("event", "medkg:event", "event", with_inferred=True),
        _list("papers", "dct:isReferencedBy", "publication"),
        DOI,
        _list("landing_page", "dcat:landingPage", with_inferred=True),
    ),
    parts="medkg:extent",
)

_FIELDS = {column.property: column.name for column in ENTRIES.columns if column.property} | {
    "dct:alternative": "alternatives",
    "dcat:keyword": "keywords",
    "medkg:annotation": "annotations",
    "medkg:detail": "details",
}
"""Property → the field of an entry by which the table of facts tells it."""

_OF_ENTRY = (ForeignKey("entry", "entries"),)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        ENTRIES,
        Table(
            "facts",
            "Facts",
            "One row for each thing that is said of an entry, and for each origin of it; all but links and extents.",
            ("dcat:Resource",),
            (
                ENTRY,
                Column(
                    "field", "Field", is_required=True, description="The column of the table of entries, or a text."
                ),
                PROPERTY,
                Column("value", "Value", is_required=True, description=_MIXED),
                Column("label", "Label", description="Of a value that is an IRI."),
                ORIGIN,
            ),
            key=("entry", "property", "value", "origin"),
            foreign_keys=_OF_ENTRY,
            about="entry",
            has_labels=True,
            rows=partial(tell_facts, _FIELDS),
            also=tuple(_FIELDS),
        ),
        Table(
            "reasons",
            "Reasons",
            "One row for each statement that curators added, with the reason why it is right.",
            ("medkg:CuratedStatement",),
            (
                IRI,
                Column("thing", "Thing", Datatype.IRI, "rdf:subject"),
                Column("property", "Property", Datatype.IRI, "rdf:predicate"),
                Column("value", "Value", description=_MIXED, read=read_value),
                _text("reason", "medkg:reason"),
                Column("reference", "Reference", Datatype.IRI, "dct:references"),
            ),
            also=("rdf:object",),
        ),
        Table(
            "links",
            "Links",
            "One row for each web page or file that belongs to an entry, in the role that it has.",
            ("dcat:Resource",),
            (
                ENTRY,
                Column("role", "Role", is_required=True, description="The local name of the property."),
                PROPERTY,
                Column("url", "URL", Datatype.IRI, is_required=True),
                ORIGIN,
            ),
            key=("entry", "property", "url", "origin"),
            foreign_keys=_OF_ENTRY,
            about="entry",
            rows=tell_links,
        ),
        Table(
            "extents",
            "Extents",
            "One row for each count of what an entry holds, with what is counted and of which part.",
            ("medkg:Extent",),
            (
                IRI,
                ENTRY,
                Column("count", "Count", Datatype.INTEGER, "medkg:count"),
                Column("maximum", "Maximum", Datatype.INTEGER, "medkg:maximumCount", description="The end of a range."),
                _plain("qualifier", "Qualifier", "medkg:countQualifier"),
                Column("unit", "Unit", property="medkg:unit", family="unit"),
                Column("per", "Per", property="medkg:perUnit", family="unit"),
                PART,
                ORIGIN,
            ),
            foreign_keys=_OF_ENTRY,
        ),
        Table(
            "ages",
            "Ages",
            "One row for each range of the ages, in years, of the people that data come from.",
            ("medkg:AgeRange",),
            (
                IRI,
                ENTRY,
                Column("minimum", "Minimum", Datatype.INTEGER, "medkg:minimumAge"),
                Column("maximum", "Maximum", Datatype.INTEGER, "medkg:maximumAge"),
                Column("mean", "Mean", Datatype.DECIMAL, "medkg:meanAge"),
                PART,
                ORIGIN,
            ),
            foreign_keys=_OF_ENTRY,
        ),
        Table(
            "periods",
            "Periods",
            "One row for each period of years that an entry covers or in which it was made.",
            ("medkg:TimeSpan",),
            (
                IRI,
                ENTRY,
                _text("description", "dct:description"),
                Column("start", "First year", Datatype.YEAR, "dcat:startDate"),
                Column("end", "Last year", Datatype.YEAR, "dcat:endDate"),
                ORIGIN,
            ),
            foreign_keys=_OF_ENTRY,
        ),
        Table(
            "names",
            "Names",
            "One row for each name of an entry, a concept, an organization or a meeting.",
            _NAMED,
            (
                IRI,
                Column(
                    "use", "Use", is_required=True, description="preferred, alternative, or hidden: for search only."
                ),
                Column("name", "Name", is_required=True),
                Column("language", "Language", description="Empty where the name is the same in all languages."),
                PROPERTY,
            ),
            key=("iri", "property", "name", "language"),
            rows=partial(tell_names, _NAMES),
            also=tuple(_NAMES),
        ),
        Table(
            "organizations",
            "Organizations",
            "One row for each institution, company, society or group.",
            ("foaf:Organization",),
            (
                IRI,
                ID,
                _plain("name", "Name", "foaf:name"),
                Column("country", "Country", property="dct:spatial", family="country"),
                _plain("city", "City", "schema:addressLocality"),
                HOMEPAGE,
                _list("part_of", "org:subOrganizationOf", "organization"),
            ),
        ),
        Table(
            "events",
            "Meetings",
            "One row for each meeting at which a challenge was held, and for each series of meetings.",
            ("schema:Event", "schema:EventSeries"),
            (
                IRI,
                ID,
                TITLE,
                YEAR,
                _list("in_series", "medkg:inEventSeries", "event"),
                _list("organized_by", "medkg:organizedBy", "organization"),
                HOMEPAGE,
            ),
        ),
        Table(
            "publications",
            "Publications",
            "One row for each paper about an entry.",
            ("schema:ScholarlyArticle",),
            (
                IRI,
                ID,
                TITLE,
                YEAR,
                DOI,
                _plain("pmid", "PubMed id", "medkg:pmid"),
                _plain("arxiv", "arXiv id", "medkg:arxiv"),
                _list("url", "schema:url"),
            ),
        ),
        Table(
            "concepts",
            "Concepts",
            "One row for each term of a vocabulary.",
            ("skos:Concept",),
            (
                IRI,
                Column("scheme", "Vocabulary", property="skos:inScheme", read=read_scheme),
                ID,
                _text("label", "skos:prefLabel"),
                _text("definition", "skos:definition"),
                _list("broader", "skos:broader", with_inferred=True),
            ),
        ),
        Table(
            "mappings",
            "Mappings",
            "One row for each match of a concept or an organization with a term of another vocabulary. The columns "
            "are those of SSSOM (https://mapping-commons.github.io/sssom/Mapping/), with IRIs in full.",
            ("owl:Axiom",),
            (
                IRI,
                Column("subject_id", "Subject", Datatype.IRI, "owl:annotatedSource"),
                Column("subject_label", "Label of the subject", read=partial(read_label, "owl:annotatedSource")),
                Column("predicate_id", "Predicate", Datatype.IRI, "owl:annotatedProperty"),
                Column("object_id", "Object", Datatype.IRI, "owl:annotatedTarget"),
                Column("object_label", "Label of the object", read=partial(read_label, "owl:annotatedTarget")),
                Column("mapping_justification", "Justification", Datatype.IRI, "sssom:mapping_justification"),
                Column("confidence", "Confidence", Datatype.DECIMAL, "sssom:confidence"),
                _text("comment", "rdfs:comment"),
                Column("mapping_set", "Mapping set", Datatype.IRI, "dct:isPartOf"),
            ),
            has_labels=True,
            license=_CC0,
        ),
    )
}
"""By name, in the order in which pages list them."""
