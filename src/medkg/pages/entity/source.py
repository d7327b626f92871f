"""The page about a source document: its passages, and what rests on each."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import NamedNode

from medkg.namespaces import local_name
from medkg.pages.entity.facts import DESCRIPTIONS, NAMES, Fact
from medkg.pages.entity.places import Places
from medkg.pages.entity.thing import Thing, read_thing, thing_texts
from medkg.pages.panel import Panel, ask_panels
from medkg.sparql.ask import Row, value_of
from medkg.sparql.engine import Engine

MOST = 1000
"""How many things a page lists: one may rest on several passages, and several on one."""

_PASSAGES = """
SELECT ?passage ?first ?last ?section ?thing ?title WHERE {{
  {{
    SELECT DISTINCT ?passage ?first ?last ?section ?thing WHERE {{
      GRAPH {provenance} {{
        ?passage dct:isPartOf {iri} ; medkg:firstLine ?first ; medkg:lastLine ?last .
        ?graph prov:wasDerivedFrom ?passage ; medkg:describesGraphOf ?thing
        OPTIONAL {{ ?passage medkg:section ?section }}
      }}
    }} ORDER BY ?first LIMIT {limit}
  }}
  ?thing rdfs:label ?title
}}"""


@dataclass(frozen=True)
class RestsOn:
    """Lines of the source, and the things that rest on them: (IRI, name)."""

    id: str
    """What the IRI of the passage ends with, such as `L19-25`."""
    first: int
    last: int
    section: str | None
    things: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class SourcePage:
    """What the page about a source document shows."""

    template = "entity_source.html"

    thing: Thing
    others: Sequence[Fact]
    passages: Sequence[RestsOn]
    passages_query: str
    is_cut: bool
    """Whether there are more passages than the page lists."""


def read_source_page(engine: Engine, iri: NamedNode, places: Places) -> SourcePage:
    """Return what the page about a source document shows."""
    passages_text = _PASSAGES.format(iri=iri, provenance=places.names.graph("provenance"), limit=MOST)
    facts, sources, found = ask_panels(engine, [*thing_texts(places.names, iri), passages_text])
    thing = read_thing(facts, sources, iri, places)
    others = thing.facts.without({*NAMES, *DESCRIPTIONS, "rdf:type"})
    return SourcePage(thing, others, read_passages(found), found.text, len(found.rows) >= MOST)


def read_passages(panel: Panel) -> list[RestsOn]:
    """Return each passage once, in the order of the source, with all that rests on it by name."""
    ordered = sorted(panel.rows, key=_place)
    return [_rests_on(iri, list(same)) for (_, _, iri), same in groupby(ordered, key=_place)]


def _place(row: Row) -> tuple[int, int, str]:
    return int(row["first"]["value"]), int(row["last"]["value"]), row["passage"]["value"]


def _rests_on(iri: str, rows: Sequence[Row]) -> RestsOn:
    first, last, _ = _place(rows[0])
    things = {(row["thing"]["value"], row["title"]["value"]) for row in rows}
    section = next(filter(None, (value_of(row, "section") for row in rows)), None)
    return RestsOn(local_name(iri), first, last, section, sorted(things, key=lambda thing: thing[1].casefold()))
