"""How a snapshot came to be: the comparisons that are kept beside the snapshots, so that a server compares nothing.

For two snapshots of which one followed the other there are, below `changes/`, a short comparison for pages, the whole
one as JSON, and the patch, both in gzip.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from medkg.changes.comparison import Comparison
from medkg.changes.patch import PATCH_SUFFIX
from medkg.snapshot.history import Publication, describe_snapshot, last_release, read_history
from medkg.snapshot.manifest import File

CHANGES = "changes"

WHOLE, PATCH = "json", PATCH_SUFFIX
"""Suffixes of what is kept whole."""

MOST_STEPS = 20
"""So many steps of the way to the present a server tells, the newest first."""


@dataclass(frozen=True)
class Step:
    """A snapshot with what is different from one before."""

    publication: Publication
    before: Publication | None = None
    """None for the first snapshot that is known."""
    comparison: Comparison | None = None
    """A short one; None where the two were never compared."""
    files: Mapping[str, File] = field(default_factory=dict)
    """What is kept of it in gzip, by suffix: WHOLE, PATCH."""

    @property
    def is_release(self) -> bool:
        """Tell whether it is the first snapshot of a release."""
        version = self.publication.version
        return version is not None and (self.before is None or self.before.version != version)


@dataclass(frozen=True)
class ChangeLog:
    """How the snapshot that is served came to be."""

    steps: tuple[Step, ...]
    """The newest first; a snapshot that stands for itself is the only one."""
    since_release: Step | None = None
    """What is different from the last release before, unless that is the last step anyway."""


def read_change_log(place: Path, digest: str) -> ChangeLog:
    """Return the steps to the snapshot in a directory, as they are kept beside it."""
    folder = place.parent
    history = _until(read_history(folder), digest) or [describe_snapshot(place)]
    newest_first = list(pairwise([None, *history]))[: -MOST_STEPS - 1 : -1]
    steps = tuple(_read_step(folder, before, each) for before, each in newest_first if each)
    release, newest = last_release(history), steps[0]
    if release is None or newest.before is None or release.digest == newest.before.digest:
        return ChangeLog(steps)
    return ChangeLog(steps, _read_step(folder, release, newest.publication))


def _until(history: Sequence[Publication], digest: str) -> Sequence[Publication]:
    """Return what came before the last publication of a snapshot, and that."""
    places = [number for number, each in enumerate(history) if each.digest == digest]
    return history[: places[-1] + 1] if places else ()


def _read_step(folder: Path, before: Publication | None, publication: Publication) -> Step:
    if before is None:
        return Step(publication)
    try:
        value = json.loads(short_file(folder, before.digest, publication.digest).read_text("utf-8"))
        files = {suffix: File(**file) for suffix, file in value["files"].items()}
        return Step(publication, before, Comparison.from_json(value["comparison"]), files)
    except (OSError, ValueError, KeyError, TypeError):
        return Step(publication, before)


def file_of(folder: Path, step: Step, suffix: str) -> Path:
    """Return where one of the files of a step is."""
    assert step.before is not None  # a step that has files
    return whole_file(folder, step.before.digest, step.publication.digest, suffix)


def short_file(folder: Path, old: str, new: str) -> Path:
    """Return where the short comparison of two snapshots is."""
    return folder / CHANGES / f"{old}-{new}.short.json"


def whole_file(folder: Path, old: str, new: str, suffix: str) -> Path:
    """Return where the whole comparison of two snapshots is, or the patch, in gzip."""
    return folder / CHANGES / f"{old}-{new}.{suffix}.gz"
