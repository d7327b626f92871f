"""Connections that strangers may open: how many, how large a request line and headers, how slow.

uvicorn keeps neither of these bounds itself. The body of a request is bounded by the gate.
"""

import asyncio
from collections import Counter
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from medkg.settings import ServerSettings


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
        self._timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request, or refuse the connection."""
        super().connection_made(transport)
        self._address = self.client[0] if self.client else ""
        if self._opened.enter(self._address):
            self._expect(self._settings.read_seconds)
        else:
            self._refuse(b"503 Service Unavailable")

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._expect(None)
        self._opened.leave(self._address)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take a piece of a request; a request line with headers that does not end is refused."""
        if not self._head_is_whole:
            self._head_bytes += len(data)
        super().data_received(data)
        if not self._head_is_whole and self._head_bytes > self._settings.head_kb << 10:
            self._refuse(b"431 Request Header Fields Too Large")

    def on_message_begin(self) -> None:
        """Begin a request: its line and headers have to come in time."""
        super().on_message_begin()
        self._head_is_whole = False
        self._expect(self._settings.read_seconds)

    def on_headers_complete(self) -> None:
        """End the wait for line and headers."""
        self._head_is_whole, self._head_bytes = True, 0
        self._expect(None)
        super().on_headers_complete()

    def pause_writing(self) -> None:
        """Wait for a slow reader, not for ever."""
        super().pause_writing()
        self._expect(self._settings.send_seconds)

    def resume_writing(self) -> None:
        """Go on writing."""
        super().resume_writing()
        self._expect(None)

    def _expect(self, seconds: float | None) -> None:
        """End the connection after some seconds, or no longer."""
        if self._timer:
            self._timer.cancel()
        self._timer = self.loop.call_later(seconds, self.transport.abort) if seconds else None

    def _refuse(self, status: bytes) -> None:
        if not self.transport.is_closing():
            self.transport.write(b"HTTP/1.1 %b\r\nConnection: close\r\nContent-Length: 0\r\n\r\n" % status)
            self.transport.close()
