"""Parquet, read back by Arrow's own library."""

import io
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as some

from medkg.export.tables.csv_file import SEPARATOR
from medkg.export.tables.definitions import TABLES
from medkg.export.tables.parquet import write_parquet
from medkg.export.tables.table import Column, Datatype, Row, Table
from support import NAMES

COLUMNS = (
    Column("id", "Id", is_required=True),
    Column("text", "Text", property="dct:title"),
    Column("iris", "IRIs", Datatype.IRI, is_list=True),
    Column("years", "Years", Datatype.YEAR, is_list=True),
    Column("count", "Count", Datatype.INTEGER),
    Column("share", "Share", Datatype.DECIMAL),
    Column("day", "Day", Datatype.DATE),
)

ROWS = some.lists(
    some.tuples(
        some.text(),
        some.none() | some.text(),
        some.lists(some.text(), max_size=3),
        some.lists(some.integers(-9999, 9999), max_size=3),
        some.none() | some.integers(-(2**63), 2**63 - 1),
        some.none() | some.floats(allow_nan=False),
        some.none() | some.dates(),
    ),
    max_size=6,
)


def write(*chunks: list[Row]) -> bytes:
    file = io.BytesIO()
    write_parquet(COLUMNS, NAMES, chunks, file)
    return file.getvalue()


@given(some.lists(ROWS, max_size=3))
def test_any_rows_are_read_back_as_they_were(chunks: list[list[Row]]) -> None:
    table = pq.read_table(pa.BufferReader(write(*chunks)))
    assert [tuple(row.values()) for row in table.to_pylist()] == [row for chunk in chunks for row in chunk]


def test_columns_have_types_and_tell_what_they_mean() -> None:
    schema = pq.read_schema(pa.BufferReader(write()))
    assert [str(field.type) for field in schema] == [
        "string",
        "string",
        "list<element: string not null>",
        "list<element: int32 not null>",
        "int64",
        "double",
        "date32[day]",
    ]
    assert [field.nullable for field in schema] == [False, True, False, False, True, True, True]
    assert schema.field("text").metadata == {b"title": b"Text", b"property": b"http://purl.org/dc/terms/title"}


def test_many_rows_are_written_in_groups_that_are_bounded() -> None:
    chunk: list[Row] = [(str(number), None, [], [], number, None, date(2020, 1, 1)) for number in range(1000)]
    metadata = pq.ParquetFile(pa.BufferReader(write(*[chunk] * 120))).metadata
    assert metadata.num_rows == 120_000
    assert [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)] == [50_000, 50_000, 20_000]


def test_a_value_of_another_type_is_refused() -> None:
    with pytest.raises(Exception, match="str"):
        write([("a", None, [], [], "many", None, None)])


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_parquet_and_csv_tell_the_same(table: Table, written: Path) -> None:
    """Where CSV has an empty text, Parquet has nothing."""
    names = [column.name for column in table.columns]
    types = pa_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()))
    several = pa_csv.ParseOptions(newlines_in_values=True)
    as_csv = pa_csv.read_csv(written / f"{table.name}.csv", parse_options=several, convert_options=types)
    as_parquet = pq.read_table(written / f"{table.name}.parquet")
    assert as_parquet.num_rows > 0
    assert as_csv.column_names == as_parquet.column_names == names
    for column in table.columns:
        cells = as_parquet[column.name].to_pylist()
        texts = [SEPARATOR.join(map(str, cell)) if isinstance(cell, list) else cell for cell in cells]
        assert as_csv[column.name].to_pylist() == ["" if text is None else str(text) for text in texts], column.name
