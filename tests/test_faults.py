"""Every rule, shape and check has examples that break it, and their findings are known to the letter.

`tests/faults/<rule>` and `tests/faults/<rule>--<variant>` hold `expected.txt`, the findings of that rule, and either
files that are laid over the minimal catalog or, where curated files cannot break the rule, a graph that does.
"""

import functools
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from medkg.build import Graph, check_quads, make_graph
from medkg.catalog.loader import load_catalog
from medkg.catalog.rules import RULES
from medkg.errors import CatalogRejected
from medkg.findings import Finding
from medkg.inference.closure import close_with_owlrl
from medkg.quality.checks import load_checks
from medkg.quality.shapes import load_shapes, rules_of_shapes
from support import NAMES, REPOSITORY, TESTS, copy_minimal, ignore_stages

FAULTS = TESTS / "faults"
EXAMPLES = sorted(path.name for path in FAULTS.iterdir() if path.is_dir())
UNREADABLE = ("unreadable-file", "not-utf-8", "empty-file", "yaml-syntax", "turtle-syntax", "missing-key")
IN_FIVE_FILES = ("unknown-key", "unknown-reference--event", "cyclic-hierarchy", "unknown-predicate", "query-syntax")


@pytest.fixture(scope="module", autouse=True)
def _close_the_ontology_once() -> Iterator[None]:
    """Keep the closure of the ontology, which is the same for all examples and takes most of the time of a build."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("medkg.inference.closure.close_with_owlrl", functools.cache(close_with_owlrl))
        yield


def rule_of(name: str) -> str:
    return name.partition("--")[0]


def damaged(root: Path, *names: str) -> Path:
    """Make a root directory with the minimal catalog and the files of some examples laid over it."""
    copy_minimal(root)
    for name in names:
        shutil.copytree(FAULTS / name, root, symlinks=True, dirs_exist_ok=True)
    return root


def findings_of(root: Path) -> Sequence[Finding]:
    """Return what is found on the way to the finished graph, or in `graph.trig` where there is one."""
    graph = root / "graph.trig"
    if graph.exists():
        return check_quads(root, load_catalog(root, NAMES)[0], list(parse(path=graph, format=RdfFormat.TRIG)))
    try:
        return make_graph(root, NAMES, ignore_stages).warnings
    except CatalogRejected as fault:
        return fault.findings


def expected(*names: str) -> list[str]:
    texts = ((FAULTS / name / "expected.txt").read_text("utf-8") for name in names)
    return sorted(line for text in texts for line in text.splitlines())


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_fault_gives_its_findings(name: str, tmp_path: Path) -> None:
    findings = findings_of(damaged(tmp_path, name))
    found = sorted(str(finding) for finding in findings if finding.rule == rule_of(name))
    assert found == expected(name)
    assert found


@pytest.mark.parametrize("name", [name for name in EXAMPLES if rule_of(name) in UNREADABLE])
def test_a_file_that_gives_no_record_is_no_fault_of_those_that_refer_to_it(name: str, tmp_path: Path) -> None:
    assert sorted(map(str, findings_of(damaged(tmp_path, name)))) == expected(name)


def test_every_rule_shape_and_check_has_an_example() -> None:
    ontology = REPOSITORY / "ontology"
    shapes = rules_of_shapes(load_shapes(ontology / "shapes", NAMES))
    checks = [check.rule for check in load_checks(ontology / "checks", NAMES)]
    rules = {*RULES, *shapes, *checks}
    assert len(rules) == len(RULES) + len(shapes) + len(checks)
    assert rules - set(EXAMPLES) == set()
    assert {rule_of(name) for name in EXAMPLES} - rules == set()
    assert len(EXAMPLES) >= len(rules) > 80


def test_all_faults_of_all_files_are_found_at_once(tmp_path: Path) -> None:
    found = [str(finding) for finding in findings_of(damaged(tmp_path, *IN_FIVE_FILES))]
    assert found == expected(*IN_FIVE_FILES)
    assert len({line.partition(":")[0] for line in found}) == 5


def test_a_fault_builds_nothing(tmp_path: Path) -> None:
    root, output = damaged(tmp_path / "root", *IN_FIVE_FILES), tmp_path / "snapshots"
    command = [sys.executable, "-m", "medkg", "build", "--root", str(root), "--output", str(output)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.splitlines() == [*expected(*IN_FIVE_FILES), "5 error(s), 0 warning(s)."]
    assert not output.exists()


def test_every_finding_has_a_place_a_sentence_and_a_rule() -> None:
    form = re.compile(r"[^:]+:[1-9][0-9]*: (error|warning): .+[.?] \[[a-z0-9]+(-[a-z0-9]+)*\]")
    assert [line for line in expected(*EXAMPLES) if not form.fullmatch(line)] == []


def test_byte_order_marks_and_line_ends_of_windows_change_nothing(root: Path, minimal_graph: Graph) -> None:
    for path in root.rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert make_graph(root, NAMES, ignore_stages).quads == minimal_graph.quads
