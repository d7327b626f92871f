"""What is kept of the way from snapshot to snapshot, and what a server makes of it."""

import gzip
import json
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from made_up import write_made_up
from medkg.changes.compare import compare
from medkg.changes.comparison import Comparison
from medkg.changes.keep import keep_comparisons
from medkg.changes.log import CHANGES, MOST_STEPS, PATCH, WHOLE, file_of, read_change_log
from medkg.changes.patch import write_patch
from medkg.changes.side import open_side
from medkg.snapshot.history import HISTORY, Publication, describe_snapshot, read_history, write_history
from medkg.snapshot.manifest import CURRENT, describe_file


def made_up(number: int) -> str:
    return f'GRAPH <https://w3id.org/medkg/graph/stated/d{number}> {{ dataset:d{number} dct:title "D{number}"@en . }}'


@pytest.fixture
def places(tmp_path: Path) -> list[Path]:
    """Three snapshots that were current one after the other."""
    return [write_made_up(tmp_path / "out", made_up(number)) for number in range(3)]


def test_a_build_notes_that_its_snapshot_is_current(places: list[Path]) -> None:
    assert [each.digest for each in read_history(places[0].parent)] == [place.name for place in places]


def test_a_build_of_the_same_adds_nothing(places: list[Path]) -> None:
    folder = places[0].parent
    before = {path.name: path.read_bytes() for path in (folder / HISTORY, *(folder / CHANGES).iterdir())}
    write_made_up(folder, made_up(2))
    assert {path.name: path.read_bytes() for path in (folder / HISTORY, *(folder / CHANGES).iterdir())} == before


def test_the_steps_to_a_snapshot_are_told_the_newest_first(places: list[Path]) -> None:
    log = read_change_log(places[2], places[2].name)
    assert [step.publication.digest for step in log.steps] == [place.name for place in reversed(places)]
    for step, older in pairwise(log.steps):
        assert step.before == older.publication
        assert step.comparison
        assert step.comparison.count_things("added") == step.comparison.count_things("removed") == {"dataset": 1}
    assert (log.steps[-1].before, log.steps[-1].comparison, log.since_release) == (None, None, None)


def test_what_came_later_is_not_told(places: list[Path]) -> None:
    log = read_change_log(places[1], places[1].name)
    assert [step.publication.digest for step in log.steps] == [places[1].name, places[0].name]


def test_what_is_kept_whole_is_what_a_comparison_gives(places: list[Path]) -> None:
    step = read_change_log(places[2], places[2].name).steps[0]
    old, new = open_side(places[1]), open_side(places[2])
    whole, patch = (file_of(places[2].parent, step, suffix) for suffix in (WHOLE, PATCH))
    assert Comparison.from_json(json.loads(gzip.decompress(whole.read_bytes()))) == compare(old, new)
    assert gzip.decompress(patch.read_bytes()) == b"".join(write_patch(old, new))
    assert step.files == {WHOLE: describe_file(whole), PATCH: describe_file(patch)}


def test_what_is_kept_outlives_its_snapshots(places: list[Path]) -> None:
    shutil.rmtree(places[0])
    steps = read_change_log(places[2], places[2].name).steps
    assert [bool(step.comparison) for step in steps] == [True, True, False]


def test_what_was_lost_is_made_again_by_the_next_build_the_same_bytes(places: list[Path]) -> None:
    folder = places[0].parent
    before = {path.name: path.read_bytes() for path in (folder / CHANGES).iterdir()}
    shutil.rmtree(folder / CHANGES)
    assert [step.comparison for step in read_change_log(places[2], places[2].name).steps] == [None] * 3
    write_made_up(folder, made_up(2))
    assert {path.name: path.read_bytes() for path in (folder / CHANGES).iterdir()} == before
    assert len(before) == 6


def test_a_damaged_snapshot_does_not_stop_a_build(places: list[Path]) -> None:
    (places[2] / "quads.nq").write_bytes(b"")
    newest = write_made_up(places[0].parent, made_up(3))
    assert (places[0].parent / CURRENT).resolve() == newest.resolve()
    assert read_change_log(newest, newest.name).steps[0].comparison is None


def test_a_damaged_file_is_as_good_as_none(places: list[Path]) -> None:
    for path in (places[0].parent / CHANGES).glob("*.short.json"):
        path.write_text('{"files": {}, "comparison": {"old": 1}}')
    assert [step.comparison for step in read_change_log(places[2], places[2].name).steps] == [None] * 3


def test_a_snapshot_that_stands_for_itself_has_one_step(places: list[Path], tmp_path: Path) -> None:
    alone = tmp_path / "elsewhere" / "mine"
    shutil.copytree(places[0], alone)
    [step] = read_change_log(alone, places[0].name).steps
    assert (step.before, step.comparison) == (None, None)
    assert step.publication == describe_snapshot(places[0])


def test_so_many_steps_are_told(places: list[Path]) -> None:
    folder = places[0].parent
    digests = [places[number % 3].name for number in range(3 * MOST_STEPS)]
    write_history(folder, [Publication(digest, f"t{number:03}", None) for number, digest in enumerate(digests)])
    steps = read_change_log(places[2], places[2].name).steps
    assert [step.publication.published for step in steps] == [f"t{number:03}" for number in range(59, 39, -1)]
    assert all(step.before for step in steps)


def test_what_is_different_since_the_last_release_is_kept_too(places: list[Path]) -> None:
    folder, versions = places[0].parent, ("2026-01-01", "2026-01-01", "2026-01-01")
    history = [
        Publication(place.name, f"t{n}", version)
        for n, (place, version) in enumerate(zip(places, versions, strict=True))
    ]
    write_history(folder, history)
    keep_comparisons(folder, history)
    log = read_change_log(places[2], places[2].name)
    assert log.since_release
    assert (log.since_release.before, log.since_release.publication) == (history[0], history[2])
    assert log.since_release.comparison == compare(open_side(places[0]), open_side(places[2]))
    assert [step.is_release for step in log.steps] == [False, False, True]
