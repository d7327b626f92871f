"""The page about an entry."""

from collections.abc import Callable
from typing import Any

import pytest

Read = Callable[[str], Any]


def texts(page: Any, section: str, key: str) -> list[str]:
    return [value.text for fact in page.sections[section].facts if fact.key == key for value in fact.values]


def test_what_it_is_comes_first(read: Read) -> None:
    page = read("dataset/kits19-data")
    assert next(iter(page.sections)) == "what"
    assert texts(page, "what", "medkg:modality") == ["contrast-enhanced CT"]
    assert texts(page, "what", "medkg:disease") == ["kidney neoplasm", "kidney cancer"]


def test_facts_that_follow_are_no_answers(read: Read) -> None:
    page = read("dataset/kits19-data")
    assert "trunk" not in texts(page, "what", "medkg:anatomicalSite")
    assert "MICCAI 2019" in [value.text for value in page.thing.facts.inferred["medkg:event"].values]


def test_what_is_not_stated_is_said(read: Read) -> None:
    page = read("dataset/abide")
    created = next(fact for fact in page.sections["makers"].facts if fact.key == "medkg:createdBy")
    assert created.values == ()


def test_a_note_on_use_stands_for_a_condition(read: Read) -> None:
    keys = [fact.key for fact in read("catalog/gastrolab").sections["usage"].facts]
    assert "medkg:usageNote" in keys


def test_the_licence_says_whether_it_may_be_used_and_the_day_stands_with_its_makers(read: Read) -> None:
    page = read("dataset/kits19-data")
    assert texts(page, "usage", "dct:license") == ["CC BY-NC-SA 4.0"]
    assert texts(page, "makers", "dct:issued") == ["2019-03-15"]


def test_a_licence_stands_for_a_condition(read: Read) -> None:
    facts = {fact.key: fact for fact in read("dataset/pubmedqa").sections["usage"].facts}
    assert "dct:license" in facts
    assert "medkg:usageCondition" not in facts


def test_access_that_the_source_does_not_state_is_a_value(read: Read) -> None:
    [access] = [fact for fact in read("dataset/kits19-data").sections["access"].facts if fact.key == "dct:accessRights"]
    assert access.values[0].is_not_stated


def test_challenges_on_a_dataset_come_with_their_meetings(read: Read) -> None:
    [challenge] = read("dataset/kits19-data").challenges.things
    assert challenge.title == "2019 Kidney and Kidney Tumor Segmentation Challenge"
    assert challenge.years == ["2019"]
    assert [name for _, name in challenge.meetings] == ["MICCAI 2019"]


def test_members_of_a_series_are_no_mere_links(read: Read) -> None:
    page = read("series/oasis")
    [members] = page.members
    assert members.words == "Members"
    assert members.total == len(members.things) > 1
    assert members not in page.other_links


@pytest.mark.parametrize("path", ["dataset/kits19-data", "series/brats", "catalog/tcia", "service/pubmed-web-api"])
def test_no_told_fact_is_missing_from_the_page(read: Read, path: str) -> None:
    page = read(path)
    shown = {fact.key for section in page.sections.values() for fact in section.facts}
    shown |= page.links.keys | {fact.key for fact in page.others}
    elsewhere = {
        "dct:title",
        "dct:alternative",
        "dct:description",
        "dct:identifier",
        "dct:isReferencedBy",
        "dct:temporal",
        "dcat:distribution",
        "medkg:ages",
        "medkg:doi",
        "medkg:extent",
    }
    assert page.thing.facts.told.keys() - shown <= elsewhere


def test_the_picture_has_at_most_fourteen_neighbours(read: Read) -> None:
    page = read("series/brats")
    assert 0 < sum(len(group.places) for group in page.picture.groups) <= 14
    assert page.picture.more > 0


def test_an_entry_can_be_compared_with_those_like_it(read: Read) -> None:
    page = read("dataset/kits19-data")
    assert page.to_compare[0] == page.thing.iri
    assert 2 <= len(page.to_compare) <= 4


def test_parts_of_the_page_that_are_missing_are_not_promised(read: Read) -> None:
    assert "usesDataset" in dict(read("dataset/kits19-data").contents)
    assert "usesDataset" not in dict(read("challenge/kits19").contents)
