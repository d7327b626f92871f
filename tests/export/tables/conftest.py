"""The tables of the real graph, written once, and those of small graphs."""

from collections.abc import Callable
from pathlib import Path

import pytest

from made_up import write_made_up
from medkg.edition import Edition
from medkg.export.source import Source
from medkg.export.tables.definitions import TABLES
from medkg.export.tables.read import read_rows
from medkg.export.tables.recipe import TABLE_FILES
from medkg.export.tables.table import Cell
from medkg.export.write import write_exports
from medkg.snapshot.reader import Snapshot
from support import NAMES

Rows = list[dict[str, Cell]]


@pytest.fixture(scope="session")
def source(real_snapshot: Snapshot) -> Source:
    return Source(real_snapshot.path, Edition(NAMES, real_snapshot.manifest.digest))


@pytest.fixture(scope="session")
def written(source: Source, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the tables of the real graph."""
    folder = tmp_path_factory.mktemp("exports")
    write_exports(folder, source, (TABLE_FILES,))
    return folder / "tables"


@pytest.fixture
def rows_of(tmp_path: Path) -> Callable[[str, str], Rows]:
    """Return the rows of a table, made from a graph in TriG."""

    def read(name: str, trig: str) -> Rows:
        made_up = Source(write_made_up(tmp_path, trig), Edition(NAMES, "made-up"))
        columns = [column.name for column in TABLES[name].columns]
        return [dict(zip(columns, row, strict=True)) for rows in read_rows(made_up, TABLES[name]) for row in rows]

    return read
