"""The description of the endpoint says what is true: formats, graphs with their counts, limits, prefixes."""

import json

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import Dataset, Graph
from rdflib.compare import isomorphic

from medkg.namespaces import DCT, FORMATS, RDF, RDFS, SCHEMA, SD, SH, VOID
from medkg.settings import Limits
from medkg.sparql.engine import Request
from medkg.sparql.formats import FORMATS as TABLE
from medkg.sparql.formats import Format, Shape, formats_of
from medkg.sparql.local import LocalEngine
from medkg.web.description import describe_service, serialize_as_answer
from support import NAMES

ENDPOINT = "https://data.example.org/sparql"
SERVICE = NamedNode(f"{ENDPOINT}#service")


@pytest.fixture(scope="module")
def description(engine: LocalEngine) -> list[Triple]:
    return describe_service(engine, NAMES, ENDPOINT, Limits(seconds=2.5, memory_mb=1_000_000, result_mb=8))


def values(description: list[Triple], subject: object, predicate: NamedNode) -> list[str]:
    found = (t.object for t in description if t.subject == subject and t.predicate == predicate)
    return [value.value for value in found if isinstance(value, NamedNode | Literal)]


def counts(engine: LocalEngine, query: str) -> dict[str, str]:
    rows = json.loads(engine.query(Request(query)).body)["results"]["bindings"]
    return {row["g"]["value"] if "g" in row else "": row["n"]["value"] for row in rows}


def test_it_is_a_service_for_queries_at_the_public_address(description: list[Triple]) -> None:
    assert values(description, SERVICE, RDF("type")) == [SD("Service").value]
    assert values(description, SERVICE, SD("endpoint")) == [ENDPOINT]
    assert values(description, SERVICE, SD("supportedLanguage")) == [SD("SPARQL11Query").value]


def test_every_format_of_the_table_is_there_and_no_other(description: list[Triple]) -> None:
    found = values(description, SERVICE, SD("resultFormat"))
    assert sorted(found) == sorted(format.iri for format in TABLE.values())
    assert all(iri.startswith(FORMATS) for iri in found)


def test_no_feature_is_promised_that_is_not_offered(description: list[Triple]) -> None:
    assert values(description, SERVICE, SD("feature")) == []


def test_every_named_graph_is_there_with_its_count(engine: LocalEngine, description: list[Triple]) -> None:
    (dataset,) = values(description, SERVICE, SD("defaultDataset"))
    graphs = values(description, NamedNode(dataset), SD("namedGraph"))
    told = {}
    for graph in graphs:
        (name,) = values(description, NamedNode(graph), SD("name"))
        (described,) = values(description, NamedNode(graph), SD("graph"))
        (told[name],) = values(description, NamedNode(described), VOID("triples"))
    assert len(graphs) == len(told) > 500
    assert told == counts(engine, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")


def test_the_default_graph_is_that_of_the_void_description(engine: LocalEngine, description: list[Triple]) -> None:
    (dataset,) = values(description, SERVICE, SD("defaultDataset"))
    assert values(description, NamedNode(dataset), SD("defaultGraph")) == [NAMES("void#default-graph").value]
    told = values(description, NAMES("void#default-graph"), VOID("triples"))
    assert told == list(counts(engine, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").values())
    assert values(description, SERVICE, RDFS("seeAlso")) == [NAMES("void").value]
    assert values(description, SERVICE, DCT("license")) == ["https://creativecommons.org/licenses/by/4.0/"]


def test_the_limits_are_told_in_words_and_as_values(description: list[Triple]) -> None:
    (sentence,) = values(description, SERVICE, DCT("description"))
    assert "at most 2.5 seconds" in sentence
    limits = [NamedNode(iri) for iri in values(description, SERVICE, SCHEMA("additionalProperty"))]
    told = [values(description, limit, SCHEMA(name)) for limit in limits for name in ("maxValue", "unitCode")]
    assert sorted(map(tuple, zip(told[::2], told[1::2], strict=True))) == [
        (["1000000"], ["4L"]),
        (["2.5"], ["SEC"]),
        (["8"], ["4L"]),
    ]


def test_the_prefixes_are_declared(description: list[Triple]) -> None:
    nodes = [NamedNode(iri) for iri in values(description, SERVICE, SH("declare"))]
    pairs = [(*values(description, n, SH("prefix")), *values(description, n, SH("namespace"))) for n in nodes]
    assert dict(pairs) == NAMES.prefixes


def test_every_node_has_an_iri_and_every_triple_is_there_once(description: list[Triple]) -> None:
    assert len(set(description)) == len(description)
    for triple in description:
        assert isinstance(triple.subject, NamedNode)
        assert isinstance(triple.object, NamedNode | Literal)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")  # its own parsers use what it deprecates
@pytest.mark.parametrize("format", formats_of(Shape.GRAPH), ids=lambda found: found.key)
def test_others_read_it_in_each_format(description: list[Triple], format: Format) -> None:
    read = Dataset()
    read.parse(serialize_as_answer(description, format, NAMES.prefixes), format=format.media_type)
    expected = Graph().parse(data="".join(f"{triple} .\n" for triple in description), format="nt")
    assert isomorphic(read.default_graph, expected)


def test_it_has_the_same_bytes_each_time(engine: LocalEngine, description: list[Triple]) -> None:
    again = describe_service(engine, NAMES, ENDPOINT, Limits(seconds=2.5, memory_mb=1_000_000, result_mb=8))
    for format in formats_of(Shape.GRAPH):
        first = serialize_as_answer(description, format, NAMES.prefixes)
        assert serialize_as_answer(again, format, NAMES.prefixes) == first


def test_files_that_hold_all_of_it_are_named_where_there_are_some(
    engine: LocalEngine, description: list[Triple]
) -> None:
    dataset, dump = NamedNode(f"{ENDPOINT}#dataset"), "https://data.example.org/exports/medkg.nq.gz"
    found = describe_service(engine, NAMES, ENDPOINT, Limits(), [dump])
    assert values(found, dataset, VOID("dataDump")) == [dump]
    assert VOID("Dataset").value in values(found, dataset, RDF("type"))
    assert values(description, dataset, VOID("dataDump")) == []
