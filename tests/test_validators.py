"""What other catalogs demand, asked with their validators where these lie beside the repository."""

import subprocess
import sys
from pathlib import Path

import pytest

from medkg.sparql.engine import Request
from medkg.sparql.formats import FORMATS
from medkg.sparql.local import LocalEngine
from support import NAMES, REPOSITORY

VALIDATORS = REPOSITORY.parent / "shared" / "validators"

pytestmark = pytest.mark.skipif(not VALIDATORS.exists(), reason="the validators are not beside the repository")


def validate(script: str, *arguments: str) -> str:
    command = [sys.executable, str(VALIDATORS / script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    return done.stdout


@pytest.mark.parametrize("path", sorted((REPOSITORY / "ontology/mappings").glob("*.tsv")), ids=lambda path: path.name)
def test_mapping_sets_are_sssom(path: Path) -> None:
    assert "PASS" in validate("sssom_check.py", "--light", str(path))


def test_saved_queries_are_sparql_examples(engine: LocalEngine, tmp_path: Path) -> None:
    graph = NAMES.graph("queries")
    answer = engine.query(Request(f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH {graph} {{ ?s ?p ?o }} }}", graph=FORMATS["ttl"]))
    file = tmp_path / "queries.ttl"
    file.write_bytes(answer.body)
    assert "PASS" in validate("sparql_examples_check.py", str(file))
