"""Whatever comes in, an answer goes out: no fault of the server's own, no hang, nothing told of its inside.

The examples are derived from the tests themselves, so they are the same each time; MEDKG_EXAMPLES=2000 tries more.
"""

import os
import re
import socket
import string
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from http_client import DIRECT, FORM, Reply, ask, open_socket, receive, sparql
from servers import serving

EXAMPLES = int(os.environ.get("MEDKG_EXAMPLES", "40"))
SETTINGS = {
    "seconds": 2,
    "workers": 1,
    "page-workers": 1,
    "client-seconds": 100_000,
    "refuse-seconds": 0,
    "read-seconds": 2,
    "proxies": 1,
}
FAULTS_THAT_MAY_BE = {503, 504, 507}
INSIDE = re.compile(
    rb'Traceback|File "|site-packages|/(?:home|root|usr|tmp|work)/|[Pp]ython/?\d|werkzeug|uvicorn|pyoxigraph'
)
"""What an answer may not tell: code, paths, versions."""

any_input = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

TOKENS = [
    *("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "FILTER", "OPTIONAL", "UNION", "GRAPH", "SERVICE", "VALUES"),
    *("BIND", "AS", "ORDER BY", "LIMIT", "OFFSET", "GROUP BY", "COUNT", "EXISTS", "NOT", "MINUS", "FROM", "NAMED"),
    *("PREFIX", "BASE", "DISTINCT", "INSERT", "DELETE", "DATA", "LOAD", "CLEAR", "REGEX", "IF", "STR", "a", "true"),
    *(
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "<<",
        ">>",
        "<urn:x>",
        "x:y",
        ":",
        "?x",
        "?y",
        "$z",
        "_:b",
        "*",
        "+",
        "/",
        "|",
        "^",
    ),
    *(
        ".",
        ";",
        ",",
        "=",
        "!=",
        "<",
        "&&",
        "||",
        "!",
        "-1",
        "0",
        "1e400",
        "1.5",
        "'x'",
        '"',
        "'''",
        "@en",
        "^^",
        "#",
        "\\u",
    ),
    *("\n", "\r", "\t", "\0", "\ufeff", "\u202e", "\ud7ff", "\U0010ffff", "%", "%41", "ü"),
]
queries = st.one_of(
    st.lists(st.sampled_from(TOKENS), max_size=30).map(" ".join),
    st.lists(st.sampled_from(TOKENS), max_size=30).map("".join),
    st.text(max_size=60),
)
header_values = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"), max_size=60)
MEDIA = [
    "text/html",
    "text/csv",
    "application/json",
    "application/rdf+xml",
    "*/*",
    "text/*",
    "*",
    "a/b",
    "utf-8",
    "gzip",
]
lists_of_preferences = st.lists(
    st.sampled_from(
        [*MEDIA, "zstd", "br", "identity", ";q=", ";", ",", "=", '"', "\\", "0", "1", "0.5", "-1", "nan", "1e9"]
    ),
    max_size=20,
).map("".join)
HEADERS = (
    *("Accept", "Accept-Encoding", "Accept-Language", "If-None-Match", "If-Match", "If-Modified-Since", "Range"),
    *("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Prefix", "Forwarded", "Host", "Origin"),
    *("Content-Type", "Content-Encoding", "Cookie", "Authorization", "Referer", "User-Agent", "Connection", "Upgrade"),
    *("Transfer-Encoding", "Expect", "TE", "X-HTTP-Method-Override", "HTTP2-Settings", "X_Forwarded_For"),
)
URL_CHARACTERS = "".join(chr(n) for n in range(0x21, 0x7F))


@pytest.fixture(scope="module")
def tried(snapshots: Path) -> Iterator[str]:
    """The address of a server that lives on after all that was tried on it."""
    with serving(snapshots, SETTINGS) as server:
        yield server.url
        assert server.process.poll() is None
        assert sparql(server.url, "ASK {}", Accept="text/csv").text == "true\n"
        assert ask(server.url, "/challenge/kits19", headers={"Accept": "text/html"}).status == 200


def check(reply: Reply) -> None:
    assert reply.status < 500 or reply.status in FAULTS_THAT_MAY_BE, (reply.status, reply.body[:500])
    assert not INSIDE.search(reply.body) or reply.status < 300, reply.body[:500]
    assert "Server" not in reply.headers


# Queries


@any_input
@given(query=queries)
def test_any_text_may_be_a_query(tried: str, query: str) -> None:
    told = query.encode("utf-8", "replace")
    check(ask(tried, f"/sparql?query={quote_from_bytes(told)}"))
    check(ask(tried, "/sparql", f"query={quote_from_bytes(told)}", FORM))
    check(ask(tried, "/sparql", told, DIRECT))
    check(ask(tried, f"/sparql?query={quote_from_bytes(told)}", headers={"Accept": "text/html"}))


@any_input
@given(query=st.binary(max_size=80))
def test_any_bytes_may_be_a_query(tried: str, query: bytes) -> None:
    check(ask(tried, f"/sparql?query={quote_from_bytes(query)}"))
    check(ask(tried, "/sparql", query, FORM))
    check(ask(tried, "/sparql", query, DIRECT))


@any_input
@given(
    names=st.lists(
        st.sampled_from(["query", "update", "format", "default-graph-uri", "named-graph-uri", "output", "", "q[]"]),
        max_size=5,
    ),
    values=st.lists(queries, min_size=5, max_size=5),
)
def test_any_parameters(tried: str, names: list[str], values: list[str]) -> None:
    pairs = "&".join(
        f"{quote(name)}={quote(value, errors='replace')}" for name, value in zip(names, values, strict=False)
    )
    check(ask(tried, f"/sparql?query=ASK%7B%7D&{pairs}"))
    check(ask(tried, f"/sparql?{pairs}"))
    check(ask(tried, "/sparql", pairs, FORM))


@any_input
@given(text=st.text(URL_CHARACTERS, max_size=60))
def test_any_query_string(tried: str, text: str) -> None:
    for path in ("/sparql", "/queries/challenges-at-a-meeting", "/challenge/kits19", "/ontology", "/health"):
        check(ask(tried, f"{path}?{text}"))


@any_input
@given(value=st.one_of(queries, st.text(max_size=20)), name=st.sampled_from(["event", "format", "query", "x"]))
def test_any_parameter_of_a_saved_query(tried: str, value: str, name: str) -> None:
    told = quote(value, safe="", errors="replace")
    for path in ("/queries/challenges-at-a-meeting", "/queries/challenges-at-a-meeting.csv"):
        check(ask(tried, f"{path}?{name}={told}"))
        check(ask(tried, f"{path}?event=isbi-2018&{name}={told}", headers={"Accept": "text/html"}))


# Pages

FACETS = (
    "kind",
    "modality",
    "anatomy",
    "disease",
    "task",
    "access",
    "size",
    "challenge",
    "event",
    "year",
    "institution",
)
PARAMETERS = {
    "/browse": (*FACETS, *(f"find-{facet}" for facet in FACETS), "all", "exact", "sort", "view", "page"),
    "/search": ("q", "only", "kind", "page"),
    "/compare": ("id", "q", "only"),
    "/compare.csv": ("id", "q", "only"),
    "/schema": ("class",),
    "/quality": ("field", "kind", "scheme"),
    "/queries": ("q",),
    "/queries/large-datasets-about-a-disease": ("disease", "minimum", "view", "sort", "page", "rows", "iris", "format"),
    "/catalog": ("page", "format"),
    "/catalog.ttl": ("page",),
    "/exports/": ("x",),
    "/changes": ("x",),
    "/check": ("query",),
    "/complete": ("query", "at"),
    "/dataset/kits19-data": ("x",),
}
"""Page → its parameters."""

WORDS = [
    *("stated", "not-stated", "dcat:Dataset", "dataset", "dataset/abide", "dataset:abide", "modality", "ct", "people"),
    *("table", "bar", "year", "2019", "1", "-1", "99999999999", "9" * 400, "1_000", "٣", "²", "1e9", "nan", "", " "),
    *(
        "\0",
        "\ufeff",
        "\u202e",
        "İ" * 50,
        "ﬀ" * 50,
        "../x",
        "//x",
        "javascript:x",
        "http://[",
        "a:",
        ":",
        "_:b",
        "<urn:x>",
    ),
    *('"', "'", "\\", "}", "{{7*7}}", "%00", "\r\nX: y"),
]
pages = st.sampled_from([*PARAMETERS]).flatmap(
    lambda page: st.tuples(
        st.just(page),
        st.lists(st.tuples(st.sampled_from(PARAMETERS[page]), st.one_of(st.sampled_from(WORDS), queries)), max_size=8),
    )
)


@any_input
@given(page=pages)
def test_any_parameters_of_any_page(tried: str, page: tuple[str, list[tuple[str, str]]]) -> None:
    path, pairs = page
    told = "&".join(f"{name}={quote(value, safe='', errors='replace')}" for name, value in pairs)
    check(ask(tried, f"{path}?{told}", headers={"Accept": "text/html"}))


@any_input
@given(page=pages, value=st.binary(max_size=40))
def test_any_bytes_as_a_parameter_of_any_page(tried: str, page: tuple[str, object], value: bytes) -> None:
    path, told = page[0], quote_from_bytes(value, safe="")
    check(ask(tried, f"{path}?{'&'.join(f'{name}={told}' for name in PARAMETERS[path])}"))


# Headers


@any_input
@given(name=st.sampled_from(HEADERS), value=st.one_of(header_values, lists_of_preferences))
def test_any_header(tried: str, name: str, value: str) -> None:
    for path in ("/sparql?query=ASK%7B%7D", "/challenge/kits19", "/sparql?query=SELECT", "/exports/context.jsonld"):
        check_raw(tried, request("GET", path, name, value))


@any_input
@given(value=st.one_of(header_values, lists_of_preferences))
def test_any_content_type(tried: str, value: str) -> None:
    line = (
        f"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 12\r\nContent-Type: {value}\r\n\r\n"
    )
    check_raw(tried, f"{line}query=ASK+{{}}".encode("latin-1"))


def request(method: str, path: str, name: str, value: str) -> bytes:
    host = "" if name == "Host" else "Host: x\r\n"
    return f"{method} {path} HTTP/1.1\r\n{host}{name}: {value}\r\nConnection: close\r\n\r\n".encode("latin-1")


# Addresses

STARTS = (
    *("/", "/graph/", "/queries/", "/query/", "/static/", "/challenge/kits19"),
    *("/catalog.", "/exports/", "/ontology.", "/ontology/"),
)


@any_input
@given(
    path=st.one_of(
        st.text(max_size=40).map(lambda text: quote(text, errors="replace")), st.text(URL_CHARACTERS, max_size=40)
    )
)
def test_any_path(tried: str, path: str) -> None:
    for start in STARTS:
        check(ask(tried, f"{start}{path}"))
        check(ask(tried, f"{start}{path}", headers={"Accept": "text/html"}))


@any_input
@given(path=st.binary(max_size=30))
def test_any_bytes_in_a_path(tried: str, path: bytes) -> None:
    told = quote_from_bytes(path, safe="")
    for start in ("/", "/graph/", "/queries/", "/static/", "/exports/", "/%2e%2e/", "//", "/static/..%2f"):
        check(ask(tried, f"{start}{told}"))


@any_input
@given(
    method=st.text(string.ascii_uppercase, min_size=1, max_size=12),
    path=st.sampled_from(["/", "/sparql", "/static/x", "*"]),
)
def test_any_method(tried: str, method: str, path: str) -> None:
    check_raw(tried, request(method, path, "X", "y"))


# Bytes

PIECES = [
    *(b"GET ", b"POST ", b"HEAD ", b"/", b"/sparql", b"?query=ASK%7B%7D", b" HTTP/1.1", b" HTTP/1.0", b" HTTP/9.9"),
    *(b"\r\n", b"\n", b"\r", b"\r\n\r\n", b": ", b" ", b"\t", b"\0", b"\xff", b"Host: x\r\n", b"Host: \r\n"),
    *(b"Content-Length: 5\r\n", b"Content-Length: -1\r\n", b"Content-Length: 99999999999999999999\r\n"),
    *(b"Content-Length: x\r\n", b"Transfer-Encoding: chunked\r\n", b"Transfer-Encoding: gzip\r\n", b"0\r\n\r\n"),
    *(b"5\r\nASK{}\r\n", b"ffffffffffffffff\r\n", b"Expect: 100-continue\r\n", b"Connection: close\r\n", b"ASK {}"),
    *(
        b"Upgrade: websocket\r\nConnection: upgrade\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01",
    ),
    b"Content-Type: application/sparql-query\r\n",
]


@any_input
@given(data=st.one_of(st.lists(st.sampled_from(PIECES), max_size=14).map(b"".join), st.binary(max_size=200)))
def test_any_bytes_on_a_connection(tried: str, data: bytes) -> None:
    """What is no whole request is ended by the client here, so that nobody waits for the server to lose patience."""
    check_bytes(exchange(tried, data))


@any_input
@given(body=st.one_of(st.lists(st.sampled_from(PIECES), max_size=8).map(b"".join), st.binary(max_size=100)))
def test_any_bytes_as_chunks(tried: str, body: bytes) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    check_bytes(exchange(tried, head + b"Content-Type: application/sparql-query\r\n\r\n" + body))


def exchange(server: str, data: bytes) -> bytes:
    """Return what comes for some bytes behind which nothing follows."""
    with open_socket(server) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        return receive(connection)


def check_raw(server: str, data: bytes) -> None:
    """Check the answer to a request that asks for the connection to be closed."""
    with open_socket(server) as connection:
        connection.sendall(data)
        check_bytes(receive(connection))


def check_bytes(data: bytes) -> None:
    """Check an answer, which may be none: then the connection was closed."""
    assert not data or data.startswith(b"HTTP/1."), data[:100]
    statuses = [int(status) for status in re.findall(rb"^HTTP/1\.[01] (\d{3})", data, re.MULTILINE)]
    assert all(status < 500 or status in FAULTS_THAT_MAY_BE for status in statuses), data[:500]
    assert 200 in statuses or not INSIDE.search(data), data[:500]
