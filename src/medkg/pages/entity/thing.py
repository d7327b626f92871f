"""What every page about a thing has: its facts, and what they rest on."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.namespaces import Names, local_name
from medkg.pages.entity.asserted import thing_of
from medkg.pages.entity.facts import Facts, Value, facts_text, read_facts
from medkg.pages.entity.places import Places
from medkg.pages.entity.sources import Sources, read_sources, sources_text
from medkg.pages.panel import Panel
from medkg.profiles.things import Thing as AssertedThing


@dataclass(frozen=True)
class Thing:
    """A thing of the graph with its facts."""

    iri: str
    family: str
    """The path segment of its IRI, such as `dataset`."""
    facts: Facts
    sources: Sources
    asserted: AssertedThing
    """The thing as profiles read it."""

    @property
    def title(self) -> str:
        """The name of the thing; the end of its IRI where it has none."""
        return self.facts.title or local_name(self.iri)

    @property
    def kinds(self) -> list[Value]:
        """Its classes."""
        return self.facts.values("rdf:type")

    @property
    def other_names(self) -> list[str]:
        """Its synonyms and acronyms."""
        names = self.facts.texts("dct:alternative", "skos:altLabel")
        return [name for name in dict.fromkeys(names) if name != self.title]


def thing_texts(names: Names, iri: NamedNode) -> list[str]:
    """Return the queries for the facts about a thing, and for what they rest on."""
    return [facts_text(names, iri), sources_text(names, iri)]


def read_thing(
    facts: Panel, sources: Panel, iri: NamedNode, places: Places, asserted: AssertedThing | None = None
) -> Thing:
    """Return a thing from the rows of `thing_texts`; profiles read it from the facts where nothing else is given."""
    rests_on = read_sources(sources)
    told = read_facts(facts, iri, places.names, rests_on)
    return Thing(iri.value, places.family(iri.value), told, rests_on, asserted or thing_of(told))
