"""What a worker replies, and how it talks over its pipes."""

import os
import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, RdfFormat, Store, parse

from medkg.sparql.frames import PipeClosed, PipeSilent, read_frame, write_frame
from medkg.sparql.worker import answer, serve


@pytest.fixture
def store() -> Store:
    made = Store()
    made.load("@prefix : <urn:x:> . :a :p 1 , 2 . GRAPH :g { :b :p 3 }", RdfFormat.TRIG)
    return made


def request(text: str, **changes: object) -> dict[str, object]:
    asked = {
        "text": text,
        "seconds": 5,
        "base": "https://e.org/sparql",
        "prefixes": {"x": "urn:x:"},
        "results": "json",
        "graph": "ttl",
    }
    return {**asked, "default_graphs": [], "named_graphs": [], **changes}


def test_rows_and_triples_are_serialized(store: Store) -> None:
    head, body = answer(store, request("SELECT ?o { <urn:x:a> ?p ?o } ORDER BY ?o", results="csv"), 1000)
    assert (head, body) == ({"status": "done", "shape": "results"}, b"o\r\n1\r\n2\r\n")
    head, body = answer(store, request("CONSTRUCT WHERE { ?s ?p ?o }"), 1000)
    assert head == {"status": "done", "shape": "graph"}
    assert body == b"@prefix x: <urn:x:> .\n\nx:a x:p 1 , 2 .\n"


def test_no_line_separator_in_a_literal_cuts_turtle(store: Store) -> None:
    for separator in ("\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028", "\u2029"):
        literal = f"one{separator}@prefix two: <urn:two> ."
        text = f"CONSTRUCT {{ <urn:a> <urn:b> ?x }} {{ BIND('''{literal}''' AS ?x) }}"
        body = answer(store, request(text), 1000)[1]
        (quad,) = parse(body, RdfFormat.TURTLE)
        assert isinstance(quad.object, Literal)
        assert quad.object.value == literal


def test_graphs_of_the_protocol_replace_those_of_the_query(store: Store) -> None:
    asked = request("ASK FROM <urn:none> { <urn:x:b> ?p 3 }", default_graphs=["urn:x:g"])
    assert answer(store, asked, 1000)[1] == b'{"head":{},"boolean":true}'


def test_a_relative_iri_is_resolved_against_the_endpoint(store: Store) -> None:
    body = answer(store, request("SELECT ?x { BIND(<a> AS ?x) }", results="csv"), 1000)[1]
    assert b"https://e.org/a" in body


@pytest.mark.parametrize(
    ("text", "bound", "status"),
    [
        ("SELECT", 1000, "malformed"),
        ("SELECT * { ?s ?p ?o }", 10, "too-large"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", 10, "too-large"),
    ],
)
def test_what_fails_is_told_by_status(store: Store, text: str, bound: int, status: str) -> None:
    head, body = answer(store, request(text), bound)
    assert (head["status"], body) == (status, b"")


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=20)), st.binary(max_size=200))
def test_frames_arrive_as_they_were_sent(value: dict[str, str], body: bytes) -> None:
    reader, writer = os.pipe()
    write_frame(writer, value, body)
    assert read_frame(reader, time.monotonic() + 5) == (value, body)
    os.close(writer)
    with pytest.raises(PipeClosed):
        read_frame(reader)
    os.close(reader)


def test_silence_ends_at_the_deadline_even_in_the_middle_of_a_frame() -> None:
    reader, writer = os.pipe()
    os.write(writer, b"\0\0\0\x09")
    start = time.monotonic()
    with pytest.raises(PipeSilent):
        read_frame(reader, start + 0.2)
    assert time.monotonic() - start >= 0.2
    os.close(reader)
    with pytest.raises(PipeClosed):
        write_frame(writer, {"to": "nobody"})
    os.close(writer)


def test_a_worker_serves_until_its_front_is_gone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The loop itself, on pipes in the place of standard input and output."""
    from medkg.sparql import worker

    (request_end, front_out), (front_in, reply_end) = os.pipe(), os.pipe()
    monkeypatch.setattr(worker, "read_frame", lambda _: read_frame(request_end))
    monkeypatch.setattr(worker, "write_frame", lambda _, *frame: write_frame(reply_end, *frame))
    thread = threading.Thread(target=serve, args=(store, 1000))
    thread.start()
    assert read_frame(front_in, time.monotonic() + 5)[0] == {"status": "ready"}
    write_frame(front_out, request("ASK { ?s ?p ?o }"))
    assert read_frame(front_in, time.monotonic() + 5)[1] == b'{"head":{},"boolean":true}'
    os.close(front_out)
    thread.join(5)
    assert not thread.is_alive()
