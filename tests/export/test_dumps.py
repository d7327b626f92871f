"""Dumps hold what the build wrote, in every format."""

import gzip
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

from medkg.snapshot.manifest import QUADS
from medkg.snapshot.reader import Snapshot
from support import NAMES


def read(path: Path) -> set[Quad]:
    form = RdfFormat.from_extension(path.name.removesuffix(".gz").rpartition(".")[2])
    assert form is not None
    return set(parse(gzip.decompress(path.read_bytes()), form))


@pytest.fixture(scope="module")
def quads(real_snapshot: Snapshot) -> list[Quad]:
    return list(parse(path=str(real_snapshot.path / QUADS), format=RdfFormat.N_QUADS))


def triples(quads: set[Quad]) -> set[Triple]:
    return {quad.triple for quad in quads}


def test_the_whole_graph_is_the_lines_that_the_build_wrote(exports: Path, real_snapshot: Snapshot) -> None:
    lines = gzip.decompress((exports / "medkg.nq.gz").read_bytes())
    assert lines == (real_snapshot.path / QUADS).read_bytes()


@pytest.mark.parametrize("name", ["medkg.trig.gz", "medkg-graphs.jsonld.gz"])
def test_the_whole_graph_has_the_same_quads_in_other_formats(exports: Path, quads: list[Quad], name: str) -> None:
    assert read(exports / name) == set(quads)


@pytest.mark.parametrize("ending", ["ttl", "jsonld"])
def test_the_default_graph_is_by_itself_in_formats_of_triples(exports: Path, quads: list[Quad], ending: str) -> None:
    merged = {quad for quad in quads if quad.graph_name == DefaultGraph()}
    assert read(exports / f"medkg.{ending}.gz") == merged


def test_each_family_of_graphs_is_a_file_of_each_format(exports: Path, quads: list[Quad]) -> None:
    found = {}
    for quad in quads:
        if isinstance(quad.graph_name, NamedNode):
            found.setdefault(NAMES.family(quad.graph_name), set()).add(quad)
    assert {path.name for path in (exports / "graphs").glob("*.nq.gz")} == {f"{name}.nq.gz" for name in found}
    for name, wanted in found.items():
        assert read(exports / f"graphs/{name}.nq.gz") == read(exports / f"graphs/{name}.trig.gz") == wanted


def test_a_family_of_one_graph_is_also_in_formats_of_triples(exports: Path) -> None:
    names = {path.name.removesuffix(".nq.gz") for path in (exports / "graphs").glob("*.nq.gz")}
    alone = names - {"stated", "curated"}
    assert {path.name.removesuffix(".ttl.gz") for path in (exports / "graphs").glob("*.ttl.gz")} == alone
    for ending in ("ttl", "jsonld"):
        for name in alone:
            wanted = read(exports / f"graphs/{name}.nq.gz")
            found = read(exports / f"graphs/{name}.{ending}.gz")
            assert {quad.graph_name for quad in found} == {DefaultGraph()}
            assert triples(found) == triples(wanted)


@pytest.mark.parametrize("name", ["stated", "curated"])
def test_a_family_of_many_graphs_has_their_names_in_json_ld(exports: Path, name: str) -> None:
    assert read(exports / f"graphs/{name}.jsonld.gz") == read(exports / f"graphs/{name}.nq.gz")
