"""Things as profiles read them, from which pages make their descriptions for search engines."""

from collections.abc import Callable
from typing import Any

import pytest

from medkg.edition import Edition
from medkg.profiles.schema_org import describe
from support import NAMES

Read = Callable[[str], Any]


def described(read: Read, path: str) -> Any:
    return describe(read(path).thing.asserted, Edition(NAMES, digest="", site="https://here.example/"))


def test_an_entry_knows_more_of_what_it_is_linked_to_than_labels(read: Read) -> None:
    found = described(read, "dataset/kits19-data")
    assert "https://ror.org/017zqws13" in found["creator"]["sameAs"]


@pytest.mark.parametrize(
    ("path", "type", "name"),
    [
        ("organization/stanford-university", "Organization", "Stanford University"),
        ("event/miccai-2019", "Event", "MICCAI 2019"),
        ("event/miccai", "EventSeries", "Medical Image Computing and Computer Assisted Intervention"),
        ("disease/cancer", "DefinedTerm", "cancer"),
        ("modality", "DefinedTerm", "Modalities"),
    ],
)
def test_what_is_no_entry_is_described_by_its_facts(read: Read, path: str, type: str, name: str) -> None:
    found = described(read, path)
    assert (found["@type"], found["@id"], found["name"]) == (type, NAMES.base + path, name)
    assert found["url"] == f"https://here.example/{path}"


def test_what_is_linked_has_its_label(read: Read) -> None:
    wider = described(read, "event/miccai-2019")["superEvent"]
    assert wider == {"@type": "Event", "@id": f"{NAMES.base}event/miccai", "name": read("event/miccai").thing.title}


def test_a_paper_has_its_identifiers_and_its_year(read: Read) -> None:
    found = described(read, "publication/abide-paper")
    assert found["@type"] == "ScholarlyArticle"
    assert "https://doi.org/10.1038/mp.2013.78" in found["identifier"]
    assert found["datePublished"] == "2014"
