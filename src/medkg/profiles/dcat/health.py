"""A dataset in HealthDCAT-AP Release 8, the profile of the European Health Data Space, as far as the graph has facts.

See https://healthdataeu.pages.code.europa.eu/healthdcat-ap/releases/release-8/. The profile demands a health data
access body and the legislation that applies, even of public data; the list says nothing of either, and neither is
made up. `missing_elements` counts what is missing: no dataset conforms, and none is said to.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from medkg.edition import Edition
from medkg.namespaces import ADMS, DCAT, DCATAP, DCT, HEALTH, PROV, SKOS, XSD, Namespace
from medkg.profiles.dcat.catalog import tell_once
from medkg.profiles.dcat.entry import describe_entry
from medkg.profiles.rdf_text import group_by_subject
from medkg.profiles.things import Thing
from medkg.profiles.value_lists import HEALTH_CATEGORIES, HEALTH_THEMES, give_values

CV = Namespace("http://data.europa.eu/m8g/")
DPV = Namespace("https://w3id.org/dpv#")
DQV = Namespace("http://www.w3.org/ns/dqv#")
GEODCATAP = Namespace("http://data.europa.eu/930/")


@dataclass(frozen=True)
class Element:
    """A property that the profile demands or recommends, and why the graph has no fact where it is missing."""

    name: str
    property: NamedNode
    is_mandatory: bool
    why: str
    of: NamedNode | None = None
    """The property that leads from a dataset to what should have the element; None: the dataset itself should."""


_DISTRIBUTION, _PUBLISHER, _PLACE = DCAT("distribution"), DCT("publisher"), DCT("spatial")
_LAW = "The source names no legislation."
_NEVER = "The source says nothing of it."
_PLACES = "The source names countries at the most."

ELEMENTS = (
    Element(
        "access rights",
        DCT("accessRights"),
        True,
        "The source does not state who may obtain the data, or only that they must register.",
    ),
    Element("applicable legislation", DCATAP("applicableLegislation"), True, _LAW),
    Element("applicable legislation of distributions", DCATAP("applicableLegislation"), True, _LAW, _DISTRIBUTION),
    Element("contact point of the publisher", CV("contactPoint"), True, "The source names none.", _PUBLISHER),
    Element("health data access body", HEALTH("hdab"), True, "The source names none."),
    Element(
        "health data category", HEALTH("healthCategory"), True, "No modality or type of the data is mapped to one."
    ),
    Element("structured data", HEALTH("hasStructuredData"), True, "Whether the data are structured is not stated."),
    Element("analytics", HEALTH("analytics"), False, _NEVER),
    Element("availability of distributions", DCATAP("availability"), False, _NEVER, _DISTRIBUTION),
    Element("bounding box of the place", DCAT("bbox"), False, _PLACES, _PLACE),
    Element("centre of the place", DCAT("centroid"), False, _PLACES, _PLACE),
    Element("code values", HEALTH("hasCodeValues"), False, _NEVER),
    Element("coding system", HEALTH("hasCodingSystem"), False, _NEVER),
    Element("conforms to", DCT("conformsTo"), False, "The source names no standard."),
    Element("contact point", DCAT("contactPoint"), False, "The source names none."),
    Element("custodian", GEODCATAP("custodian"), False, _NEVER),
    Element("description of distributions", DCT("description"), False, _NEVER, _DISTRIBUTION),
    Element("end of the time covered", DCAT("endDate"), False, "The source names no end.", DCT("temporal")),
    Element("format of distributions", DCT("format"), False, "The source names none, or several.", _DISTRIBUTION),
    Element("health theme", HEALTH("healthTheme"), False, "No disease is stated, or none that is mapped to a theme."),
    Element("keyword", DCAT("keyword"), False, "The source names neither a keyword nor a topic."),
    Element("language", DCT("language"), False, "The source names none."),
    Element("legal basis", DPV("hasLegalBasis"), False, _LAW),
    Element("licence of distributions", DCT("license"), False, "The licence is not known.", _DISTRIBUTION),
    Element("maximum typical age", HEALTH("maxTypicalAge"), False, "The highest age of all people is not stated."),
    Element("minimum typical age", HEALTH("minTypicalAge"), False, "The lowest age of all people is not stated."),
    Element("number of records", HEALTH("numberOfRecords"), False, "The exact number of all records is not stated."),
    Element("number of unique individuals", HEALTH("numberOfUniqueIndividuals"), False, "It is not stated exactly."),
    Element("personal data", DPV("hasPersonalData"), False, _NEVER),
    Element("population coverage", HEALTH("populationCoverage"), False, _NEVER),
    Element("provenance", DCT("provenance"), False, "How the data were collected is not stated."),
    Element("publisher", DCT("publisher"), False, "The source does not name who keeps the data."),
    Element("purpose", DPV("hasPurpose"), False, _NEVER),
    Element("quality annotation", DQV("hasQualityAnnotation"), False, _NEVER),
    Element("retention period", HEALTH("retentionPeriod"), False, _NEVER),
    Element("sample", ADMS("sample"), False, _NEVER),
    Element("spatial coverage", DCT("spatial"), False, "The source names no country."),
    Element("start of the time covered", DCAT("startDate"), False, "The source names no start.", DCT("temporal")),
    Element("temporal coverage", DCT("temporal"), False, "The source names no time."),
    Element("type", DCT("type"), False, _NEVER),
    Element("type of the licence", DCT("type"), False, "The licence is known by its address and name.", DCT("license")),
    Element("type of the publisher", DCT("type"), False, _NEVER, _PUBLISHER),
    Element("variables", HEALTH("hasVariables"), False, _NEVER),
    Element("was generated by", PROV("wasGeneratedBy"), False, _NEVER),
)
"""What may be missing; mandatory ones first.

It is what the shapes of the profile, and those of DCAT-AP that they import, ask for, and what is counted as coverage.
Title, description, identifier, theme and a distribution are never missing.
"""


_COMPUTED = ("embedding", "network", "statistics")
"""Types of data that no longer hold the records that they were computed from."""


def describe_dataset(thing: Thing, edition: Edition) -> list[Triple]:
    """Return a dataset as in DCAT-AP, with the elements for health data. There is no catalog in the document."""
    return list(dict.fromkeys([*describe_entry(thing, edition), *_health(thing, edition)]))


def describe_datasets(things: Iterable[Thing], edition: Edition) -> Iterator[Triple]:
    """Yield all datasets among some entries, one after the other; what they share is told once."""
    shared: set[Triple] = set()
    for thing in things:
        if thing.family == "dataset":
            yield from group_by_subject(tell_once(describe_dataset(thing, edition), thing, shared))


def _health(thing: Thing, edition: Edition) -> Iterator[Triple]:
    term = edition.names.term
    yield from give_values(thing.iri, HEALTH("healthTheme"), thing.things(term("disease")), HEALTH_THEMES)
    yield from give_values(thing.iri, HEALTH("healthCategory"), _sources(thing, edition), HEALTH_CATEGORIES)
    yield from _number(thing, "numberOfUniqueIndividuals", _counts(thing, edition, edition.names("unit/person")))
    yield from _number(thing, "numberOfRecords", _counts(thing, edition, edition.names("unit/record")))
    yield from _number(thing, "minTypicalAge", _ages(thing, edition, "minimumAge"))
    yield from _number(thing, "maxTypicalAge", _ages(thing, edition, "maximumAge"))


def _sources(thing: Thing, edition: Edition) -> list[Thing]:
    """Return the kinds of records that a dataset consists of: what was only computed from records is none."""
    types = thing.things(edition.names.term("dataType"))
    is_computed = any(type.id in _COMPUTED for type in types)
    return [] if is_computed else [*thing.things(edition.names.term("modality")), *types]


def _number(thing: Thing, element: str, numbers: set[str]) -> Iterator[Triple]:
    """Yield a number as the value of an element, if there is one that holds of the whole dataset, and no other."""
    if len(numbers) == 1:
        number = Literal(numbers.pop(), datatype=XSD("nonNegativeInteger"))
        yield Triple(thing.iri, HEALTH(element), number)


def _counts(thing: Thing, edition: Edition, unit: NamedNode) -> set[str]:
    """Return how many of a unit, or of one just below it, there are in the whole dataset, where it is known exactly."""
    term = edition.names.term
    narrowing = [term(name) for name in ("part", "perUnit", "countQualifier", "maximumCount")]
    extents = [extent for extent in thing.things(term("extent")) if not extent.objects(*narrowing)]
    return {
        count
        for extent in extents
        for counted in extent.things(term("unit"))
        if unit in (counted.iri, *counted.iris(SKOS("broader")))
        for count in extent.texts(term("count"))
    }


def _ages(thing: Thing, edition: Edition, end: str) -> set[str]:
    """Return one end of the ages of all people whom a dataset is about."""
    term = edition.names.term
    whole = [ages for ages in thing.things(term("ages")) if not ages.objects(term("part"))]
    return {age for ages in whole for age in ages.texts(term(end))}


@dataclass(frozen=True)
class Coverage:
    """How many datasets have an element."""

    element: Element
    present: int
    total: int


def missing_elements(things: Iterable[Thing], edition: Edition) -> list[Coverage]:
    """Return the elements that some of the datasets among the entries do not have, in the order of `ELEMENTS`.

    They are counted in what `describe_dataset` gives, in one pass.
    """
    total, present = 0, Counter[Element]()
    for thing in things:
        if thing.family == "dataset":
            total += 1
            told = describe_dataset(thing, edition)
            present.update(element for element in ELEMENTS if _has(thing, element, told))
    rows = [Coverage(element, present[element], total) for element in ELEMENTS]
    return [row for row in rows if row.present < total]


def _has(thing: Thing, element: Element, told: Sequence[Triple]) -> bool:
    """Tell whether a dataset, or all that it leads to, has an element."""
    having = {triple.subject for triple in told if triple.predicate == element.property}
    wanted = {triple.object for triple in told if triple.subject == thing.iri and triple.predicate == element.of}
    return bool(wanted) and having >= wanted if element.of else thing.iri in having
