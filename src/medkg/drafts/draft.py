"""The draft of an entry: all that a record tells and the catalog has words for, each part with its reason."""

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal

from medkg.catalog.kinds import KINDS
from medkg.catalog.loader import Catalog
from medkg.catalog.schema import KEY_PATTERN, Curated
from medkg.catalog.schema import Facts as FactsModel
from medkg.catalog.yaml_reader import Location
from medkg.drafts.concepts import read_access, read_concepts, read_keywords
from medkg.drafts.contexts import CR
from medkg.drafts.document import Document
from medkg.drafts.links import read_doi, read_links, read_papers
from medkg.drafts.measures import read_measures
from medkg.drafts.notes import Notes
from medkg.drafts.organizations import read_institutions, read_relations
from medkg.drafts.plain_text import quote
from medkg.drafts.reading import Facts, Reading, is_fit
from medkg.drafts.record import DESCRIPTIONS, MOST, TITLES, Node, Record
from medkg.drafts.terms import ENTRIES, Terms
from medkg.drafts.yaml_text import Comments
from medkg.errors import RecordUnusable
from medkg.findings import Finding
from medkg.namespaces import DCAT, DCT, RDF, RDFS, SCHEMA

_ALTERNATIVES = (DCT("alternative"), SCHEMA("alternateName"))
_VERSIONS = (DCT("modified"), SCHEMA("dateModified"), DCAT("version"), SCHEMA("version"))


@dataclass(frozen=True)
class Draft:
    """An entry and the document that it is made from, as the curated files have them, and what is left to do."""

    id: str
    entry: Facts
    comments: Comments
    source_id: str
    source: Facts
    findings: tuple[Finding, ...]


def make_draft(record: Record, terms: Terms, id: str | None) -> Draft:
    """Return the draft of an entry for the dataset of a record.

    Raises RecordUnusable when the id is malformed or taken.
    """
    notes = Notes(record.document)
    chosen = _checked_id(id or _id_of(record.dataset), terms.catalog, record.document)
    reading = Reading(chosen, record, terms, notes)
    title, source_id = str(record.dataset.text(*TITLES)), f"{chosen}-record"
    curated = list(_additions(reading))
    entry = {
        "kind": record.kind,
        "description": None,
        "source": {"document": source_id, "section": "Whole record", "lines": [f"1-{record.document.line_count}"]},
        "stated": {"title": title, **read_access(reading)},
        **({"curated": curated} if curated else {}),
    }
    comments = _comments(reading)
    _tell_of_known_entries(reading)
    _tell_of_the_rest(reading)
    return Draft(chosen, entry, comments, source_id, _source_document(record, title), tuple(notes.findings))


_LONGEST_ID = 60


def _id_of(dataset: Node) -> str:
    """Return an id made of an acronym among the names of a dataset, or else of its title."""
    acronyms = [name for name in _alternatives(dataset) if re.fullmatch(r"[\w-]{2,20}", name)]
    return _slug(next(iter(acronyms), dataset.text(*TITLES) or ""))


def _slug(text: str) -> str:
    """Return a text as an id.

    >>> _slug("Übersicht: Chest X-ray (2019)")
    'ubersicht-chest-x-ray-2019'
    """
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", ascii_only)
    id = "-".join(words)
    return id if len(id) <= _LONGEST_ID else id[: _LONGEST_ID + 1].rpartition("-")[0] or id[:_LONGEST_ID]


def _checked_id(id: str, catalog: Catalog, document: Document) -> str:
    if not re.fullmatch(KEY_PATTERN, id):
        raise RecordUnusable(
            f"{document.name}: '{id}' is no id. Give one with --id: lower-case words joined by hyphens."
        )
    taken = catalog.records.entries.get(id)
    if taken or id in catalog.records.damaged:
        where = f" by {taken.document.file}" if taken else ""
        raise RecordUnusable(f"{document.name}: The id '{id}' is taken{where}. Give another with --id.")
    return id


def _alternatives(dataset: Node) -> list[str]:
    names = [label for value in dataset.ask(*_ALTERNATIVES) for label in value.labels]
    return [name for name in dict.fromkeys(names) if name != dataset.text(*TITLES)]


def _additions(reading: Reading) -> Iterator[Facts]:
    """Yield what curators add: what the record says, and what its words mean in our vocabularies."""
    reference = _reference(reading)
    said = _said(reading)
    if said:
        yield {**said, "reason": "The record that the publisher gives of the data says so.", **reference}
    meant, words = read_concepts(reading)
    if meant:
        listed = ", ".join(quote(word) for word in words)
        reason = f"These are the terms for words of the record that the publisher gives: {listed}."
        yield {**_in_order(meant), "reason": reason, **reference}


def _said(reading: Reading) -> Facts:
    return _in_order(
        {
            "alternatives": _alternatives(reading.dataset),
            "keywords": read_keywords(reading),
            "links": read_links(reading),
            "papers": read_papers(reading),
            "doi": read_doi(reading),
            "institutions": read_institutions(reading),
            **read_measures(reading),
            **read_relations(reading),
        }
    )


def _in_order(facts: Facts) -> Facts:
    """Return facts in the order of the schema, without empty ones."""
    return {field: facts[field] for field in FactsModel.model_fields if facts.get(field)}


def _reference(reading: Reading) -> Facts:
    """Return where the record can be read: where it was fetched from, or else the page or DOI of the dataset."""
    document = reading.record.document
    doi = read_doi(reading)
    places = [document.name] if document.is_fetched else []
    places += [reading.dataset.iri or "", f"https://doi.org/{doi}" if doi else ""]
    url = next(
        (place for place in places if is_fit(place, Curated.model_fields["reference"].annotation) and place), None
    )
    return {"reference": url} if url else {}


_SHOWN = 2000


def _comments(reading: Reading) -> dict[Location, Sequence[str]]:
    theirs = reading.dataset.text(*DESCRIPTIONS)
    reading.dataset.ask(*DESCRIPTIONS)
    if theirs is None:
        return {("description",): ["TO DO: what the data are, in our own words, 50 characters or more."]}
    sentence = "The description is the publisher's text. Say in our own words what the data are, and delete the text."
    reading.notes.add("foreign-description", theirs, sentence)
    asked = (
        "TO DO: what the data are, in our own words, 50 characters or more. The publisher's text, to be deleted then:"
    )
    return {("description",): [asked, theirs if len(theirs) <= _SHOWN else f"{theirs[:_SHOWN]} …"]}


def _tell_of_known_entries(reading: Reading) -> None:
    path = KINDS[reading.record.kind].path
    links, doi = read_links(reading), read_doi(reading)
    addresses = [*links.get("landing-page", ()), *([f"doi:{doi}"] if doi else [])]
    values = [reading.dataset, *(Node(reading.dataset.graph, Literal(address)) for address in addresses)]
    terms = dict.fromkeys(term for value in values for term in reading.terms.find(value, [ENTRIES]).terms)
    for term in terms:
        if reading.kind_of(term.key).path == path:
            sentence = f"The entry '{term.key}' has the same DOI, page or title. Add to it, instead of a second entry."
            reading.notes.add("known-entry", reading.dataset.name, sentence)


_BOOKKEEPING = frozenset(
    {
        RDF("type"),
        RDFS("label"),
        *_VERSIONS,
        *TITLES,
        DCT("conformsTo"),
        DCAT("contactPoint"),
        SCHEMA("isAccessibleForFree"),
        CR("sdVersion"),
        CR("isLiveDataset"),
        CR("recordSet"),
        *map(SCHEMA, ("sdPublisher", "sdLicense", "sdDatePublished", "mainEntityOfPage", "subjectOf", "dateCreated")),
        *map(SCHEMA, ("contactPoint", "thumbnailUrl", "image", "date")),
    }
)  # fmt: skip
"""What tells of the record, or is told in another field, too: no loss."""


def _tell_of_the_rest(reading: Reading) -> None:
    told = reading.dataset.graph.told.get(reading.dataset.term, {})
    for property, values_told in told.items():
        if len(values_told) > MOST:
            name = reading.catalog.names.shorten(property.value)
            sentence = f"Of the {len(values_told):,} values of {name}, the first {MOST:,} count."
            reading.notes.add("many-values", property.value, sentence)
        if property not in reading.dataset.graph.asked and property not in _BOOKKEEPING:
            values = reading.dataset.all(property)
            what = f"{reading.catalog.names.shorten(property.value)} {quote(values[0].name)}"
            more = f" and {len(values) - 1} more" if len(values) > 1 else ""
            sentence = f"There is no field for {what}{more}. If it matters, say it in 'details', in our own words."
            reading.notes.add("no-field", values[0].name, sentence)


def _source_document(record: Record, title: str) -> Facts:
    document = record.document
    version = record.dataset.text(*_VERSIONS) or f"sha256 {hashlib.sha256(document.text.encode()).hexdigest()[:12]}"
    return {
        "title": f"Record of {title}",
        "version": version,
        **({"url": document.name} if document.is_fetched else {}),
        "line_count": document.line_count,
        "description": (
            f"The record that the publisher gives of the data, in {document.format}, as it was read for the draft "
            "of the entry; line numbers are lines of that text."
        ),
    }
