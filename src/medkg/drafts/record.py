"""The dataset that a record describes, and what the record tells of it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from medkg.catalog.kinds import DATASET_KINDS, KINDS
from medkg.drafts.document import NO_ADDRESS, Document
from medkg.drafts.plain_text import quote
from medkg.errors import RecordUnusable
from medkg.namespaces import DCAT, DCT, FOAF, OWL, RDF, RDFS, SCHEMA, SKOS, Names

TITLES = (DCT("title"), SCHEMA("name"))
DESCRIPTIONS = (DCT("description"), SCHEMA("description"))

_NAMES = (*TITLES, FOAF("name"), SKOS("prefLabel"), RDFS("label"), SCHEMA("alternateName"))
_ADDRESSES = (
    SKOS("exactMatch"),
    OWL("sameAs"),
    SCHEMA("sameAs"),
    SCHEMA("identifier"),
    SCHEMA("url"),
    FOAF("homepage"),
)
_CODES = (SCHEMA("termCode"), SCHEMA("value"), SKOS("notation"))


MOST = 1000
"""How many values of a property are taken into account: nobody goes through more of them."""

LONGEST = 2000
"""How many characters a name or an address has."""


@dataclass(frozen=True)
class Graph:
    """The triples of a record by subject and property; `asked` gathers what somebody wanted to know of the dataset."""

    told: Mapping[Any, Mapping[NamedNode, list[Any]]]
    asked: set[NamedNode] = field(default_factory=set)


@dataclass(frozen=True)
class Node:
    """A value of a record: a text, or a thing with what is told of it."""

    graph: Graph = field(repr=False, compare=False)
    term: Any

    def all(self, *properties: NamedNode) -> list["Node"]:
        """Return the values of some properties in the order of the record, each once, and `MOST` at the most."""
        told = self.graph.told.get(self.term, {})
        terms = dict.fromkeys(term for property in properties for term in told.get(property, ()))
        return [Node(self.graph, term) for term in islice(terms, MOST)]

    def ask(self, *properties: NamedNode) -> list["Node"]:
        """Return the same, and remember that these properties of the dataset are read."""
        self.graph.asked.update(properties)
        return self.all(*properties)

    def text(self, *properties: NamedNode) -> str | None:
        """Return the text of the first of these properties that has one, in English if it can be had."""
        for property in properties:
            literals = [
                node.term for node in self.all(property) if isinstance(node.term, Literal) and node.term.value.strip()
            ]
            if literals:
                return _squeezed(min(literals, key=_is_foreign).value)
        return None

    @property
    def iri(self) -> str | None:
        """The IRI of a thing; a relative one in a file names nothing elsewhere."""
        is_known = (
            isinstance(self.term, NamedNode)
            and len(self.term.value) <= LONGEST
            and not self.term.value.startswith(NO_ADDRESS)
        )
        return self.term.value if is_known else None

    @property
    def words(self) -> str:
        """The text of a literal; none of a thing, and none of what is too long to be a name or an address."""
        is_short = isinstance(self.term, Literal) and len(self.term.value) <= LONGEST
        return _squeezed(self.term.value) if is_short else ""

    @property
    def labels(self) -> list[str]:
        """The text, or what the thing is called."""
        nodes = [self] if isinstance(self.term, Literal) else self.all(*_NAMES)
        return [node.words for node in nodes if node.words]

    @property
    def codes(self) -> list[str]:
        """The codes of a thing in some vocabulary."""
        return [node.words for node in self.all(*_CODES) if node.words]

    @property
    def addresses(self) -> list[str]:
        """The IRIs of a thing, its own first; a text that is one counts."""
        values = [node.iri or node.words for node in (self, *self.all(*_ADDRESSES))]
        return list(dict.fromkeys(value for value in values if ":" in value and " " not in value))

    @property
    def name(self) -> str:
        """How a finding names the value."""
        return next(iter([*self.labels, *self.addresses, *self.codes]), "a thing without a name")


def _is_foreign(literal: Literal) -> bool:
    return literal.language is not None and not literal.language.lower().startswith("en")


_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that no curated file may hold."""


def _squeezed(text: str) -> str:
    return " ".join(_CONTROL.sub(" ", text).split())


@dataclass(frozen=True)
class Record:
    """The dataset of a record, and which kind of entry it will be."""

    document: Document
    dataset: Node
    kind: str


def choose_dataset(document: Document, triples: Iterable[Triple], names: Names, wanted: str | None) -> Record:
    """Return the dataset that a record describes; `wanted`, an IRI or a title, chooses among several.

    Raises RecordUnusable when there is none, or several to choose from.
    """
    graph = _graph_of(triples)
    kinds = _kinds_by_type(names)
    found = {node.term: Record(document, node, kind) for node, kind in _described(graph, kinds)}
    if wanted is not None:
        chosen = [record for record in found.values() if wanted in (record.dataset.iri, *record.dataset.labels)]
    else:
        chosen = _main_ones(list(found.values()))
    if len(chosen) == 1:
        return chosen[0]
    raise RecordUnusable(f"{document.name}: {_refusal(chosen or list(found.values()), wanted)}")


def _graph_of(triples: Iterable[Triple]) -> Graph:
    told: dict[Any, dict[NamedNode, list[Any]]] = {}
    for triple in triples:
        told.setdefault(triple.subject, {}).setdefault(triple.predicate, []).append(triple.object)
    return Graph(told)


def _kinds_by_type(names: Names) -> dict[NamedNode, str]:
    """Return class → kind of entry, the most special first."""
    others = {
        SCHEMA("Dataset"): "dataset",
        SCHEMA("WebAPI"): "service",
        SCHEMA("DataCatalog"): "portal",
        DCAT("Catalog"): "portal",
    }
    own = {names.expand(kind.type): kind.key for kind in KINDS.values()}
    special = {type: key for type, key in own.items() if type.value.startswith(names.base)}
    return special | own | others


def _described(graph: Graph, kinds: Mapping[NamedNode, str]) -> Iterator[tuple[Node, str]]:
    for term, told in graph.told.items():
        types = set(told.get(RDF("type"), ()))
        kind = next((kind for type, kind in kinds.items() if type in types), None)
        node = Node(graph, term)
        if kind is not None and node.text(*TITLES):
            yield node, kind


def _main_ones(records: list[Record]) -> list[Record]:
    """Return those that a record is about: datasets before catalogs, and none that another only mentions."""
    datasets = [record for record in records if record.kind in (*DATASET_KINDS, "dataset-series")]
    candidates = datasets or records
    terms = {record.dataset.term for record in candidates}
    mentioned = {
        value
        for term in terms
        for values in candidates[0].dataset.graph.told[term].values()
        for value in values
        if value != term and value in terms
    }
    return [
        record
        for record in candidates
        if record.dataset.term not in mentioned or record.dataset.text(*DESCRIPTIONS) is not None
    ]


_SHOWN = 20


def _refusal(records: list[Record], wanted: str | None) -> str:
    if not records:
        return (
            "It describes no dataset: nothing in it is a dcat:Dataset or a schema:Dataset and has a title. "
            "Look for the record of the dataset itself."
        )
    listed = "".join(f"\n  {_choice(record)}" for record in records[:_SHOWN])
    more = f"\n  and {len(records) - _SHOWN} more" if len(records) > _SHOWN else ""
    what = f"It describes no dataset {quote(wanted)}" if wanted else "It describes several datasets"
    return f"{what}. Choose one with --dataset:{listed}{more}"


def _choice(record: Record) -> str:
    iri = record.dataset.iri
    return f"{iri} ({quote(record.dataset.name)})" if iri else quote(record.dataset.name)
