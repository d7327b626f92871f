"""Opens a snapshot for serving: resolved once, every file held against its checksum."""

import json
from dataclasses import dataclass
from pathlib import Path

from medkg.edition import Edition
from medkg.errors import SnapshotUnusable
from medkg.saved_query import SavedQuery
from medkg.snapshot.manifest import (
    CURRENT,
    EXPORTS,
    MANIFEST,
    QUERIES,
    SEARCH,
    STORE,
    Manifest,
    OtherLayout,
    damage,
    edition_of,
    read_manifest,
)

_REMEDY = "Build again with 'medkg build', or serve another snapshot with --snapshot."


@dataclass(frozen=True)
class Snapshot:
    """A snapshot that was found whole."""

    path: Path
    manifest: Manifest
    queries: dict[str, SavedQuery]

    @property
    def store(self) -> Path:
        """The directory of the Oxigraph store."""
        return self.path / STORE

    @property
    def search(self) -> Path:
        """The file of the search index."""
        return self.path / SEARCH

    @property
    def exports(self) -> Path:
        """The directory of the files for others."""
        return self.path / EXPORTS

    @property
    def edition(self) -> Edition:
        """The graph as it is published by this snapshot."""
        return edition_of(self.manifest)


def open_snapshot(path: Path) -> Snapshot:
    """Return the snapshot in a directory, or the current one of a directory of snapshots.

    Raises SnapshotUnusable, naming the file, when something is missing, truncated or altered.
    """
    try:
        return _read_snapshot(_resolve(path))
    except (OSError, RuntimeError) as fault:  # RuntimeError: a loop of links
        raise SnapshotUnusable(f"The snapshot at {path} cannot be read: {fault}. {_REMEDY}") from None


def _resolve(path: Path) -> Path:
    return (path if (path / MANIFEST).exists() else path / CURRENT).resolve()


def _read_snapshot(place: Path) -> Snapshot:
    manifest = _read_manifest(place)
    for fault in damage(place, manifest):
        raise SnapshotUnusable(f"{fault} {_REMEDY}")
    queries = (SavedQuery.from_json(value) for value in json.loads((place / QUERIES).read_text("utf-8")))
    return Snapshot(place, manifest, {query.slug: query for query in queries})


def _read_manifest(place: Path) -> Manifest:
    file = place / MANIFEST
    try:
        return read_manifest(place)
    except (FileNotFoundError, NotADirectoryError):
        raise SnapshotUnusable(f"There is no snapshot at {place}: {MANIFEST} is missing. {_REMEDY}") from None
    except OtherLayout as fault:
        raise SnapshotUnusable(f"The snapshot at {place} cannot be used: {fault}. {_REMEDY}") from None
    except (ValueError, KeyError, TypeError, OSError) as fault:
        raise SnapshotUnusable(f"{file} is damaged: {fault}. {_REMEDY}") from None
