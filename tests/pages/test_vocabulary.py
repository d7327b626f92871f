"""The vocabulary is that of the graph, as its description counts it."""

import pytest

from medkg.namespaces import DCAT, DCT, OWL, RDF, SH, SKOS, VOID
from medkg.pages.vocabulary import Vocabulary, load_vocabulary
from medkg.sparql.ask import ask_rows
from page_engine import CountingEngine
from support import NAMES

MODALITY = NAMES.term("modality").value


@pytest.fixture
def vocabulary(asking: CountingEngine) -> Vocabulary:
    return load_vocabulary(asking, NAMES)


@pytest.mark.parametrize("iri", [DCT("title").value, MODALITY, SKOS("broader").value])
def test_uses_are_those_of_the_graph(asking: CountingEngine, vocabulary: Vocabulary, iri: str) -> None:
    counted = ask_rows(asking, f"SELECT (COUNT(*) AS ?n) {{ ?s <{iri}> ?o }}")[0]["n"]["value"]
    assert vocabulary.properties[iri].uses == int(counted)


def test_a_class_has_the_properties_of_its_things(vocabulary: Vocabulary) -> None:
    found = [term.iri for term in vocabulary.properties_of([NAMES.term("Event").value])]
    assert NAMES.term("year").value in found
    assert MODALITY not in found


def test_things_in_two_classes_have_the_properties_of_both(vocabulary: Vocabulary) -> None:
    dataset, resource = DCAT("Dataset").value, DCAT("Resource").value
    both = {term.iri for term in vocabulary.properties_of([dataset, resource])}
    assert MODALITY in both
    assert both <= {term.iri for term in vocabulary.properties_of([resource])}


def test_of_no_class_or_an_unknown_one_all_properties_are_known(vocabulary: Vocabulary) -> None:
    everything = vocabulary.properties_of([])
    assert len(everything) == len(vocabulary.properties)
    assert vocabulary.properties_of(["http://example.org/Nothing"]) == everything


def test_what_describes_the_graph_itself_comes_last(vocabulary: Vocabulary) -> None:
    found = [term.iri.startswith((OWL, RDF, SH, VOID)) for term in vocabulary.all_classes]
    assert found == sorted(found)
    assert {*found} == {True, False}


def test_the_values_of_a_property_are_of_the_kinds_that_the_graph_has(vocabulary: Vocabulary) -> None:
    assert vocabulary.kinds_of_values(MODALITY) == ["modality"]
    assert vocabulary.kinds_of_values(NAMES.term("heldAt").value) == ["event"]
    assert {"disease", "modality"} < {*vocabulary.kinds_of_values(SKOS("broader").value)}
    assert vocabulary.kinds_of_values(DCT("title").value) == []


def test_it_is_read_with_a_fixed_number_of_queries(asking: CountingEngine, vocabulary: Vocabulary) -> None:
    assert vocabulary.classes
    assert len(asking.texts) == 5
