"""The page about a thing that has no page of its kind: a vocabulary, a mapping set …"""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.pages.entity.facts import DESCRIPTIONS, NAMES, Fact
from medkg.pages.entity.linked import Linked, linked_texts, read_linked
from medkg.pages.entity.places import Places
from medkg.pages.entity.thing import Thing, read_thing, thing_texts
from medkg.pages.panel import ask_panels
from medkg.sparql.engine import Engine


@dataclass(frozen=True)
class PlainPage:
    """What a page about any thing shows."""

    template = "entity_plain.html"

    thing: Thing
    others: Sequence[Fact]
    linked: Linked


def read_plain_page(engine: Engine, iri: NamedNode, places: Places) -> PlainPage:
    """Return what a page about any thing shows."""
    texts = [*thing_texts(places.names, iri), *linked_texts(places.names, iri)]
    facts, sources, linking, counts = ask_panels(engine, texts)
    thing = read_thing(facts, sources, iri, places)
    linked = read_linked(linking, counts, iri, places.names)
    return PlainPage(thing, thing.facts.without({*NAMES, *DESCRIPTIONS}), linked)
