"""What facts rest on: lines of the source, reasons, repairs."""

from collections.abc import Callable
from typing import Any

import pytest

from medkg.pages.entity.sources import Passage


def test_the_lines_of_the_source_are_told(read: Callable[[str], Any]) -> None:
    [passage] = read("challenge/kits19").thing.sources.passages
    assert (passage.first, passage.last) == (327, 331)
    assert passage.section == "2. Challenges/contest data"
    assert passage.title == "Medical Data for Machine Learning"


@pytest.mark.parametrize(("first", "last", "words"), [(7, 7, "line 7"), (7, 9, "lines 7 to 9")])
def test_lines_are_told_in_words(first: int, last: int, words: str) -> None:
    assert Passage("", "", None, None, first, last).lines == words


def test_a_reason_is_told_once_for_all_facts_that_rest_on_it(read: Callable[[str], Any]) -> None:
    sources = read("challenge/kits19").thing.sources
    assert [reason.number for reason in sources.reasons] == [1, 2, 3, 4]
    assert len({(reason.text, reason.reference) for reason in sources.reasons}) == 4
    assert len(sources.numbers) > len(sources.reasons)
    assert any(reason.reference == "https://arxiv.org/abs/1904.00445" for reason in sources.reasons)


def test_repairs_of_the_text_are_told(read: Callable[[str], Any]) -> None:
    repairs = read("dataset/abide").thing.sources.repairs
    assert [repair.line for repair in repairs] == [19, 21, 23]
    assert (repairs[1].found, repairs[1].repaired) == ("Function MRI", "functional MRI")


def test_a_publication_rests_on_the_lines_of_the_entry_that_names_it(read: Callable[[str], Any]) -> None:
    sources = read("publication/abide-paper").thing.sources
    assert [(passage.first, passage.last) for passage in sources.passages] == [(19, 25)]
    assert "PMID 23774715" in sources.reasons[0].text


def test_a_concept_rests_on_no_source(read: Callable[[str], Any]) -> None:
    sources = read("modality/mri").thing.sources
    assert (sources.passages, sources.reasons, sources.repairs) == ([], [], [])
