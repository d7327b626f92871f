"""The facts of an entry in the order in which people ask for them: one table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from medkg.pages.entity.facts import Fact, Facts


@dataclass(frozen=True)
class Expected:
    """What readers look for: the page says so where neither it nor what stands for it is told."""

    key: str
    label: str
    unless: Sequence[str] = ()


@dataclass(frozen=True)
class Question:
    """A part of a page that answers one question by some properties."""

    id: str
    heading: str
    keys: Sequence[str]
    """Prefixed names of properties, in order."""
    expected: Sequence[Expected] = ()


@dataclass(frozen=True)
class Section:
    """The answer to a question. A fact without values was looked for and is not stated."""

    id: str
    heading: str
    facts: Sequence[Fact]


KIND = "rdf:type"

ROLES = (
    "medkg:createdBy",
    "medkg:hostedBy",
    "medkg:fundedBy",
    "medkg:collaborator",
    "medkg:contributor",
    "medkg:institution",
)
"""The parts that organizations have in an entry, the closest first."""

QUESTIONS = (
    Question(
        "what",
        "What it is",
        (
            KIND,
            "medkg:modality",
            "medkg:anatomicalSite",
            "medkg:disease",
            "medkg:task",
            "medkg:dataType",
            "dct:format",
            "dct:language",
            "dct:spatial",
            "medkg:year",
            "dcat:keyword",
        ),
        (Expected("medkg:modality", "modality"),),
    ),
    Question("held", "Where it was held, and on which data", ("medkg:heldAt", "medkg:usesDataset")),
    Question("labels", "Labels, splits and details", ("medkg:annotation", "medkg:detail")),
    Question(
        "access",
        "How to get it",
        ("dct:accessRights", "medkg:accessNote"),
        (Expected("dct:accessRights", "access condition"),),
    ),
    Question(
        "usage",
        "May I use it?",
        ("dct:license", "medkg:usageCondition", "medkg:usageNote"),
        (Expected("medkg:usageCondition", "licence or usage condition", ("dct:license", "medkg:usageNote")),),
    ),
    Question(
        "makers",
        "Who made it",
        (*ROLES, "dct:issued"),
        (Expected("medkg:createdBy", "created by"),),
    ),
    Question(
        "belongs",
        "What it belongs to",
        (
            "dcat:inSeries",
            "dct:isPartOf",
            "prov:wasDerivedFrom",
            "medkg:inCatalog",
            "medkg:sameResourceAs",
        ),
    ),
)
"""What people ask of an entry, in their order."""

ELSEWHERE = (
    "dct:identifier",
    "dct:isReferencedBy",
    "medkg:doi",
    "medkg:extent",
    "medkg:ages",
    "dct:temporal",
    "dcat:distribution",
    "dct:alternative",
)
"""What other parts of the page show."""


def read_sections(facts: Facts, questions: Sequence[Question] = QUESTIONS) -> dict[str, Section]:
    """Return the answers that there are, by the ids of their questions."""
    sections = (Section(question.id, question.heading, list(_facts(facts, question))) for question in questions)
    return {section.id: section for section in sections if section.facts}


def _facts(facts: Facts, question: Question) -> Iterator[Fact]:
    missing = {
        expected.key: Fact(expected.key, "", expected.label, ())
        for expected in question.expected
        if not any(key in facts.told for key in (expected.key, *expected.unless))
    }
    for key in question.keys:
        if key in facts.told:
            yield facts.told[key]
        elif key in missing:
            yield missing[key]
