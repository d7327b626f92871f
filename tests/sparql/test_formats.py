"""Negotiation: the client's best format, by RFC 9110."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medkg.sparql.formats import FORMATS, HTML, Format, Shape, formats_of, negotiate

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "shape", "key"),
    [
        (None, Shape.RESULTS, "json"),
        ("", Shape.GRAPH, "ttl"),
        ("*/*", Shape.RESULTS, "json"),
        ("*/*", Shape.GRAPH, "ttl"),
        ("text/csv", Shape.RESULTS, "csv"),
        ("TEXT/CSV", Shape.RESULTS, "csv"),
        ("application/json", Shape.RESULTS, "json"),
        ("application/json", Shape.GRAPH, "jsonld"),
        ("application/sparql-results+json;charset=utf-8", Shape.RESULTS, "json"),
        ("application/sparql-results+xml, */*;q=0.1", Shape.RESULTS, "xml"),
        ("text/csv;q=0.1, text/tab-separated-values;q=0.9", Shape.RESULTS, "tsv"),
        ("application/rdf+xml;q=0.3, application/n-triples;q=0.7", Shape.GRAPH, "nt"),
        ("text/turtle;q=0, application/ld+json;q=0.1", Shape.GRAPH, "jsonld"),
        ("application/x-turtle", Shape.GRAPH, "ttl"),
    ],
)
def test_the_best_format_is_chosen(accept: str | None, shape: Shape, key: str) -> None:
    chosen = negotiate(accept, shape)
    assert isinstance(chosen, Format)
    assert chosen.key == key


def test_nothing_fits_where_nothing_is_offered() -> None:
    assert negotiate("image/png", Shape.RESULTS) is None
    assert negotiate("text/turtle", Shape.RESULTS) is None


def test_a_browser_gets_a_page_where_there_is_one() -> None:
    assert negotiate(BROWSER, Shape.GRAPH, html=True) == HTML
    assert negotiate("text/turtle, text/html;q=0.5", Shape.GRAPH, html=True) == FORMATS["ttl"]


def test_keys_are_media_types_once() -> None:
    media_types = [format.media_type for format in FORMATS.values()]
    assert len(media_types) == len(set(media_types)) == 8


@given(st.text(max_size=60))
def test_any_header_gives_an_offer_or_nothing(accept: str) -> None:
    assert negotiate(accept, Shape.GRAPH) in (*formats_of(Shape.GRAPH), None)
