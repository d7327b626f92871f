"""Rows as Parquet (https://parquet.apache.org/docs/file-format/), a chunk of them at a time."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate, chain
from typing import BinaryIO

from arro3.core import Array, DataType, Field, RecordBatch, RecordBatchReader, Schema, list_array
from arro3.io import write_parquet as write_batches

from medkg.export.tables.table import Cell, Column, Datatype, Row
from medkg.namespaces import Names

_ROWS = 50_000
"""Of a row group: what is held while a file is written."""

_EPOCH = date(1970, 1, 1).toordinal()


def write_parquet(columns: Sequence[Column], names: Names, chunks: Iterable[list[Row]], file: BinaryIO) -> None:
    """Write rows as they come; neither the time nor a version of a library gets into the file."""
    schema = Schema([_field(column, names) for column in columns])
    batches = (_batch(columns, schema, rows) for rows in chunks)
    write_batches(
        RecordBatchReader.from_batches(schema, batches),
        file,
        compression="zstd(3)",
        max_row_group_size=_ROWS,
        created_by="medkg",
    )


def _field(column: Column, names: Names) -> Field:
    """Return name and type of a column, with its title and the property behind it."""
    told = {"title": column.title, "property": names.expand(column.property).value if column.property else ""}
    item = _type(column.datatype)
    type = DataType.list(Field("element", item, nullable=False)) if column.is_list else item
    nullable = not column.is_list and not column.is_required
    return Field(column.name, type, nullable=nullable, metadata={key: text for key, text in told.items() if text})


def _type(datatype: Datatype) -> DataType:
    match datatype:
        case Datatype.INTEGER:
            return DataType.int64()
        case Datatype.YEAR:
            return DataType.int32()
        case Datatype.DECIMAL:
            return DataType.float64()
        case Datatype.DATE:
            return DataType.date32()
        case _:
            return DataType.string()


def _batch(columns: Sequence[Column], schema: Schema, rows: list[Row]) -> RecordBatch:
    cells = zip(*rows, strict=True) if rows else ([] for _ in columns)
    arrays = [_array(column, schema.field(column.name), values) for column, values in zip(columns, cells, strict=True)]
    return RecordBatch.from_arrays(arrays, schema=schema)


def _array(column: Column, field: Field, cells: Iterable[Cell]) -> Array:
    if not column.is_list:
        return _values(column.datatype, cells)
    lists = [cell if isinstance(cell, list) else [] for cell in cells]
    ends = Array(list(accumulate(map(len, lists), initial=0)), DataType.int32())
    return list_array(ends, _values(column.datatype, chain.from_iterable(lists)), type=field.type)


def _values(datatype: Datatype, values: Iterable[Cell]) -> Array:
    if datatype is Datatype.DATE:  # is made of days since 1970
        days = [value.toordinal() - _EPOCH if isinstance(value, date) else None for value in values]
        return Array(days, DataType.int32()).cast(DataType.date32())
    return Array(list(values), _type(datatype))
