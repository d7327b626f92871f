"""The things next to an entry, for its picture."""

from collections.abc import Iterator

from medkg.drawing import Neighbour, Neighbourhood, Relation, draw_neighbourhood
from medkg.pages.entity.facts import Facts
from medkg.pages.entity.linked import Linked
from medkg.pages.entity.places import Places

_OUTGOING = (
    "medkg:usesDataset",
    "medkg:heldAt",
    "dcat:inSeries",
    "dct:isPartOf",
    "prov:wasDerivedFrom",
    "medkg:modality",
    "medkg:anatomicalSite",
    "medkg:disease",
    "medkg:task",
    "medkg:createdBy",
    "medkg:hostedBy",
    "dct:isReferencedBy",
)
"""Properties whose values stand in the picture, the most telling first."""

LIMIT = 14


def draw_neighbours(facts: Facts, linked: Linked, places: Places) -> Neighbourhood:
    """Return the picture of an entry with what it links to and what links to it."""
    relations = [*_incoming(linked, places), *_outgoing(facts, places)]
    return draw_neighbourhood(Neighbour(facts.title or facts.iri), relations, limit=LIMIT)


def _outgoing(facts: Facts, places: Places) -> Iterator[Relation]:
    for key in _OUTGOING:
        if key in facts.told:
            fact = facts.told[key]
            found = [Neighbour(value.text, places.local(value.iri)) for value in fact.values if value.iri]
            yield Relation(fact.label, found)


def _incoming(linked: Linked, places: Places) -> Iterator[Relation]:
    for group in linked.groups.values():
        found = [Neighbour(thing.title, places.local(thing.iri)) for thing in group.things]
        yield Relation(group.words, found, is_incoming=True, total=group.total, href=f"#{group.id}")
