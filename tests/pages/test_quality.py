"""Quality: shares that add up, gaps that lead to lines of the source, and disagreements that are found."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from made_up import write_made_up
from medkg.errors import ParameterInvalid
from medkg.pages.entry_fields import FIELDS, KINDS
from medkg.pages.panel import ask_panel
from medkg.pages.quality import MOST_LISTED, Share, find_gap, find_unmapped, measure_quality
from medkg.settings import Limits
from medkg.sparql.engine import Engine
from medkg.sparql.local import LocalEngine
from page_engine import CountingEngine
from support import NAMES

MADE_UP = """
dct:accessRights rdfs:label "access condition"@en .
access:open rdfs:label "open access"@en .
access:not-stated rdfs:label "not stated"@en .
unit:patient rdfs:label "patient"@en .
dataset:one a dcat:Resource, dcat:Dataset ; rdfs:label "One" ; dct:accessRights access:open, access:not-stated ;
  medkg:extent <urn:a>, <urn:b>, <urn:c> .
<urn:a> medkg:unit unit:patient ; medkg:count 300 .
<urn:b> medkg:unit unit:patient ; medkg:count 301 .
<urn:c> medkg:unit unit:patient ; medkg:count 90 ; medkg:part "test set"@en .
event:meeting a medkg:Event ; rdfs:label "Meeting" ; medkg:year "2018"^^xsd:gYear, "2019"^^xsd:gYear .
dataset:two a dcat:Resource, dcat:Dataset ; rdfs:label "Two" ; medkg:sameResourceAs dataset:three ;
  medkg:extent <urn:d> .
dataset:three a dcat:Resource, dcat:Dataset ; rdfs:label "Three" ; medkg:sameResourceAs dataset:two ;
  medkg:extent <urn:e> .
GRAPH <https://w3id.org/medkg/graph/provenance> {
  <urn:lines> medkg:firstLine 3 ; medkg:lastLine 5 .
  <urn:told> medkg:describesGraphOf dataset:two ; prov:wasDerivedFrom <urn:lines> .
}
<urn:d> medkg:unit unit:patient ; medkg:count 10 .
<urn:e> medkg:unit unit:patient ; medkg:count 12 .
"""


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CountingEngine]:
    """An engine on entries that disagree."""
    place: Path = write_made_up(tmp_path_factory.mktemp("made-up"), MADE_UP)
    limits = Limits(seconds=5, memory_mb=512, workers=1, page_workers=1)
    started = LocalEngine(place / "store", NAMES.base, NAMES.prefixes, limits)
    yield CountingEngine(started)
    started.close()


def test_five_queries_are_enough(asking: CountingEngine) -> None:
    measure_quality(asking, NAMES)
    assert len(asking.texts) == 5


def test_the_kinds_share_out_all_entries(asking: Engine) -> None:
    found = measure_quality(asking, NAMES)
    entries = ask_panel(asking, "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?x a dcat:Resource }").rows[0]["n"]["value"]
    assert sum(total for _, total in found.kinds) == found.entries == int(entries)


@pytest.mark.parametrize(("field", "kind"), [("access", "challenge"), ("size", "dataset"), ("papers", "catalog")])
def test_a_gap_lists_as_many_entries_as_its_share_lacks(asking: Engine, field: str, kind: str) -> None:
    line = next(each for each in measure_quality(asking, NAMES).fields if each.field.key == field)
    share = next(share for found, share in line.by_kind if found.key == kind)
    assert share
    assert len(find_gap(asking, NAMES, field, kind).entries) == share.missing > 0


def test_a_field_that_does_not_apply_has_no_share(asking: Engine) -> None:
    line = next(each for each in measure_quality(asking, NAMES).fields if each.field.key == "year")
    assert {kind.key for kind, share in line.by_kind if share} == {"challenge"}


def test_a_gap_leads_to_the_lines_of_the_source(asking: Engine) -> None:
    gap = find_gap(asking, NAMES, "access", "challenge")
    kits = next(each for each in gap.entries if each.iri.endswith("challenge/kits19"))
    assert [passage.lines for passage in kits.passages] == ["lines 327–331"]
    assert kits.passages[0].iri.endswith("#L327-331")


def test_an_entry_that_no_line_speaks_of_is_given_none(made_up: Engine) -> None:
    found = {
        entry.title: [passage.lines for passage in entry.passages]
        for entry in find_gap(made_up, NAMES, "papers", "dataset").entries
    }
    assert found == {"One": [], "Three": [], "Two": ["lines 3–5"]}


@pytest.mark.parametrize(("field", "kind"), [("nothing", "dataset"), ("size", "nothing"), ("", ""), ("}", "{")])
def test_a_field_or_kind_that_is_not_is_refused_with_those_there_are(asking: Engine, field: str, kind: str) -> None:
    with pytest.raises(ParameterInvalid, match="wants one of"):
        find_gap(asking, NAMES, field, kind)


def test_each_gap_can_be_listed(asking: Engine) -> None:
    for field in FIELDS:
        for kind in KINDS:
            assert len(find_gap(asking, NAMES, field, kind).entries) < MOST_LISTED


def test_concepts_without_a_match_are_listed(asking: Engine) -> None:
    share = next(each for each in measure_quality(asking, NAMES).vocabularies if each.key == "task").mapped
    unmapped = find_unmapped(asking, NAMES, "task")
    assert unmapped.label == "Tasks"
    assert len(unmapped.panel.rows) == share.missing > 0


@pytest.mark.parametrize("scheme", ["nothing", "", "a b", "> } DROP ALL", "dataset"])
def test_a_scheme_that_is_not_is_refused(asking: Engine, scheme: str) -> None:
    with pytest.raises(ParameterInvalid, match="scheme"):
        find_unmapped(asking, NAMES, scheme)


def test_two_values_of_what_has_one_are_found(made_up: Engine) -> None:
    rows = measure_quality(made_up, NAMES).disagreements.rows
    found = {(row["title"]["value"], row["field"]["value"]): row for row in rows}
    assert set(found) == {
        ("One", "access condition"),
        ("One", "number: patient"),
        ("Meeting", "year"),
        ("Three", "number: patient"),
    }
    access = found["One", "access condition"]
    assert {access["value"]["value"], access["other_value"]["value"]} == {"open access", "not stated"}
    assert (found["Three", "number: patient"]["other_title"]["value"]) == "Two"


def test_a_graph_without_anything_has_no_shares(made_up: Engine) -> None:
    found = measure_quality(made_up, NAMES)
    assert [(kind.key, total) for kind, total in found.kinds] == [("dataset", 3)]
    assert found.evidence == {}
    assert found.vocabularies == []


@given(st.integers(0, 10_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_a_share_is_whole_only_if_nothing_is_missing(numbers: tuple[int, int]) -> None:
    share = Share(*numbers)
    assert (share.percent == 100) == (share.missing == 0)
    assert (share.percent == 0) == (share.found == 0 and share.missing > 0)
    assert 0 <= share.level <= 5
    assert (share.level == 0) == (share.percent == 0)
