"""What a snapshot may be called when it is compared."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from medkg.changes.side import find_snapshot
from medkg.errors import SnapshotUnusable
from medkg.snapshot.history import Publication, write_history
from medkg.snapshot.manifest import CURRENT, MANIFEST

DIGESTS = ("1234" + "a" * 60, "1234" + "b" * 60, "5678" + "c" * 60)
NOW = datetime(2026, 11, 27, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A directory of three snapshots of two releases; the last is current."""
    for digest in DIGESTS:
        (tmp_path / digest).mkdir()
        (tmp_path / digest / MANIFEST).write_text("{}")
    (tmp_path / CURRENT).symlink_to(DIGESTS[2])
    versions = (None, "2026-01-01", "2026-01-01")
    write_history(
        tmp_path, [Publication(digest, "t", version) for digest, version in zip(DIGESTS, versions, strict=True)]
    )
    return tmp_path


@pytest.mark.parametrize(
    ("name", "digest"),
    [
        ("current", DIGESTS[2]),
        (DIGESTS[0], DIGESTS[0]),
        ("1234a", DIGESTS[0]),
        ("5678", DIGESTS[2]),
        ("2026-01-01", DIGESTS[1]),
    ],
)
def test_it_is_found_by_name_digest_or_release(folder: Path, name: str, digest: str) -> None:
    assert find_snapshot(folder, name) == folder / digest


def test_it_is_found_by_its_directory_wherever_it_is(folder: Path, tmp_path: Path) -> None:
    assert find_snapshot(tmp_path / "elsewhere", str(folder / DIGESTS[1])) == folder / DIGESTS[1]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("1234", "beginning of 2 digests"),
        ("567", "no snapshot '567'"),
        ("", "no snapshot"),
        ("2025-01-01", "no snapshot"),
    ],
)
def test_what_names_none_or_several_is_refused(folder: Path, name: str, words: str) -> None:
    with pytest.raises(SnapshotUnusable, match=words):
        find_snapshot(folder, name)
