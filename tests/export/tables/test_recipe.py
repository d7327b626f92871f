"""The files of the tables: those that are wanted, the same bytes whatever the order of hashing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from medkg.export.source import Source
from medkg.export.tables.recipe import TABLE_FILES
from medkg.export.write import write_exports

WRITE = """
import sys; from pathlib import Path
from medkg.edition import Edition
from medkg.export.source import Source
from medkg.export.tables.recipe import TABLE_FILES
from medkg.export.write import write_exports
from medkg.namespaces import Names
snapshot, folder, digest = sys.argv[1:]
write_exports(Path(folder), Source(Path(snapshot), Edition(Names(), digest)), (TABLE_FILES,))
"""


def read_all(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_another_process_writes_the_same_bytes(source: Source, written: Path, tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", WRITE, str(source.folder), str(tmp_path), source.edition.digest]
    subprocess.run(arguments, env={**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}, check=True)
    assert read_all(tmp_path / "tables") == read_all(written)


def test_every_product_is_written(written: Path) -> None:
    assert {f"tables/{name}" for name in read_all(written)} == {product.path for product in TABLE_FILES.products}


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_what_is_not_wanted_is_not_written(source: Source, written: Path, tmp_path: Path, suffix: str) -> None:
    name = f"organizations.{suffix}"
    made = write_exports(tmp_path, source, (TABLE_FILES,), lambda product: product.path.endswith(name))
    assert list(made) == [f"tables/{name}"]
    assert read_all(tmp_path / "tables") == {name: (written / name).read_bytes()}
