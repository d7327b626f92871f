"""The page about an organization: what it made, keeps and paid for, its units, and where it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.pages.entity.counts import Counted, counts_text, read_counts
from medkg.pages.entity.facts import DESCRIPTIONS, NAMES, Fact
from medkg.pages.entity.linked import Linked, linked_texts, read_linked
from medkg.pages.entity.mappings import RELATIONS, Mappings, mappings_text, read_mappings
from medkg.pages.entity.places import DIMENSION_OF, Places
from medkg.pages.entity.sections import ROLES, Question, Section, read_sections
from medkg.pages.entity.thing import Thing, read_thing, thing_texts
from medkg.pages.panel import ask_panels
from medkg.sparql.engine import Engine

_QUESTIONS = (
    Question(
        "place", "Where it is", ("schema:addressLocality", "dct:spatial", "foaf:homepage", "org:subOrganizationOf")
    ),
)


@dataclass(frozen=True)
class OrganizationPage:
    """What the page about an organization shows."""

    template = "entity_organization.html"

    thing: Thing
    sections: dict[str, Section]
    linked: Linked
    roles: Sequence[str]
    browse: str | None
    """Where all entries are listed in which it, or a unit of it, has a part."""
    counted: Sequence[Counted]
    counts_query: str
    mappings: Mappings
    others: Sequence[Fact]


def read_organization_page(engine: Engine, iri: NamedNode, places: Places) -> OrganizationPage:
    """Return what the page about an organization shows."""
    names, dimension = places.names, DIMENSION_OF["organization"]
    texts = [
        *thing_texts(names, iri),
        *linked_texts(names, iri),
        counts_text(dimension, iri),
        mappings_text(names, iri),
    ]
    facts, sources, linking, numbers, counts, mappings = ask_panels(engine, texts)
    thing = read_thing(facts, sources, iri, places)
    return OrganizationPage(
        thing=thing,
        sections=read_sections(thing.facts, _QUESTIONS),
        linked=read_linked(linking, numbers, iri, names),
        roles=(*ROLES, "medkg:organizedBy"),
        browse=places.browse(iri.value),
        counted=read_counts(counts, dimension, iri, places),
        counts_query=counts.text,
        mappings=read_mappings(mappings, names),
        others=thing.facts.without(_SHOWN),
    )


_SHOWN = {
    *NAMES,
    *DESCRIPTIONS,
    *_QUESTIONS[0].keys,
    "rdf:type",
    "dct:alternative",
    *RELATIONS,
}
