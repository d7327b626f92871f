"""Which snapshots were current, and when: noted once, told of older ones by their files."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from medkg.snapshot.history import HISTORY, Publication, extend_history, last_release, read_history, write_history
from medkg.snapshot.manifest import MANIFEST

A, B, C = ("a" * 64, "b" * 64, "c" * 64)
UNTYPED = f'[{{"digest": "{A}", "published": 1, "version": null}}]'
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def put(folder: Path, digest: str, time: datetime, text: str = '{"versions": {}}') -> None:
    """Put something that looks like a snapshot of a time into a directory."""
    (folder / digest).mkdir()
    manifest = folder / digest / MANIFEST
    manifest.write_text(text)
    os.utime(manifest, (time.timestamp(), time.timestamp()))


def publish(folder: Path, digest: str, hours: int = 0, version: str | None = None) -> None:
    write_history(folder, extend_history(folder, digest, version, NOON + timedelta(hours=hours)))


def test_what_becomes_current_is_noted_with_time_and_release(tmp_path: Path) -> None:
    publish(tmp_path, A)
    publish(tmp_path, B, 1, "2026-11-27")
    assert read_history(tmp_path) == [
        Publication(A, "2026-11-27T12:00:00Z", None),
        Publication(B, "2026-11-27T13:00:00Z", "2026-11-27"),
    ]


def test_what_is_current_already_is_not_noted_again(tmp_path: Path) -> None:
    publish(tmp_path, A)
    publish(tmp_path, A, 1)
    assert [each.published for each in read_history(tmp_path)] == ["2026-11-27T12:00:00Z"]


def test_what_becomes_current_again_is_noted_again(tmp_path: Path) -> None:
    for hours, digest in enumerate((A, B, A)):
        publish(tmp_path, digest, hours)
    assert [each.digest for each in read_history(tmp_path)] == [A, B, A]


def test_a_clock_that_is_set_back_does_not_change_the_order(tmp_path: Path) -> None:
    publish(tmp_path, A)
    publish(tmp_path, B, -5)
    publish(tmp_path, C, -9)
    assert [each.digest for each in read_history(tmp_path)] == [A, B, C]


def test_without_a_history_the_time_of_writing_tells_the_order(tmp_path: Path) -> None:
    put(tmp_path, A, NOON, '{"versions": {"data": "2026-01-01"}}')
    put(tmp_path, B, NOON - timedelta(days=1))
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / MANIFEST).write_text("{}")
    assert read_history(tmp_path) == [
        Publication(B, "2026-11-26T12:00:00Z", None),
        Publication(A, "2026-11-27T12:00:00Z", "2026-01-01"),
    ]


def test_older_snapshots_stand_before_the_first_that_is_noted(tmp_path: Path) -> None:
    put(tmp_path, B, NOON - timedelta(days=1))
    put(tmp_path, C, NOON)
    publish(tmp_path, C)
    assert [each.digest for each in read_history(tmp_path)] == [B, C]


def test_a_snapshot_that_was_deleted_stays_in_the_history(tmp_path: Path) -> None:
    put(tmp_path, A, NOON)
    publish(tmp_path, B)
    (tmp_path / A / MANIFEST).unlink()
    assert [each.digest for each in read_history(tmp_path)] == [A, B]


@pytest.mark.parametrize("text", ["", "{", "[1]", '[{"digest": 1}]', UNTYPED, "[" * 100_000, "null"])
def test_a_history_that_cannot_be_read_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    put(tmp_path, A, NOON, "not JSON")
    (tmp_path / HISTORY).write_text(text)
    assert [each.digest for each in read_history(tmp_path)] == [A]
    publish(tmp_path, B)
    assert [each.digest for each in read_history(tmp_path)] == [A, B]


def publications(*versions: str | None) -> list[Publication]:
    return [Publication(f"{number}", f"t{number}", version) for number, version in enumerate(versions)]


@pytest.mark.parametrize(
    ("versions", "number"),
    [
        ([None], None),
        ([None, None], None),
        (["1"], None),
        (["1", "1"], 0),
        (["1", "1", "1"], 0),
        (["1", "1", "2"], 0),
        ([None, "1", "1", "2", "2", "2"], 3),
        (["1", "2", "2", None], 1),
    ],
)
def test_the_last_release_is_the_first_snapshot_with_its_version(
    versions: list[str | None], number: int | None
) -> None:
    history = publications(*versions)
    assert last_release(history) == (None if number is None else history[number])
