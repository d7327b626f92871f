"""From the named graphs to their description in VoID (https://www.w3.org/TR/void/), which counts itself too.

The partitions of the default graph are nested as SIB's void-generator nests them (class, property, then the class or
datatype of the value), since editors and language models that read VoID ask for exactly this. Every node has an IRI.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import Enum
from typing import Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, Quad

from medkg.catalog.schema import Release
from medkg.convert.default_graph import MERGED, is_in
from medkg.convert.releases import release_iri
from medkg.convert.statements import day, english, integer
from medkg.edition import TITLE
from medkg.namespaces import DCAT, DCT, FOAF, LICENCE, OWL, RDF, VOID, VOID_EXT, Names

_DESCRIPTION = """The default graph: what a curated list and its curators say of medical datasets, challenges and
services, what follows from it, the ontology, mappings, saved queries and this description, each triple once."""
_ROUNDS = 20
_TYPE = RDF("type")


class _Kind(Enum):
    """What a part has in common; the values are the property that leads to it, and the one that says what it is."""

    CLASS = VOID("classPartition"), VOID("class")
    PROPERTY = VOID("propertyPartition"), VOID("property")
    DATATYPE = VOID_EXT("datatypePartition"), VOID_EXT("datatype")

    __hash__ = object.__hash__  # that of Enum hashes the name each time, and paths are hashed by the hundred thousand


_Row = tuple[Any, NamedNode, Any]
"""A triple; its terms are taken out of pyoxigraph's once, since each access makes a new object."""

_Path = tuple[tuple[_Kind, NamedNode], ...]
"""The way to a part of a part: class, property, class of the value."""

_Types = Mapping[object, Sequence[NamedNode]]
"""Thing → its classes."""


def convert_void(names: Names, told: Sequence[Quad], releases: Sequence[Release] = ()) -> list[Quad]:
    """Return `graph/void`: the default graph with its releases, and each named graph, with figures that count it, too.

    What is counted is added and counted again, until the figures stay as they were.
    Raises RuntimeError when they never do.
    """
    void, graphs = names.graph("void"), _by_graph(told)
    frame = [*_frame(names, [*graphs, void]), *_versions(names, releases)]
    frame += [row for graph, rows in graphs.items() for row in _figures(graph, _Tally.of(rows))]
    default = dict.fromkeys(row for graph, rows in graphs.items() if is_in(graph, names, MERGED) for row in rows)
    types = _types([*default, *frame])
    framed, counted, node = _Tally.of(frame, types), _Tally.of(default, types), _Nodes(names)
    figures: list[_Row] = []
    for _ in range(_ROUNDS):
        described = framed + _Tally.of(figures, types)
        again = [*_figures(void, described), *_describe(node, counted + described)]
        if again == figures:
            return [Quad(*row, void) for row in [*frame, *figures]]
        figures = again
    raise RuntimeError("The counts of the description change with each round. Change any triple, and build again.")


def _by_graph(told: Iterable[Quad]) -> Mapping[NamedNode, list[_Row]]:
    found: dict[NamedNode, list[_Row]] = defaultdict(list)
    for quad in told:
        assert isinstance(quad.graph_name, NamedNode)
        found[quad.graph_name].append((quad.subject, quad.predicate, quad.object))
    return found


def _types(rows: Iterable[_Row]) -> Mapping[object, list[NamedNode]]:
    types: dict[object, list[NamedNode]] = defaultdict(list)
    for subject, predicate, value in rows:
        if predicate == _TYPE:
            types[subject].append(value)
    return types


@dataclass(frozen=True)
class _Tally:
    """What was counted in some triples. Two tallies add up if they have no triple in common."""

    triples: int
    subjects: Set[object]
    objects: Set[object]
    things: Mapping[NamedNode, Set[object]]
    """Class → its instances."""
    parts: Counter[_Path]
    """Part → its triples."""

    @classmethod
    def of(cls, rows: Collection[_Row], types: _Types | None = None) -> "_Tally":
        """Return what is counted in the triples; parts by class only if the classes of things are given."""
        things: dict[NamedNode, set[object]] = defaultdict(set)
        for thing, classes in _types(rows).items():
            for kind in classes:
                things[kind].add(thing)
        parts = Counter(path for row in rows for path in _parts_of(row, types or {}))
        return cls(len(rows), {row[0] for row in rows}, {row[2] for row in rows}, things, parts)

    def __add__(self, other: "_Tally") -> "_Tally":
        things = {
            kind: self.things.get(kind, set()) | other.things.get(kind, set()) for kind in {*self.things, *other.things}
        }
        subjects, objects = self.subjects | other.subjects, self.objects | other.objects
        return _Tally(self.triples + other.triples, subjects, objects, things, self.parts + other.parts)


def _parts_of(row: _Row, types: _Types) -> Iterator[_Path]:
    """Yield the parts in which a triple is."""
    subject, predicate, value = row
    of_property = (_Kind.PROPERTY, predicate)
    yield (of_property,)
    kinds = types.get(subject, ())
    ends = _ends(value, types) if kinds else []
    for kind in kinds:
        of_class = (_Kind.CLASS, kind)
        yield (of_class,)
        yield (of_class, of_property)
        yield from ((of_class, of_property, end) for end in ends)


def _ends(value: object, types: _Types) -> list[tuple[_Kind, NamedNode]]:
    if isinstance(value, Literal):
        return [(_Kind.DATATYPE, value.datatype)]
    return [(_Kind.CLASS, kind) for kind in types.get(value, ())]


@dataclass(frozen=True)
class _Nodes:
    """The IRIs of the parts of the default graph, such as `void#class/dcat:Dataset/property/dct:title`."""

    names: Names
    _made: dict[_Path, NamedNode] = field(default_factory=dict)

    def __call__(self, path: _Path = ()) -> NamedNode:
        """Return the IRI of a part, made once."""
        if path not in self._made:
            steps = [f"{kind.name.lower()}/{quote(self.names.shorten(iri.value), safe=':')}" for kind, iri in path]
            self._made[path] = self.names(f"void#{'/'.join(steps) or 'default-graph'}")
        return self._made[path]


def _frame(names: Names, graphs: Collection[NamedNode]) -> Iterator[_Row]:
    """Yield what is said without counting."""
    document, default = names("void"), _Nodes(names)()
    yield document, _TYPE, VOID("DatasetDescription")
    yield document, FOAF("primaryTopic"), default
    yield default, _TYPE, VOID("Dataset")
    yield default, DCT("title"), english(TITLE)
    yield default, DCT("description"), english(_DESCRIPTION)
    yield default, DCT("license"), NamedNode(LICENCE)
    yield default, FOAF("homepage"), names("")
    yield default, VOID("sparqlEndpoint"), names("sparql")
    yield default, VOID("dataDump"), names("exports/medkg.ttl.gz")
    yield default, VOID("uriSpace"), Literal(names.base)
    for graph in sorted(graphs, key=str):
        yield graph, _TYPE, VOID("Dataset")
        yield (default, VOID("subset"), graph) if is_in(graph, names, MERGED) else (document, FOAF("topic"), graph)


def _versions(names: Names, releases: Sequence[Release]) -> Iterator[_Row]:
    """Yield the versions of the default graph. See https://www.w3.org/TR/vocab-dcat-3/#dataset-versions."""
    default = _Nodes(names)()
    for release in releases[:1]:
        yield default, OWL("versionInfo"), Literal(str(release.version))
        yield default, DCAT("version"), Literal(str(release.version))
        yield default, DCAT("hasCurrentVersion"), release_iri(names, release)
        yield default, DCT("modified"), day(release.version)
    for release in releases:
        yield default, DCAT("hasVersion"), release_iri(names, release)


def _describe(node: _Nodes, counted: _Tally) -> Iterator[_Row]:
    """Yield what is counted of the default graph: its figures, and those of its parts."""
    entities = {thing for instances in counted.things.values() for thing in instances}
    yield from _figures(node(), counted)
    yield node(), VOID("entities"), integer(len(entities))
    yield from ((node(), VOID("vocabulary"), iri) for iri in _vocabularies(node.names, counted))
    yield from ((node(), VOID("exampleResource"), thing) for thing in _examples(counted))
    for path, count in counted.parts.items():
        yield from _part(node, path, count)
    for kind, instances in counted.things.items():
        yield node(((_Kind.CLASS, kind),)), VOID("entities"), integer(len(instances))


def _figures(dataset: NamedNode, counted: _Tally) -> Iterator[_Row]:
    yield dataset, VOID("triples"), integer(counted.triples)
    yield dataset, VOID("classes"), integer(len(counted.things))
    yield dataset, VOID("properties"), integer(sum(path[0][0] is _Kind.PROPERTY for path in counted.parts))
    yield dataset, VOID("distinctSubjects"), integer(len(counted.subjects))
    yield dataset, VOID("distinctObjects"), integer(len(counted.objects))


def _part(node: _Nodes, path: _Path, count: int) -> Iterator[_Row]:
    kind, iri = path[-1]
    leading, telling = kind.value
    yield node(path[:-1]), leading, node(path)
    yield node(path), telling, iri
    yield node(path), VOID("triples"), integer(count)


def _vocabularies(names: Names, counted: _Tally) -> list[NamedNode]:
    """Return the namespaces of the classes and properties that are used."""
    used = {path[0][1].value for path in counted.parts}
    return [NamedNode(start) for start in names.prefixes.values() if any(iri.startswith(start) for iri in used)]


def _examples(counted: _Tally) -> list[Any]:
    """Return one thing to look at."""
    return sorted(counted.things.get(DCAT("Resource"), ()), key=str)[:1]
