"""One page of a result, ready to be written: cells with labels, the picture, and what else it can be seen as."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from medkg.namespaces import Names
from medkg.pages.results.columns import Column, Kind, find_columns, number_of
from medkg.pages.results.hints import pinned_view
from medkg.pages.results.labels import MOST_LABELS, ask_labels, iris_of
from medkg.pages.results.order import sort_rows
from medkg.pages.results.result import Cells, Result, Term
from medkg.pages.results.state import State
from medkg.pages.results.views import PICTURES, Material
from medkg.saved_query import View
from medkg.sparql.engine import Engine
from medkg.sparql.formats import Shape

MOST_COLUMNS = 100
"""So many columns a page shows: each has a link that has the whole query in it."""

MOST_LETTERS = 1_000
"""So many characters of a cell a page shows."""

MOST_RAW = 200_000
"""So many characters of the raw text a page shows."""


@dataclass(frozen=True)
class ShownCell:
    """One cell: its text, the thing it leads to, its exact value where the text is shorter, its language."""

    text: str
    iri: str | None = None
    exact: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Choice:
    """One view that a result can be seen in."""

    key: View
    title: str


@dataclass(frozen=True)
class ShownResult:
    """What a page shows of a result."""

    shape: Shape
    state: State
    columns: Sequence[Column]
    rows: Sequence[Sequence[ShownCell | None]]
    """Those of the page."""
    total: int
    more_columns: int
    """How many columns are left out."""
    view: View
    choices: Sequence[Choice]
    picture: object | None
    raw: str | None
    """The text of the answer, in the raw view; cut where it is long."""
    is_cut: bool
    is_text: bool
    """Whether the result could not be read as rows."""
    yes: bool | None
    headings: Mapping[str, str]
    """Column of names → heading of the column of their things, where this is not shown."""
    note: str | None
    """What could not be shown as it was asked for, and why."""

    def heading(self, column: Column) -> str:
        """Return what stands above a column: that of the things, where their names are shown instead of them."""
        return self.headings.get(column.name, column.heading)

    @property
    def has_things(self) -> bool:
        """Whether a cell of the page leads to a thing."""
        return any(cell is not None and cell.iri for row in self.rows for cell in row)

    @property
    def pages(self) -> int:
        """How many pages the rows take."""
        return max(1, -(-self.total // self.state.rows))

    @property
    def first(self) -> int:
        """The number of the first row of the page."""
        return (self.state.page - 1) * self.state.rows + 1

    @property
    def last(self) -> int:
        """The number of the last row of the page."""
        return self.first + len(self.rows) - 1


@dataclass(frozen=True)
class Reader:
    """Makes pages of results."""

    engine: Engine
    names: Names
    href: Callable[[str], str | None]
    """Returns where an IRI leads."""
    is_merged: bool = False
    """Whether a column of things and that of their names are shown as one column of links."""

    def show(self, result: Result, text: str, state: State, view: str | None = None) -> ShownResult:
        """Return the page of a result that the state asks for; `view` is that of a query which says nothing else."""
        state = _possible(state, result)
        asked = state.view or pinned_view(text) or view
        rows, labels = self._rows_and_labels(result, state)
        columns = find_columns(result, labels)
        pictures = _pictures(Material(result, columns, labels, self.href))
        chosen, note = _chosen(asked, result, pictures)
        visible = self._visible(columns, state)
        shown = visible[:MOST_COLUMNS]
        return ShownResult(
            shape=result.shape,
            state=state,
            columns=shown,
            rows=[[self._cell(row, column, labels, state) for column in shown] for row in rows],
            total=len(result.rows),
            view=chosen,
            choices=_choices(result, pictures),
            picture=pictures.get(chosen),
            raw=result.raw[:MOST_RAW] if chosen is View.RAW else None,
            is_cut=len(result.raw) > MOST_RAW,
            is_text=result.is_text,
            yes=result.yes,
            more_columns=len(visible) - len(shown),
            headings=_headings(columns, shown),
            note=note,
        )

    def _rows_and_labels(self, result: Result, state: State) -> tuple[Sequence[Cells], Mapping[str, str]]:
        """Return the rows of the page, and IRI → label: of all rows, which it may sort, unless there are too many."""
        iris = iris_of(result.rows)
        if len(iris) <= MOST_LABELS:
            labels = ask_labels(self.engine, iris)
            return _page(result, state, labels), labels
        rows = _page(result, state, {})
        return rows, ask_labels(self.engine, iris_of(rows))

    def _visible(self, columns: Sequence[Column], state: State) -> list[Column]:
        if not self.is_merged or state.iris:
            return list(columns)
        return [column for column in columns if not column.is_named]

    def _cell(self, row: Cells, column: Column, labels: Mapping[str, str], state: State) -> ShownCell | None:
        term = row[column.position]
        if term is None:
            return None
        if term["type"] == "uri":
            return ShownCell(self._name(term["value"], column, labels, state), term["value"])
        if column.kind is Kind.NUMBER:
            text = write_number(term)
            return ShownCell(text, exact=None if text == term["value"] else term["value"])
        thing = row[column.names] if column.names is not None and self.is_merged and not state.iris else None
        return ShownCell(_cut(term["value"]), thing["value"] if thing else None, language=term.get("xml:lang"))

    def _name(self, iri: str, column: Column, labels: Mapping[str, str], state: State) -> str:
        """Return the label of a thing, or its IRI where that is wanted, or where the label stands beside it."""
        if state.iris:
            return iri
        short = self.names.shorten(iri)
        return short if column.is_named else labels.get(iri, short)


def _headings(columns: Sequence[Column], shown: Sequence[Column]) -> Mapping[str, str]:
    hidden = {column.position: column.heading for column in columns if column not in shown}
    return {
        column.name: hidden[column.names] for column in shown if column.names is not None and column.names in hidden
    }


def _possible(state: State, result: Result) -> State:
    """Return a state without what the result does not have: a column, a page beyond the last."""
    if state.sort not in result.columns:
        state = state if state.sort is None else state.unsorted().at(state.page)
    return state.at(min(state.page, max(1, -(-len(result.rows) // state.rows))))


def _page(result: Result, state: State, labels: Mapping[str, str]) -> Sequence[Cells]:
    rows = result.rows
    if state.sort is not None:
        rows = sort_rows(rows, list(result.columns).index(state.sort), state.descending, labels)
    start = (state.page - 1) * state.rows
    return rows[start : start + state.rows]


def _pictures(material: Material) -> dict[View, object]:
    drawn = ((key, picture.draw(material)) for key, picture in PICTURES.items())
    return {key: picture for key, picture in drawn if picture is not None}


def _chosen(asked: str | None, result: Result, pictures: Mapping[View, object]) -> tuple[View, str | None]:
    """Return the view that is shown, and a sentence where it is not the one that was asked for."""
    if result.is_text:
        return View.RAW, "The result has triples as terms, which are shown as text only."
    usual = View.GRAPH if result.shape is Shape.GRAPH and View.GRAPH in pictures else View.TABLE
    if asked is None:
        return usual, None
    if asked not in list(View):
        return usual, f"There is no view '{asked[:40]}'. There are: {', '.join(View)}."
    view = View(asked)
    if view in pictures or view in (View.TABLE, View.RAW):
        return view, None
    wanted = PICTURES[view]
    return usual, f"This result has no view '{wanted.title}': that needs {wanted.needs}."


def _choices(result: Result, pictures: Mapping[View, object]) -> list[Choice]:
    table = [] if result.yes is not None or result.is_text else [Choice(View.TABLE, "Table")]
    return [*table, *(Choice(key, PICTURES[key].title) for key in pictures), Choice(View.RAW, "Raw")]


def _cut(text: str) -> str:
    """Return a text as a cell has it; of a long one the beginning, and how long it is."""
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}… ({len(text):,} characters)"


def write_number(term: Term) -> str:
    """Return a number as people read it: digits in threes from 10,000 on, and not more decimals than tell something.

    >>> write_number({"value": "1234567", "datatype": "http://www.w3.org/2001/XMLSchema#integer"})
    '1,234,567'
    >>> write_number({"value": "312.428571428", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"})
    '312.43'
    """
    number, text = number_of(term), term["value"]
    if number is None or abs(number) >= 1e15:
        return text
    if number == int(number) and "E" not in text.upper():
        return f"{int(number):,}" if abs(number) >= 10_000 else str(int(number))
    return f"{number:,.2f}".rstrip("0").rstrip(".") if abs(number) >= 1 else f"{number:.3g}"
