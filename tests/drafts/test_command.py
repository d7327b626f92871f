"""`medkg import`, as a maintainer types it."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from medkg.build import make_graph
from medkg.drafts.command import write_new_files
from medkg.errors import CatalogRejected, OutputUnwritable
from support import NAMES, ignore_stages


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "medkg", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


def files_of(root: Path) -> set[Path]:
    return {path.relative_to(root) for path in root.rglob("*") if path.is_file()}


def test_a_draft_passes_the_check_when_the_marked_place_is_filled_in(root: Path, records: Path) -> None:
    done = run("import", str(records / "kidneys.ttl"), "--section", "imaging", cwd=root)
    assert done.returncode == 0, done.stderr
    entry = root / "data/entries/imaging/kict.yaml"
    assert f"{entry.relative_to(root)}: written" in done.stdout
    with pytest.raises(CatalogRejected) as left:
        make_graph(root, NAMES, ignore_stages)
    assert [finding.sentence[:23] for finding in left.value.findings] == ["'description' is empty;"]
    text, count = re.subn(
        r"^(#.*\n)+description:$", "description: " + "Scans of kidneys. " * 4, entry.read_text(), flags=re.MULTILINE
    )
    assert count == 1
    entry.write_text(text)
    assert make_graph(root, NAMES, ignore_stages).warnings == ()


def test_what_is_left_to_do_is_printed(root: Path, records: Path) -> None:
    done = run("import", str(records / "kidneys.ttl"), cwd=root)
    for rule in ("foreign-description", "people", "no-organization", "no-field"):
        assert f"[{rule}]" in done.stderr
    assert "kict.yaml:" in done.stderr
    assert "'description' is empty" in done.stderr


def test_a_draft_can_be_printed_and_nothing_is_written(root: Path, records: Path) -> None:
    before = files_of(root)
    done = run("import", str(records / "kidneys.html"), "--out", "-", cwd=root)
    assert done.stdout.startswith("kind: dataset\n")
    assert files_of(root) == before


def test_json_holds_the_texts_and_the_findings(root: Path, records: Path) -> None:
    done = run("import", str(records / "kidneys.ttl"), "--json", "--id", "other", "--out", "x.yaml", cwd=root)
    outcome = json.loads(done.stdout)
    assert outcome["id"] == "other"
    assert (root / "x.yaml").read_text() == outcome["entry"]
    assert outcome["files"] == ["x.yaml"]
    assert {"rule", "line", "sentence"} <= outcome["findings"][0].keys()


def test_no_file_is_replaced(root: Path, records: Path) -> None:
    (root / "x.yaml").write_text("mine")
    done = run("import", str(records / "kidneys.ttl"), "--out", "x.yaml", cwd=root)
    assert done.returncode == 2
    assert "there already" in done.stderr
    assert (root / "x.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["nowhere.ttl"], 1, "nor a file that can be read"),
        (["RECORD", "--dataset", "X"], 1, "no dataset 'X'"),
        (["RECORD", "--id", "kidney-scans"], 1, "taken by data/entries/imaging/kidney-scans.yaml"),
        (["RECORD", "--root", "data"], 1, "Cannot read"),
        (["RECORD", "--section", "../.."], 2, "name of a folder"),
    ],
)
def test_a_fault_ends_with_its_code(root: Path, records: Path, arguments: list[str], code: int, words: str) -> None:
    before = files_of(root)
    record = str(records / "kidneys.ttl")
    done = run("import", *[record if part == "RECORD" else part for part in arguments], cwd=root)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert files_of(root) == before


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "b").write_text("there")
    with pytest.raises(OutputUnwritable, match="there already"):
        write_new_files({tmp_path / "a": "a", tmp_path / "b": "b"})
    assert files_of(tmp_path) == {Path("b")}
