"""A client for the tests: one request, one connection, the whole response."""

from collections.abc import Mapping
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode, urlsplit


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


def ask(
    server: str, path: str, body: str | bytes | None = None, headers: Mapping[str, str] | None = None, method: str = ""
) -> Reply:
    connection = HTTPConnection(urlsplit(server).netloc, timeout=30)
    try:
        connection.request(method or ("POST" if body is not None else "GET"), path, body, dict(headers or {}))
        return Reply(connection.getresponse())
    finally:
        connection.close()


def sparql(server: str, query: str, **headers: str) -> Reply:
    return ask(server, f"/sparql?{urlencode({'query': query})}", headers=headers)
