"""Croissant: what the specification requires, as far as the graph has it."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from medkg.edition import Edition
from medkg.profiles.croissant import CONTEXT, CROISSANT, describe, missing_facts
from medkg.profiles.things import Thing
from support import NAMES

Entries = Mapping[str, Thing]
MakeThing = Callable[[str, str], Thing]

COMPLETE = """<dataset/x> dct:title "X"@en ; dct:description "Pictures."@en ; dct:license <license/mit> ;
  dct:issued "2019-03-15"^^xsd:date ; medkg:createdBy organization:o ; medkg:website <https://x.example/> .
<license/mit> skos:exactMatch <https://opensource.org/license/mit> . organization:o foaf:name "O" ."""


def test_a_dataset_with_all_facts_has_all_that_is_required(make_thing: MakeThing, edition: Edition) -> None:
    thing = make_thing("dataset/x", COMPLETE)
    found = describe(thing, edition)
    assert missing_facts(thing, edition) == []
    assert (found["@context"], found["@type"]) == (CONTEXT, "sc:Dataset")
    assert found["conformsTo"] == "http://mlcommons.org/croissant/1.1"
    assert (found["name"], found["description"], found["url"]) == ("X", "Pictures.", "https://x.example/")
    assert (found["license"], found["datePublished"]) == ("https://opensource.org/license/mit", "2019-03-15")


@pytest.mark.parametrize(
    ("property", "words", "name"),
    [
        ("dct:license", "licence", "license"),
        ("dct:issued", "date of publication", "datePublished"),
        ("medkg:createdBy", "creator", "creator"),
        ("dct:description", "description", "description"),
    ],
)
def test_a_fact_that_is_missing_is_named_and_not_filled_in(
    make_thing: MakeThing, edition: Edition, property: str, words: str, name: str
) -> None:
    thing = make_thing("dataset/x", COMPLETE.replace(property, "dct:relation"))
    assert missing_facts(thing, edition) == [words]
    assert name not in describe(thing, edition)


def test_a_dataset_is_cited_by_its_own_doi_or_its_first_paper_or_by_itself(entries: Entries, edition: Edition) -> None:
    assert "@misc{ct-colonography,\n" in str(describe(entries["dataset/ct-colonography"], edition)["citeAs"])
    assert "@misc{abide-paper," in str(describe(entries["dataset/abide"], edition)["citeAs"])
    assert "@misc{texas-inpatient," in str(describe(entries["dataset/texas-inpatient"], edition)["citeAs"])


def test_a_condition_of_use_is_a_term_of_the_data_use_ontology_only_where_that_permits_no_more(
    make_thing: MakeThing,
    edition: Edition,
) -> None:
    told = """<dataset/x> medkg:usageCondition usage:a, usage:b .
    usage:a skos:prefLabel "non-commercial"@en ; skos:exactMatch <http://purl.obolibrary.org/obo/DUO_0000046> .
    usage:b skos:prefLabel "restricted"@en ; skos:broadMatch <http://purl.obolibrary.org/obo/DUO_0000042> ."""
    usage: Any = describe(make_thing("dataset/x", told), edition)["usageInfo"]
    assert [(each["termCode"], each["url"]) for each in usage] == [
        ("DUO_0000046", "http://purl.obolibrary.org/obo/DUO_0000046"),
        ("b", f"{NAMES.base}usage/b"),
    ]


def test_a_file_describes_one_dataset_and_no_files(entries: Entries, edition: Edition) -> None:
    series: Any = describe(entries["dataset/oasis-longitudinal"], edition)
    assert series["isPartOf"] == [{"@id": f"{NAMES.base}series/oasis", "name": "Open Access Series of Imaging Studies"}]
    for path, thing in entries.items():
        if path.startswith("dataset/"):
            found = describe(thing, edition)
            assert "@graph" not in found
            assert "distribution" not in found
            assert CROISSANT.write(thing, edition).count(b'"@type": "sc:Dataset"') == 1
            assert b'"@type": "Dataset"' not in CROISSANT.write(thing, edition)


def test_only_datasets_are_written() -> None:
    assert CROISSANT.families == ("dataset",)
