"""What a worker replies, and how it talks over its pipes."""

import os
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, Store, parse

from medkg.sparql.frames import PipeClosed, read_frame, write_frame
from medkg.sparql.worker import Memory, Setup, answer, serve


@pytest.fixture
def setup() -> Setup:
    made = Store()
    made.load("@prefix : <urn:x:> . :a :p 1 , 2 . GRAPH :g { :b :p 3 }", RdfFormat.TRIG)
    return Setup(made, "https://e.org/sparql", {"x": "urn:x:"})


def request(text: str, **changes: object) -> dict[str, object]:
    asked = {
        "text": text,
        "results": "json",
        "graph": "ttl",
        "most_bytes": 1000,
    }
    return {**asked, "default_graphs": [], "named_graphs": [], **changes}


def test_rows_and_triples_are_serialized(setup: Setup) -> None:
    head, body = answer(setup, request("SELECT ?o { <urn:x:a> ?p ?o } ORDER BY ?o", results="csv"))
    assert (head, body) == ({"status": "done", "shape": "results"}, b"o\r\n1\r\n2\r\n")
    head, body = answer(setup, request("CONSTRUCT WHERE { ?s ?p ?o }"))
    assert head == {"status": "done", "shape": "graph"}
    assert body == b"@prefix x: <urn:x:> .\n\nx:a x:p 1 , 2 .\n"


def test_no_line_separator_in_a_literal_cuts_turtle(setup: Setup) -> None:
    for separator in ("\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"):
        literal = f"one{separator}@prefix two: <urn:two> ."
        text = f"CONSTRUCT {{ <urn:a> <urn:b> ?x }} {{ BIND('''{literal}''' AS ?x) }}"
        body = answer(setup, request(text))[1]
        (quad,) = parse(body, RdfFormat.TURTLE)
        assert isinstance(quad.object, Literal)
        assert quad.object.value == literal


def test_graphs_of_the_protocol_replace_those_of_the_query(setup: Setup) -> None:
    asked = request("ASK FROM <urn:none> { <urn:x:b> ?p 3 }", default_graphs=["urn:x:g"])
    assert answer(setup, asked)[1] == b'{"head":{},"boolean":true}'


def test_a_relative_iri_is_resolved_against_the_endpoint(setup: Setup) -> None:
    body = answer(setup, request("SELECT ?x { BIND(<a> AS ?x) }", results="csv"))[1]
    assert b"https://e.org/a" in body


@pytest.mark.parametrize(
    ("text", "bound", "status"),
    [
        ("SELECT", 1000, "malformed"),
        ("SELECT * { ?s ?p ?o }", 10, "too-large"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", 10, "too-large"),
    ],
)
def test_what_fails_is_told_by_status(setup: Setup, text: str, bound: int, status: str) -> None:
    head, body = answer(setup, request(text, most_bytes=bound))
    assert (head["status"], body) == (status, b"")


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20)), st.binary(max_size=200))
def test_frames_arrive_as_they_were_sent(value: dict[str, str], body: bytes) -> None:
    reader, writer = os.pipe()
    write_frame(writer, value, body)
    assert read_frame(reader) == (value, body)
    os.close(writer)
    with pytest.raises(PipeClosed):
        read_frame(reader)
    os.close(reader)


def test_nobody_at_the_other_end_is_noticed() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"\0\0\0\x09")
    os.close(writer)
    with pytest.raises(PipeClosed):
        read_frame(reader)
    reader_of_nobody, writer = os.pipe()
    os.close(reader_of_nobody)
    with pytest.raises(PipeClosed):
        write_frame(writer, {"to": "nobody"})
    os.close(writer)
    os.close(reader)


def test_a_worker_serves_until_its_front_is_gone(setup: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop itself, on pipes in the place of standard input and output."""
    from medkg.sparql import worker

    (request_end, front_out), (front_in, reply_end) = os.pipe(), os.pipe()
    monkeypatch.setattr(worker, "read_frame", lambda _: read_frame(request_end))
    monkeypatch.setattr(worker, "write_frame", lambda _, *frame: write_frame(reply_end, *frame))
    thread = threading.Thread(target=serve, args=(setup, Memory()))
    thread.start()
    assert read_frame(front_in)[0] == {"status": "ready"}
    write_frame(front_out, request("ASK { ?s ?p ?o }"))
    assert read_frame(front_in)[1] == b'{"head":{},"boolean":true}'
    os.close(front_out)
    thread.join(5)
    assert not thread.is_alive()
