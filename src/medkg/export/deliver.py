"""Brings what is ordered to where it is ordered to: each file whole or not at all."""

import gzip
import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from medkg.compression import compressing
from medkg.errors import ExportRefused
from medkg.export.fulfil import write_many, write_one
from medkg.export.order import Order, format_of, formats_of
from medkg.export.source import Source
from medkg.stages import StageListener
from medkg.writing import writing_to


def is_folder(out: str) -> bool:
    """Tell whether a path is that of a folder: it is one, ends with a slash, or has no ending.

    >>> is_folder("exports"), is_folder("exports/"), is_folder("catalog.ttl")
    (True, True, False)
    """
    # Not Path.is_dir, which fails where a name is too long.
    return out.endswith("/") or os.path.isdir(out) or not Path(out).suffix


def export_to_stream(source: Source, order: Order, stream: BinaryIO, tell: StageListener) -> None:
    """Write the one file that is ordered to a stream, not compressed.

    Raises ExportRefused as `write_one` does, OutputUnwritable when there is no room to make it, and OSError when the
    stream takes no more.
    """
    with _made_aside(source, order, tell) as made, made.open("rb") as file:
        shutil.copyfileobj(file, stream)


@contextmanager
def _made_aside(source: Source, order: Order, tell: StageListener) -> Iterator[Path]:
    """Yield the one file that is ordered, not compressed; it is gone at the end of the context."""
    with ExitStack() as stack:
        with writing_to("the folder for temporary files", "Make room, or name another folder in TMPDIR"):
            folder = Path(stack.enter_context(TemporaryDirectory()))
            made = _packed_as(write_one(source, order, folder, tell), compressed=False)
        yield made


def export_to_path(source: Source, order: Order, out: str, tell: StageListener, *, force: bool) -> list[Path]:
    """Return the files that were written: to a folder, or to the one file that a path names.

    Raises ExportRefused when the order cannot be fulfilled, or a file is there already and not to be replaced by force;
    OutputUnwritable when the system does not let us write.
    """
    target = Path(out)
    if is_folder(out):
        with _delivering(target, force=force) as folder:
            write_many(source, order, folder, tell)
            return [target / path for path in _files_below(folder)]
    with _delivering(target.parent, force=force) as folder:
        made = write_one(source, _in_format_of(target, order), folder, tell)
        _packed_as(made, compressed=target.suffix == ".gz").rename(folder / target.name)
        return [target]


def _in_format_of(target: Path, order: Order) -> Order:
    """Return an order in the format that the ending of a file tells, where the order names none."""
    ending = format_of(target.name)
    return replace(order, format=ending) if not order.format and ending in formats_of(order.name) else order


@contextmanager
def _delivering(target: Path, *, force: bool) -> Iterator[Path]:
    """Yield a folder to fill; if nothing fails, its files then go into the target folder, each by one rename."""
    with writing_to(target, "Make room, or choose another --out"):
        target.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".exporting-", dir=target) as folder:
            yield Path(folder)
            _move(Path(folder), target, force=force)


def _move(folder: Path, target: Path, *, force: bool) -> None:
    paths = _files_below(folder)
    there = [target / path for path in paths if (target / path).exists()]
    if there and not force:
        more = f" and {len(there) - 1:,} more" if len(there) > 1 else ""
        raise ExportRefused(f"{there[0]}{more} would be replaced. Allow it with --force, or choose another --out.")
    for path in paths:
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        os.replace(folder / path, target / path)


def _files_below(folder: Path) -> list[Path]:
    return sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())


def _packed_as(made: Path, *, compressed: bool) -> Path:
    """Return a file compressed or not, as asked, in the place of the one that was made."""
    if compressed == (made.suffix == ".gz"):
        return made
    other = made.with_name(made.name + ".gz") if compressed else made.with_suffix("")
    with made.open("rb") as file, other.open("wb") as new:
        if compressed:
            with compressing(new) as packing:
                shutil.copyfileobj(file, packing)
        else:
            with gzip.open(file) as unpacking:
                shutil.copyfileobj(unpacking, new)
    made.unlink()
    return other
