"""What other catalogs demand, asked with their validators where these lie beside the repository."""

import subprocess
import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path

import pytest
from pyoxigraph import Store

from medkg.edition import Edition
from medkg.profiles.croissant import CROISSANT, missing_facts
from medkg.profiles.profile import Profile
from medkg.profiles.schema_org import SCHEMA_ORG
from medkg.profiles.things import Thing, list_entries, read_things
from medkg.snapshot.reader import Snapshot
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


EDITION = Edition(NAMES, digest="", version="2026-11-27")


@pytest.fixture(scope="module")
def things(real_snapshot: Snapshot) -> list[Thing]:
    """All entries."""
    construct = partial(Store.read_only(str(real_snapshot.store)).query, prefixes=NAMES.prefixes)
    return read_things(construct, NAMES, list_entries(construct, 0, 10_000))


def write_files(folder: Path, profile: Profile, things: Iterable[Thing]) -> str:
    for thing in things:
        (folder / f"{thing.id}{profile.suffix}").write_bytes(profile.write(thing, EDITION))
    return str(folder)


def test_every_dataset_is_one_for_search_engines(things: list[Thing], tmp_path: Path) -> None:
    folder = write_files(tmp_path, SCHEMA_ORG, things)
    assert "PASS google" in validate("google_dataset.py", "--profile", "google", folder)


def test_datasets_with_a_licence_have_what_bioschemas_requires(things: list[Thing], tmp_path: Path) -> None:
    datasets = [thing for thing in things if thing.family == "dataset"]
    complete = [thing for thing in datasets if "licence" not in missing_facts(thing, EDITION)]
    assert len(complete) > 10
    folder = write_files(tmp_path, SCHEMA_ORG, complete)
    assert "PASS bioschemas" in validate("google_dataset.py", "--profile", "bioschemas", folder)


def test_datasets_with_all_facts_are_croissant(things: list[Thing], tmp_path: Path) -> None:
    datasets = [thing for thing in things if thing.family == "dataset"]
    complete = [thing for thing in datasets if not missing_facts(thing, EDITION)]
    assert complete
    assert "PASS Croissant" in validate("croissant.py", "--spec-only", write_files(tmp_path, CROISSANT, complete))
