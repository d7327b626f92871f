"""Snapshots: the same bytes from the same input, nothing half-written, no damage served."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from medkg.build import build_snapshot
from medkg.errors import BuildBusy, CatalogRejected, OutputUnwritable, SnapshotUnusable
from medkg.snapshot.manifest import CURRENT, MANIFEST, QUADS, SEARCH, describe_file, parse_manifest, read_manifest
from medkg.snapshot.reader import open_snapshot
from support import NAMES, REPOSITORY, copy_minimal, ignore_stages


def build_in_process(root: Path, output: Path, seed: str) -> str:
    """Build in a process of its own, with its own order of hashing, and return the digest."""
    command = [sys.executable, "-m", "medkg", "build", "--root", str(root), "--output", str(output), "--json"]
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Tokyo" if seed == "1" else "UTC"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return str(json.loads(done.stdout)["digest"])


def test_two_builds_of_the_same_input_are_byte_identical(tmp_path: Path) -> None:
    """Whatever the order of hashing, the time zone, the locale, the directory and the order of making the files."""
    first, second = tmp_path / "first", tmp_path / "elsewhere" / "second"
    for part in ("data", "ontology", "queries"):
        shutil.copytree(REPOSITORY / part, first / part)
        (second / part).mkdir(parents=True)
        for file in sorted((p for p in (REPOSITORY / part).rglob("*") if p.is_file()), reverse=True):
            target = second / file.relative_to(REPOSITORY)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    digests = [build_in_process(first, tmp_path / "a", "1"), build_in_process(second, tmp_path / "b", "2")]
    assert digests[0] == digests[1]
    files = [read_manifest(tmp_path / built / CURRENT).files for built in ("a", "b")]
    assert files[0].keys() - {QUADS, SEARCH} > {"exports/catalog.ttl.gz", "exports/medkg.nq.gz"}
    for name in files[0].keys() | files[1].keys():
        assert name.startswith("store/") or files[0][name] == files[1][name], name


def test_the_manifest_counts_what_the_store_holds(snapshots: Path) -> None:
    manifest = open_snapshot(snapshots).manifest
    lines = (snapshots / "current" / QUADS).read_text("utf-8").splitlines()
    assert sum(manifest.graphs.values()) == len(lines)
    assert manifest.classes["http://www.w3.org/ns/dcat#Resource"] >= 128
    assert set(manifest.graphs) == {
        "",
        "stated",
        "curated",
        "inferred",
        "ontology",
        "mappings",
        "queries",
        "shapes",
        "void",
        "provenance",
    }
    assert parse_manifest(manifest.to_text()) == manifest


def test_the_same_input_is_the_same_snapshot(root: Path, tmp_path: Path) -> None:
    first, _, _ = build_snapshot(root, tmp_path / "out", NAMES, ignore_stages)
    second, _, _ = build_snapshot(root, tmp_path / "out", NAMES, ignore_stages)
    assert first == second
    assert open_snapshot(tmp_path / "out").path == first.resolve()
    assert [path.name for path in (tmp_path / "out").iterdir() if path.is_dir() and not path.is_symlink()] == [
        first.name
    ]


def test_another_base_iri_gives_another_graph(root: Path, tmp_path: Path) -> None:
    names = type(NAMES)("https://example.org/kg/")
    place, manifest, _ = build_snapshot(root, tmp_path / "out", names, ignore_stages)
    text = (place / QUADS).read_text("utf-8")
    assert "https://example.org/kg/dataset/kidney-scans" in text
    assert "https://w3id.org/medkg" not in text
    assert manifest.base_iri == "https://example.org/kg/"


def test_a_failing_build_leaves_the_current_snapshot(root: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    before, _, _ = build_snapshot(root, output, NAMES, ignore_stages)
    (root / "data/entries/challenges/kidney-contest.yaml").write_text("kind: nothing\n")
    with pytest.raises(CatalogRejected):
        build_snapshot(root, output, NAMES, ignore_stages)
    assert open_snapshot(output).path == before.resolve()


def test_a_damaged_snapshot_is_replaced_by_a_build_of_the_same_input(root: Path, tmp_path: Path) -> None:
    place, _, _ = build_snapshot(root, tmp_path / "out", NAMES, ignore_stages)
    truncate(place / QUADS)
    with pytest.raises(SnapshotUnusable):
        open_snapshot(tmp_path / "out")
    build_snapshot(root, tmp_path / "out", NAMES, ignore_stages)
    assert open_snapshot(tmp_path / "out").path == place.resolve()


def test_a_snapshot_that_searches_in_another_way_is_replaced(root: Path, tmp_path: Path) -> None:
    """The digest is that of the quads and queries; the index is made by the code, which may have changed."""
    place, manifest, _ = build_snapshot(root, tmp_path / "out", NAMES, ignore_stages)
    (place / SEARCH).write_bytes(b"what an older version wrote")
    files = {**manifest.files, SEARCH: describe_file(place / SEARCH)}
    (place / MANIFEST).write_text(replace(manifest, files=files).to_text(), "utf-8")
    assert open_snapshot(place).path == place.resolve()
    build_snapshot(root, tmp_path / "out", NAMES, ignore_stages)
    assert describe_file(place / SEARCH) == manifest.files[SEARCH]


def test_two_builds_at_once_do_not_mix(root: Path, tmp_path: Path) -> None:
    from medkg.snapshot.writer import _locked

    (tmp_path / "out").mkdir()
    with _locked(tmp_path / "out"), pytest.raises(BuildBusy, match="Another build"):
        build_snapshot(root, tmp_path / "out", NAMES, ignore_stages)


def test_a_place_that_cannot_be_written_is_named(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory")
    with pytest.raises(OutputUnwritable, match="file/out: Not a directory"):
        build_snapshot(root, tmp_path / "file" / "out", NAMES, ignore_stages)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.fixture(scope="module")
def small_snapshot(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_minimal(tmp_path_factory.mktemp("damage") / "root")
    place, _, _ = build_snapshot(root, root.parent / "out", NAMES, ignore_stages)
    return place


@pytest.mark.parametrize("harm", [Path.unlink, truncate, flip], ids=["missing", "truncated", "altered"])
def test_each_damaged_file_is_refused_by_name(
    small_snapshot: Path, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    """Every file of a snapshot in turn, the manifest included."""
    copy = tmp_path / "copy"
    shutil.copytree(small_snapshot, copy)
    paths = [path for path in copy.rglob("*") if path.is_file()]
    assert len(paths) >= 10
    for path in paths:
        content = path.read_bytes()
        if harm is not Path.unlink and not content:
            continue
        harm(path)
        with pytest.raises(SnapshotUnusable, match=path.name.replace("-", ".")):
            open_snapshot(copy)
        path.write_bytes(content)


def test_a_manifest_made_to_fit_other_files_is_refused(small_snapshot: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(small_snapshot, copy)
    manifest = json.loads((copy / MANIFEST).read_text())
    manifest["classes"] = {}
    (copy / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(SnapshotUnusable, match="checksum"):
        open_snapshot(copy)


def test_serving_a_damaged_snapshot_ends_with_a_sentence(small_snapshot: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(small_snapshot, copy)
    truncate(copy / "queries.json")
    command = [sys.executable, "-m", "medkg", "serve", "--snapshot", str(copy), "--port", "0"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 4
    assert "queries.json has" in done.stderr
    assert "medkg build" in done.stderr


def test_a_snapshot_of_another_layout_is_refused_with_the_remedy(small_snapshot: Path, tmp_path: Path) -> None:
    place = tmp_path / "other"
    shutil.copytree(small_snapshot, place)
    manifest = read_manifest(place)
    (place / MANIFEST).write_text(replace(manifest, layout=1).to_text(), "utf-8")
    with pytest.raises(
        SnapshotUnusable,
        match=r"cannot be used: it was written by another version of medkg \(layout 1, not 4\)\. Build again",
    ):
        open_snapshot(place)


def test_a_link_that_leads_to_itself_is_refused(tmp_path: Path) -> None:
    (tmp_path / CURRENT).symlink_to(CURRENT)
    with pytest.raises(SnapshotUnusable):
        open_snapshot(tmp_path)
