"""What medkg exports, it can read: an entry in the terms of others becomes the same entry again."""

from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Store

from medkg.build import Graph
from medkg.catalog.references import facts_of
from medkg.drafts.terms import Terms
from medkg.edition import Edition
from medkg.profiles.table import PROFILES
from medkg.profiles.things import Thing, read_things
from support import NAMES

from .conftest import Drafting

ENTRIES = ("abide", "kits19-data", "lidc")
EVERYWHERE = ("modality", "anatomy", "disease", "task", "country", "license", "alternatives")
LISTS = {
    "schema": (*EVERYWHERE, "usage", "in_catalog"),
    "croissant": (*EVERYWHERE, "usage", "in_catalog"),
    "dcat": (*EVERYWHERE, "data_type"),
}
"""Profile → the fields that it tells whole."""


@pytest.fixture(scope="session")
def things(real_graph: Graph) -> dict[str, Thing]:
    """The entries of this test, by id."""
    store = Store()
    store.bulk_extend(real_graph.quads)
    iris = [NAMES(f"dataset/{id}") for id in ENTRIES]
    return {thing.id: thing for thing in read_things(partial(store.query, prefixes=NAMES.prefixes), NAMES, iris)}


@pytest.mark.parametrize("id", ENTRIES)
@pytest.mark.parametrize("profile", LISTS)
def test_an_export_becomes_the_same_entry(
    things: dict[str, Thing], terms: Terms, draft_of: Drafting, tmp_path: Path, profile: str, id: str
) -> None:
    path = tmp_path / f"{id}{PROFILES[profile].suffix}"
    path.write_bytes(PROFILES[profile].write(things[id], Edition(NAMES, "0123abcd", "2026-11-27")))
    draft = draft_of(path, id="again")
    record = terms.catalog.records.entries[id]
    ours = [facts.model_dump() for _, facts in facts_of(record)]
    assert draft.entry["stated"]["title"] == record.value.stated.title
    for field in LISTS[profile]:
        assert values(draft.entry["curated"], field) == values(ours, field), field
    for field in ("doi", "papers"):
        assert ids(draft.entry["curated"], field) == ids(ours, field), field
    assert any(f"'{id}'" in finding.sentence for finding in draft.findings if finding.rule == "known-entry")


def values(facts: list[dict[str, Any]], field: str) -> set[str]:
    return {value for told in facts for value in told.get(field) or ()}


def ids(facts: list[dict[str, Any]], field: str) -> set[str]:
    told = [one[field] for one in facts if one.get(field)]
    return {value for one in told for value in ([one] if isinstance(one, str) else [paper["id"] for paper in one])}
