"""What exports are made from: the files of a snapshot, and its store to ask."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import cast

from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store, Triple, parse

from medkg.edition import Edition
from medkg.export.graphs import graph_path
from medkg.namespaces import Names
from medkg.profiles.profile import ALL_FAMILIES
from medkg.profiles.things import Thing, family_of, list_entries, read_things
from medkg.saved_query import SavedQuery
from medkg.snapshot.manifest import MAPPINGS, QUADS, QUERIES, STORE

_AT_ONCE = 100
"""Entries that are read with one pair of queries."""


@dataclass(frozen=True)
class Source:
    """A snapshot to export from. Nothing that is read from it grows with the catalog, but the list of its entries."""

    folder: Path
    edition: Edition

    @property
    def names(self) -> Names:
        """The IRIs of the graph."""
        return self.edition.names

    @cached_property
    def store(self) -> Store:
        """The store, read-only. It rewrites literals such as `01`: what must stay as it is comes from `lines`."""
        return Store.read_only(str(self.folder / STORE))

    def construct(self, query: str) -> Iterable[Triple]:
        """Return the answer to a CONSTRUCT query, in which the prefixes of the graph need not be declared."""
        return cast(Iterable[Triple], self.store.query(query, prefixes=self.names.prefixes))

    def select(self, query: str) -> QuerySolutions:
        """Return the answer to a SELECT query, in which the prefixes of the graph need not be declared."""
        return cast(QuerySolutions, self.store.query(query, prefixes=self.names.prefixes))

    @cached_property
    def entry_iris(self) -> list[NamedNode]:
        """The IRIs of all entries, in order."""
        return list_entries(self.construct)

    def entries(self, families: Collection[str] = ALL_FAMILIES) -> Iterator[Thing]:
        """Yield the entries of some families with what is asserted of them, in the order of their IRIs."""
        iris = [iri for iri in self.entry_iris if family_of(iri) in families]
        for start in range(0, len(iris), _AT_ONCE):
            yield from self.read(iris[start : start + _AT_ONCE])

    def read(self, entries: list[NamedNode]) -> list[Thing]:
        """Return some entries with what is asserted of them."""
        return read_things(self.construct, self.names, entries)

    def lines(self) -> Iterator[bytes]:
        """Yield the quads as lines of N-Quads, as the build wrote them, in their order."""
        with (self.folder / QUADS).open("rb") as file:
            yield from file

    def triples(self, graph: str, below: str = "") -> Iterator[Triple]:
        """Yield the triples of a named graph that does not grow with the entries, such as `ontology`.

        With a path, only those that are told of what is below it.
        """
        start, graphs = f"<{self.names.base}{below}".encode() if below else b"", f"<{self.names.base}graph/".encode()
        end = f"{self.names.graph(graph)} .\n".encode()
        near = (line for line in self.lines() if line.endswith(end) and line.startswith(start))
        lines = (line for line in near if graph_path(line, graphs) == graph)
        return (quad.triple for quad in parse(b"".join(lines), RdfFormat.N_QUADS))

    def queries(self) -> Iterator[SavedQuery]:
        """Yield the saved queries."""
        yield from map(SavedQuery.from_json, json.loads((self.folder / QUERIES).read_text("utf-8")))

    def mapping_sets(self) -> Iterator[tuple[str, bytes]]:
        """Yield name and text of each mapping set, as curated."""
        for path in sorted((self.folder / MAPPINGS).glob("*.sssom.tsv")):
            yield path.name.removesuffix(".sssom.tsv"), path.read_bytes()
