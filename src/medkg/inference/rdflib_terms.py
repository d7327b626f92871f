"""Terms of pyoxigraph and rdflib, one into the other. rdflib is used where owlrl and pySHACL need it, nowhere else."""

from collections.abc import Iterable

import pyoxigraph as ox
import rdflib
from rdflib.term import Node


def to_rdflib(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    """Return the rdflib term; literals keep their lexical form."""
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.Literal):
        datatype = (
            None
            if term.language or term.datatype.value == rdflib.XSD.string.toPython()
            else rdflib.URIRef(term.datatype.value)
        )
        return rdflib.Literal(term.value, lang=term.language, datatype=datatype, normalize=False)
    raise TypeError(f"{term} is neither an IRI nor a literal")


def graph_of(triples: Iterable[ox.Triple]) -> rdflib.Graph:
    """Return an rdflib graph of the triples."""
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return graph


def triples_of(graph: rdflib.Graph) -> Iterable[ox.Triple]:
    """Yield the triples of an rdflib graph whose subject and predicate are IRIs, and that have no blank node."""
    for subject, predicate, value in graph:
        if isinstance(subject, rdflib.URIRef) and isinstance(predicate, rdflib.URIRef):
            if isinstance(value, rdflib.URIRef):
                yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(value))
            elif isinstance(value, rdflib.Literal):
                yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), _literal(value))


def _literal(value: rdflib.Literal) -> ox.Literal:
    if value.language:
        return ox.Literal(str(value), language=value.language)
    return ox.Literal(str(value), datatype=ox.NamedNode(value.datatype)) if value.datatype else ox.Literal(str(value))
