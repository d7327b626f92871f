"""Lines of N-Quads are sorted into families of graphs as a parser would sort them."""

from collections import defaultdict
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from medkg.export.graphs import split_by_family
from medkg.namespaces import XSD
from support import NAMES

GRAPHS = [NAMES.graph(path) for path in ("stated/abide", "curated/abide", "curated/x", "inferred", "void")]
NODES = st.sampled_from([NAMES("dataset/abide"), *GRAPHS])
TEXTS = st.lists(
    st.sampled_from([" ", '"', "\\", ".", "<https://w3id.org/medkg/graph/inferred>", str(GRAPHS[0]), "é", "\n"]),
    max_size=5,
)
LITERALS = st.builds(
    lambda words, kind: Literal("".join(words), **kind),
    TEXTS,
    st.sampled_from([{}, {"language": "en"}, {"datatype": XSD("date")}, {"datatype": GRAPHS[3]}]),
)
QUADS = st.lists(
    st.builds(Quad, NODES, NODES, NODES | LITERALS, st.sampled_from([DefaultGraph(), *GRAPHS])), max_size=9
)


@given(QUADS)
def test_every_quad_is_in_the_file_of_its_family(quads: list[Quad]) -> None:
    wanted = defaultdict(list)
    for quad in quads:
        wanted[NAMES.family(quad.graph_name) if isinstance(quad.graph_name, NamedNode) else "default"].append(quad)
    with TemporaryDirectory() as folder:
        families = split_by_family((f"{quad} .\n".encode() for quad in quads), NAMES, Path(folder))
        found = {family.name: list(family.quads()) for family in families}
    assert found == {"default": [], **wanted}
    assert families[0].name == "default"
    assert {family.name for family in families if family.is_one_graph} == found.keys() - {"stated", "curated"}
