"""JSON-LD says what the triples say, whoever parses it, and can be read by people."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import (
    BaseDirection,
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)
from rdflib.term import Identifier

from medkg.build import Graph
from medkg.namespaces import DCT, RDF, SKOS, XSD, Names, local_name
from medkg.profiles.json_ld import context_document, make_context, stream_json_ld, write_json_ld
from support import NAMES

CONTEXT = make_context(NAMES)

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own parser uses it


def read(document: str) -> set[Triple]:
    """Return the triples of a document as pyoxigraph reads it."""
    return {quad.triple for quad in parse(document, RdfFormat.JSON_LD)}


def read_with_rdflib(document: str) -> set[tuple[Identifier, ...]]:
    return set(rdflib.Graph().parse(data=document, format="json-ld"))


def as_rdflib(triples: Iterable[Triple]) -> set[tuple[Identifier, ...]]:
    return {tuple(map(_term, (t.subject, t.predicate, t.object))) for t in triples}


def _term(term: object) -> Identifier:
    if not isinstance(term, Literal):
        return rdflib.URIRef(str(term)[1:-1])
    datatype = None if term.language or term.datatype == XSD("string") else rdflib.URIRef(term.datatype.value)
    return rdflib.Literal(term.value, lang=term.language, datatype=datatype)


@pytest.fixture(scope="module", autouse=True)
def _literals_as_they_are() -> Iterator[None]:
    """Have rdflib keep `007` as it is written."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rdflib, "NORMALIZE_LITERALS", False)
        yield


@pytest.fixture(scope="module")
def told(real_graph: Graph) -> dict[str, list[Triple]]:
    """What is stated and curated of each thing, by its id."""
    found = defaultdict(list)
    for quad in real_graph.quads:
        if isinstance(quad.graph_name, NamedNode) and NAMES.family(quad.graph_name) in ("stated", "curated"):
            found[local_name(quad.graph_name.value)].append(quad.triple)
    return found


def test_every_entry_reads_back_the_same_in_pyoxigraph_and_rdflib(told: dict[str, list[Triple]]) -> None:
    assert len(told) > 250
    for triples in told.values():
        text = json.dumps(write_json_ld(triples, CONTEXT, [triples[0].subject]))
        assert read(text) == set(triples)
        assert read_with_rdflib(text) == as_rdflib(triples)


def test_the_whole_default_graph_reads_back_the_same(real_graph: Graph) -> None:
    merged = [quad.triple for quad in sorted(real_graph.quads, key=str) if not isinstance(quad.graph_name, NamedNode)]
    assert read("".join(stream_json_ld(merged, CONTEXT))) == set(merged)


LOCAL = st.text("abc/#:?=&%20éß-._~()!'@", max_size=8)
START = st.sampled_from([*CONTEXT, *(iri for iri in CONTEXT.values() if isinstance(iri, str)), "urn:x:", "http://a.b/"])


@st.composite
def iris(draw: st.DrawFn) -> NamedNode:
    """IRIs with and without a prefix, and such as look like prefixed names."""
    start, local = draw(START), draw(LOCAL)
    try:
        return NamedNode((start if ":" in start else f"{start}:") + local)
    except ValueError:
        return NamedNode("urn:y:" + str(len(local)))


PLAIN_TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6)
TEXT = st.one_of(
    PLAIN_TEXT, st.sampled_from(["@id", "@type", "dct:title", "_:b0", "007", "-0", "1", "true", "1e3", "\\"])
)
DATATYPE = st.sampled_from(
    [XSD(name) for name in ("integer", "boolean", "date", "gYear", "decimal", "anyURI", "string")]
)
LITERALS = st.one_of(
    st.builds(Literal, TEXT),
    st.builds(lambda text, tag: Literal(text, language=tag), TEXT, st.sampled_from(["en", "en-gb", "de", "zh-hans"])),
    st.builds(lambda text, datatype: Literal(text, datatype=datatype), TEXT, st.one_of(DATATYPE, iris())),
    st.builds(lambda number: Literal(str(number), datatype=XSD("integer")), st.integers(-(10**20), 10**20)),
)
PREDICATES = st.one_of(iris(), st.sampled_from([RDF("type"), *(NAMES.expand(name) for name in CONTEXT if ":" in name)]))
TRIPLES = st.lists(st.builds(Triple, iris(), PREDICATES, st.one_of(iris(), LITERALS)), max_size=8)


def is_fit_for_rdflib(triples: Iterable[Triple]) -> bool:
    """Tell whether rdflib can say this at all: it takes the text away from a literal that is typed as a boolean."""
    return not any(isinstance(t.object, Literal) and t.object.datatype == XSD("boolean") for t in triples)


@given(TRIPLES, st.booleans())
def test_whatever_the_triples_they_read_back_the_same(triples: list[Triple], is_nested: bool) -> None:
    roots = [triple.subject for triple in triples[:1]] if is_nested else []
    document = json.dumps(write_json_ld(triples, CONTEXT, roots))
    assert read(document) == set(triples)
    assert read("".join(stream_json_ld(sorted(triples, key=str), CONTEXT))) == set(triples)
    if is_fit_for_rdflib(triples):
        assert read_with_rdflib(document) == as_rdflib(triples)


def test_nodes_without_a_name_and_texts_with_a_direction_are_kept() -> None:
    node = BlankNode("b1")
    text = Literal("نص", language="ar", direction=BaseDirection.RTL)
    triples = [Triple(NAMES("dataset/a"), DCT("publisher"), node), Triple(node, DCT("title"), text)]
    document = write_json_ld(triples, CONTEXT, [NAMES("dataset/a")])
    assert document["dct:publisher"]["@id"] == "_:b1"
    for written in (json.dumps(document), "".join(stream_json_ld(triples, CONTEXT))):
        assert canonical(parse(written, RdfFormat.JSON_LD)) == canonical(Quad(*triple) for triple in triples)


def canonical(quads: Iterable[Quad]) -> set[str]:
    """Return quads with their blank nodes named by what is told of them."""
    dataset = Dataset(quads)
    dataset.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return set(map(str, dataset))


def test_an_entry_is_one_node_that_holds_its_parts(told: dict[str, list[Triple]]) -> None:
    document = write_json_ld(told["abide"], CONTEXT, [NAMES("dataset/abide")])
    assert list(document)[:3] == ["@context", "@id", "@type"]
    assert document["@id"] == "dataset:abide"
    assert document["medkg:modality"] == [
        "modality:functional-mri",
        "modality:resting-state-fmri",
        "modality:structural-mri",
    ]
    assert {"@id": "dataset:abide#extent-1", "@type": "medkg:Extent"}.items() <= document["medkg:extent"][0].items()
    assert document["medkg:extent"][0]["medkg:count"] == 539


def ids_of(node: Any) -> Iterator[str]:
    """Yield the ids of all nodes in a document that tell something."""
    if isinstance(node, list):
        for item in node:
            yield from ids_of(item)
    elif isinstance(node, dict):
        if "@id" in node and len(node) > 1:
            yield node["@id"]
        for key, value in node.items():
            yield from ids_of(value) if key != "@context" else ()


@given(TRIPLES)
def test_each_node_stands_once(triples: list[Triple]) -> None:
    ids = list(ids_of(write_json_ld(triples, CONTEXT, [triple.subject for triple in triples[:1]])))
    assert len(ids) == len(set(ids)) == len({triple.subject for triple in triples})


def test_a_long_chain_of_nodes_is_not_nested_without_end() -> None:
    chain = [Triple(NAMES(f"task/{n}"), SKOS("broader"), NAMES(f"task/{n + 1}")) for n in range(3000)]
    document = json.dumps(write_json_ld(chain, CONTEXT, [NAMES("task/0")]))
    assert read(document) == set(chain)


def test_a_document_holds_of_the_context_what_it_uses() -> None:
    triple = Triple(NAMES("dataset/a"), DCT("issued"), Literal("2019-03-15", datatype=XSD("date")))
    assert write_json_ld([triple], CONTEXT) == {
        "@context": {
            "dct": DCT,
            "xsd": XSD,
            "dataset": "https://w3id.org/medkg/dataset/",
            "dct:issued": {"@type": "xsd:date"},
        },
        "@id": "dataset:a",
        "dct:issued": "2019-03-15",
    }


def test_the_context_knows_how_each_property_of_the_graph_is_read(real_graph: Graph) -> None:
    """Where all values are IRIs, they are texts in a document, not objects; so are texts in English, and dates."""
    kinds = defaultdict(set)
    for quad in real_graph.quads:
        kinds[NAMES.shorten(quad.predicate.value)].add(_kind(quad.object))
    wanted = {name: json.loads(kind) for name, (kind, *more) in kinds.items() if kind and not more}
    del wanted["rdf:type"]  # has a keyword of its own
    assert {name: read for name, read in wanted.items() if CONTEXT.get(name) != read} == {}


def _kind(term: object) -> str:
    if not isinstance(term, Literal):
        return '{"@type": "@id"}'
    if term.language:
        return json.dumps({"@language": term.language})
    is_plain = term.datatype in (XSD("string"), XSD("integer"), XSD("boolean"))  # JSON has these
    return "" if is_plain else json.dumps({"@type": NAMES.shorten(term.datatype.value)})


def test_the_context_follows_the_base() -> None:
    names = Names("https://example.org/kg/")
    assert context_document(names)["@context"]["medkg"] == "https://example.org/kg/ontology#"
    assert "w3id.org/medkg" not in json.dumps(context_document(names))
