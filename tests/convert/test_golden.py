"""The graph of the minimal catalog, reviewed as data: `tests/golden/minimal.nq`.

When a change of the graph is wanted, write the file anew and review its diff:

    PYTHONPATH=tests .venv/bin/python tests/convert/test_golden.py
"""

from pyoxigraph import DefaultGraph, Literal, NamedNode

from medkg.build import Graph
from support import NAMES, TESTS

GOLDEN = TESTS / "golden" / "minimal.nq"
ONTOLOGY = ("ontology", "queries", "shapes", "void")


def lines_of(graph: Graph) -> list[str]:
    """Return all quads but those of ontology, queries, shapes and VoID, in order; of inferred ones, those of things."""
    kept = []
    for quad in graph.quads:
        if isinstance(quad.graph_name, DefaultGraph):
            continue
        family = quad.graph_name.value.removeprefix(NAMES.graph("").value).split("/")[0]
        own = quad.subject.value.startswith(
            tuple(NAMES(path).value for path in ("dataset/", "challenge/", "event/", "organization/"))
        )
        if family not in ONTOLOGY and (family != "inferred" or own):
            kept.append(f"{quad} .")
    return sorted(set(kept))


def test_the_minimal_catalog_gives_the_reviewed_quads(minimal_graph: Graph) -> None:
    assert lines_of(minimal_graph) == GOLDEN.read_text("utf-8").splitlines()


def test_no_blank_nodes(real_graph: Graph) -> None:
    for quad in real_graph.quads:
        assert isinstance(quad.subject, NamedNode)
        assert isinstance(quad.object, NamedNode | Literal)


def test_the_default_graph_holds_each_triple_once(real_graph: Graph) -> None:
    merged = [quad for quad in real_graph.quads if isinstance(quad.graph_name, DefaultGraph)]
    assert len(merged) == len(set(merged)) > 10_000


def test_texts_for_people_carry_a_language_and_counts_are_plain_integers(real_graph: Graph) -> None:
    prose = {"title", "description", "detail", "annotation", "reason", "prefLabel", "definition"}
    for quad in real_graph.quads:
        local = quad.predicate.value.replace("#", "/").rsplit("/", 1)[-1]
        if local in prose:
            assert isinstance(quad.object, Literal)
            assert quad.object.language == "en", quad
        if local in ("count", "maximumCount", "minimumAge", "maximumAge", "firstLine", "lastLine"):
            assert isinstance(quad.object, Literal)
            assert quad.object.datatype.value.endswith("#integer")


if __name__ == "__main__":
    import tempfile
    from pathlib import Path

    from medkg.build import make_graph
    from support import copy_minimal, ignore_stages

    made = make_graph(copy_minimal(Path(tempfile.mkdtemp()) / "root"), NAMES, ignore_stages)
    GOLDEN.write_text("\n".join(lines_of(made)) + "\n", "utf-8")
