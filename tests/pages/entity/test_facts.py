"""Facts: each value once, with where it comes from; what follows stands apart."""

from collections.abc import Callable, Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from medkg.pages.entity.facts import SHOWN, Fact, Facts, Origin, Value, read_facts
from medkg.pages.entity.sources import Sources
from medkg.pages.panel import Panel
from support import NAMES

THING = NamedNode(NAMES.base + "dataset/x")


def row(graph: str, property: str, value: str, label: str = "") -> Mapping[str, Mapping[str, str]]:
    terms = {"graph": NAMES.graph(graph).value, "property": NAMES.expand(property).value}
    found = {name: {"type": "uri", "value": text} for name, text in terms.items()} | {
        "value": {"type": "literal", "value": value}
    }
    return found | ({"label": {"type": "literal", "value": label}} if label else {})


def facts(*rows: Mapping[str, Mapping[str, str]]) -> Facts:
    return read_facts(Panel("", rows), THING, NAMES, Sources())


def test_a_value_that_several_graphs_have_comes_once() -> None:
    found = facts(
        row("stated/x", "dct:title", "X"), row("inferred", "dct:title", "X"), row("curated/x", "dct:title", "X")
    )
    [value] = found.values("dct:title")
    assert value.origins == [Origin("stated"), Origin("curated")]
    assert found.inferred == {}


def test_what_only_follows_is_no_told_fact() -> None:
    found = facts(row("inferred", "medkg:disease", "cancer"), row("stated/x", "medkg:disease", "lung cancer"))
    assert found.texts("medkg:disease") == ["lung cancer"]
    assert [value.text for value in found.inferred["medkg:disease"].values] == ["cancer"]
    assert [value.text for value in found.all_values("medkg:disease")] == ["lung cancer", "cancer"]


def test_what_only_names_or_classes_a_thing_is_not_told_as_following() -> None:
    found = facts(row("inferred", "rdfs:label", "X"), row("inferred", "medkg:event", "MICCAI"))
    assert [fact.key for fact in found.following] == ["medkg:event"]
    assert found.title == "X"


def test_stated_values_stand_before_curated_ones() -> None:
    found = facts(
        row("curated/x", "medkg:task", "a"), row("stated/x", "medkg:task", "b"), row("stated/x", "medkg:task", "A")
    )
    assert found.texts("medkg:task") == ["A", "b", "a"]


def test_a_term_with_two_labels_is_one_value() -> None:
    found = facts(row("stated/x", "medkg:task", "t", "one"), row("stated/x", "medkg:task", "t", "two"))
    assert len(found.values("medkg:task")) == 1


def test_a_literal_in_two_languages_is_two_values() -> None:
    german = dict(row("stated/x", "dct:title", "Gastroscopy"))
    german["value"] = {**german["value"], "xml:lang": "de"}
    assert len(facts(row("stated/x", "dct:title", "Gastroscopy"), german).values("dct:title")) == 2


@given(st.lists(st.tuples(st.sampled_from(["stated/x", "curated/x", "inferred", "ontology", "some/other"]), st.text())))
def test_no_row_is_lost(pairs: list[tuple[str, str]]) -> None:
    found = facts(*(row(graph, "dct:title", text) for graph, text in pairs))
    assert {value.text for value in found.all_values("dct:title")} == {text for _, text in pairs}
    assert bool(found) == bool(pairs)


def test_a_long_list_is_cut() -> None:
    fact = Fact("k", "iri", "label", [Value({"type": "literal", "value": str(n)}) for n in range(SHOWN + 5)])
    assert len(fact.shown) == SHOWN


def test_every_fact_of_an_entry_leads_to_what_it_rests_on(read: Callable[[str], Any]) -> None:
    thing = read("dataset/kits19-data").thing
    origins = [origin for fact in thing.facts.told.values() for value in fact.values for origin in value.origins]
    assert {origin.family for origin in origins} == {"stated", "curated"}
    anchors = {"lines"} | {f"reason-{reason.number}" for reason in thing.sources.reasons}
    assert {origin.anchor for origin in origins} <= anchors


def test_inverses_are_not_read_twice(read: Callable[[str], Any]) -> None:
    page = read("catalog/grand-challenge")
    assert "medkg:hosts" not in page.thing.facts.inferred
    assert page.linked.groups["medkg:inCatalog"].total > 1
