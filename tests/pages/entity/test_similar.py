"""Similar entries, and why."""

from collections.abc import Callable
from typing import Any

from medkg.pages.entity.similar import LIMIT, read_similar
from medkg.pages.panel import Panel
from medkg.sparql.ask import Row
from support import NAMES

Read = Callable[[str], Any]


def test_the_reason_names_what_both_have(read: Read) -> None:
    page = read("dataset/kits19-data")
    told = {
        value.iri
        for value in page.thing.facts.values("medkg:modality", "medkg:anatomicalSite", "medkg:disease", "medkg:task")
    }
    assert 0 < len(page.similar) <= LIMIT
    for other in page.similar:
        shared = {iri for _, concepts in other.shared for iri, _ in concepts}
        assert shared
        assert shared <= told


def test_a_dataset_is_like_datasets_and_not_like_itself_or_its_challenge(read: Read) -> None:
    page = read("dataset/kits19-data")
    iris = {other.iri for other in page.similar}
    assert all("/dataset/" in iri for iri in iris)
    assert page.thing.iri not in iris


def test_what_is_linked_is_not_called_similar(read: Read) -> None:
    page = read("series/brats")
    data = {value.iri for value in page.thing.facts.values("medkg:usesDataset")}
    assert data
    assert data.isdisjoint(other.iri for other in page.similar)


def row(other: str, score: float, concept: str, name: str = "modality") -> Row:
    texts = {"other": other, "title": other, "name": name, "concept": concept, "label": concept, "score": str(score)}
    texts |= {"property": NAMES.term(name).value}
    return {key: {"type": "literal", "value": text} for key, text in texts.items()}


def test_the_most_similar_come_first_and_far_ones_not_at_all() -> None:
    panel = Panel(
        "", [row("far", 0.2, "a"), row("near", 0.9, "b"), row("near", 0.9, "c", "disease"), row("nearest", 1, "b")]
    )
    found = read_similar(panel)
    assert [other.iri for other in found] == ["nearest", "near"]
    assert found[1].shared == [("modality", [("b", "b")]), ("disease", [("c", "c")])]


def test_an_entry_that_is_like_no_other_has_none() -> None:
    assert read_similar(Panel("", [])) == []
