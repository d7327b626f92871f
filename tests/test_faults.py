"""Every rule, shape and check has examples that break it, and their findings are known to the letter.

`tests/faults/<rule>` and `tests/faults/<rule>--<variant>` each hold `expected.txt`, the findings of that rule, and either
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

from medkg.build import check_quads, make_graph
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
IN_FIVE_FILES = ("unknown-key", "unknown-reference", "cyclic-hierarchy", "unknown-predicate", "query-syntax")
DAMAGED_FILES = [
    name for name in EXAMPLES if re.match("yaml-syntax|turtle-syntax|missing-key|not-utf-8|empty-file", name)
]


@pytest.fixture(scope="module", autouse=True)
def _close_the_ontology_once() -> Iterator[None]:
    """Keep the closure of the ontology, which is the same in all examples, and takes most of the time of a build."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("medkg.inference.closure.close_with_owlrl", functools.cache(close_with_owlrl))
        yield


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


def expected(name: str) -> set[str]:
    return set((FAULTS / name / "expected.txt").read_text("utf-8").splitlines())


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_fault_gives_its_finding(name: str, tmp_path: Path) -> None:
    rule = name.partition("--")[0]
    found = {str(finding) for finding in findings_of(damaged(tmp_path, name)) if finding.rule == rule}
    assert found
    assert found == expected(name)


def test_every_rule_shape_and_check_has_an_example() -> None:
    ontology = REPOSITORY / "ontology"
    shapes = rules_of_shapes(load_shapes(ontology / "shapes", NAMES))
    checks = [check.rule for check in load_checks(ontology / "checks", NAMES)]
    rules = {*RULES, *shapes, *checks}
    assert len(rules) == len(RULES) + len(shapes) + len(checks) > 80
    assert rules <= set(EXAMPLES)
    assert {name.partition("--")[0] for name in EXAMPLES} == rules


def test_all_faults_of_all_files_are_found_at_once(tmp_path: Path) -> None:
    found = [str(finding) for finding in findings_of(damaged(tmp_path, *IN_FIVE_FILES))]
    assert set(found) == set().union(*map(expected, IN_FIVE_FILES))
    assert len({line.partition(":")[0] for line in found}) == 5
    assert found == sorted(found)


@pytest.mark.parametrize("name", DAMAGED_FILES)
def test_a_damaged_file_is_no_fault_of_those_that_refer_to_it(name: str, tmp_path: Path) -> None:
    assert {str(finding) for finding in findings_of(damaged(tmp_path, name))} == expected(name)


def test_a_fault_builds_nothing(tmp_path: Path) -> None:
    root, output = damaged(tmp_path / "root", *IN_FIVE_FILES), tmp_path / "snapshots"
    command = [sys.executable, "-m", "medkg", "build", "--root", str(root), "--output", str(output)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    *lines, summary = run.stderr.splitlines()
    assert run.returncode == 1
    assert set(lines) == set().union(*map(expected, IN_FIVE_FILES))
    assert all(re.fullmatch(r"[^:]+:[1-9][0-9]*: error: .*[.] \[[a-z-]+\]", line) for line in lines)
    assert summary == "5 error(s), 0 warning(s)."
    assert run.stdout == ""
    assert not output.exists()
