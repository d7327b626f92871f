"""The lists of values that other catalogs ask for: those of the EU, and the media types of IANA.

Which of our concepts stands for which value is said by the mapping sets only: `skos:exactMatch`, `skos:closeMatch` and
`skos:broadMatch` lead to the lists.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from medkg.namespaces import DCT, RDF, SKOS
from medkg.profiles.things import Thing

_EU = "http://publications.europa.eu/resource/authority/"
_HEALTH = "https://hdeu-dcat.data.health.europa.eu/resource/authority/"

_MATCHES = (SKOS("exactMatch"), SKOS("closeMatch"), SKOS("broadMatch"))
"""Properties that lead to a value that holds of what the concept holds of, the nearest first."""


@dataclass(frozen=True)
class ValueList:
    """A list of values, and what DCAT-AP takes a value of it for."""

    iri: str
    title: str
    type: NamedNode | None = None
    """The class in which DCAT-AP puts the values, if it is not skos:Concept."""
    is_scheme: bool = True
    """Whether the values are concepts in a scheme."""

    def __call__(self, code: str) -> NamedNode:
        """Return the value with a code."""
        return NamedNode(f"{self.iri}/{code}")

    def code_of(self, value: NamedNode) -> str:
        """Return the code of a value of the list."""
        return value.value.removeprefix(f"{self.iri}/")

    def readable_code(self, value: NamedNode) -> str:
        """Return the code of a value in small letters, with spaces.

        >>> HEALTH_THEMES.readable_code(HEALTH_THEMES("CANCER_DISEASE"))
        'cancer disease'
        """
        return self.code_of(value).replace("_", " ").lower()

    def holds(self, value: NamedNode) -> bool:
        """Tell whether an IRI is that of a value of the list."""
        return value.value.startswith(f"{self.iri}/")


ACCESS_RIGHTS = ValueList(f"{_EU}access-right", "Access right", DCT("RightsStatement"))
COUNTRIES = ValueList(f"{_EU}country", "Country", DCT("Location"))
LANGUAGES = ValueList(f"{_EU}language", "Language", DCT("LinguisticSystem"))
FILE_TYPES = ValueList(f"{_EU}file-type", "File type", DCT("MediaTypeOrExtent"))
THEMES = ValueList(f"{_EU}data-theme", "Data theme")
MEDIA_TYPES = ValueList(
    "https://www.iana.org/assignments/media-types", "Media types", DCT("MediaType"), is_scheme=False
)
HEALTH_THEMES = ValueList(f"{_HEALTH}health-theme", "Health theme")
HEALTH_CATEGORIES = ValueList(f"{_HEALTH}healthcategories", "Health data category")
STANDARDS = ValueList(f"{_HEALTH}standard", "Standard", DCT("Standard"))


def find_value(concept: Thing, codes: ValueList) -> NamedNode | None:
    """Return the value of a list that a concept is matched with, the nearest match first; None if there is none."""
    return next(filter(codes.holds, concept.iris(*_MATCHES)), None)


def describe_value(value: NamedNode, codes: ValueList, label: str = "") -> Iterator[Triple]:
    """Yield what readers who do not know a list must be told of a value of it; without a label its code is shown."""
    if codes.type:
        yield Triple(value, RDF("type"), codes.type)
    if codes.is_scheme:
        scheme = NamedNode(codes.iri)
        yield Triple(value, RDF("type"), SKOS("Concept"))
        yield Triple(value, SKOS("prefLabel"), Literal(label or codes.readable_code(value), language="en"))
        yield Triple(value, SKOS("inScheme"), scheme)
        yield from describe_list(codes)


def describe_list(codes: ValueList) -> Iterator[Triple]:
    """Yield what must be told of a list whose values are concepts."""
    yield Triple(NamedNode(codes.iri), RDF("type"), SKOS("ConceptScheme"))
    yield Triple(NamedNode(codes.iri), DCT("title"), Literal(codes.title, language="en"))


def give_values(subject: NamedNode, property: NamedNode, concepts: list[Thing], codes: ValueList) -> Iterator[Triple]:
    """Yield that a subject has the values of a list with which some concepts are matched, and what they are."""
    for concept in concepts:
        value = find_value(concept, codes)
        if value:
            same = value in concept.iris(SKOS("exactMatch"))
            yield Triple(subject, property, value)
            yield from describe_value(value, codes, concept.name if same else "")
