"""The OWL 2 RL closure: owlrl closes the ontology, rules in SPARQL carry it to the instances.

owlrl is the reference, but slow on instances; a test proves on the whole real graph that both give the same triples.
Rule names are those of the profile
(https://www.w3.org/TR/owl2-profiles/#Reasoning_in_OWL_2_RL_and_RDF_Graphs_using_Rules).
"""

from collections.abc import Iterable, Iterator

import owlrl
import rdflib
from pyoxigraph import NamedNode, Quad, QueryTriples, Store, Triple

from medkg.inference.rdflib_terms import graph_of, triples_of
from medkg.namespaces import OWL, RDF, RDFS, XSD

_PREFIXES: dict[str, str] = {"owl": OWL, "rdf": RDF, "rdfs": RDFS}

RULES: dict[str, str] = {
    "cax-sco": "CONSTRUCT { ?x a ?super } WHERE { ?class rdfs:subClassOf ?super . ?x a ?class }",
    "prp-spo1": "CONSTRUCT { ?x ?super ?y } WHERE { ?p rdfs:subPropertyOf ?super . ?x ?p ?y }",
    "prp-inv1": "CONSTRUCT { ?y ?q ?x } WHERE { ?p owl:inverseOf ?q . ?x ?p ?y FILTER(!isLiteral(?y)) }",
    "prp-inv2": "CONSTRUCT { ?y ?p ?x } WHERE { ?p owl:inverseOf ?q . ?x ?q ?y FILTER(!isLiteral(?y)) }",
    "prp-symp": "CONSTRUCT { ?y ?p ?x } WHERE { ?p a owl:SymmetricProperty . ?x ?p ?y }",
    "prp-trp": "CONSTRUCT { ?x ?p ?z } WHERE { ?p a owl:TransitiveProperty . ?x ?p ?y . ?y ?p ?z }",
    "prp-spo2": """CONSTRUCT { ?x ?p ?z } WHERE {
        ?p owl:propertyChainAxiom ?list .
        ?list rdf:first ?p1 ; rdf:rest ?rest .
        ?rest rdf:first ?p2 ; rdf:rest rdf:nil .
        ?x ?p1 ?y . ?y ?p2 ?z
    }""",
}
"""The rules that the axioms of the ontology can fire on instances (chains have two links)."""

_BUILT_IN = (OWL, RDF, RDFS, XSD)


def infer(asserted: Iterable[Triple], ontology: Iterable[Triple]) -> list[Triple]:
    """Return what follows from `asserted` by the axioms of `ontology`, but for what was asserted or is trivial.

    The result is sorted. `asserted` includes the ontology and the vocabularies.
    """
    known = set(asserted)
    closed = known | set(triples_of(close_with_owlrl(ontology)))
    store = Store()
    store.extend(Quad(t.subject, t.predicate, t.object) for t in closed)
    fresh = closed
    while fresh:
        fresh = {triple for rule in RULES.values() for triple in _apply(store, rule)} - closed
        store.extend(Quad(t.subject, t.predicate, t.object) for t in fresh)
        closed |= fresh
    return sorted((t for t in closed - known if not is_trivial(t)), key=str)


def close_with_owlrl(triples: Iterable[Triple]) -> rdflib.Graph:
    """Return the closure by the reference reasoner, as an rdflib graph."""
    graph = graph_of(triples)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def _apply(store: Store, rule: str) -> Iterator[Triple]:
    result = store.query(rule, prefixes=_PREFIXES)
    assert isinstance(result, QueryTriples)
    return iter(result)


def is_trivial(triple: Triple) -> bool:
    """Tell whether an entailment says nothing: x is x, x is a thing, facts about OWL itself, literals as subjects."""
    if not isinstance(triple.subject, NamedNode):
        return True
    return triple.subject == triple.object or any(_is_built_in(term) for term in (triple.subject, triple.object))


def _is_built_in(term: object) -> bool:
    return isinstance(term, NamedNode) and term.value.startswith(_BUILT_IN)
