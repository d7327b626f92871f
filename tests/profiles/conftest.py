"""What the tests of profiles share: all entries of the repository's own files, entries made up, and an edition."""

from collections.abc import Callable, Mapping
from functools import partial

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from medkg.build import Graph
from medkg.edition import Edition
from medkg.namespaces import local_name
from medkg.profiles.things import Construct, Thing, list_entries, read_things
from support import NAMES


@pytest.fixture(scope="session")
def edition() -> Edition:
    """A release of the graph, whose pages are at their IRIs."""
    return Edition(NAMES, digest="0123abcd", version="2026-11-27")


@pytest.fixture(scope="session")
def construct(real_graph: Graph) -> Construct:
    """Answers CONSTRUCT queries to the graph of the repository's own files."""
    store = Store()
    store.bulk_extend(real_graph.quads)
    return partial(store.query, prefixes=NAMES.prefixes)


@pytest.fixture(scope="session")
def entries(construct: Construct) -> Mapping[str, Thing]:
    """All entries by their paths, such as `dataset/abide`, in the order of their IRIs."""
    things = read_things(construct, NAMES, list_entries(construct, 0, 10_000))
    return {thing.iri.value.removeprefix(NAMES.base): thing for thing in things}


@pytest.fixture(scope="session")
def make_thing() -> Callable[[str, str], Thing]:
    """Reads the entry at a path of which a text in Turtle says all; the usual prefixes and the base are declared."""
    return _make_thing


def _make_thing(path: str, turtle: str) -> Thing:
    store, stated = Store(), NAMES.graph(f"stated/{local_name(path)}")
    declared = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in NAMES.prefixes.items())
    for quad in parse(declared + turtle, RdfFormat.TURTLE, base_iri=NAMES.base):
        store.extend([quad, Quad(quad.subject, quad.predicate, quad.object, stated)])
    [thing] = read_things(partial(store.query, prefixes=NAMES.prefixes), NAMES, [NAMES(path)])
    return thing
