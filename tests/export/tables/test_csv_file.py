"""CSV as RFC 4180 has it, and cells as they are."""

import csv
import io
from collections import deque
from datetime import date

from hypothesis import given
from hypothesis import strategies as some

from medkg.export.tables.csv_file import write_csv
from medkg.export.tables.table import Column, Datatype, Row

COLUMNS = (
    Column("text", "Text"),
    Column("ids", "Ids", is_list=True),
    Column("years", "Years", Datatype.YEAR, is_list=True),
    Column("day", "Day", Datatype.DATE),
)


def write(*chunks: list[Row]) -> bytes:
    file = io.BytesIO()
    deque(write_csv(COLUMNS, chunks, file), maxlen=0)
    return file.getvalue()


def test_lines_end_with_cr_lf_and_the_first_has_the_names() -> None:
    row: Row = ("a, b", ["ct", "mri"], [33, 2019], date(2020, 2, 1))
    assert write([row], []) == b'text,ids,years,day\r\n"a, b",ct|mri,0033|2019,2020-02-01\r\n'


def test_nothing_is_an_empty_text() -> None:
    assert write([(None, [], [], None)]) == b"text,ids,years,day\r\n,,,\r\n"


@given(some.lists(some.text(), max_size=5))
def test_any_text_is_read_back_as_it_was(texts: list[str]) -> None:
    """Also one that a spreadsheet takes for a formula, and one with line breaks."""
    lines = csv.reader(io.StringIO(write([(text, [], [], None) for text in texts]).decode(), newline=""), strict=True)
    assert [line[0] for line in lines] == ["text", *texts]


def test_rows_are_handed_on_as_they_are_written() -> None:
    file = io.BytesIO()
    chunks = iter(write_csv(COLUMNS, iter([[("a", [], [], None)], [("b", [], [], None)]]), file))
    assert next(chunks) == [("a", [], [], None)]
    assert file.getvalue().endswith(b"a,,,\r\n")
