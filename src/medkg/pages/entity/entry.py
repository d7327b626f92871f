"""The page about an entry: a dataset, challenge, series, catalog or service."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from medkg.drawing import Neighbourhood
from medkg.pages.entity.asserted import read_entry
from medkg.pages.entity.facts import DESCRIPTIONS, NAMES, Fact, Value
from medkg.pages.entity.linked import Group, Linked, linked_texts, read_linked
from medkg.pages.entity.measures import Measures, measures_text, read_measures
from medkg.pages.entity.neighbours import draw_neighbours
from medkg.pages.entity.papers import papers_text, read_papers
from medkg.pages.entity.places import Places
from medkg.pages.entity.sections import ELSEWHERE, QUESTIONS, Section, read_sections
from medkg.pages.entity.similar import Similar, read_similar, similar_text
from medkg.pages.entity.thing import Thing, read_thing, thing_texts
from medkg.pages.entity.web_links import WebLinks, read_web_links
from medkg.pages.panel import ask_panels
from medkg.profiles.citation import cite_papers
from medkg.profiles.paper import Paper, address_of
from medkg.sparql.engine import Engine

COMPARED = 4
"""How many entries the link to their comparison puts side by side."""

_CHALLENGES = "medkg:usesDataset"

_MEMBERS = ("dcat:inSeries", "medkg:inCatalog", "dct:isPartOf")


@dataclass(frozen=True)
class EntryPage:
    """What the page about an entry shows."""

    template = "entity_entry.html"

    thing: Thing
    sections: Mapping[str, Section]
    measures: Measures
    links: WebLinks
    papers: Sequence[Paper]
    papers_query: str
    papers_citation: str
    """Its papers as BibTeX."""
    linked: Linked
    similar: Sequence[Similar]
    similar_query: str
    picture: Neighbourhood
    others: Sequence[Fact]
    """Facts for which no other part of the page has a place."""

    @property
    def dois(self) -> list[tuple[str, Value]]:
        """The DOIs of the entry itself, each with the address at which it is resolved."""
        return [(address_of("doi", value.text), value) for value in self.thing.facts.values("medkg:doi")]

    @property
    def challenges(self) -> Group | None:
        """The challenges that use the entry."""
        return self.linked.groups.get(_CHALLENGES)

    @property
    def members(self) -> Sequence[Group]:
        """What a series, a catalog or a whole consists of."""
        return self.linked.only(*_MEMBERS)

    @property
    def other_links(self) -> Sequence[Group]:
        """What else links to the entry."""
        return self.linked.without(_CHALLENGES, *_MEMBERS)

    @property
    def to_compare(self) -> list[str]:
        """The IRIs of the entry and of those most like it, as many as are compared at once."""
        return [self.thing.iri, *(other.iri for other in self.similar)][:COMPARED]

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The parts of the page that readers look for most: id and words."""
        parts = (
            ("what", "What it is", True),
            ("size", "How many", True),
            *((group.id, group.words, True) for group in self.members),
            ("held", "Where it was held", "held" in self.sections),
            ("labels", "Labels", "labels" in self.sections),
            ("access", "How to get it", True),
            ("usage", "May I use it?", True),
            ("cite", "How to cite", True),
            ("usesDataset", "Challenges", self.challenges is not None),
            ("similar", "Similar", bool(self.similar)),
            ("linked", "Links", bool(self.other_links)),
            ("sources", "Sources", bool(self.thing.sources.passages)),
            ("data", "As data", True),
        )
        return [(id, words) for id, words, is_there in parts if is_there]


def read_entry_page(engine: Engine, iri: NamedNode, places: Places) -> EntryPage:
    """Return what the page about an entry shows."""
    names = places.names
    texts = [
        *thing_texts(names, iri),
        *linked_texts(names, iri),
        measures_text(iri),
        papers_text(iri),
        similar_text(names, iri, places.family(iri.value)),
    ]
    facts, sources, linking, counts, measures, papers, similar = ask_panels(engine, texts)
    thing = read_thing(facts, sources, iri, places, read_entry(engine, iri, names))
    links = read_web_links(thing.facts)
    found = read_papers(papers)
    linked = read_linked(linking, counts, iri, names)
    return EntryPage(
        thing=thing,
        sections=read_sections(thing.facts),
        measures=read_measures(measures, names, thing.facts),
        links=links,
        papers=found,
        papers_query=papers.text,
        papers_citation=cite_papers(found),
        linked=linked,
        similar=read_similar(similar),
        similar_query=similar.text,
        picture=draw_neighbours(thing.facts, linked, places),
        others=thing.facts.without({*_SHOWN, *links.keys}),
    )


_SHOWN = {*NAMES, *DESCRIPTIONS, *ELSEWHERE, *(key for question in QUESTIONS for key in question.keys)}
