"""Signposts: what is known is linked, what is not known is not, and a header stays short."""

import json
import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from medkg.edition import Edition
from medkg.namespaces import DCAT, DCT, SKOS
from medkg.pages.entity.signposting import (
    MOST_IN_HEADER,
    Signpost,
    point_from_entry,
    point_from_thing,
    point_to_documents,
    write_header,
    write_linkset,
)
from medkg.profiles.entry import Entry
from medkg.profiles.table import PROFILES
from medkg.profiles.things import Term, Thing
from support import NAMES

EDITION = Edition(NAMES, "5a2b")
ABIDE = NAMES("dataset/abide")
KNOWN: dict[NamedNode, dict[NamedNode, list[Term]]] = {
    ABIDE: {
        NAMES.term("createdBy"): [NAMES("organization/known"), NAMES("organization/unknown")],
        DCT("license"): [NAMES("license/cc-by-4-0")],
        NAMES.term("doi"): [Literal("10.1002/(SICI)1<1::AID-ANN>3.0.CO;2-A")],
        DCAT("distribution"): [NAMES("dataset/abide#distribution-1"), NAMES("dataset/abide#distribution-2")],
        DCAT("inSeries"): [NAMES("series/indi")],
        NAMES.term("inCatalog"): [NAMES("catalog/nitrc")],
    },
    NAMES("organization/known"): {
        SKOS("exactMatch"): [NamedNode("http://www.wikidata.org/entity/Q1"), NamedNode("https://ror.org/00f54p054")]
    },
    NAMES("license/cc-by-4-0"): {
        SKOS("exactMatch"): [
            NamedNode("http://spdx.org/licenses/CC-BY-4.0"),
            NamedNode("https://creativecommons.org/licenses/by/4.0/"),
        ]
    },
    NAMES("dataset/abide#distribution-1"): {DCAT("accessURL"): [NamedNode("https://example.org/page")]},
    NAMES("dataset/abide#distribution-2"): {DCAT("downloadURL"): [NamedNode("https://example.org/data.zip")]},
}


def targets(signposts: list[Signpost], relation: str) -> list[str]:
    return [each.target for each in signposts if relation in each.relation.split()]


def test_all_that_is_known_of_an_entry_is_linked() -> None:
    found = list(point_from_entry(Entry(Thing(ABIDE, KNOWN), EDITION)))
    assert targets(found, "cite-as") == [ABIDE.value]
    assert targets(found, "type") == ["https://schema.org/AboutPage", "https://schema.org/Dataset"]
    assert targets(found, "author") == ["https://ror.org/00f54p054", f"{NAMES.base}organization/unknown"]
    assert targets(found, "license") == ["https://creativecommons.org/licenses/by/4.0/"]
    assert targets(found, "item") == ["https://example.org/data.zip"]
    assert targets(found, "collection") == [f"{NAMES.base}series/indi", f"{NAMES.base}catalog/nitrc"]
    assert targets(found, "related") == ["https://doi.org/10.1002/(SICI)1%3C1::AID-ANN%3E3.0.CO;2-A"]


def test_of_an_entry_of_which_nothing_is_told_only_its_name_and_type_are_linked() -> None:
    found = list(point_from_entry(Entry(Thing(ABIDE, {}), EDITION)))
    assert {each.relation for each in found} == {"cite-as", "type"}
    assert found == list(point_from_thing(ABIDE.value, "Dataset"))


def test_every_document_is_linked_with_its_type() -> None:
    found = list(point_to_documents("/dataset/abide", PROFILES.values()))
    assert len(targets(found, "alternate")) == 6
    assert {f"/dataset/abide{profile.suffix}" for profile in PROFILES.values()} <= {*targets(found, "describedby")}
    assert all(re.fullmatch(r"[a-z]+/[\w.+-]+", each.type) for each in found)


@given(st.lists(st.sampled_from(["author", "item"])))
def test_a_header_holds_a_few_of_each_relation(relations: list[str]) -> None:
    header = write_header(Signpost(relation, f"https://example.org/{n}") for n, relation in enumerate(relations))
    for relation in ("author", "item"):
        assert header.count(f'rel="{relation}"') == min(relations.count(relation), MOST_IN_HEADER)


@given(st.text(min_size=1).filter(lambda text: text.isprintable()))
def test_an_address_cannot_end_its_link(text: str) -> None:
    header = Signpost("item", f"https://example.org/{text}").to_header()
    assert header.isascii()
    assert re.fullmatch(r'<https://example\.org/[^<>" ]+>; rel="item"', header)


def test_a_linkset_has_every_relation_of_the_page_and_the_way_back_from_each_document() -> None:
    page = "https://example.org/dataset/abide"
    entry = Entry(Thing(ABIDE, KNOWN), EDITION)
    many = [replace(Signpost("item", ""), target=f"https://example.org/{n}") for n in range(3 * MOST_IN_HEADER)]
    signposts = [*point_from_entry(entry), *point_to_documents(page, PROFILES.values()), *many]
    first, *others = json.loads(write_linkset(page, signposts))["linkset"]
    assert first["anchor"] == page
    assert len(first["item"]) == 3 * MOST_IN_HEADER + 1
    assert {"href": f"{page}.ttl", "type": "text/turtle"} in first["alternate"]
    assert {"href": f"{page}.ttl", "type": "text/turtle"} in first["describedby"]
    assert [each["anchor"] for each in others] == [each["href"] for each in first["describedby"]]
    assert all(each["describes"] == [{"href": page, "type": "text/html"}] for each in others)
