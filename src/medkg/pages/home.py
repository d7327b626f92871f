"""The first page: real questions, what is there and what is not, and all of it in numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from medkg.drawing import (
    Cell,
    Heading,
    HeatGrid,
    Timeline,
    Year,
    draw_event_grid,
    draw_heat_grid,
    draw_timeline,
)
from medkg.namespaces import Names
from medkg.pages.browse.facets import FACET_OF, YEAR
from medkg.pages.panel import Panel, ask_panels
from medkg.sparql.engine import Engine

QUESTIONS = (
    (
        "Which open data show the chest?",
        "browse",
        "?anatomy=chest&access=open",
    ),
    (
        "Which datasets about cancer have at least 100 patients?",
        "large-datasets-about-a-disease",
        "?disease=cancer&minimum=100",
    ),
    ("Which challenges were held at MICCAI 2019?", "challenges-at-a-meeting", "?event=miccai-2019"),
    ("What is like the ABIDE data, and why?", "similar-data", "?dataset=abide"),
    ("Which data must I ask or register for?", "data-to-ask-for", ""),
    ("Which diseases have no dataset?", "diseases-without-a-dataset", ""),
)
"""Words, saved query or page, parameters."""

_NUMBERS = """
SELECT ?place ?class ?label (COUNT(DISTINCT ?thing) AS ?number) WHERE {
  VALUES (?place ?class) { (1 dcat:Dataset) (2 medkg:Challenge) (3 dcat:Catalog) (4 medkg:Modality)
    (5 medkg:AnatomicalSite) (6 medkg:Disease) (7 medkg:Task) (8 foaf:Organization) (9 medkg:Event)
    (10 schema:ScholarlyArticle) }
  ?class rdfs:label ?label . ?thing a ?class
} GROUP BY ?place ?class ?label ORDER BY ?place"""

_HEADINGS = """
SELECT ?facet ?value ?label WHERE {
  { ?value skos:broader modality:imaging BIND("modality" AS ?facet) }
  UNION { ?value skos:broader anatomy:body BIND("anatomy" AS ?facet) }
  ?value rdfs:label ?label
} ORDER BY ?label"""

_GRID = """
SELECT ?modality ?site (COUNT(DISTINCT ?entry) AS ?number) WHERE {
  ?modality skos:broader modality:imaging .
  ?site skos:broader anatomy:body .
  ?entry a dcat:Resource ; medkg:modality ?modality ; medkg:anatomicalSite ?site
} GROUP BY ?modality ?site"""

_YEARS = f"""
SELECT ?value (COUNT(DISTINCT ?entry) AS ?number) WHERE {{
  {YEAR}
}} GROUP BY ?value ORDER BY ?value"""

_MEETINGS = """
SELECT ?series ?label ?event ?year (COUNT(DISTINCT ?challenge) AS ?number) WHERE {
  ?challenge medkg:heldAt ?event . ?event medkg:year ?year ; medkg:inEventSeries ?series . ?series rdfs:label ?name
  OPTIONAL { ?series dct:alternative ?short FILTER(STRLEN(?short) < 10) } BIND(COALESCE(?short, ?name) AS ?label)
} GROUP BY ?series ?label ?event ?year ORDER BY ?label ?year"""

_CHALLENGES = "&kind=medkg:Challenge&kind=medkg:ChallengeSeries"
"""What the numbers of challenges at a meeting count: datasets were used there, too."""


@dataclass(frozen=True)
class HomePage:
    """What the first page shows."""

    numbers: Panel
    grid: HeatGrid
    years: Timeline
    meetings: HeatGrid
    grid_text: str
    years_text: str
    meetings_text: str


def read_home_page(engine: Engine, names: Names, browse: str) -> HomePage:
    """Return what the first page shows; `browse` is the address of the list that its pictures lead to."""
    numbers, headings, grid, years, meetings = ask_panels(engine, [_NUMBERS, _HEADINGS, _GRID, _YEARS, _MEETINGS])
    return HomePage(
        numbers,
        _draw_grid(headings, grid, names, browse),
        _draw_years(years, browse),
        _draw_meetings(meetings, names, browse),
        grid.text,
        years.text,
        meetings.text,
    )


def _draw_grid(headings: Panel, grid: Panel, names: Names, browse: str) -> HeatGrid:
    cells = [
        Cell(
            modality := row["modality"]["value"],
            site := row["site"]["value"],
            int(row["number"]["value"]),
            f"{browse}?{_choose('modality', modality, names)}&{_choose('anatomy', site, names)}",
        )
        for row in grid.rows
    ]
    return draw_heat_grid(
        cells,
        label="Entries by modality and anatomical site",
        rows=_headings(headings, "modality", names, browse),
        columns=_headings(headings, "anatomy", names, browse),
        unit="entry",
        units="entries",
    )


def _headings(panel: Panel, facet: str, names: Names, browse: str) -> Sequence[Heading]:
    found = [row for row in panel.rows if row["facet"]["value"] == facet]
    return [
        Heading(iri := row["value"]["value"], row["label"]["value"], f"{browse}?{_choose(facet, iri, names)}")
        for row in found
    ]


def _choose(facet: str, text: str, names: Names) -> str:
    """Return the parameter that chooses by a facet, for the text of a term."""
    return f"{facet}={FACET_OF[facet].value_of(text, names)}"


def _draw_years(panel: Panel, browse: str) -> Timeline:
    years = [
        Year(int(year := row["value"]["value"]), int(row["number"]["value"]), f"{browse}?year={year}")
        for row in panel.rows
        if row["value"]["value"].isdecimal()
    ]
    return draw_timeline(years, label="Entries by year")


def _draw_meetings(panel: Panel, names: Names, browse: str) -> HeatGrid:
    cells = [
        Cell(
            row["label"]["value"],
            row["year"]["value"],
            int(row["number"]["value"]),
            f"{browse}?{_choose('event', row['event']['value'], names)}{_CHALLENGES}",
        )
        for row in panel.rows
    ]
    return draw_event_grid(cells, label="Challenges by series of meetings and year")
