"""Which snapshots of a directory were current, and since when: `history.json` beside them.

It depends on the clock, and so is no part of any snapshot. Snapshots that it does not name, since they are older than
it or were copied here, have the time at which their manifest was written.
"""

import json
import os
import re
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from heapq import merge
from operator import attrgetter
from pathlib import Path

from medkg.json_text import write_json
from medkg.snapshot.manifest import MANIFEST

HISTORY = "history.json"

_UNFINISHED = f".{HISTORY}"


@dataclass(frozen=True)
class Publication:
    """That a snapshot became the current one."""

    digest: str
    published: str
    """When: UTC, as in RFC 3339, `2026-11-27T22:30:38Z`."""
    version: str | None
    """The release of the data, where they name one."""


def is_digest(name: str) -> bool:
    """Tell whether a directory has the name of a snapshot."""
    return re.fullmatch("[0-9a-f]{64}", name) is not None


def read_history(folder: Path) -> list[Publication]:
    """Return all publications below a directory, the oldest first; a snapshot may have been current more than once."""
    return _join(_read_records(folder), folder, ())


def _join(recorded: Sequence[Publication], folder: Path, known: Collection[str]) -> list[Publication]:
    """Return what was noted, in that order, with the snapshots of a directory that are neither noted nor known."""
    others = _find_others(folder, {*known, *(each.digest for each in recorded)})
    return list(merge(recorded, others, key=attrgetter("published")))


def extend_history(folder: Path, digest: str, version: str | None, now: datetime) -> list[Publication]:
    """Return the history with a snapshot that becomes the current one; if it is the one that was last, as it is."""
    history = _join(_read_records(folder), folder, {digest})
    is_last = bool(history) and history[-1].digest == digest
    return history if is_last else [*history, Publication(digest, _write_time(now), version)]


def last_release(history: Sequence[Publication]) -> Publication | None:
    """Return the last release before the newest publication: the first publication of a release is that release."""
    firsts: dict[str, Publication] = {}
    for each in history[:-1]:
        if each.version:
            firsts.setdefault(each.version, each)
    found = next(reversed(firsts.values()), None)
    return found if found and found.digest != history[-1].digest else None


def write_history(folder: Path, history: Sequence[Publication]) -> None:
    """Write the history of a directory, all at once."""
    unfinished = folder / _UNFINISHED
    unfinished.write_bytes(write_json([asdict(each) for each in history]))
    os.replace(unfinished, folder / HISTORY)


def _read_records(folder: Path) -> list[Publication]:
    """Return what was noted; a file that cannot be read is as good as none, since the snapshots tell most of it."""
    try:
        records = [Publication(**record) for record in json.loads((folder / HISTORY).read_text("utf-8"))]
        is_whole = all(is_digest(each.digest) and isinstance(each.published, str) for each in records)
    except (OSError, ValueError, TypeError, RecursionError):
        return []
    return records if is_whole else []


def _find_others(folder: Path, known: Collection[str]) -> list[Publication]:
    """Return the snapshots that are not known, by the time at which they were written."""
    manifests = [path for path in folder.glob(f"*/{MANIFEST}") if is_digest(path.parent.name)]
    others = sorted((path.stat().st_mtime, path) for path in manifests if path.parent.name not in known)
    return [describe_snapshot(path.parent) for _, path in others]


def describe_snapshot(place: Path) -> Publication:
    """Return a snapshot as published when it was written."""
    manifest = place / MANIFEST
    written = datetime.fromtimestamp(manifest.stat().st_mtime, UTC)
    try:
        told = json.loads(manifest.read_text("utf-8"))
        digest, version = told.get("digest", place.name), told["versions"].get("data") or None
    except (ValueError, KeyError, TypeError, AttributeError):
        digest, version = place.name, None
    return Publication(digest, _write_time(written), version)


def _write_time(time: datetime) -> str:
    return time.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
