"""What of the graph can be found: one document for each thing with an address of its own."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from medkg.namespaces import OWN_PREFIXES, Names, local_name
from medkg.search.folding import compact, fold, read_words
from medkg.search.layout import ENTRY_KINDS

Term = NamedNode | BlankNode | Literal | Triple


class _Column(StrEnum):
    """What the texts of a thing are to it."""

    NAME = "name"
    SYNONYM = "synonym"
    TEXT = "text"


_OTHER_KINDS = ("query", "ontology")
"""Segments of addresses that have no prefix of their own."""

_TEXTS = {
    _Column.NAME: ("rdfs:label",),
    _Column.SYNONYM: (
        "dct:title",
        "foaf:name",
        "dct:alternative",
        "skos:altLabel",
        "skos:hiddenLabel",
        "skos:notation",
    ),
    _Column.TEXT: (
        "dct:description",
        "skos:definition",
        "rdfs:comment",
        "dcat:keyword",
        "schema:keywords",
        "skos:scopeNote",
        "medkg:detail",
        "medkg:annotation",
        "medkg:accessNote",
        "medkg:usageNote",
        "medkg:year",
        "dct:identifier",
        "schema:addressLocality",
    ),
}
"""Where the texts of a property stand."""

_LINKS = (
    "medkg:modality",
    "medkg:anatomicalSite",
    "medkg:disease",
    "medkg:task",
    "medkg:dataType",
    "medkg:institution",
    "medkg:event",
    "medkg:usageCondition",
    "medkg:inCatalog",
    "dcat:inSeries",
    "dct:accessRights",
    "dct:language",
    "dct:spatial",
    "org:subOrganizationOf",
)
"""Properties by which a thing is found when somebody looks for the other: the datasets of an institution."""

_TYPE, _ANCESTOR, _SERIES = "rdf:type", "skos:broaderTransitive", "medkg:inEventSeries"

_MATCHES = ("skos:exactMatch", "skos:closeMatch")
"""Mappings to terms whose labels are synonyms. Not those to broader and narrower terms: they mean something else."""


@dataclass(frozen=True)
class Document:
    """What is found, and by which texts: names of its own, of what it is linked to, and what is said of it."""

    iri: str
    kind: str
    label: str
    synonyms: tuple[str, ...]
    linked: tuple[str, ...]
    texts: tuple[str, ...]
    direct: tuple[str, ...]
    """The things it is linked to by a statement, and itself."""
    wider: tuple[str, ...]
    """The things it is linked to by inference."""
    uses: int
    """How many things are linked to it; of a property, how many statements."""
    narrower: int
    """How many concepts are narrower, near or far."""


@dataclass(frozen=True)
class _Gathered:
    """What the quads say, by subject."""

    texts: dict[str, set[tuple[_Column, int, str]]] = field(default_factory=lambda: defaultdict(set))
    """_Column, place of the property in the table above, text."""
    links: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    types: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    ancestors: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    series: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Meeting → its series."""
    matches: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    stated: set[tuple[str, str]] = field(default_factory=set)
    """Links and types that were not inferred."""
    uses: Counter[str] = field(default_factory=Counter)
    """Property or class → its statements or instances."""


def make_documents(quads: Iterable[Quad], names: Names) -> list[Document]:
    """Return the documents of a finished graph, sorted by kind and label, whatever the order of the quads."""
    gathered = _gather(quads, names)
    labels = {iri: label for iri, texts in gathered.texts.items() if (label := _label(texts))}
    kinds = {iri: kind for iri in labels if (kind := kind_of(iri, names))}
    uses = _count_uses(gathered, kinds)
    narrower = Counter(ancestor for ancestors in gathered.ancestors.values() for ancestor in ancestors)
    documents = [_make_document(iri, kind, labels, gathered, (uses[iri], narrower[iri])) for iri, kind in kinds.items()]
    return sorted(documents, key=lambda found: (found.kind, found.label.casefold(), found.iri))


def kind_of(iri: str, names: Names) -> str | None:
    """Return the kind of a thing with an address of its own, which is the first segment, or None.

    >>> kind_of("https://w3id.org/medkg/dataset/abide", Names()), kind_of("https://w3id.org/medkg/dataset/a#b", Names())
    ('dataset', None)
    """
    if not iri.startswith(names.base):
        return None
    path = iri[len(names.base) :]
    if path.startswith("ontology#"):
        return "ontology"
    kind, _, id = path.partition("/")
    is_thing = bool(id) and "#" not in id and (kind in OWN_PREFIXES or kind in _OTHER_KINDS)
    return kind if is_thing else None


def _gather(quads: Iterable[Quad], names: Names) -> _Gathered:
    gathered, merged, inferred = _Gathered(), DefaultGraph(), names.graph("inferred")
    take = _takers(gathered, names)
    linking = {names.expand(name) for name in (*_LINKS, _TYPE, _SERIES)}
    for quad in quads:
        if quad.graph_name == merged:
            gathered.uses[quad.predicate.value] += 1
            if quad.predicate in take:
                take[quad.predicate](_value(quad.subject), quad.object)
        elif quad.predicate in linking and quad.graph_name != inferred:
            gathered.stated.add((_value(quad.subject), _value(quad.object)))
    return gathered


def _takers(gathered: _Gathered, names: Names) -> dict[NamedNode, Callable[[str, Term], None]]:
    """Return property → what is done with subject and object of its statements."""
    by_target = (
        (gathered.links, _LINKS),
        (gathered.types, (_TYPE,)),
        (gathered.ancestors, (_ANCESTOR,)),
        (gathered.series, (_SERIES,)),
        (gathered.matches, _MATCHES),
    )
    takers = {name: partial(_take_link, target) for target, all in by_target for name in all}
    texts = {
        name: partial(_take_text, gathered, column, at) for column, all in _TEXTS.items() for at, name in enumerate(all)
    }
    return {names.expand(name): taker for name, taker in (takers | texts).items()}


def _take_link(target: dict[str, set[str]], subject: str, value: Term) -> None:
    target[subject].add(_value(value))


def _take_text(gathered: _Gathered, column: _Column, at: int, subject: str, value: Term) -> None:
    if isinstance(value, Literal):
        gathered.texts[subject].add((column, at, value.value))


def _value(term: Term) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def _label(texts: Iterable[tuple[_Column, int, str]]) -> str:
    return min((text for column, _, text in texts if column is _Column.NAME), default="")


def _count_uses(gathered: _Gathered, kinds: Mapping[str, str]) -> Counter[str]:
    """Return thing → how many entries are linked to it; of the ontology, how many statements or instances it has."""
    entries = [_links_of(iri, gathered) for iri in gathered.links if kinds.get(iri) in ENTRY_KINDS]
    instances = Counter(type for types in gathered.types.values() for type in types)
    return gathered.uses + instances + Counter(thing for links in entries for thing in links)


def _links_of(iri: str, gathered: _Gathered) -> set[str]:
    """Return what a thing is linked to; with a meeting, its series, as no axiom says it."""
    links = gathered.links.get(iri, set()) | gathered.series.get(iri, set())
    return links.union(*(gathered.series[link] for link in links if link in gathered.series))


def _make_document(
    iri: str, kind: str, labels: Mapping[str, str], gathered: _Gathered, counts: tuple[int, int]
) -> Document:
    links = _links_of(iri, gathered) | gathered.ancestors[iri]
    direct = {link for link in links if (iri, link) in gathered.stated}
    types = {link for link in gathered.types[iri] if (iri, link) in gathered.stated}
    return Document(
        iri,
        kind,
        labels[iri],
        synonyms=_synonyms(iri, labels, gathered),
        linked=tuple(sorted({labels[link] for link in direct | types if link in labels})),
        texts=tuple(dict.fromkeys(text for column, _, text in sorted(gathered.texts[iri]) if column is _Column.TEXT)),
        direct=(iri, *sorted(direct - {iri})),
        wider=tuple(sorted(links - direct - {iri})),
        uses=counts[0],
        narrower=counts[1],
    )


def _synonyms(iri: str, labels: Mapping[str, str], gathered: _Gathered) -> tuple[str, ...]:
    """Return the other names of a thing, each only once in any spelling; its id, by which it is cited, is the last."""
    told = [text for column, _, text in sorted(gathered.texts[iri]) if column is _Column.SYNONYM]
    mapped = sorted(labels[match] for match in gathered.matches[iri] if match in labels)
    seen = {fold(labels[iri]): ""}
    for name in (*told, *mapped):
        seen.setdefault(fold(name), name)
    names, id = tuple(seen.values())[1:], local_name(iri)
    is_new = _comparable(id) not in map(_comparable, (labels[iri], *names))
    return (*names, id) if is_new else names


def _comparable(name: str) -> str:
    return compact(read_words(name))
