"""A client that asks one thing after the other, as a browser does, and notes how long each takes."""

import gzip
import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from bench.endpoint.servers import START_SECONDS, Server

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Encoding": "gzip"}


@dataclass(frozen=True)
class Address:
    """What one request asks for."""

    target: str
    body: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What came back: from the first byte sent to the last byte received it took so long."""

    milliseconds: float
    status: int
    body: bytes
    """As it came, mostly compressed."""

    @property
    def text(self) -> str:
        """The body as text."""
        return (gzip.decompress(self.body) if self.body.startswith(b"\x1f\x8b") else self.body).decode()


class Client:
    """One kept connection; each request comes from an address of its own, as through a proxy."""

    def __init__(self, server: Server) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=START_SECONDS)
        self._asked = 0

    def ask(self, address: Address) -> Answer:
        """Return the answer to a request."""
        self._asked += 1
        source = f"10.{self._asked >> 16 & 255}.{self._asked >> 8 & 255}.{self._asked & 255}"
        headers = {**BROWSER, **address.headers, "X-Forwarded-For": source}
        start = time.perf_counter()
        self._connection.request("POST" if address.body else "GET", address.target, address.body, headers)
        response = self._connection.getresponse()
        body = response.read()
        return Answer((time.perf_counter() - start) * 1000, response.status, body)
