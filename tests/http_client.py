"""A client for the tests: one request, one connection, the whole response."""

import contextlib
import socket
from collections.abc import Iterable, Mapping
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode, urlsplit

Headers = Mapping[str, str] | Iterable[tuple[str, str]]

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}

HANG_SECONDS = 60
"""What takes longer hangs; nothing here is about speed."""


class Reply:
    """A response, read to its end."""

    def __init__(self, response: HTTPResponse) -> None:
        self.status, self.headers, self.body = response.status, response.headers, response.read()

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def type(self) -> str:
        return str(self.headers["Content-Type"]).split(";")[0]


def open_connection(server: str) -> HTTPConnection:
    return HTTPConnection(urlsplit(server).netloc, timeout=HANG_SECONDS)


def open_socket(server: str, seconds: float = HANG_SECONDS) -> socket.socket:
    place = urlsplit(server)
    return socket.create_connection((place.hostname or "", place.port or 80), seconds)


def send(
    connection: HTTPConnection, path: str, body: str | bytes | None = None, headers: Headers = (), method: str = ""
) -> None:
    """Send one request with exactly these headers, beside Host and Content-Length; a name may come more than once."""
    data = body.encode() if isinstance(body, str) else body
    connection.putrequest(method or ("GET" if data is None else "POST"), path, skip_accept_encoding=True)
    for name, value in headers.items() if isinstance(headers, Mapping) else headers:
        connection.putheader(name, value)
    if data is not None:
        connection.putheader("Content-Length", str(len(data)))
    connection.endheaders(data)


def ask(server: str, path: str, body: str | bytes | None = None, headers: Headers = (), method: str = "") -> Reply:
    """Return the response to one request on a connection of its own."""
    connection = open_connection(server)
    try:
        send(connection, path, body, headers, method)
        return Reply(connection.getresponse())
    finally:
        connection.close()


def sparql(server: str, query: str, **headers: str) -> Reply:
    return ask(server, f"/sparql?{urlencode({'query': query})}", headers=headers)


def send_bytes(server: str, data: bytes) -> bytes:
    """Return all that comes back for some bytes, until the server closes the connection."""
    with open_socket(server) as connection:
        connection.sendall(data)
        return receive(connection)


def receive(connection: socket.socket) -> bytes:
    """Return all that comes until the other side closes the connection, in whatever way."""
    chunks: list[bytes] = []
    with contextlib.suppress(ConnectionResetError):
        while chunk := connection.recv(1 << 16):
            chunks.append(chunk)
    return b"".join(chunks)
