"""Which dataset a record describes."""

import pytest

from medkg.catalog.yaml_reader import parse_yaml
from medkg.drafts.yaml_text import write_yaml
from medkg.errors import RecordUnusable

from .conftest import Drafting

PREFIXES = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix ex: <https://example.com/> .
"""
TWO = PREFIXES + "ex:a a dcat:Dataset ; dct:title 'A' . ex:b a dcat:Dataset ; dct:title 'B' ."


def test_of_several_datasets_one_is_chosen_by_iri_or_title(draft_of: Drafting) -> None:
    with pytest.raises(RecordUnusable) as refused:
        draft_of(TWO)
    assert "https://example.com/a ('A')" in str(refused.value)
    assert "https://example.com/b ('B')" in str(refused.value)
    assert draft_of(TWO, dataset="https://example.com/b").entry["stated"]["title"] == "B"
    assert draft_of(TWO, dataset="A").entry["stated"]["title"] == "A"


def test_a_dataset_that_is_not_there_is_not_chosen(draft_of: Drafting) -> None:
    with pytest.raises(RecordUnusable, match="describes no dataset 'C'"):
        draft_of(TWO, dataset="C")


def test_one_that_another_only_mentions_does_not_count(draft_of: Drafting) -> None:
    mention = TWO + "ex:a dct:isPartOf ex:b ."
    assert draft_of(mention).entry["stated"]["title"] == "A"
    with pytest.raises(RecordUnusable, match="several"):
        draft_of(mention + "ex:b dct:description 'What B is.' .")


def test_a_catalog_is_an_entry_only_by_itself(draft_of: Drafting) -> None:
    catalog = PREFIXES + "ex:c a dcat:Catalog ; dct:title 'C' ; dcat:dataset ex:a . "
    assert draft_of(catalog).entry["kind"] == "portal"
    assert draft_of(catalog + "ex:a a dcat:Dataset ; dct:title 'A' .").entry["kind"] == "dataset"


def test_a_record_without_a_dataset_is_refused(draft_of: Drafting) -> None:
    with pytest.raises(RecordUnusable, match="describes no dataset"):
        draft_of(PREFIXES + "ex:a a dcat:Dataset . ex:b dct:title 'B' .")


def test_control_characters_stand_in_no_draft(draft_of: Drafting) -> None:
    told = r"ex:a a dcat:Dataset ; dct:title '\u0007 A\u001B[1m'; dcat:keyword 'b\u0000c' ; dct:description 'd\uFFFE' ."
    draft = draft_of(PREFIXES + told)
    assert draft.entry["stated"]["title"] == "A [1m"
    document, findings = parse_yaml(write_yaml(draft.entry, draft.comments), "x.yaml")
    assert (document is not None, findings) == (True, [])
