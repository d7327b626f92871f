"""Connections that strangers may open: how many, how large a request line and headers, how slow.

uvicorn keeps neither of these bounds itself. The body of a request is bounded by the gate.
"""

import asyncio
import re
import resource
import socket
from collections import Counter
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from medkg.settings import ServerSettings

_TCP_NOTSENT_LOWAT = 25
"""See tcp(7)."""
_UNSENT_BYTES = 128 << 10

_OTHER_FILES = 1000
"""What a server holds open beside: its workers, the search index in each thread, its log."""

_UPGRADE = re.compile(rb"\r\nupgrade:", re.IGNORECASE)


def allow_open_files(settings: ServerSettings) -> None:
    """Let this process open all that its connections need, as far as the system admits: each may be sent a file."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    needed = 2 * settings.connections + _OTHER_FILES
    if most != resource.RLIM_INFINITY:
        needed = min(needed, most)
    if allowed != resource.RLIM_INFINITY and allowed < needed:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, most))


class OpenConnections:
    """How many connections are open, of all clients and of each address."""

    def __init__(self, settings: ServerSettings) -> None:
        self._settings = settings
        self._open: Counter[str] = Counter()

    def enter(self, address: str) -> bool:
        """Note a new connection; return whether it may stay. Behind a proxy all come from one address."""
        self._open[address] += 1
        settings = self._settings
        fair = settings.proxies > 0 or self._open[address] <= settings.client_connections
        return fair and self._open.total() <= settings.connections

    def leave(self, address: str) -> None:
        """Note that a connection is closed."""
        self._open[address] -= 1
        if not self._open[address]:
            del self._open[address]


class BoundedProtocol(HttpToolsProtocol):
    """HTTP/1.1 on one connection, within the bounds of the settings."""

    def __init__(self, *, settings: ServerSettings, opened: OpenConnections, **uvicorn: Any) -> None:
        super().__init__(**uvicorn)
        self._settings = settings
        self._opened = opened
        self._address = ""
        self._head_bytes = 0
        self._head_is_whole = False
        self._reading: asyncio.TimerHandle | None = None
        self._sending: asyncio.TimerHandle | None = None
        self._cycles: list[Any] = []

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request, or refuse the connection."""
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        if self._opened.enter(self._address):
            self._expect_head()
            _keep_little_unsent(transport)
        else:
            self._refuse(b"503 Service Unavailable")

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        _cancel(self._reading, self._sending)
        self._opened.leave(self._address)
        for cycle in self._cycles:  # uvicorn tells only the last of several that were sent ahead
            cycle.disconnected = True
            cycle.message_event.set()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request; a request line with headers that does not end is refused."""
        if not self._head_is_whole:
            self._head_bytes += len(data)
            data = _without_upgrade(data)
        super().data_received(data)
        if not self._cycles and not self._reading:
            self._expect_head()  # something came that is no request yet, such as an empty line
        if not self._head_is_whole and self._head_bytes > self._settings.head_kb << 10:
            self._refuse(b"431 Request Header Fields Too Large")

    def on_message_begin(self) -> None:
        """Begin a request: its line and headers have to come in time."""
        super().on_message_begin()
        self._head_is_whole = False
        self._expect_head()

    def on_headers_complete(self) -> None:
        """End the wait for line and headers."""
        self._head_is_whole, self._head_bytes = True, 0
        _cancel(self._reading)
        self._reading = None
        super().on_headers_complete()
        if self.cycle not in self._cycles:
            self._cycles.append(self.cycle)

    def on_response_complete(self) -> None:
        """Forget the request that was answered."""
        self._cycles = [cycle for cycle in self._cycles if not cycle.response_complete]
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Wait for a slow reader, not for ever."""
        super().pause_writing()
        _cancel(self._sending)
        self._sending = self.loop.call_later(self._settings.send_seconds, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on writing."""
        super().resume_writing()
        _cancel(self._sending)

    def _expect_head(self) -> None:
        """End the connection when line and headers of a request do not come in time."""
        _cancel(self._reading)
        self._reading = self.loop.call_later(self._settings.read_seconds, self.transport.abort)

    def _refuse(self, status: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(b"HTTP/1.1 %b\r\nConnection: close\r\nContent-Length: 0\r\n\r\n" % status)
            self.transport.close()


def _without_upgrade(data: bytes) -> bytes:
    """Return the beginning of a request that asks for no other protocol, as RFC 9110, 7.8 allows a server to read it.

    Java's client offers HTTP/2 so with each request, and the parser takes what follows for that protocol.
    """
    head, end, body = data.partition(b"\r\n\r\n")
    return _UPGRADE.sub(b"\r\nx-offer:", head) + end + body


def _cancel(*timers: asyncio.TimerHandle | None) -> None:
    for timer in timers:
        if timer:
            timer.cancel()


def _keep_little_unsent(transport: asyncio.Transport) -> None:
    """Have the system ask for more as soon as little is unsent: else a slow reader seems to take nothing for long."""
    found = transport.get_extra_info("socket")
    if found is not None:
        found.setsockopt(socket.IPPROTO_TCP, _TCP_NOTSENT_LOWAT, _UNSENT_BYTES)
