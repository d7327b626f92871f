"""CSV of a comparison does no harm."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medkg.pages.compare.csv_file import write_csv
from medkg.pages.compare.lines import Line, Verdict
from medkg.pages.compare.page import Entry
from medkg.pages.compare.values import Value
from medkg.pages.entry_fields import FIELDS


def table(*values: str) -> str:
    lines = [Line(FIELDS["labels"], [[Value(value)] for value in values], Verdict.DIFFERS)]
    return write_csv([Entry(f"urn:{place}", str(place), "title") for place, _ in enumerate(values)], lines)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1), min_size=1))
def test_csv_gives_back_what_was_written(values: list[str]) -> None:
    rows = list(csv.reader(io.StringIO(table(*values), newline="")))
    assert len({len(row) for row in rows}) == 1
    assert [cell.removeprefix("'") for cell in rows[2][2:]] == [value.removeprefix("'") for value in values]


@pytest.mark.parametrize("value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_csv_is_a_formula(value: str) -> None:
    row = list(csv.reader(io.StringIO(table(value, "plain"), newline="")))[2]
    assert row[2:] == [f"'{value}", "plain"]


def test_lines_of_csv_end_as_rfc_4180_wants() -> None:
    assert table("x").count("\r\n") == 3
