"""Rows by a column."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from medkg.pages.results.order import sort_rows
from medkg.pages.results.result import Term

INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def number(value: int) -> Term:
    return {"type": "literal", "value": str(value), "datatype": INTEGER}


def text(value: str) -> Term:
    return {"type": "literal", "value": value}


def sorted_values(terms: list[Term | None], descending: bool = False, **labels: str) -> list[str | None]:
    rows = sort_rows([[term] for term in terms], 0, descending, labels)
    return [row[0]["value"] if row[0] else None for row in rows]


def test_numbers_are_sorted_as_numbers_and_gaps_come_last_both_ways() -> None:
    terms = [number(10), None, number(9), number(100)]
    assert sorted_values(terms) == ["9", "10", "100", None]
    assert sorted_values(terms, descending=True) == ["100", "10", "9", None]


def test_upper_and_lower_case_are_alike() -> None:
    assert sorted_values([text("b"), text("C"), text("A")]) == ["A", "b", "C"]


def test_things_are_sorted_by_what_is_shown_of_them() -> None:
    terms: list[Term | None] = [{"type": "uri", "value": "a"}, {"type": "uri", "value": "b"}]
    assert sorted_values(terms, a="zebra", b="ant") == ["b", "a"]


@given(st.lists(st.none() | st.builds(number, st.integers()) | st.builds(text, st.text())), st.booleans())
def test_no_row_is_lost_and_equal_rows_keep_their_order(terms: list[Term | None], descending: bool) -> None:
    rows = [[term, text(str(place))] for place, term in enumerate(terms)]
    found = sort_rows(rows, 0, descending, {})
    assert sorted(row[1]["value"] for row in found if row[1]) == sorted(str(place) for place in range(len(terms)))
    places = {id(row): place for place, row in enumerate(rows)}
    for one, next_one in pairwise(found):
        if one[0] == next_one[0]:
            assert places[id(one)] < places[id(next_one)]
