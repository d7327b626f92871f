"""The table of formats: each has its names, and can be written by its serializer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import QueryResultsFormat

from medkg.sparql.formats import FORMATS, Shape, find_format, formats_of


@pytest.mark.parametrize(
    ("name", "results", "graph"),
    [
        ("json", "json", "jsonld"),
        ("xml", "xml", "rdf"),
        ("csv", "csv", None),
        ("tsv", "tsv", None),
        ("srj", "json", None),
        ("srx", "xml", None),
        ("turtle", None, "ttl"),
        ("n3", None, "ttl"),
        ("ntriples", None, "nt"),
        ("json-ld", None, "jsonld"),
        ("rdfxml", None, "rdf"),
        ("rdf+xml", None, "rdf"),
        ("nquads", None, "nq"),
        ("trig", None, "trig"),
        (" TURTLE ", None, "ttl"),
        ("application/sparql-results+json", "json", None),
        ("application/sparql-results json", "json", None),
        ("application/sparql-results+xml; charset=utf-8", "xml", None),
        ("application/json", "json", "jsonld"),
        ("Text/Turtle", None, "ttl"),
        ("text/plain", None, "nt"),
        ("text/html", None, None),
        ("application/rdf+json", None, None),
        ("*/*", None, None),
        ("", None, None),
    ],
)
def test_a_format_is_found_by_key_other_name_and_media_type(name: str, results: str | None, graph: str | None) -> None:
    assert find_format(name, Shape.RESULTS) == (FORMATS[results] if results else None)
    assert find_format(name, Shape.GRAPH) == (FORMATS[graph] if graph else None)


@pytest.mark.parametrize("shape", Shape)
def test_within_a_shape_no_name_means_two_formats(shape: Shape) -> None:
    names = [name for each in formats_of(shape) for name in (each.key, *each.names, each.media_type, *each.aliases)]
    assert len(names) == len(set(names))
    assert names == [name.lower() for name in names]


def test_the_key_of_a_format_means_it_in_its_shape() -> None:
    for key, format in FORMATS.items():
        assert format.key == key
        assert find_format(key, format.shape) is format


@pytest.mark.parametrize("key", FORMATS)
def test_the_serializer_of_a_format_writes_its_media_type(key: str) -> None:
    format = FORMATS[key]
    assert format.serializer.media_type.partition(";")[0] == format.media_type
    assert isinstance(format.serializer, QueryResultsFormat) is (format.shape is Shape.RESULTS)


def test_the_iris_are_those_of_the_w3c() -> None:
    """As listed at https://www.w3.org/ns/formats/."""
    namespace = "http://www.w3.org/ns/formats/"
    results = ["SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"]
    graphs = ["Turtle", "JSON-LD", "N-Triples", "RDF_XML", "TriG", "N-Quads"]
    assert [format.iri for format in formats_of(Shape.RESULTS)] == [namespace + name for name in results]
    assert [format.iri for format in formats_of(Shape.GRAPH)] == [namespace + name for name in graphs]


def test_datasets_come_last_among_the_formats_of_graphs() -> None:
    assert [format.key for format in formats_of(Shape.GRAPH)][-2:] == ["trig", "nq"]


@given(st.text(max_size=40), st.sampled_from(Shape))
def test_any_name_finds_a_format_of_the_shape_or_none(name: str, shape: Shape) -> None:
    assert find_format(name, shape) in (*formats_of(shape), None)
