"""What the graph asserts of entries and of what they are linked to: all that a profile is written from.

It is read with two queries for many entries at once, by whoever answers CONSTRUCT queries: a server or an open store.
"""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from pyoxigraph import Literal, NamedNode, Triple

from medkg.namespaces import DCT, FOAF, RDFS, SKOS, Names, local_name

Term = NamedNode | Literal

Construct = Callable[[str], Iterable[Triple]]
"""Answers a CONSTRUCT query, in which the prefixes of the graph need not be declared."""

_Told = Mapping[NamedNode, Sequence[Term]]
_Statements = Mapping[NamedNode, _Told]

_NAMES = (DCT("title"), SKOS("prefLabel"), FOAF("name"), RDFS("label"))
"""Properties that name a thing, the best first."""

_ASSERTED = """
CONSTRUCT {{ ?subject ?property ?value }} WHERE {{
  VALUES ?graph {{ {graphs} }}
  GRAPH ?graph {{ ?subject ?property ?value }}
}}"""

_TOLD_OF_LINKED = (
    "rdf:type rdfs:label skos:prefLabel skos:altLabel skos:notation skos:inScheme skos:broader skos:exactMatch "
    "skos:closeMatch skos:broadMatch foaf:name foaf:homepage dct:title dct:alternative dct:description dct:identifier "
    "medkg:year medkg:heldAt medkg:inEventSeries schema:url medkg:doi medkg:pmid medkg:arxiv"
)

_LINKED = """
CONSTRUCT {{ ?entry medkg:usedIn ?challenge . ?thing ?property ?value }} WHERE {{
  {{
    SELECT DISTINCT ?thing WHERE {{
      VALUES ?graph {{ {graphs} }}
      GRAPH ?graph {{ ?subject ?link ?thing }}
      FILTER(isIRI(?thing) && STRSTARTS(STR(?thing), "{base}"))
    }}
  }} UNION {{
    VALUES ?entry {{ {entries} }}
    ?entry medkg:usedIn ?challenge
    BIND(?challenge AS ?thing)
  }}
  # So Oxigraph looks things up one by one: a join with the properties would read all that the graph says by them.
  OPTIONAL {{ ?thing ?property ?value FILTER(?property IN ({told})) }}
}}"""


def family_of(iri: NamedNode) -> str:
    """Return the path segment of an IRI before the id.

    >>> family_of(NamedNode("https://w3id.org/medkg/dataset/abide"))
    'dataset'
    """
    return iri.value.rpartition("/")[0].rpartition("/")[2]


@dataclass(frozen=True)
class Thing:
    """A thing of the graph with what is asserted of it; `things` leads on to what it is linked to.

    Of an entry everything is known that its stated and curated graphs say of it and its parts, such as extents and
    distributions; of what it is linked to, and of its papers, names, matches, identifiers and a few more.
    """

    iri: NamedNode
    _own: _Statements = field(repr=False, compare=False)
    """What is said of the entry and its parts."""
    _others: _Statements = field(default_factory=dict, repr=False, compare=False)
    """What is said of other things, whichever entry led to them; not joined with what is its own, since it is much."""

    @property
    def family(self) -> str:
        """The path segment before the id: `dataset`, `challenge`, `series`, `catalog`, `service`, `organization` …"""
        return family_of(self.iri)

    @property
    def id(self) -> str:
        """The last part of the IRI, unique among all entries."""
        return local_name(self.iri.value)

    @property
    def name(self) -> str:
        """What the thing is called; where nothing names it, its id."""
        return self.text(*_NAMES) or self.id

    def objects(self, *properties: NamedNode) -> list[Term]:
        """Return the values of some properties, each once, in the order of the properties."""
        told = self._own.get(self.iri) or self._others.get(self.iri, {})
        return list(dict.fromkeys(value for property in properties for value in told.get(property, ())))

    def texts(self, *properties: NamedNode) -> list[str]:
        """Return the literals among the values of some properties, as texts."""
        return [value.value for value in self.objects(*properties) if isinstance(value, Literal)]

    def text(self, *properties: NamedNode) -> str | None:
        """Return the first literal among the values of some properties."""
        return next(iter(self.texts(*properties)), None)

    def iris(self, *properties: NamedNode) -> list[NamedNode]:
        """Return the IRIs among the values of some properties."""
        return [value for value in self.objects(*properties) if isinstance(value, NamedNode)]

    def things(self, *properties: NamedNode) -> list["Thing"]:
        """Return the things among the values of some properties, with what is known of them."""
        return [Thing(iri, self._own, self._others) for iri in self.iris(*properties)]


def read_things(construct: Construct, names: Names, entries: Sequence[NamedNode]) -> list[Thing]:
    """Return some entries in the order given, with what is asserted of them and of what they are linked to."""
    ids = [local_name(entry.value) for entry in entries]
    graphs = " ".join(str(names.graph(f"{family}/{id}")) for id in ids for family in ("stated", "curated"))
    wanted = " ".join(map(str, entries))
    linked = _LINKED.format(graphs=graphs, entries=wanted, base=names.base, told=", ".join(_TOLD_OF_LINKED.split()))
    told = set(construct(linked))
    used = {triple for triple in told if triple.predicate == names.term("usedIn")}
    others: dict[NamedNode, _Told] = {**_by_subject(told - used)}
    own = _by_entry(_by_subject({*construct(_ASSERTED.format(graphs=graphs)), *used}))
    return [Thing(entry, own.get(entry, {}), others) for entry in entries]


def _by_entry(statements: _Statements) -> dict[NamedNode, dict[NamedNode, _Told]]:
    """Return what is said of each entry and its parts: what is known of it must not hang on what else is read."""
    found: dict[NamedNode, dict[NamedNode, _Told]] = {}
    for subject, told in statements.items():
        found.setdefault(NamedNode(subject.value.partition("#")[0]), {})[subject] = told
    return found


def _by_subject(triples: Iterable[Triple]) -> dict[NamedNode, dict[NamedNode, list[Term]]]:
    """Return triples by subject and property, values in the order of their text, which no engine changes."""
    found: dict[NamedNode, dict[NamedNode, list[Term]]] = {}
    for triple in sorted(triples, key=str):
        assert isinstance(triple.subject, NamedNode)  # the graph has no blank nodes
        assert isinstance(triple.object, NamedNode | Literal)
        found.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)
    return found


_PAGE = """
CONSTRUCT {{ ?entry dct:identifier ?id }} WHERE {{
  {{ SELECT ?entry WHERE {{ ?entry a dcat:Resource }} ORDER BY ?entry LIMIT {limit} OFFSET {offset} }}
  ?entry dct:identifier ?id
}}"""


def list_entries(construct: Construct, offset: int = 0, limit: int = sys.maxsize) -> list[NamedNode]:
    """Return the IRIs of all or some entries, in the order of their IRIs."""
    triples = construct(_PAGE.format(offset=offset, limit=limit))
    found = {triple.subject for triple in triples if isinstance(triple.subject, NamedNode)}
    return sorted(found, key=attrgetter("value"))
