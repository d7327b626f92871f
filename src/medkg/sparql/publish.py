"""Loads a snapshot into a remote store, so that it can be served from there: `medkg publish`.

What is there already is found by asking for the digest of each graph, so an interrupted run goes on where it stopped,
and a new snapshot costs only the graphs that changed. The digest of the snapshot is written last, as a mark that the
store is whole.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from medkg.errors import PublishFailed
from medkg.namespaces import DCT, Names
from medkg.snapshot.manifest import QUADS
from medkg.snapshot.reader import Snapshot
from medkg.sparql.ask import ask_rows
from medkg.sparql.digests import Digest, digest_of, digest_query
from medkg.sparql.engine import Engine
from medkg.sparql.graph_store import GraphStore

_PART_BYTES = 8 << 20
"""How much goes into one request, about."""
_BUFFER_BYTES = 32 << 20
"""How much waits in memory before it is written to the spool, about."""
_BATCH_GRAPHS, _BATCH_TRIPLES = 100, 200_000
"""What one digest query covers, at most; a larger graph has one to itself."""
_SHOWN = 3

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Outcome:
    """What a run did."""

    digest: str
    graphs: int
    triples: int
    """In all graphs together."""
    loaded: int
    """Graphs that were loaded, or loaded on."""
    removed: int
    """Graphs of an older snapshot that were removed."""


@dataclass
class _Part:
    """A stretch of a spooled graph that goes into one request."""

    start: int
    size: int = 0
    digest: Digest = field(default_factory=Digest)


@dataclass
class _Graph:
    """A graph of the snapshot, spooled as N-Triples."""

    file: Path
    parts: list[_Part] = field(default_factory=lambda: [_Part(0)])
    waiting: list[bytes] = field(default_factory=list)

    @property
    def digest(self) -> Digest:
        return sum((part.digest for part in self.parts), Digest())

    def add(self, quad: Quad, part_bytes: int) -> int:
        """Take a quad, and return the bytes of its line."""
        line = f"{quad.triple} .\n".encode()
        part = self.parts[-1]
        if part.size and part.size + len(line) > part_bytes:
            self.parts.append(part := _Part(part.start + part.size))
        part.size += len(line)
        part.digest += digest_of([quad.triple])
        self.waiting.append(line)
        return len(line)

    def flush(self) -> None:
        """Write what waits to the file."""
        with self.file.open("ab") as file:
            file.writelines(self.waiting)
        self.waiting.clear()

    def missing(self, found: Digest) -> int:
        """Return the first part that is to be loaded, when so much is there: a run may have ended between two parts."""
        sums = list(accumulate((part.digest for part in self.parts), initial=Digest()))
        return sums.index(found) if found in sums else 0

    def read(self, part: _Part) -> bytes:
        """Return the N-Triples of a part."""
        with self.file.open("rb") as file:
            file.seek(part.start)
            return file.read(part.size)


def publish(
    snapshot: Snapshot, store: GraphStore, tell: Tell, default_graph: str = "", part_bytes: int = _PART_BYTES
) -> Outcome:
    """Make a remote store hold the graphs of a snapshot, and say what was done.

    The default graph and all graphs below `graph/` of the snapshot's base are replaced; others are not touched. In a
    store that takes all graphs as the default graph, a named `default_graph` holds what belongs there.
    Raises PublishFailed; then the store has no mark, and another run goes on.
    """
    base = snapshot.manifest.base_iri
    with tempfile.TemporaryDirectory(prefix="medkg-publish-") as folder:
        graphs = _spool(snapshot.path / QUADS, Path(folder), part_bytes)
        if default_graph in graphs.keys() - {""}:
            raise PublishFailed(f"The snapshot has a graph {default_graph} already. Choose another --default-graph.")
        graphs[default_graph] = graphs.pop("")
        publication = _Publication(store, Names(base), graphs, tell)
        return publication.run(snapshot.manifest.digest)


def published_digest(engine: Engine, names: Names) -> str:
    """Return the digest of the snapshot that the store behind an engine holds; "" if none was published, or not wholly.

    Raises a kind of QueryFailed when the engine does not answer.
    """
    rows = ask_rows(engine, _mark_query(names))
    return rows[0]["digest"]["value"] if rows else ""


def _mark(names: Names) -> NamedNode:
    """Return the graph that tells what was published."""
    return names.graph("published")


def _mark_query(names: Names) -> str:
    return f"SELECT ?digest WHERE {{ GRAPH {_mark(names)} {{ {_mark(names)} {DCT('identifier')} ?digest }} }}"


def _spool(quads: Path, folder: Path, part_bytes: int) -> dict[str, _Graph]:
    """Return the graphs of a file, by name, each in a file of its own: memory does not grow with the data."""
    graphs = {"": _Graph(folder / "0")}
    waiting = 0
    for quad in parse(path=quads, format=RdfFormat.N_QUADS):
        name = quad.graph_name.value if isinstance(quad.graph_name, NamedNode) else ""
        if name not in graphs:
            graphs[name] = _Graph(folder / str(len(graphs)))
        waiting += graphs[name].add(quad, part_bytes)
        if waiting > _BUFFER_BYTES:
            _flush(graphs.values())
            waiting = 0
    _flush(graphs.values())
    return graphs


def _flush(graphs: Iterable[_Graph]) -> None:
    for graph in graphs:
        graph.flush()


@dataclass(frozen=True)
class _Publication:
    """One run."""

    store: GraphStore
    names: Names
    graphs: Mapping[str, _Graph]
    tell: Tell

    def run(self, digest: str) -> Outcome:
        total = sum(graph.digest.count for graph in self.graphs.values())
        self.tell(f"{total:,} triples in {len(self.graphs):,} graphs; asking the store what it has …")
        found, leftovers = self._survey(), self._leftovers()
        stale = {name: graph for name, graph in self.graphs.items() if found[name] != graph.digest}
        if stale or leftovers or self._read_mark() != digest:
            self.store.delete(_mark(self.names).value)
            self._load(stale, found)
            self._remove(leftovers)
            self._verify()
            self._write_mark(digest)
        return Outcome(digest, len(self.graphs), total, len(stale), len(leftovers))

    def _load(self, stale: Mapping[str, _Graph], found: Mapping[str, Digest]) -> None:
        for number, (name, graph) in enumerate(stale.items(), 1):
            first = graph.missing(found[name])
            for index, part in enumerate(graph.parts[first:], first):
                self.tell(f"{number}/{len(stale)} {name or 'default graph'}: part {index + 1} of {len(graph.parts)}")
                send = self.store.post if index else self.store.put
                send(name, graph.read(part))

    def _remove(self, leftovers: Iterable[str]) -> None:
        for name in leftovers:
            self.tell(f"removing {name}, which the snapshot has not")
            self.store.delete(name)

    def _verify(self) -> None:
        """Raise PublishFailed unless the store has what the snapshot has."""
        self.tell("comparing counts and digests …")
        found = self._survey()
        wrong = [
            f"{name or 'the default graph'} has {found[name].count:,} triples instead of {graph.digest.count:,}"
            if found[name].count != graph.digest.count
            else f"{name or 'the default graph'} has {graph.digest.count:,} triples, but others"
            for name, graph in self.graphs.items()
            if found[name] != graph.digest
        ]
        if wrong:
            raise PublishFailed(
                f"The store does not hold what was sent: {'; '.join(wrong[:_SHOWN])}"
                f"{f'; and {len(wrong) - _SHOWN} more' if len(wrong) > _SHOWN else ''}. "
                "If another writes to it, stop that and run the command again. If the default graph has too many, the "
                "store counts all graphs as the default graph: name one for it with --default-graph."
            )

    def _survey(self) -> dict[str, Digest]:
        """Return the digest that each graph has in the store."""
        found = dict.fromkeys(self.graphs, Digest())
        for batch in self._batches():
            for row in self.store.ask(digest_query(batch)):
                name = row["g"]["value"] if "g" in row else batch[0]
                found[name] = Digest(_integer(row, "count"), _integer(row, "sum"))
        return found

    def _batches(self) -> Iterator[list[str]]:
        if "" in self.graphs:
            yield [""]
        batch: list[str] = []
        count = 0
        for name, graph in self.graphs.items():
            if not name:
                continue
            if batch and (len(batch) == _BATCH_GRAPHS or count + graph.digest.count > _BATCH_TRIPLES):
                yield batch
                batch, count = [], 0
            batch.append(name)
            count += graph.digest.count
        if batch:
            yield batch

    def _leftovers(self) -> list[str]:
        start = self.names.graph("").value
        query = f'SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{start}")) }}'
        kept = {*self.graphs, _mark(self.names).value}
        return sorted({row["g"]["value"] for row in self.store.ask(query)} - kept)

    def _read_mark(self) -> str:
        rows = self.store.ask(_mark_query(self.names))
        return rows[0]["digest"]["value"] if rows else ""

    def _write_mark(self, digest: str) -> None:
        mark = _mark(self.names)
        self.store.put(mark.value, f'{mark} {DCT("identifier")} "{digest}" .\n'.encode())


def _integer(row: Mapping[str, Mapping[str, str]], name: str) -> int:
    """Return a number of a row; the sum over nothing is unbound in some stores."""
    return int(Decimal(row[name]["value"])) if name in row else 0
