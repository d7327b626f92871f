"""Pages of results."""

import pytest

from medkg.pages.results.result import Result, read_result
from medkg.pages.results.shown import MOST_RAW, Reader, ShownResult
from medkg.pages.results.state import State
from medkg.saved_query import View
from medkg.sparql.engine import Answer, Engine, EngineState, Request
from medkg.sparql.formats import Shape
from support import NAMES

SITES = "SELECT ?site ?name ?n { VALUES (?site ?name ?n) { (anatomy:lung 'lung' 12345) (anatomy:heart 'heart' 2.5) } }"


class CountingEngine:
    """An engine that counts the queries."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.texts: list[str] = []

    def query(self, request: Request) -> Answer:
        self.texts.append(request.text)
        return self.engine.query(request)

    def query_all(self, requests: list[Request]) -> list[Answer]:
        return [self.query(request) for request in requests]

    def state(self) -> EngineState:
        return self.engine.state()

    def close(self) -> None:
        pass


def show(
    engine: Engine, text: str, state: State | None = None, *, is_merged: bool = False, view: View | None = None
) -> ShownResult:
    written = NAMES.with_prefixes(text)
    result = read_result(engine.query(Request(written)), written)
    return Reader(engine, NAMES, lambda iri: iri, is_merged).show(result, written, state or State(), view)


def texts(shown: ShownResult) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in shown.rows]


def test_things_are_shown_by_their_labels(engine: Engine) -> None:
    shown = show(engine, "SELECT ?site { VALUES ?site { anatomy:lung <urn:unknown> } }")
    assert texts(shown) == [["lung"], ["urn:unknown"]]
    assert [row[0].iri for row in shown.rows if row[0]] == [NAMES("anatomy/lung").value, "urn:unknown"]


def test_a_label_is_not_shown_twice(engine: Engine) -> None:
    """On the endpoint's page all columns stay as they were asked for, and those of things show their names in code."""
    assert texts(show(engine, SITES)) == [["anatomy:lung", "lung", "12,345"], ["anatomy:heart", "heart", "2.5"]]


def test_on_the_page_of_a_question_names_are_links(engine: Engine) -> None:
    shown = show(engine, SITES, is_merged=True)
    assert texts(shown) == [["lung", "12,345"], ["heart", "2.5"]]
    assert [shown.heading(column) for column in shown.columns] == ["site", "n"]
    assert [row[0].iri for row in shown.rows if row[0]] == [NAMES("anatomy/lung").value, NAMES("anatomy/heart").value]


def test_iris_can_be_had_to_copy(engine: Engine) -> None:
    shown = show(engine, SITES, State(iris=True), is_merged=True)
    assert texts(shown)[0] == [NAMES("anatomy/lung").value, "lung", "12,345"]


def test_one_query_asks_for_all_labels(engine: Engine) -> None:
    counting = CountingEngine(engine)
    show(counting, "SELECT ?s ?o { ?s medkg:anatomicalSite ?o } LIMIT 300", State(sort="o"))
    assert len(counting.texts) == 2


def test_of_many_things_only_those_on_the_page_get_labels(engine: Engine) -> None:
    counting = CountingEngine(engine)
    shown = show(counting, "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 8000")
    assert len(counting.texts) == 2
    assert counting.texts[1].count("<") < 200
    assert (shown.total, len(shown.rows), shown.pages) == (8000, 50, 160)


@pytest.mark.parametrize(
    ("page", "first", "last"), [(1, 1, 50), (2, 51, 100), (3, 101, 120), (4, 101, 120), (10**8, 101, 120)]
)
def test_a_page_beyond_the_last_is_the_last(engine: Engine, page: int, first: int, last: int) -> None:
    shown = show(engine, "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 120", State(page=page))
    assert (shown.first, shown.last, shown.pages) == (first, last, 3)


def test_rows_are_sorted_before_they_are_cut_into_pages(engine: Engine) -> None:
    values = " ".join(map(str, range(120)))
    shown = show(engine, f"SELECT ?n {{ VALUES ?n {{ {values} }} }}", State(sort="n", descending=True, page=2))
    assert texts(shown)[0] == ["69"]


def test_a_column_that_is_not_there_sorts_nothing(engine: Engine) -> None:
    shown = show(engine, SITES, State(sort="nothing"))
    assert shown.state.sort is None
    assert texts(shown)[0][0] == "anatomy:lung"


@pytest.mark.parametrize(
    ("pin", "header", "asked", "shown_view"),
    [
        ("", None, None, View.TABLE),
        ("", View.BAR, None, View.BAR),
        ("#view:raw\n", View.BAR, None, View.RAW),
        ("#view:raw\n", View.BAR, "table", View.TABLE),
        ("#view:bar\n", None, None, View.BAR),
    ],
)
def test_the_address_goes_before_the_text_and_that_before_the_header(
    engine: Engine, pin: str, header: View | None, asked: str | None, shown_view: View
) -> None:
    shown = show(engine, pin + SITES, State(view=asked), view=header)
    assert (shown.view, shown.note) == (shown_view, None)
    assert (shown.picture is not None) == (shown_view is View.BAR)


def test_a_view_that_does_not_fit_says_what_it_needs(engine: Engine) -> None:
    shown = show(engine, SITES, State(view="year"))
    assert shown.view is View.TABLE
    assert shown.note == "This result has no view 'By year': that needs a column of years, two or more."
    assert [choice.key for choice in shown.choices] == [View.TABLE, View.BAR, View.RAW]


def test_a_view_that_there_is_not_names_those_there_are(engine: Engine) -> None:
    note = show(engine, SITES, State(view="map" * 100)).note
    assert note is not None
    assert "table, bar, year, pivot, graph, raw" in note
    assert len(note) < 200


def test_triples_are_drawn_where_they_are_few(engine: Engine) -> None:
    few = show(engine, "CONSTRUCT { ?s skos:broader ?o } { ?s skos:broader ?o } LIMIT 5")
    assert (few.view, few.total) == (View.GRAPH, 5)
    many = show(engine, "CONSTRUCT { ?s skos:broader ?o } { ?s skos:broader ?o } LIMIT 200")
    assert many.view is View.TABLE


def test_yes_and_no_have_no_table(engine: Engine) -> None:
    shown = show(engine, "ASK {}")
    assert shown.yes is True
    assert [choice.key for choice in shown.choices] == [View.RAW]


def test_a_long_text_is_cut_in_its_cell(engine: Engine) -> None:
    [[cell]] = show(engine, f"SELECT ('{'x' * 1234}' AS ?x) {{}}").rows
    assert cell is not None
    assert cell.text == "x" * 1000 + "… (1,234 characters)"


def test_triples_as_terms_are_shown_raw(engine: Engine) -> None:
    shown = show(engine, "SELECT ?t { BIND(TRIPLE(<urn:s>, <urn:p>, 'o') AS ?t) }", State(view="table"))
    assert (shown.view, [choice.key for choice in shown.choices]) == (View.RAW, [View.RAW])
    assert shown.note is not None
    assert '"triple"' in (shown.raw or "")


def test_a_long_raw_text_is_cut_and_says_so(engine: Engine) -> None:
    result = Result(Shape.GRAPH, ("subject", "predicate", "object"), (), "x" * (MOST_RAW + 1))
    shown = Reader(engine, NAMES, lambda iri: iri).show(result, "", State(view="raw"))
    assert shown.raw is not None
    assert (len(shown.raw), shown.is_cut) == (MOST_RAW, True)


def test_what_was_shortened_is_there_in_full(engine: Engine) -> None:
    [[cell]] = show(engine, "SELECT (2.0 / 3 AS ?x) {}").rows
    assert cell is not None
    assert cell.text == "0.667"
    assert cell.exact is not None
    assert cell.exact.startswith("0.66666")
