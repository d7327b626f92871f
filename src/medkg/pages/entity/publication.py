"""The page about a publication: what it describes, where it can be read, and how it is cited."""

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.pages.entity.facts import DESCRIPTIONS, NAMES, Fact, Value
from medkg.pages.entity.linked import Linked, linked_texts, read_linked
from medkg.pages.entity.places import Places
from medkg.pages.entity.thing import Thing, read_thing, thing_texts
from medkg.pages.panel import ask_panels
from medkg.profiles.citation import cite_paper
from medkg.profiles.paper import RESOLVERS, Paper, address_of, read_paper
from medkg.sparql.engine import Engine


@dataclass(frozen=True)
class PublicationPage:
    """What the page about a publication shows."""

    template = "entity_publication.html"

    thing: Thing
    paper: Paper
    identifiers: Sequence[Fact]
    """Its year and identifiers, with where each comes from."""
    linked: Linked
    others: Sequence[Fact]

    @property
    def citation(self) -> str:
        """The publication as BibTeX."""
        return cite_paper(self.paper)

    def resolved(self, fact: Fact, value: Value) -> str | None:
        """Return the address at which an identifier is resolved."""
        name = fact.key.removeprefix("medkg:")
        return address_of(name, value.text) if name in RESOLVERS else value.iri


_IDENTIFIERS = ("medkg:year", *(f"medkg:{name}" for name in RESOLVERS), "schema:url")


def read_publication_page(engine: Engine, iri: NamedNode, places: Places) -> PublicationPage:
    """Return what the page about a publication shows."""
    texts = [*thing_texts(places.names, iri), *linked_texts(places.names, iri)]
    facts, sources, linking, counts = ask_panels(engine, texts)
    thing = read_thing(facts, sources, iri, places)
    return PublicationPage(
        thing=thing,
        paper=read_paper(thing.asserted, places.names),
        identifiers=[thing.facts.told[key] for key in _IDENTIFIERS if key in thing.facts.told],
        linked=read_linked(linking, counts, iri, places.names),
        others=thing.facts.without({*NAMES, *DESCRIPTIONS, *_IDENTIFIERS, "rdf:type"}),
    )
