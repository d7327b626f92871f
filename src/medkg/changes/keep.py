"""Keeps comparisons beside the snapshots. All can be made again as long as both snapshots are there."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path

from medkg.changes.compare import compare
from medkg.changes.comparison import Comparison, shorten
from medkg.changes.log import CHANGES, PATCH, WHOLE, short_file, whole_file
from medkg.changes.patch import write_patch
from medkg.changes.side import open_side
from medkg.compression import compressing
from medkg.errors import SnapshotUnusable
from medkg.snapshot.history import Publication, last_release
from medkg.snapshot.manifest import MANIFEST, File, describe_file

_MOST_THINGS, _MOST_STATEMENTS = 12, 6
"""What a short comparison lists."""


def keep_comparisons(folder: Path, history: Sequence[Publication]) -> None:
    """Compare the snapshots that followed each other, as far as they are there and were not compared before."""
    for old, new in dict.fromkeys(_pairs(history)):
        places = [folder / digest for digest in (old, new)]
        if not short_file(folder, old, new).exists() and all((place / MANIFEST).exists() for place in places):
            _keep(folder, *places)


def _pairs(history: Sequence[Publication]) -> Iterator[tuple[str, str]]:
    """Yield the digests of the snapshots that are to be compared, each pair the older one first."""
    for old, new in pairwise(history):
        yield old.digest, new.digest
    release = last_release(history)
    if release:
        yield release.digest, history[-1].digest


def _keep(folder: Path, old_place: Path, new_place: Path) -> None:
    """Write all that is kept of two snapshots; of one that is damaged, nothing."""
    try:
        old, new = open_side(old_place), open_side(new_place)
        comparison = compare(old, new)
    except SnapshotUnusable:
        return
    (folder / CHANGES).mkdir(exist_ok=True)
    files = {}
    for suffix, pieces in ((WHOLE, dump_comparison(comparison)), (PATCH, write_patch(old, new))):
        files[suffix] = _write_compressed(whole_file(folder, old.digest, new.digest, suffix), pieces)
    # Last: where it is, the others are, too.
    _write_short(short_file(folder, old.digest, new.digest), comparison, files)


def _write_short(path: Path, comparison: Comparison, files: Mapping[str, File]) -> None:
    short = shorten(comparison, _MOST_THINGS, _MOST_STATEMENTS)
    told = {"files": {suffix: asdict(file) for suffix, file in files.items()}, "comparison": short.to_json()}
    text = json.dumps(told, ensure_ascii=False) + "\n"
    _replace(path, lambda unfinished: unfinished.write_text(text, "utf-8"))


def dump_comparison(comparison: Comparison) -> Iterator[bytes]:
    """Yield a comparison as JSON, piece by piece."""
    for piece in json.JSONEncoder(indent=1, ensure_ascii=False).iterencode(comparison.to_json()):
        yield piece.encode()
    yield b"\n"


def _write_compressed(path: Path, pieces: Iterable[bytes]) -> File:
    """Write pieces in gzip."""

    def write(unfinished: Path) -> None:
        with unfinished.open("wb") as file, compressing(file) as compressed:
            compressed.writelines(pieces)

    _replace(path, write)
    return describe_file(path)


def _replace(path: Path, write: Callable[[Path], object]) -> None:
    """Have a file written beside its place, and put it there when it is whole."""
    unfinished = path.with_name(f".{path.name}")
    write(unfinished)
    os.replace(unfinished, path)
