"""The page about a meeting or a series of meetings: the challenges held there, and the meetings before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from medkg.pages.entity.facts import DESCRIPTIONS, NAMES, Fact
from medkg.pages.entity.linked import Linked, linked_texts, read_linked
from medkg.pages.entity.places import Places
from medkg.pages.entity.sections import Question, Section, read_sections
from medkg.pages.entity.thing import Thing, read_thing, thing_texts
from medkg.pages.panel import Panel, ask_panels
from medkg.sparql.ask import Row, value_of
from medkg.sparql.engine import Engine

_MEETINGS = """
SELECT ?meeting ?title ?year (COUNT(DISTINCT ?entry) AS ?entries) WHERE {{
  {iri} medkg:inEventSeries? ?series .
  ?meeting medkg:inEventSeries ?series ; rdfs:label ?title
  OPTIONAL {{ ?meeting medkg:year ?year }}
  OPTIONAL {{ ?entry medkg:heldAt ?meeting }}
}} GROUP BY ?meeting ?title ?year ORDER BY ?year"""

_HELD = """
SELECT DISTINCT ?entry ?title ?meeting ?meeting_title ?data ?data_title WHERE {{
  ?meeting medkg:inEventSeries? {iri} ; rdfs:label ?meeting_title .
  ?entry medkg:heldAt ?meeting ; rdfs:label ?title
  OPTIONAL {{ ?entry medkg:usesDataset ?data . ?data rdfs:label ?data_title }}
}} LIMIT {limit}"""

LIMIT = 200

_QUESTIONS = (
    Question("what", "The meeting", ("medkg:year", "medkg:inEventSeries", "medkg:organizedBy", "foaf:homepage")),
)


@dataclass(frozen=True)
class Meeting:
    """A meeting of a series."""

    iri: str
    title: str
    year: str | None
    entries: int


@dataclass(frozen=True)
class Held:
    """A challenge, where it was held, and on which data."""

    iri: str
    title: str
    meetings: Sequence[tuple[str, str]]
    data: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class EventPage:
    """What the page about a meeting shows."""

    template = "entity_event.html"

    thing: Thing
    sections: dict[str, Section]
    held: Sequence[Held]
    held_query: str
    meetings: Sequence[Meeting]
    """The meetings of the series, in the order of time."""
    meetings_query: str
    linked: Linked
    others: Sequence[Fact]

    @property
    def is_series(self) -> bool:
        """Tell whether the challenges were held at several meetings."""
        return any(iri != self.thing.iri for entry in self.held for iri, _ in entry.meetings)

    @property
    def previous(self) -> Meeting | None:
        """The meeting of the series before this one."""
        return self._beside(-1)

    @property
    def next(self) -> Meeting | None:
        """The meeting of the series after this one."""
        return self._beside(1)

    def _beside(self, step: int) -> Meeting | None:
        iris = [meeting.iri for meeting in self.meetings]
        if self.thing.iri not in iris:
            return None
        place = iris.index(self.thing.iri) + step
        return self.meetings[place] if 0 <= place < len(iris) else None


def read_event_page(engine: Engine, iri: NamedNode, places: Places) -> EventPage:
    """Return what the page about a meeting shows."""
    texts = [
        *thing_texts(places.names, iri),
        *linked_texts(places.names, iri),
        _MEETINGS.format(iri=iri),
        _HELD.format(iri=iri, limit=LIMIT),
    ]
    facts, sources, linking, counts, meetings, held = ask_panels(engine, texts)
    thing = read_thing(facts, sources, iri, places)
    return EventPage(
        thing=thing,
        sections=read_sections(thing.facts, _QUESTIONS),
        held=_read_held(held),
        held_query=held.text,
        meetings=[_meeting(row) for row in meetings.rows],
        meetings_query=meetings.text,
        linked=read_linked(linking, counts, iri, places.names),
        others=thing.facts.without({*NAMES, *DESCRIPTIONS, *_QUESTIONS[0].keys, "rdf:type", "dct:alternative"}),
    )


def _meeting(row: Row) -> Meeting:
    return Meeting(row["meeting"]["value"], row["title"]["value"], value_of(row, "year"), int(row["entries"]["value"]))


def _read_held(panel: Panel) -> list[Held]:
    rows = sorted(panel.rows, key=lambda row: (row["title"]["value"].casefold(), row["entry"]["value"]))
    return [_held(list(same)) for _, same in groupby(rows, key=lambda row: row["entry"]["value"])]


def _held(rows: Sequence[Row]) -> Held:
    meetings = sorted({(row["meeting"]["value"], row["meeting_title"]["value"]) for row in rows})
    data = sorted({(row["data"]["value"], row["data_title"]["value"]) for row in rows if "data" in row})
    return Held(rows[0]["entry"]["value"], rows[0]["title"]["value"], meetings, data)
