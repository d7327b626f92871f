"""The classes and properties of the graph, with how often and where they are used: read once from its own description.

The description is VoID (https://www.w3.org/TR/void/), counted when the snapshot was built: so this takes the same time
whatever the size of the graph.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from medkg.namespaces import OWL, RDF, SH, VOID, VOID_EXT, Names
from medkg.pages.panel import ask_panels
from medkg.sparql.ask import Row, value_of
from medkg.sparql.engine import Engine

_MACHINERY = (VOID, VOID_EXT, SH, OWL, RDF)
"""The vocabularies by which the graph is described."""

_PROPERTIES = """
SELECT ?term ?uses ?label ?definition {{
  <{void}> void:propertyPartition ?part . ?part void:property ?term ; void:triples ?uses
  OPTIONAL {{ ?term rdfs:label ?label }} OPTIONAL {{ ?term skos:definition ?definition }}
}}"""
_CLASSES = """
SELECT ?term ?uses ?label ?definition {{
  <{void}> void:classPartition ?part . ?part void:class ?term ; void:entities ?uses
  OPTIONAL {{ ?term rdfs:label ?label }} OPTIONAL {{ ?term skos:definition ?definition }}
}}"""
_OF_CLASSES = """
SELECT ?class ?term ?uses {{
  <{void}> void:classPartition ?of . ?of void:class ?class ; void:propertyPartition ?part .
  ?part void:property ?term ; void:triples ?uses
}}"""
_VALUES = """
SELECT DISTINCT ?term ?class {{
  <{void}> void:classPartition/void:propertyPartition ?part . ?part void:property ?term ; void:classPartition ?to .
  ?to void:class ?class
}}"""
_KINDS = """
SELECT DISTINCT ?class ?kind {{
  <{void}> void:classPartition/void:class ?class .
  ?thing a ?class FILTER(STRSTARTS(STR(?thing), "{base}"))
  BIND(STRBEFORE(STRAFTER(STR(?thing), "{base}"), "/") AS ?kind) FILTER(?kind != "")
}}"""


@dataclass(frozen=True)
class Term:
    """A class or property: its IRI, its name, what it means, and how often it is used."""

    iri: str
    label: str
    definition: str
    uses: int

    @property
    def is_machinery(self) -> bool:
        """Whether it describes the graph itself, which few ask for."""
        return self.iri.startswith(_MACHINERY)


@dataclass(frozen=True)
class Vocabulary:
    """All that completion and checks know beforehand."""

    properties: Mapping[str, Term]
    classes: Mapping[str, Term]
    of_class: Mapping[str, Mapping[str, int]]
    """Class → property → how often its things have it."""
    values: Mapping[str, frozenset[str]]
    """Property → the classes of its values."""
    kinds: Mapping[str, frozenset[str]]
    """Class → the path segments under which its things are."""

    def properties_of(self, classes: Iterable[str]) -> list[Term]:
        """Return the properties of things that are in all of some classes, those used most first; of none, all."""
        known = [self.of_class[each] for each in classes if each in self.of_class]
        if not known:
            return _by_uses(self.properties.values())
        shared = set(known[0]).intersection(*known)
        least = {iri: min(uses[iri] for uses in known) for iri in shared}
        terms = [self.properties[iri] for iri in shared if iri in self.properties]
        return _by_uses(Term(term.iri, term.label, term.definition, least[term.iri]) for term in terms)

    def kinds_of_values(self, iri: str) -> list[str]:
        """Return the path segments of the values that a property has, none where they may be anything."""
        found = {self.kinds[each] for each in self.values.get(iri, ()) if each in self.kinds}
        narrow = [kinds for kinds in found if not any(other < kinds for other in found)]
        return sorted(frozenset[str]().union(*narrow))

    @property
    def all_classes(self) -> list[Term]:
        """The classes, those with the most things first."""
        return _by_uses(self.classes.values())


def _by_uses(terms: Iterable[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: (term.is_machinery, -term.uses, term.iri))


def load_vocabulary(engine: Engine, names: Names) -> Vocabulary:
    """Return the vocabulary of the graph."""
    void = names("void#default-graph").value
    texts = [text.format(void=void, base=names.base) for text in (_PROPERTIES, _CLASSES, _OF_CLASSES, _VALUES, _KINDS)]
    properties, classes, of_classes, values, kinds = (panel.rows for panel in ask_panels(engine, texts))
    of_class: dict[str, dict[str, int]] = defaultdict(dict)
    for row in of_classes:
        of_class[row["class"]["value"]][row["term"]["value"]] = int(row["uses"]["value"])
    return Vocabulary(
        _terms(properties), _terms(classes), of_class, _sets(values, "term", "class"), _sets(kinds, "class", "kind")
    )


def _terms(rows: Sequence[Row]) -> dict[str, Term]:
    return {
        row["term"]["value"]: Term(
            row["term"]["value"],
            value_of(row, "label") or "",
            value_of(row, "definition") or "",
            int(row["uses"]["value"]),
        )
        for row in rows
    }


def _sets(rows: Sequence[Row], key: str, value: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row[key]["value"]].add(row[value]["value"])
    return {each: frozenset(values) for each, values in found.items()}
