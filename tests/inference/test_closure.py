"""The rules of inference: each fires, and together they give what the reference reasoner gives."""

import pytest
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Triple, parse

from medkg.build import Graph
from medkg.inference.closure import RULES, close_with_owlrl, infer, is_trivial
from medkg.inference.rdflib_terms import triples_of

PREFIXES = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""

EXAMPLES = {
    "cax-sco": (":A rdfs:subClassOf :B .", ":x a :A .", ":x a :B ."),
    "prp-spo1": (":p rdfs:subPropertyOf :q .", ":x :p :y .", ":x :q :y ."),
    "prp-inv1": (":p owl:inverseOf :q .", ":x :p :y .", ":y :q :x ."),
    "prp-inv2": (":p owl:inverseOf :q .", ":y :q :x .", ":x :p :y ."),
    "prp-symp": (":p a owl:SymmetricProperty .", ":x :p :y .", ":y :p :x ."),
    "prp-trp": (":p a owl:TransitiveProperty .", ":x :p :y . :y :p :z . :z :p :w .", ":x :p :z , :w . :y :p :w ."),
    "prp-spo2": (
        ":p owl:propertyChainAxiom :l . :l rdf:first :p ; rdf:rest :m . :m rdf:first :b ; rdf:rest rdf:nil .",
        ":x :p :lung . :lung :b :chest . :chest :b :trunk .",
        ":x :p :chest , :trunk .",
    ),
}


def triples(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(PREFIXES + text, RdfFormat.TURTLE)]


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_gives_what_it_is_for(rule: str) -> None:
    ontology, facts, expected = EXAMPLES[rule]
    inferred = infer(triples(ontology + facts), triples(ontology))
    assert set(triples(expected)) <= set(inferred)


def test_each_rule_has_an_example() -> None:
    assert set(EXAMPLES) == set(RULES)


def test_nothing_asserted_is_inferred_again() -> None:
    facts = triples(":A rdfs:subClassOf :B . :x a :A , :B .")
    assert Triple(NamedNode("https://example.org/x"), facts[1].predicate, NamedNode("https://example.org/B")) in facts
    assert not set(facts) & set(infer(facts, facts[:1]))


def test_entailments_equal_those_of_owlrl_on_the_real_graph(real_graph: Graph) -> None:
    """On the whole graph of the repository, triple for triple."""
    named = [quad for quad in real_graph.quads if not isinstance(quad.graph_name, DefaultGraph)]

    def family(*families: str) -> set[Triple]:
        starts = tuple(f"https://w3id.org/medkg/graph/{name}" for name in families)
        return {quad.triple for quad in named if quad.graph_name.value.startswith(starts)}

    asserted, ours = family("stated", "curated", "ontology"), family("inferred")
    reference = {t for t in triples_of(close_with_owlrl(asserted)) if t not in asserted and not is_trivial(t)}
    assert len(ours) > 3000
    assert ours == reference
