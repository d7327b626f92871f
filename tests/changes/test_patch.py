"""A patch makes the old quads the new ones, exactly."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset

from medkg.changes.patch import Part, write_patch
from medkg.changes.side import Side
from medkg.snapshot.manifest import QUADS

iris = st.sampled_from("abc").map(lambda name: NamedNode(f"https://example.org/{name}"))
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=6) | st.sampled_from(
    ['" <a:g> .', "\n", "\\", "<a>"]
)
literals = (
    texts.map(Literal)
    | texts.map(lambda text: Literal(text, language="en"))
    | texts.map(lambda text: Literal(text, datatype=NamedNode("https://example.org/type")))
)
quads = st.builds(Quad, iris, iris, iris | literals, iris | st.just(DefaultGraph()))
graphs = st.sets(quads.map(lambda quad: f"{quad} .\n".encode()), max_size=8)


def apply(patch: Iterable[bytes], lines: set[bytes]) -> set[bytes]:
    """Apply a patch as the specification says: each operation to a set of quads, in the order of the lines."""
    found = set(lines)
    for row in patch:
        operation, _, rest = row.partition(b" ")
        if operation == b"A":
            found.add(rest)
        elif operation == b"D":
            assert rest in found
            found.remove(rest)
        else:
            assert operation in (b"H", b"TX", b"TC")
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("patch")


def write_side(place: Path, lines: set[bytes]) -> Side:
    place.mkdir(exist_ok=True)
    (place / QUADS).write_bytes(b"".join(sorted(lines)))
    return Side(place, place.name, "https://w3id.org/medkg/", None)


@given(old=graphs, new=graphs)
def test_applied_to_the_old_it_gives_the_new(folder: Path, old: set[bytes], new: set[bytes]) -> None:
    sides = write_side(folder / "old", old), write_side(folder / "new", new)
    assert apply(write_patch(*sides), old) == new


@given(old=graphs, new=graphs)
def test_a_part_of_it_changes_only_those_graphs(folder: Path, old: set[bytes], new: set[bytes]) -> None:
    sides = write_side(folder / "old", old), write_side(folder / "new", new)
    for part, is_default in ((Part.DEFAULT, True), (Part.NAMED, False)):
        before, after = (of_graphs(lines, is_default=is_default) for lines in (old, new))
        assert apply(write_patch(*sides, part), before) == after


def of_graphs(lines: set[bytes], *, is_default: bool) -> set[bytes]:
    return {line for line in lines if (graph_of(line) == DefaultGraph()) == is_default}


def graph_of(line: bytes) -> object:
    [quad] = parse(line, RdfFormat.N_QUADS)
    return quad.graph_name


def test_its_rows_are_those_of_the_specification(sides: tuple[Side, Side]) -> None:
    rows = list(write_patch(*sides))
    assert re.fullmatch(rb"H id <urn:uuid:[0-9a-f-]{36}> \.\n", rows[0])
    assert re.fullmatch(rb"H prev <urn:uuid:[0-9a-f-]{36}> \.\n", rows[1])
    assert (rows[2], rows[-1]) == (b"TX .\n", b"TC .\n")
    assert len(rows) > 5
    for row in rows[3:-1]:
        assert row[:2] in (b"A ", b"D ")
        assert len(list(parse(row[2:], RdfFormat.N_QUADS))) == 1


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated")  # its own reader of patches uses it
def test_another_implementation_applies_it(sides: tuple[Side, Side]) -> None:
    found, expected = read_quads(sides[0]), read_quads(sides[1])
    assert set(found.quads()) != set(expected.quads())
    found.parse(data=b"".join(write_patch(*sides)), format="patch")
    assert set(found.quads()) == set(expected.quads())


def read_quads(side: Side) -> Dataset:
    read = Dataset()
    read.parse(data=(side.path / QUADS).read_bytes(), format="nquads")
    return read


def test_patches_of_successive_snapshots_are_a_log(sides: tuple[Side, Side]) -> None:
    """What one leads to, the next starts from; those of other graphs are another log."""
    forth, back = list(write_patch(*sides)), list(write_patch(*reversed(sides)))
    assert forth[0].removeprefix(b"H id") == back[1].removeprefix(b"H prev")
    ids = {next(iter(write_patch(*sides, part))) for part in Part}
    assert len(ids) == len(Part)
