"""One of two snapshots that are compared: found by what it is called, and only as far open as a comparison needs.

A snapshot of an older version of medkg, which no server of this one opens, can still be compared: its quads and saved
queries are written in the same way, and what else it holds is left alone.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from medkg.errors import SnapshotUnusable
from medkg.namespaces import Names
from medkg.snapshot.history import is_digest, read_history
from medkg.snapshot.manifest import MANIFEST, QUADS, QUERIES, File, describe_file, digest_of

_SHORTEST = 4
"""So many characters of a digest are needed to name it."""

_REMEDY = "Build it again from the same files, or take another copy."


@dataclass(frozen=True)
class Side:
    """A snapshot whose quads and saved queries were found whole."""

    path: Path
    digest: str
    base_iri: str
    version: str | None
    """The release of the data, where they name one."""

    @property
    def names(self) -> Names:
        """The IRIs of its graph."""
        return Names(self.base_iri)

    def lines(self) -> Iterator[bytes]:
        """Yield the lines of its quads: N-Quads, sorted, each once."""
        with (self.path / QUADS).open("rb") as file:
            yield from file

    @cached_property
    def queries(self) -> dict[str, dict[str, Any]]:
        """Its saved queries by slug, as they are kept."""
        return {query["slug"]: query for query in json.loads((self.path / QUERIES).read_text("utf-8"))}


def find_snapshot(folder: Path, name: str) -> Path:
    """Return the directory of the snapshot that is meant by a name.

    The name is a directory; or, for one below `folder`, its digest or the beginning of it, the release of the data
    whose first snapshot is meant, or `current`. Raises SnapshotUnusable when there is none, or more than one.
    """
    for place in (folder / name, Path(name)):
        if (place / MANIFEST).is_file():
            return place.resolve()
    found = sorted(path.parent for path in folder.glob(f"*/{MANIFEST}") if _is_meant(path.parent.name, name))
    found = found or [folder / each.digest for each in read_history(folder) if each.version == name][:1]
    if len(found) == 1:
        return found[0].resolve()
    if found:
        raise SnapshotUnusable(f"'{name}' is the beginning of {len(found)} digests below {folder}. Name more of it.")
    raise SnapshotUnusable(
        f"There is no snapshot '{name}', nor one below {folder} whose digest or release it is. Name a directory, a "
        f"release, 'current', or at least {_SHORTEST} characters of a digest; --snapshots says where to look."
    )


def _is_meant(digest: str, name: str) -> bool:
    return is_digest(digest) and len(name) >= _SHORTEST and digest.startswith(name)


def open_side(path: Path) -> Side:
    """Return the snapshot in a directory.

    Raises SnapshotUnusable when its manifest cannot be read, or its quads or saved queries are not as that says.
    """
    try:
        manifest = json.loads((path / MANIFEST).read_text("utf-8"))
        files = {name: File(**manifest["files"][name]) for name in (QUADS, QUERIES)}
        side = Side(path, manifest["digest"], manifest["base_iri"], manifest["versions"].get("data") or None)
        damaged = [name for name in files if describe_file(path / name) != files[name]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise SnapshotUnusable(f"The snapshot at {path} cannot be compared: {fault!r}. {_REMEDY}") from None
    if damaged or digest_of(files) != side.digest:
        names = " and ".join(damaged) or MANIFEST
        raise SnapshotUnusable(f"The snapshot at {path} is damaged: {names} is not as it was written. {_REMEDY}")
    return side
