"""Descriptions for search engines, with what the facts give."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from medkg.pages.entity.structured_data import describe_for_search

Read = Callable[[str], Any]


def described(read: Read, path: str) -> Any:
    thing = read(path).thing
    return json.loads(json.dumps(describe_for_search(thing.facts, thing.family, f"https://here.example/{path}")))


def test_a_dataset_is_a_dataset_with_its_makers_and_data(read: Read) -> None:
    found = described(read, "dataset/kits19-data")
    assert (found["@type"], found["name"]) == ("Dataset", "KiTS19 data")
    assert found["creator"]["name"] == "University of Minnesota"
    assert found["distribution"] == {"@type": "DataDownload", "url": "https://github.com/neheller/kits19/"}
    assert "kidney" in found["keywords"]
    assert found["url"] == "https://here.example/dataset/kits19-data"


def test_papers_and_meetings_have_names(read: Read) -> None:
    assert described(read, "dataset/abide")["citation"]["name"].startswith("The autism brain imaging data exchange")
    assert described(read, "challenge/kits19")["superEvent"] == {
        "@type": "Event",
        "@id": "https://w3id.org/medkg/event/miccai-2019",
        "name": "MICCAI 2019",
    }


def test_what_is_not_stated_is_left_out(read: Read) -> None:
    assert "conditionsOfAccess" not in described(read, "dataset/kits19-data")
    assert described(read, "dataset/abide")["conditionsOfAccess"] == "Requires registration"


@pytest.mark.parametrize(
    ("path", "type"),
    [
        ("challenge/kits19", "Event"),
        ("catalog/tcia", "DataCatalog"),
        ("service/pubmed-web-api", "WebAPI"),
        ("organization/stanford-university", "Organization"),
        ("event/miccai-2019", "Event"),
        ("publication/abide-paper", "ScholarlyArticle"),
        ("disease/cancer", "DefinedTerm"),
    ],
)
def test_each_kind_has_its_type(read: Read, path: str, type: str) -> None:
    assert described(read, path)["@type"] == type
