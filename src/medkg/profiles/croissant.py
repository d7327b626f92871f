"""A dataset as Croissant 1.1 metadata. See https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html.

The graph knows no files: its links lead to pages from which data are obtained. A FileObject needs the address of the
bytes and, for its readers, their checksum; so there is no `distribution`, and the document describes the dataset only.
"""

from collections.abc import Mapping

from medkg.edition import Edition
from medkg.namespaces import local_name
from medkg.profiles import schema_org
from medkg.profiles.citation import cite_entry, cite_paper
from medkg.profiles.entry import Entry, data_use_terms
from medkg.profiles.profile import Profile, write_in_json
from medkg.profiles.things import Thing

Node = dict[str, object]

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"

_CROISSANT = (
    *("annotation", "arrayShape", "citeAs", "column", "containedIn", "equivalentProperty", "excludes", "extract"),
    *("field", "fileProperty", "fileObject", "fileSet", "format", "includes", "isArray", "isLiveDataset", "jsonPath"),
    *("key", "md5", "parentField", "recordSet", "references", "regex", "readLines", "sdVersion", "separator", "source"),
    *("subField", "transform", "unArchive", "value"),
)
"""Terms that the context maps to the vocabulary of Croissant as they are."""

CONTEXT: Node = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    **{term: f"cr:{term}" for term in _CROISSANT},
}
"""The context of the specification's appendix 1, which its readers expect in every file.

Its text has `http://schema.org/` since version 1.1; the reference library, mlcroissant 1.1, only takes https.
"""

_REQUIRED: Mapping[str, str] = {
    "description": "description",
    "license": "licence",
    "creator": "creator",
    "datePublished": "date of publication",
}
"""Property that the specification requires of every dataset, and that the graph may lack → what it says."""

_LEFT_OUT = ("@context", "distribution", "size", "author", "healthCondition")
"""What other readers of schema.org want; `value` in a size is a term of Croissant's own."""


def describe(thing: Thing, edition: Edition) -> Node:
    """Return the description of a dataset; what is not known is left out, even where the specification requires it."""
    entry = Entry(thing, edition)
    told = {key: value for key, value in schema_org.describe(thing, edition).items() if key not in _LEFT_OUT}
    more = {
        "url": entry.page or edition.page(thing.iri),
        "citeAs": _cite(entry),
        "isPartOf": [_reference(whole) for whole in entry.wholes],
        "isBasedOn": [_reference(origin) for origin in entry.origins],
        "usageInfo": [_usage(condition) for condition in entry.things("usageCondition")],
        "sdVersion": edition.version,
    }
    known = {key: value for key, value in more.items() if value}
    return {"@context": CONTEXT, **told, "@type": "sc:Dataset", "conformsTo": CONFORMS_TO, **known}


def _cite(entry: Entry) -> str:
    """Return how to cite a dataset: as itself where it has a DOI, else by the first paper about it, if there is one.

    Not every paper about a dataset describes it, so that one with an identifier of its own needs none.
    """
    if entry.papers and not entry.dois:
        return cite_paper(entry.papers[0])
    return cite_entry(entry.thing, entry.edition)


def _reference(thing: Thing) -> Node:
    """Return a linked entry without its type: a file describes one dataset, and readers take the first they find."""
    return {"@id": thing.iri.value, "name": thing.name}


def _usage(condition: Thing) -> Node:
    """Return a condition of use by its term in the Data Use Ontology, else in the words of the graph."""
    address = next(iter(data_use_terms(condition)), condition.iri).value
    return {
        "@type": "DefinedTerm",
        "@id": condition.iri.value,
        "name": condition.name,
        "termCode": local_name(address),
        "url": address,
    }


def missing_facts(thing: Thing, edition: Edition) -> list[str]:
    """Return, in words, which properties that Croissant requires of a dataset have no fact in the graph."""
    told = schema_org.describe(thing, edition)
    return [words for property, words in _REQUIRED.items() if property not in told]


CROISSANT = Profile(
    key="croissant",
    suffix=".croissant.json",
    media_type="application/ld+json",
    title="Croissant, for machine learning",
    standard=CONFORMS_TO,
    write=write_in_json(describe),
    families=("dataset",),
)
