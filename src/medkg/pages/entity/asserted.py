"""A thing as profiles read it: its description for search engines and its citation are made from that."""

from functools import partial

from pyoxigraph import Literal, NamedNode

from medkg.namespaces import RDFS, Names
from medkg.pages.entity.facts import Facts, Value
from medkg.profiles.things import Term, Thing, read_things
from medkg.sparql.ask import construct
from medkg.sparql.engine import Engine


def read_entry(engine: Engine, iri: NamedNode, names: Names) -> Thing:
    """Return an entry with what is asserted of it, and of what it is linked to."""
    return read_things(partial(construct, engine), names, [iri])[0]


def thing_of(facts: Facts) -> Thing:
    """Return the thing that facts are about; of what it is linked to, only labels are known."""
    values = [value for fact in facts.told.values() for value in fact.values]
    labels = {
        NamedNode(value.iri): {RDFS("label"): [Literal(value.label)]} for value in values if value.iri and value.label
    }
    told = {NamedNode(fact.iri): [_term(value) for value in fact.values] for fact in facts.told.values()}
    iri = NamedNode(facts.iri)
    return Thing(iri, {**labels, iri: told})


def _term(value: Value) -> Term:
    if value.iri:
        return NamedNode(value.iri)
    language, datatype = value.term.get("xml:lang"), value.term.get("datatype")
    return Literal(value.term["value"], language=language, datatype=NamedNode(datatype) if datatype else None)
