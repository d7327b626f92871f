"""The fields whose values are terms of vocabularies, and under which properties records tell them."""

from dataclasses import dataclass
from itertools import islice

from pyoxigraph import Literal, NamedNode

from medkg.catalog.fields import CONCEPT_FIELDS
from medkg.drafts.plain_text import quote
from medkg.drafts.reading import Facts, Reading, add
from medkg.drafts.record import MOST, Node
from medkg.namespaces import DCAT, DCT, SCHEMA, Namespace

NDE = Namespace("https://discovery.biothings.io/view/nde/")

SUBJECTS = ("modality", "anatomy", "disease", "task", "data_type", "format")
_ALL_LANGUAGE = 2


@dataclass(frozen=True)
class _Telling:
    """Properties, the fields in which their values may belong, and what a note calls such a value.

    With an empty `what` it is no loss if a value is no term of ours: it stays a keyword, or is a wider class.
    """

    properties: tuple[NamedNode, ...]
    fields: tuple[str, ...]
    what: str = ""


_KEYWORDS = (DCAT("keyword"), SCHEMA("keywords"))
_CLASSES = (DCAT("theme"), DCT("type"), SCHEMA("additionalType"), SCHEMA("topicCategory"), NDE("topicCategory"))

_TELLINGS = (
    _Telling(_KEYWORDS, SUBJECTS),
    _Telling(_CLASSES, SUBJECTS),
    _Telling((DCT("subject"), SCHEMA("about")), SUBJECTS, "The subject"),
    _Telling((SCHEMA("measurementTechnique"), SCHEMA("measurementMethod")), ("modality", "data_type"), "The technique"),
    _Telling((SCHEMA("healthCondition"), NDE("healthCondition")), ("disease",), "The disease"),
    _Telling(
        (DCT("format"), DCAT("mediaType"), SCHEMA("encodingFormat"), SCHEMA("fileFormat")), ("format",), "The format"
    ),
    _Telling((DCT("conformsTo"),), ("format",)),
    _Telling((DCT("spatial"), SCHEMA("spatialCoverage"), SCHEMA("spatial")), ("country",), "The place"),
    _Telling((DCT("language"), SCHEMA("inLanguage")), ("language",), "The language"),
    _Telling((DCT("license"), SCHEMA("license")), ("license",), "The licence"),
    _Telling((SCHEMA("usageInfo"), DCT("rights")), ("usage",), "The usage condition"),
)

_OF_FILES = ("format", "license", "usage")
"""Fields that are told of distributions, too."""


def read_concepts(reading: Reading) -> tuple[Facts, list[str]]:
    """Return the fields whose values are terms, and the words of the record that mean these terms."""
    facts: Facts = {}
    words: list[str] = []
    for telling in _TELLINGS:
        for value in _values(reading, telling):
            found = _keys(reading, value, telling)
            for field, key in found:
                add(facts, field, key)
            if found and value.name not in words:
                words.append(value.name)
    return facts, words


def _values(reading: Reading, telling: _Telling) -> list[Node]:
    if telling.properties == _KEYWORDS:
        return _keywords(reading)
    values = reading.dataset.ask(*telling.properties)
    if telling.fields[0] in _OF_FILES:
        values += [value for form in reading.distributions for value in form.all(*telling.properties)]
    return list(dict.fromkeys(values))


def _keywords(reading: Reading) -> list[Node]:
    """Return keywords one by one: a text of schema.org may list several (https://schema.org/keywords)."""
    keywords = dict.fromkeys(reading.dataset.ask(DCAT("keyword")))
    for value in reading.dataset.ask(SCHEMA("keywords")):
        texts = value.term.value.split(",") if isinstance(value.term, Literal) else []
        several = [Node(value.graph, Literal(text.strip())) for text in texts if text.strip()]
        keywords.update(dict.fromkeys(several if len(several) > 1 else [value]))
    return list(islice(keywords, MOST))


def _keys(reading: Reading, value: Node, telling: _Telling) -> list[tuple[str, str]]:
    """Return field and key of the terms that a value means, one for each field at the most."""
    found: list[tuple[str, str]] = []
    sought = _language(value) if telling.fields == ("language",) else value
    for field in CONCEPT_FIELDS:
        if field.name in telling.fields:
            key = reading.choose(sought, [field.scheme], telling.what)
            found += [(field.name, key)] if key else []
    if telling.what and not found and not reading.terms.find(sought, _schemes(telling)).terms:
        sentence = (
            f"{telling.what} {quote(value.name)} is no term of {_vocabularies(telling)}. Add the term, or leave it out."
        )
        reading.notes.add("no-term", value.name, sentence)
    return found


def _language(value: Node) -> Node:
    """Return the language without the region: en of en-US (https://www.rfc-editor.org/rfc/rfc5646)."""
    code, hyphen, _ = value.name.partition("-")
    return Node(value.graph, Literal(code.lower())) if hyphen and len(code) == _ALL_LANGUAGE else value


def _schemes(telling: _Telling) -> list[str]:
    return [field.scheme for field in CONCEPT_FIELDS if field.name in telling.fields]


def _vocabularies(telling: _Telling) -> str:
    schemes = _schemes(telling)
    return f"the vocabulary '{schemes[0]}'" if len(schemes) == 1 else f"the vocabularies {', '.join(schemes)}"


def read_keywords(reading: Reading) -> list[str]:
    """Return the keywords that are no terms of ours."""
    telling = _TELLINGS[0]
    return [value.labels[0] for value in _keywords(reading) if value.labels and not _keys(reading, value, telling)]


_ACCESS = (DCT("accessRights"), SCHEMA("conditionsOfAccess"))
_QUOTED = 200


def read_access(reading: Reading) -> dict[str, str]:
    """Return the access condition, and the words that state it, as far as the record tells them."""
    told: dict[str, str] = {}
    for value in reading.dataset.ask(*_ACCESS):
        key = reading.choose(value, ["access"], "The access condition")
        if key:
            told.setdefault("access", key)
        elif not reading.terms.find(value, ["access"]).terms:
            sentence = f"The access condition {quote(value.name)} is no term of ours. Read it, and choose 'access'."
            reading.notes.add("no-term", value.name, sentence)
        if value.labels and value.iri is None and len(value.labels[0]) <= _QUOTED:
            told.setdefault("access_words", value.labels[0])
    return told
