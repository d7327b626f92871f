"""The views of a result by its shape: which pictures fit it, and what they are drawn of."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from medkg.drawing import (
    Amount,
    Cell,
    Edge,
    Heading,
    Node,
    Year,
    draw_bars,
    draw_graph,
    draw_heat_grid,
    draw_timeline,
)
from medkg.namespaces import RDFS, local_name
from medkg.pages.results.columns import Column, Kind, number_of
from medkg.pages.results.result import Cells, Result, Term
from medkg.saved_query import View
from medkg.sparql.formats import Shape

MOST_BARS, MOST_NODES, MOST_HEADINGS = 200, 40, (60, 40)
_SHOWN_BARS, _MOST_LETTERS = 25, 80


@dataclass(frozen=True)
class Material:
    """What pictures are made of: a result, what its columns are, and how its things are called and found."""

    result: Result
    columns: Sequence[Column]
    labels: Mapping[str, str]
    href: Callable[[str], str | None]

    def first(self, *kinds: Kind) -> list[Column]:
        """Return the columns of some kinds, but for those that only name the things of another."""
        return [column for column in self.columns if column.kind in kinds and column.names is None]

    def has_labels(self, column: Column) -> bool:
        """Tell whether a column has things of the graph, and not only pages of the web."""
        return any(term["value"] in self.labels for term in self.result.terms(column.position))

    def name(self, term: Term) -> str:
        """Return what a term is called in a picture."""
        if term["type"] != "uri":
            return term["value"]
        return self.labels.get(term["value"]) or local_name(term["value"])

    def link(self, term: Term) -> str | None:
        """Return where a term leads."""
        return self.href(term["value"]) if term["type"] == "uri" else None

    def full_rows(self, *columns: Column) -> list[tuple[Term, ...]] | None:
        """Return the terms of some columns, row by row; None where one has a gap."""
        rows = [tuple(row[column.position] for column in columns) for row in self.result.rows]
        return None if any(term is None for row in rows for term in row) else rows  # type: ignore[return-value]


@dataclass(frozen=True)
class Picture:
    """One view that is a picture: its key, its name, what a result needs for it, and how it is drawn."""

    key: View
    title: str
    needs: str
    draw: Callable[[Material], object | None]
    """Returns the picture; None where the result has not the shape."""


def _bars(material: Material) -> object | None:
    things, numbers = material.first(Kind.IRI, Kind.TEXT), material.first(Kind.NUMBER)
    if not things or not numbers or not 1 < len(material.result.rows) <= MOST_BARS:
        return None
    rows = material.full_rows(things[0], numbers[0])
    if rows is None or not _are_names(rows) or not _is_unique(thing["value"] for thing, _ in rows):
        return None
    counts = [number_of(number) for _, number in rows]
    if any(count is None or not 0 <= count < float("inf") for count in counts):
        return None
    amounts = [
        Amount(material.name(thing), count or 0, material.link(thing))
        for (thing, _), count in zip(rows, counts, strict=True)
    ]
    return draw_bars(amounts, label=f"{numbers[0].heading} by {things[0].heading}", limit=_SHOWN_BARS)


def _years(material: Material) -> object | None:
    years = material.first(Kind.YEAR)
    if not years:
        return None
    numbers = material.first(Kind.NUMBER)
    counted = _counted_years(material, years[0], numbers[0] if numbers else None)
    if len(counted) < 2:
        return None
    what = numbers[0].heading if numbers else "rows"
    items = (Year(year, count) for year, count in sorted(counted.items()))
    return draw_timeline(items, label=f"{what} by {years[0].heading}")


def _counted_years(material: Material, year: Column, number: Column | None) -> Mapping[int, int]:
    """Return the number of each year where there is one for each, else how many rows it has."""
    found = [(row[year.position], row[number.position] if number else None) for row in material.result.rows]
    dated = [(term["value"][:4], count) for term, count in found if term and term["value"][:4].isdecimal()]
    counts = {int(text): number_of(count) if count else None for text, count in dated}
    if len(counts) == len(dated) and all(count is not None and 0 <= count < 1e15 for count in counts.values()):
        return {text: int(count or 0) for text, count in counts.items()}
    return Counter(int(text) for text, _ in dated)


def _pivot(material: Material) -> object | None:
    things, numbers = material.first(Kind.IRI, Kind.TEXT, Kind.YEAR), material.first(Kind.NUMBER)
    if len(things) < 2 or not numbers:
        return None
    rows = material.full_rows(things[0], things[1], numbers[0])
    if rows is None or not _are_names(rows) or not _is_grid(rows):
        return None
    counts = [(row, column, number_of(number)) for row, column, number in rows]
    if any(count is None or not 0 <= count < float("inf") for _, _, count in counts):
        return None
    return draw_heat_grid(
        (Cell(row["value"], column["value"], count or 0) for row, column, count in counts),
        label=f"{numbers[0].heading} by {things[0].heading} and {things[1].heading}",
        rows=_headings(material, (row[0] for row in rows)),
        columns=_headings(material, (row[1] for row in rows)),
        unit=numbers[0].heading,
        units=numbers[0].heading,
        max_rows=MOST_HEADINGS[0],
        max_columns=MOST_HEADINGS[1],
    )


def _are_names(rows: Iterable[Sequence[Term]]) -> bool:
    """Tell whether the texts of some rows are short enough to stand beside a picture."""
    return all(len(term["value"]) <= _MOST_LETTERS for row in rows for term in row if term["type"] != "uri")


def _is_grid(rows: Sequence[tuple[Term, ...]]) -> bool:
    """Tell whether pairs make a grid worth drawing: each pair once, and more pairs than rows or columns."""
    pairs = [(row["value"], column["value"]) for row, column, _ in rows]
    across, down = len({row for row, _ in pairs}), len({column for _, column in pairs})
    fits = 1 < across <= MOST_HEADINGS[0] and 1 < down <= MOST_HEADINGS[1]
    return fits and _is_unique(pairs) and len(pairs) > max(across, down)


def _headings(material: Material, terms: Iterable[Term]) -> list[Heading]:
    """Return a heading for each thing, by falling number of cells."""
    listed = list(terms)
    found = {term["value"]: term for term in listed}
    order = Counter(term["value"] for term in listed)
    return [Heading(key, material.name(found[key]), material.link(found[key])) for key, _ in order.most_common()]


def _graph(material: Material) -> object | None:
    triples = _edges(material)
    terms = {term["value"]: term for source, _, target in triples for term in (source, target)}
    if not 1 < len(terms) <= MOST_NODES:
        return None
    names = {**_names_in(material.result), **material.labels}
    nodes = [Node(key, names.get(key) or local_name(key), material.link(term)) for key, term in terms.items()]
    edges = [Edge(source["value"], target["value"], label) for source, label, target in triples]
    return draw_graph(nodes, edges, label=f"Graph of {len(nodes)} things", limit=MOST_NODES)


def _edges(material: Material) -> list[tuple[Term, str, Term]]:
    """Return the links of a result: its triples between things, or its rows with two things."""
    rows = material.result.rows
    if material.result.shape is Shape.GRAPH:
        links = [(source, verb, target) for source, verb, target in rows if target and target["type"] != "literal"]
        return [(source, material.name(verb), target) for source, verb, target in links if source and verb and target]
    things = [column for column in material.first(Kind.IRI) if material.has_labels(column)]
    if len(things) < 2:
        return []
    source, target = things[:2]
    pairs = dict.fromkeys(_pair(row, source, target) for row in rows)
    return [({"type": "uri", "value": a}, target.heading, {"type": "uri", "value": b}) for a, b in pairs if a and b]


def _pair(row: Cells, source: Column, target: Column) -> tuple[str, str]:
    a, b = row[source.position], row[target.position]
    return a["value"] if a else "", b["value"] if b else ""


def _names_in(result: Result) -> Mapping[str, str]:
    """Return the labels that the triples themselves give to things."""
    if result.shape is not Shape.GRAPH:
        return {}
    label = RDFS("label").value
    return {s["value"]: o["value"] for s, p, o in result.rows if s and p and o and p["value"] == label}


def _is_unique(values: Iterable[object]) -> bool:
    listed = list(values)
    return len(set(listed)) == len(listed)


PICTURES: Mapping[View, Picture] = {
    picture.key: picture
    for picture in (
        Picture(View.BAR, "Bars", "a column of names, each of which comes once, and a column of numbers", _bars),
        Picture(View.YEAR, "By year", "a column of years, two or more", _years),
        Picture(View.PIVOT, "Grid", "two columns of names, each pair of which comes once, and one of numbers", _pivot),
        Picture(View.GRAPH, "Graph", f"links between two things, and not more than {MOST_NODES} things", _graph),
    )
}
"""The pictures; beside them each result has a table and its raw text."""
