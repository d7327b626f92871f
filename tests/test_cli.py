"""The command line, as a user types it."""

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from made_up import write_made_up


def run(*arguments: str, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "medkg", *arguments]
    environment = {**os.environ, "COLUMNS": "200"}
    return subprocess.run(command, input=stdin, capture_output=True, text=True, check=False, cwd=cwd, env=environment)


@pytest.mark.parametrize("command", ["build", "check", "diff", "export", "import", "publish", "query", "serve"])
def test_each_command_teaches_its_use(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 8


def test_examples_stand_in_lines_of_their_own() -> None:
    lines = run("export", "--help").stdout.splitlines()
    assert [line.split()[:4] for line in lines if "medkg export -p bibtex" in line] == [
        ["medkg", "export", "-p", "bibtex"]
    ]


def test_the_help_lists_commands_and_exit_codes() -> None:
    text = run("--help").stdout
    for word in ("build", "check", "diff", "export", "import", "publish", "query", "serve", "Exit codes"):
        assert word in text


def test_build_prints_place_and_size_and_with_v_the_time_of_each_stage(root: Path) -> None:
    done = run("build", "-v", cwd=root)
    assert done.returncode == 0
    assert " triples, " in done.stdout
    assert [line.split()[0] for line in done.stderr.splitlines()] == [
        "load",
        "convert",
        "infer",
        "check",
        "describe",
        "write",
        "export",
        "compare",
    ]


def test_build_prints_json_for_scripts(root: Path) -> None:
    outcome = json.loads(run("build", "--json", cwd=root).stdout)
    assert Path(root, outcome["path"]).name == outcome["digest"]
    assert set(outcome["seconds"]) == {"load", "convert", "infer", "check", "describe", "write", "export", "compare"}


def test_check_finds_nothing_in_a_good_catalog_and_writes_nothing(root: Path) -> None:
    done = run("check", cwd=root)
    assert (done.returncode, done.stdout) == (0, "0 error(s), 0 warning(s).\n")
    assert not (root / "snapshots").exists()


def test_a_tree_that_is_not_whole_is_refused_folder_by_folder(root: Path) -> None:
    shutil.rmtree(root / "queries")
    for path in (root / "ontology/checks").iterdir():
        path.unlink()
    done = run("build", cwd=root)
    assert done.returncode == 1
    assert "queries:1: error: Cannot read the folder: No such file or directory." in done.stderr
    assert "ontology/checks:1: error: The folder is empty." in done.stderr
    assert not (root / "snapshots").exists()


def test_check_prints_all_faults_and_ends_with_1(root: Path) -> None:
    (root / "data/entries/imaging/kidney-scans.yaml").write_text("kindd: dataset\n")
    done = run("check", cwd=root)
    assert done.returncode == 1
    assert "kidney-scans.yaml:1: error: Unknown key 'kindd'. Did you mean 'kind'? [unknown-key]" in done.stderr
    assert [f["rule"] for f in json.loads(run("check", "--json", cwd=root).stdout)].count("unknown-key") == 1


def test_a_saved_query_is_asked_by_its_slug(snapshots: Path) -> None:
    done = run("query", "challenges-at-a-meeting", "--snapshot", str(snapshots), "-p", "event=isbi-2018", "-f", "csv")
    assert done.returncode == 0
    assert "isbi-challenges-2018" in done.stdout


def test_a_query_can_come_from_a_file_or_standard_input(snapshots: Path, tmp_path: Path) -> None:
    text = "SELECT ?t { challenge:kits19 dct:alternative ?t }"
    (tmp_path / "q.rq").write_text(text)
    by_file = run("query", str(tmp_path / "q.rq"), "--snapshot", str(snapshots))
    by_pipe = run("query", "-", "--snapshot", str(snapshots), stdin=text)
    assert by_file.stdout == by_pipe.stdout
    assert "KiTS19" in by_pipe.stdout
    assert by_pipe.stdout.endswith("1 row\n")


def test_triples_are_printed_as_turtle(snapshots: Path) -> None:
    done = run("query", "-", "--snapshot", str(snapshots), stdin="CONSTRUCT WHERE { challenge:kits19 a ?c }")
    assert "@prefix challenge:" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "stdin", "code", "words"),
    [
        (["query", "chalenges-at-a-meeting"], "", 2, "Did you mean 'challenges-at-a-meeting'?"),
        (["query", "challenges-at-a-meeting", "-p", "evnt=x"], "", 2, "It has: event"),
        (["query", "challenges-at-a-meeting", "-p", "event"], "", 2, "NAME=VALUE"),
        (["query", "-", "-p", "event=x"], "ASK {}", 2, "saved queries only"),
        (["query", "-"], "SELECT", 5, "Line 1, column 7"),
        (["query", "-", "-f", "ttl"], "ASK {}", 5, "not as ttl"),
        (["query", "-", "-f", "pdf"], "ASK {}", 5, "no format 'pdf'"),
        (["query", "-", "--seconds", "0.2"], "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 5, "0.2 s"),
    ],
)
def test_what_cannot_be_answered_ends_with_its_code(
    snapshots: Path, arguments: list[str], stdin: str, code: int, words: str
) -> None:
    done = run(*arguments, "--snapshot", str(snapshots), stdin=stdin)
    assert done.returncode == code
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_no_snapshot_is_said_with_the_remedy(tmp_path: Path) -> None:
    done = run("query", "-", cwd=tmp_path, stdin="ASK {}")
    assert done.returncode == 4
    assert "medkg build" in done.stderr


def test_a_taken_port_is_said(snapshots: Path, server: str) -> None:
    done = run("serve", "--snapshot", str(snapshots), "--port", server.rsplit(":", 1)[1])
    assert done.returncode == 2
    assert "Address already in use. Choose another --host or --port." in done.stderr


def test_a_base_without_a_slash_is_refused(root: Path) -> None:
    done = run("build", "--base-iri", "https://example.org/kg", cwd=root)
    assert done.returncode == 2
    assert "ends with a slash" in done.stderr


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two snapshots, of which the second followed the first."""
    folder = tmp_path_factory.mktemp("two")
    old, new = (
        f"dataset:abide a dcat:Dataset . GRAPH <https://w3id.org/medkg/graph/stated/abide> {{ dataset:abide {told} }}"
        for told in ('dct:title "ABIDE"@en', 'dct:title "ABIDE I"@en')
    )
    return write_made_up(folder, old), write_made_up(folder, new)


def test_diff_tells_what_is_different_from_the_current_snapshot(two: tuple[Path, Path]) -> None:
    done = run("diff", two[0].name[:8], "--snapshots", str(two[0].parent))
    assert (done.returncode, done.stderr) == (0, "")
    assert "    - title: ABIDE [stated]\n    + title: ABIDE I [stated]\n" in done.stdout


def test_diff_of_the_same_ends_with_0_too(two: tuple[Path, Path]) -> None:
    done = run("diff", str(two[1]), "current", "--snapshots", str(two[0].parent))
    assert (done.returncode, done.stdout.splitlines()[1:]) == (0, ["No difference."])


def test_diff_prints_json_for_scripts(two: tuple[Path, Path]) -> None:
    found = json.loads(run("diff", *map(str, two), "--format", "json").stdout)
    assert found["statements"] == {"stated": {"added": 1, "removed": 1}}
    assert [(each["sign"], each["words"]) for each in found["changes"][0]["statements"]] == [
        ("-", "ABIDE"),
        ("+", "ABIDE I"),
    ]


@pytest.mark.parametrize(("options", "operations"), [([], 2), (["--graph", "named"], 2), (["--graph", "default"], 0)])
def test_diff_prints_a_patch_of_all_graphs_or_some(two: tuple[Path, Path], options: list[str], operations: int) -> None:
    rows = run("diff", *map(str, two), "--format", "rdf-patch", *options).stdout.splitlines()
    assert rows[0].startswith("H id ")
    assert len([row for row in rows if row[:2] in ("A ", "D ")]) == operations


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["2020-01-01"], 4, "no snapshot '2020-01-01'"),
        (["current", "--graph", "named"], 2, "rdf-patch only"),
        ([], 2, "OLD"),
    ],
)
def test_diff_says_what_it_cannot_do(two: tuple[Path, Path], arguments: list[str], code: int, words: str) -> None:
    done = run("diff", *arguments, "--snapshots", str(two[0].parent))
    assert done.returncode == code
    assert words in done.stderr


PRINTING = [
    ("diff", "current", "current", "-f", "text"),
    ("diff", "current", "current", "-f", "rdf-patch"),
    ("export", "-p", "dcat"),
    ("export", "--list"),
]


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_where_nothing_can_be_printed_is_said(two: tuple[Path, Path], arguments: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        done = print_to(full.fileno(), arguments, two[0].parent)
    reason = "No space left on device. Make room, or choose another place."
    assert (done.returncode, done.stderr) == (2, f"medkg: Cannot write to standard output: {reason}\n")


@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_who_reads_no_further_hears_nothing(two: tuple[Path, Path], arguments: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = print_to(writing, arguments, two[0].parent)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "")


def print_to(stdout: int, arguments: tuple[str, ...], snapshots: Path) -> subprocess.CompletedProcess[str]:
    option = "--snapshots" if arguments[0] == "diff" else "--snapshot"
    command = [sys.executable, "-m", "medkg", *arguments, option, str(snapshots)]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, text=True, check=False)


def test_export_prints_one_file_and_reports_many(root: Path) -> None:
    assert run("build", cwd=root).returncode == 0
    printed = run("export", "--profile", "bibtex", "--entry", "kidney-scans", cwd=root)
    assert printed.returncode == 0
    assert printed.stdout.startswith("@misc{kidney-scans,")
    report = json.loads(run("export", "-p", "ontology", "-o", "out", "--json", cwd=root).stdout)
    assert set(report["files"]) == {"out/ontology.jsonld", "out/ontology.rdf", "out/ontology.ttl"}
    assert report["files"]["out/ontology.ttl"]["bytes"] == (root / "out/ontology.ttl").stat().st_size


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "Say what to export with --profile"),
        (("-p", "bibtex", "--json"), "goes with --out"),
        (("-p", "bibtx"), "Did you mean 'bibtex'?"),
        (("-p", "tables"), "Name a folder"),
        (("-p", "bibtex", "-o", "x" * 300 + ".bib"), "File name too long. Make room, or choose another --out."),
        (("-p", "bibtex", "-o", "x" * 300), "File name too long. Make room, or choose another --out."),
        (("-p", ""), "'--profile': It is empty. Give a value, or leave the option out."),
        (("-p", "bibtex", "--out", ""), "'--out': It is empty."),
        (("-p", "bibtex", "--entry", ""), "'--entry': It is empty."),
        (("-p", "bibtex", "--format", ""), "'--format': It is empty."),
    ],
)
def test_export_refuses_what_it_cannot_do(
    two: tuple[Path, Path], tmp_path: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    done = run("export", *arguments, "--snapshot", str(two[0].parent), cwd=tmp_path)
    assert done.returncode == 2
    assert sentence in " ".join(done.stderr.replace("│", " ").split())
    assert done.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_an_export_that_is_told_to_end_leaves_nothing(two: tuple[Path, Path], tmp_path: Path) -> None:
    """The signal comes when all is written, but has not its name yet."""
    end = "os.replace = lambda *_: os.kill(os.getpid(), signal.SIGTERM)"
    program = f"import os, signal; from medkg.cli import main; {end}; main()"
    command = ["export", "-p", "graph", "-o", "out/", "--snapshot", str(two[1])]
    done = subprocess.run([sys.executable, "-c", program, *command], cwd=tmp_path, check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (128 + signal.SIGTERM, b"")
    assert list((tmp_path / "out").iterdir()) == []


def test_export_lists_what_there_is_without_a_snapshot(tmp_path: Path) -> None:
    assert "croissant" in run("export", "--list", cwd=tmp_path).stdout
    listed = {row["name"]: row for row in json.loads(run("export", "--list", "--json", cwd=tmp_path).stdout)}
    assert listed["croissant"]["kinds"] == ["dataset"]
