"""The description of the tables is CSVW, the files keep to it, and the graph has the triples that it promises."""

import csv
import json
import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from csvw import CSVW, TableGroup
from pyoxigraph import Literal, NamedNode

from medkg.export.source import Source
from medkg.export.tables.definitions import TABLES
from medkg.namespaces import XSD

METADATA = "csv-metadata.json"


@pytest.fixture(scope="module")
def metadata(written: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((written / METADATA).read_text("utf-8"))
    return value


def test_another_reader_finds_the_files_as_described(written: Path) -> None:
    """Names, datatypes, and what must be there; csvw is the reader of the CLDF project."""
    read = CSVW(str(written / METADATA), validate=True)
    assert read.is_valid
    assert not read.warnings


def test_keys_are_keys(written: Path) -> None:
    group = TableGroup.from_file(written / METADATA)
    assert group.check_referential_integrity()
    assert len(group.tables) == len(TABLES)
    for table in group.tables:
        assert table.check_primary_key(), table.url


def test_a_missing_entry_is_noticed(written: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(written, tmp_path / "copy")
    lines = (copy / "entries.csv").read_bytes().splitlines(keepends=True)
    (copy / "entries.csv").write_bytes(b"".join(lines[:1] + lines[2:]))
    with pytest.raises(ValueError, match=r"not found in table entries\.csv"):
        TableGroup.from_file(copy / METADATA).check_referential_integrity()


def test_the_line_of_names_is_described(written: Path, metadata: dict[str, Any]) -> None:
    """Names and titles. See https://www.w3.org/TR/tabular-metadata/#schema-compatibility."""
    for table in metadata["tables"]:
        line = next(csv.reader((written / table["url"]).read_text("utf-8").splitlines()))
        columns = table["tableSchema"]["columns"]
        assert line == [column["name"] for column in columns]
        assert all(column["name"] in column["titles"] for column in columns)


def promised(table: dict[str, Any], rows: Iterator[dict[str, str]]) -> Iterator[tuple[NamedNode, NamedNode, Any]]:
    """Yield the triples of a conversion to RDF. See https://www.w3.org/TR/csv2rdf/."""
    columns = [column for column in table["tableSchema"]["columns"] if not column.get("suppressOutput")]
    for row in rows:
        about = NamedNode(expanded(table["aboutUrl"], row))
        for column in columns:
            for cell in row[column["name"]].split(column.get("separator", "\0")):
                if cell:
                    yield about, NamedNode(column["propertyUrl"]), value_of(column, cell, row)


def expanded(template: str, row: dict[str, str]) -> str:
    return re.sub(r"{\+?(\w+)}", lambda found: row[found[1]], template)


def value_of(column: dict[str, Any], cell: str, row: dict[str, str]) -> NamedNode | Literal:
    if "valueUrl" in column:
        return NamedNode(expanded(column["valueUrl"], row))
    if "lang" in column:
        return Literal(cell, language=column["lang"])
    if column["datatype"] == "decimal":
        cell = f"{Decimal(cell).normalize():f}"
    return Literal(cell, datatype=XSD(column["datatype"]))


def test_every_triple_that_the_tables_promise_is_in_the_graph(
    source: Source, written: Path, metadata: dict[str, Any]
) -> None:
    count = 0
    for table in metadata["tables"]:
        with (written / table["url"]).open(encoding="utf-8", newline="") as file:
            for triple in promised(table, csv.DictReader(file)):  # type: ignore[arg-type]
                assert any(source.store.quads_for_pattern(*triple, None)), triple
                count += 1
    assert count > 5_000
