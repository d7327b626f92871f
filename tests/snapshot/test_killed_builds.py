"""A build that is killed, at whatever moment, leaves the snapshot that is served."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from medkg.build import build_snapshot
from medkg.snapshot.manifest import CURRENT, QUADS
from medkg.snapshot.reader import open_snapshot
from support import NAMES, copy_minimal, ignore_stages


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a directory with a catalog, `root`, and its snapshots, `out`."""
    folder = tmp_path_factory.mktemp("built")
    build_snapshot(copy_minimal(folder / "root"), folder / "out", NAMES, ignore_stages)
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """Return a copy of `built`."""
    shutil.copytree(built, tmp_path / "copy", symlinks=True)
    return tmp_path / "copy"


@pytest.mark.parametrize("delay", [0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0])
def test_a_killed_build_leaves_the_current_snapshot(folder: Path, delay: float) -> None:
    """Whenever SIGKILL comes; and the next build clears away what was left."""
    root, output = folder / "root", folder / "out"
    before = (output / CURRENT).resolve()
    entry = root / "data/entries/imaging/kidney-scans.yaml"
    entry.write_text(entry.read_text().replace("count: 300", "count: 301"))
    command = [sys.executable, "-m", "medkg", "build", "--root", str(root), "--output", str(output)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
    served = open_snapshot(output).path
    assert served == before or "301" in (served / QUADS).read_text("utf-8")
    build_snapshot(root, output, NAMES, ignore_stages)
    assert not list(output.glob(".building-*"))


@pytest.mark.parametrize("name", ["rename", "replace"])
def test_a_rebuild_killed_at_a_rename_leaves_the_same_snapshot(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """The same input gives the same digest, so that the served directory itself is at stake."""
    before = (folder / "out" / CURRENT).resolve()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, contextlib.suppress(KeyboardInterrupt):
        patch.setattr(os, name, die)
        build_snapshot(folder / "root", folder / "out", NAMES, ignore_stages)
    assert open_snapshot(folder / "out").path == before
