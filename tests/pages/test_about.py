"""About: what is told of limits, sources and citation is what holds."""

from collections.abc import Callable

import pytest

from medkg.edition import Edition
from medkg.pages.about import cite, cite_in_bibtex, describe, list_limits
from medkg.settings import Limits, settings_of
from medkg.snapshot.manifest import MAPPINGS
from medkg.snapshot.reader import Snapshot
from page_engine import CountingEngine
from support import NAMES


def test_all_limits_are_listed_with_the_values_that_hold() -> None:
    limits = {limit.name: limit.value for limit in list_limits(Limits(seconds=7.5, memory_mb=1_000_000))}
    assert set(limits) == {setting.name for setting in settings_of(Limits)}
    assert (limits["seconds"], limits["memory_mb"]) == ("7.5", "1,000,000")


def test_the_source_is_told_with_its_version(asking: CountingEngine, real_snapshot: Snapshot) -> None:
    source = describe(asking, real_snapshot.edition, Limits()).sources.rows[0]
    assert source["title"]["value"] == "Medical Data for Machine Learning"
    assert source["version"]["value"] == "2020-02-21"
    assert int(source["passages"]["value"]) > 200
    assert len(asking.texts) == 2


def test_a_mapping_set_is_told_with_its_matches(asking: CountingEngine, real_snapshot: Snapshot) -> None:
    sets = describe(asking, real_snapshot.edition, Limits()).mapping_sets.rows
    assert len(sets) == len(list((real_snapshot.path / MAPPINGS).iterdir()))
    assert all(int(row["mappings"]["value"]) > 0 for row in sets)


@pytest.mark.parametrize("write", [cite, cite_in_bibtex])
@pytest.mark.parametrize("version", ["2026-11-27", ""])
def test_a_citation_names_the_snapshot_and_its_release(write: Callable[[Edition], str], version: str) -> None:
    text = write(Edition(NAMES, "5a2b", version))
    assert "ata version 5a2b" in text
    assert NAMES.base in text
    assert ("elease" in text) == bool(version)


def test_bibtex_has_balanced_braces(real_snapshot: Snapshot) -> None:
    text = cite_in_bibtex(real_snapshot.edition)
    assert text.startswith("@misc{medkg-")
    assert text.count("{") == text.count("}")
