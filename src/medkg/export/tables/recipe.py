"""How the tables become files: CSV and Parquet of a table in one pass, and one description of all CSV files."""

import re
from collections import deque

from medkg.export.product import Outputs, Product, Recipe
from medkg.export.source import Source
from medkg.export.tables.csv_file import write_csv
from medkg.export.tables.csvw import describe_tables
from medkg.export.tables.definitions import TABLES
from medkg.export.tables.parquet import write_parquet
from medkg.export.tables.read import read_rows
from medkg.export.tables.table import Table
from medkg.json_text import write_json

DESCRIPTION = Product(
    "tables/csv-metadata.json",
    "application/csvm+json",
    "What the columns of the CSV files mean",
    "https://www.w3.org/TR/tabular-metadata/",
)
"""Lies where readers look for it by themselves: https://www.w3.org/TR/tabular-data-model/#locating-metadata."""


def csv_of(table: Table) -> Product:
    """Return the CSV file of a table: not compressed, since a description names it and people open it as it is."""
    address = "https://www.rfc-editor.org/rfc/rfc4180"
    return Product(f"tables/{table.name}.csv", "text/csv", _tell(table), address, "CSV")


def parquet_of(table: Table) -> Product:
    """Return the Parquet file of a table."""
    address = "https://parquet.apache.org/docs/file-format/"
    media_type = "application/vnd.apache.parquet"
    return Product(f"tables/{table.name}.parquet", media_type, _tell(table), address, "Parquet")


def _tell(table: Table) -> str:
    """Return the name of a table and what a row is, by the first sentence of its description."""
    row = re.split(r"[.;](?:\s|$)", table.description)[0]
    return f"{table.title}: {row[0].lower()}{row[1:]}"


def _write_tables(source: Source, outputs: Outputs) -> None:
    for table in TABLES.values():
        _write_table(table, source, outputs)
    if outputs.wants(DESCRIPTION):
        outputs.open(DESCRIPTION).write(write_json(describe_tables(TABLES.values(), source.edition)))


def _write_table(table: Table, source: Source, outputs: Outputs) -> None:
    chunks = read_rows(source, table)
    if outputs.wants(csv_of(table)):
        chunks = write_csv(table.columns, chunks, outputs.open(csv_of(table)))
    if outputs.wants(parquet_of(table)):
        write_parquet(table.columns, source.names, chunks, outputs.open(parquet_of(table)))
    elif outputs.wants(csv_of(table)):
        deque(chunks, maxlen=0)  # rows are written while they are read


TABLE_FILES = Recipe(
    "tables", "tables", (DESCRIPTION, *map(csv_of, TABLES.values()), *map(parquet_of, TABLES.values())), _write_tables
)
