"""What an entry is about, in DCAT: its theme, its subjects, and keywords that every harvester takes."""

import re
from collections.abc import Iterator

from pyoxigraph import Literal, Triple

from medkg.edition import Edition
from medkg.namespaces import DCAT, DCT, RDF, SKOS
from medkg.profiles.entry import Entry
from medkg.profiles.things import Thing
from medkg.profiles.value_lists import THEMES, describe_value

_OF_HEALTH = ("modality", "anatomicalSite", "disease")

_LONGEST = 100
_SHORTEST = 2
_SPOKEN = str.maketrans({"&": " and ", "+": " plus ", "'": "", "’": ""})
_REFUSED = re.compile(r"[^\w .-]+")


def describe_topics(thing: Thing, edition: Edition) -> Iterator[Triple]:
    """Yield theme, subjects and keywords of an entry.

    The theme is health where a modality, an anatomical site or a disease is known; the list also holds collections of
    images that are not medical. The names of subjects are keywords as well, since CKAN reads no `dct:subject`.
    """
    entry = Entry(thing, edition)
    if entry.things(*_OF_HEALTH):
        yield Triple(thing.iri, DCAT("theme"), THEMES("HEAL"))
        yield from describe_value(THEMES("HEAL"), THEMES, "Health")
    for topic in entry.topics:
        yield Triple(thing.iri, DCT("subject"), topic.iri)
        yield from _describe_concept(topic)
    for keyword in _keywords(entry):
        yield Triple(thing.iri, DCAT("keyword"), Literal(keyword, language="en"))


def _describe_concept(concept: Thing) -> Iterator[Triple]:
    yield Triple(concept.iri, RDF("type"), SKOS("Concept"))
    yield Triple(concept.iri, SKOS("prefLabel"), Literal(concept.name, language="en"))
    for property in (SKOS("notation"), SKOS("inScheme"), SKOS("exactMatch")):
        yield from (Triple(concept.iri, property, value) for value in concept.objects(property))


def _keywords(entry: Entry) -> list[str]:
    """Return the keywords of the source and the names of concepts, each once."""
    concepts = [*entry.topics, *entry.things("dataType")]
    words = map(make_tag, [*entry.thing.texts(DCAT("keyword")), *(concept.name for concept in concepts)])
    return list(dict.fromkeys(word for word in words if len(word) >= _SHORTEST))


def make_tag(text: str) -> str:
    """Return a text as a tag of CKAN: letters, digits, `_`, `-`, `.` and spaces only, at most 100 characters.

    See `tag_name_validator` in https://github.com/ckan/ckan/blob/master/ckan/logic/validators.py.

    >>> make_tag("Women's health (Injury & Violence), yes/no")
    'Womens health Injury and Violence yes no'
    """
    words = _REFUSED.sub(" ", text.translate(_SPOKEN)).split()
    while len(" ".join(words)) > _LONGEST and len(words) > 1:
        words.pop()
    return " ".join(words)[:_LONGEST]
