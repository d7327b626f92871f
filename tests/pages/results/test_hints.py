"""What the text of a query says of its result."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medkg.pages.results.hints import ordered_columns, pinned_view


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("#view:bar\nSELECT * {}", "bar"),
        ("SELECT * {} # view: year ", "year"),
        ("# view:bar or so\nSELECT * {}", None),
        ("#view:bar\n#view:year\nASK {}", "bar"),
        ("SELECT * { ?s ?p '#view:bar' }", None),
        ("SELECT * { <http://x.org/#view:bar> ?p ?o }", None),
        ("SELECT * {}", None),
    ],
)
def test_a_comment_pins_a_view(text: str, view: str | None) -> None:
    assert pinned_view(text) == view


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("SELECT * { ?b ?c ?a }", ["b", "c", "a"]),
        ("SELECT DISTINCT * WHERE { $b ?c ?a }", ["b", "c", "a"]),
        ("# SELECT ?c\nselect*{ ?c ?b ?a }", ["c", "b", "a"]),
        ("SELECT * { 'about ?c' ?b ?a . ?a ?b ?c }", ["b", "a", "c"]),
        ("SELECT ?a ?b ?c { ?c ?b ?a }", ["a", "b", "c"]),
        ("SELECT (COUNT(*) AS ?a) ?b ?c { ?c ?b ?a }", ["a", "b", "c"]),
        ("SELECT ?a ?b ?c { { SELECT * { ?c ?b ?a } } }", ["a", "b", "c"]),
    ],
)
def test_columns_stand_in_the_order_of_the_query(text: str, columns: list[str]) -> None:
    assert ordered_columns(text, ["a", "b", "c"]) == columns


@given(st.text(), st.lists(st.text(), unique=True))
def test_no_column_is_lost_whatever_the_text(text: str, columns: list[str]) -> None:
    assert sorted(ordered_columns(f"SELECT * {text}", columns)) == sorted(columns)
