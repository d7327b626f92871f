"""Connections of strangers: bounded in number, size of the head, and time; seen on raw sockets."""

import resource
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from http_client import ask
from medkg.settings import ServerSettings
from medkg.web.connections import allow_open_files
from servers import RunningServer, serving, wait_for

PATIENCE = 20.0


@pytest.fixture(scope="module")
def small(snapshots: Path) -> Iterator[RunningServer]:
    """A server with tight bounds for connections."""
    settings = {"read-seconds": 0.5, "send-seconds": 0.5, "head-kb": 8, "client-connections": 5}
    with serving(snapshots, settings) as server:
        yield server


def connect(server: RunningServer) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)


def read_all(connection: socket.socket) -> bytes:
    chunks = []
    try:
        while chunk := connection.recv(65536):
            chunks.append(chunk)
    except ConnectionResetError:
        pass
    return b"".join(chunks)


def read_until(connection: socket.socket, end: bytes) -> bytes:
    """Return what comes up to these bytes: head and body of an answer may come in pieces."""
    data = b""
    while not data.endswith(end):
        chunk = connection.recv(65536)
        assert chunk, f"closed after {data!r}"
        data += chunk
    return data


@pytest.mark.parametrize("beginning", [b"", b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nAccept: te"])
def test_a_request_that_does_not_come_to_its_head_is_ended(small: RunningServer, beginning: bytes) -> None:
    with connect(small) as connection:
        connection.sendall(beginning)
        assert read_all(connection) == b""


def test_a_body_that_does_not_come_is_answered_with_408(small: RunningServer) -> None:
    with connect(small) as connection:
        connection.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab")
        assert read_all(connection).startswith(b"HTTP/1.1 408 ")


@pytest.mark.parametrize("head", [b"GET /?" + b"a" * 20_000, b"GET / HTTP/1.1\r\nA: " + b"a" * 20_000])
def test_a_head_without_end_is_answered_with_431(small: RunningServer, head: bytes) -> None:
    with connect(small) as connection:
        connection.sendall(head)
        assert read_all(connection).startswith(b"HTTP/1.1 431 ")


def test_two_requests_go_over_one_connection(small: RunningServer) -> None:
    with connect(small) as connection:
        for _ in range(2):
            connection.sendall(b"HEAD /health HTTP/1.1\r\nHost: x\r\n\r\n")
            assert read_until(connection, b"\r\n\r\n").startswith(b"HTTP/1.1 200 ")


def test_requests_that_are_sent_ahead_are_answered_in_order(small: RunningServer) -> None:
    with connect(small) as connection:
        connection.sendall(b"GET /nothing HTTP/1.1\r\nHost: x\r\n\r\nGET /health HTTP/1.0\r\n\r\n")
        answers = read_all(connection)
    assert answers.index(b" 404 ") < answers.index(b" 200 ")


def test_one_address_has_only_so_many_connections(small: RunningServer) -> None:
    with ExitStack() as held:
        for _ in range(5):
            held.enter_context(connect(small)).sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        with connect(small) as sixth:
            assert read_all(sixth).startswith(b"HTTP/1.1 503 ")
    assert ask(small.url, "/health").status == 200


def test_a_reader_that_stops_reading_is_left(snapshots: Path, tmp_path: Path) -> None:
    """The rest of the answer is thrown away: what comes is less than was promised, and the connection is broken."""
    log = tmp_path / "log"
    with serving(snapshots, {"send-seconds": 0.5}, log=log) as server, socket.socket() as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(PATIENCE)
        connection.connect(("127.0.0.1", server.port))
        query = "SELECT+*+%7B+GRAPH+%3Fg+%7B+%3Fs+%3Fp+%3Fo+%7D+%7D"
        connection.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        wait_for(log, "/sparql")
        answer = read_all(connection)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert len(answer) < int(answer.split(b"content-length: ")[1].split(b"\r\n")[0])


@pytest.mark.parametrize(
    "garbage", [b"\x00" * 100, b"GARBAGE\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\x00"]
)
def test_what_is_no_http_is_answered_with_400_or_nothing(small: RunningServer, garbage: bytes) -> None:
    with connect(small) as connection:
        connection.sendall(garbage)
        answer = read_all(connection)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 400 ")


def test_a_query_of_a_client_that_offers_another_protocol_is_answered(small: RunningServer) -> None:
    """As Java's HttpClient, and so Jena, and `curl --http2` send it."""
    offer = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
    body = b"ASK { FILTER('''\r\nUpgrade: x''' = '''\r\nUpgrade: x''') }"
    kind = b"Content-Type: application/sparql-query\r\nAccept: text/csv\r\nContent-Length: %d\r\n" % len(body)
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + kind
    with connect(small) as connection:
        connection.sendall(head + offer + b"\r\n" + body)
        answer = read_all(connection)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.endswith(b"\r\n\r\ntrue\n")


def test_an_empty_line_after_an_answer_does_not_hold_the_connection(small: RunningServer) -> None:
    with connect(small) as connection:
        connection.sendall(b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n")
        assert read_until(connection, b"}\n").startswith(b"HTTP/1.1 200 ")
        connection.sendall(b"\r\n")
        assert read_all(connection) == b""


@pytest.mark.parametrize(("connections", "at_least"), [(1000, 2000), (10**6, 2000)])
def test_each_connection_may_be_sent_a_file_as_far_as_the_system_admits(connections: int, at_least: int) -> None:
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (1024, most))
    try:
        allow_open_files(ServerSettings(connections=connections))
        assert at_least <= resource.getrlimit(resource.RLIMIT_NOFILE)[0] or most < at_least
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))
