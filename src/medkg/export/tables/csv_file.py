"""Rows as CSV (https://www.rfc-editor.org/rfc/rfc4180): UTF-8 with a line of names, lines that end with CR LF."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from medkg.export.tables.table import Cell, Column, Datatype, Row

SEPARATOR = "|"
"""Between the values of a cell. It stands in no id and, by RFC 3987, in no IRI; only these are written as lists."""


def write_csv(columns: Sequence[Column], chunks: Iterable[list[Row]], file: BinaryIO) -> Iterator[list[Row]]:
    """Write rows as they come, and yield them again for other formats.

    Cells are what the graph says, also where a spreadsheet would take them for a formula: they are the texts of
    curators, not of visitors, and a quotation mark before them would be a wrong value for all programs that read data.
    """
    file.write(_lines([tuple(column.name for column in columns)]))
    for chunk in chunks:
        file.write(_lines(tuple(map(_text, columns, row)) for row in chunk))
        yield chunk


def _lines(rows: Iterable[Sequence[str]]) -> bytes:
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\r\n").writerows(rows)
    return lines.getvalue().encode()


def _text(column: Column, cell: Cell) -> str:
    """Return a cell as text; that nothing is said is an empty text.

    >>> _text(Column("year", "Year", Datatype.YEAR, is_list=True), [2018, 2019])
    '2018|2019'
    """
    if cell is None:
        return ""
    values = cell if isinstance(cell, list) else [cell]
    return SEPARATOR.join(f"{value:04}" if column.datatype is Datatype.YEAR else str(value) for value in values)
