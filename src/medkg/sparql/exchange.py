"""One HTTP request to a SPARQL service and its whole reply: bounded in size, known to be complete, and stoppable."""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError, NameResolutionError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Url, make_headers, parse_url

from medkg.errors import SettingInvalid

_CHUNK = 1 << 16


class ServiceLost(Exception):
    """The service cannot be reached, or broke off; the message is for the operator."""


class ReplyTooLarge(Exception):
    """The reply is larger than allowed."""


class _ReplyMissing(ServiceLost):
    """The connection ended before the first byte of a reply."""


@dataclass(frozen=True)
class Service:
    """Where a SPARQL service is, and who asks there."""

    url: Url

    @classmethod
    def parse(cls, text: str, setting: str) -> "Service":
        """Return the service at an http or https URL, which may carry a name and a password.

        Raises SettingInvalid, naming the setting, for anything else.
        """
        with contextlib.suppress(LocationParseError):
            url = parse_url(text)
            if url.scheme in ("http", "https") and url.host and not url.fragment:
                return cls(url)
        raise SettingInvalid(
            f"{setting} must be the http or https URL of a SPARQL service, such as https://host/sparql."
        )

    @property
    def name(self) -> str:
        """The URL without password, for the operator."""
        return self.url._replace(auth=None).url

    @property
    def headers(self) -> dict[str, str]:
        """What each request carries."""
        auth = unquote(self.url.auth) if self.url.auth else None
        return make_headers(accept_encoding="gzip", user_agent="medkg", basic_auth=auth)

    def connect(self, seconds: float) -> HTTPConnection:
        """Return a connection, not opened yet. TLS certificates are checked against those that the host trusts."""
        host = (self.url.host or "").strip("[]")
        if self.url.scheme == "https":
            context = ssl.create_default_context()
            return HTTPSConnection(host, self.url.port, timeout=seconds, ssl_context=context)
        return HTTPConnection(host, self.url.port, timeout=seconds)


@dataclass(frozen=True)
class Reply:
    """A complete reply; redirects are replies like others."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def failed(self) -> bool:
        """Whether it is no answer."""
        return self.status != 200

    @property
    def media_type(self) -> str:
        """The media type without parameters."""
        return self.headers.get("Content-Type", "").partition(";")[0].strip().lower()


class Line:
    """A connection that is kept open between requests. One thread at a time asks; any thread may cut it for good."""

    def __init__(self, service: Service, seconds: float) -> None:
        """Make a line; no step of a request may be silent for longer than so many seconds."""
        self._service = service
        self._connection = service.connect(seconds)
        self._sock: socket.socket | None = None
        self._lock = threading.Lock()
        self.is_cut = False

    def post(self, form: bytes, accept: str, bound: int) -> Reply:
        """Return the reply to a form.

        Raises ReplyTooLarge beyond so many bytes (of an error, only the beginning is read), ServiceLost.
        """
        if self.is_cut:
            raise ServiceLost("the line was cut")
        kept = self._connection.is_connected
        if not kept:
            self._connection.close()
        try:
            return self._exchange(form, accept, bound)
        except _ReplyMissing:
            if not kept or self.is_cut:
                raise
            self._connection.close()  # the service had closed the kept connection
            return self._exchange(form, accept, bound)

    def cut(self) -> None:
        """End what is under way, and all that comes."""
        with self._lock:
            self.is_cut = True
            for sock in (self._sock, self._connection.sock):
                if sock is not None:
                    with contextlib.suppress(OSError):
                        socket.socket.shutdown(sock, socket.SHUT_RDWR)

    def close(self) -> None:
        """Close the connection; for the only one who holds the line."""
        self._connection.close()

    def _exchange(self, form: bytes, accept: str, bound: int) -> Reply:
        try:
            with contextlib.closing(self._send(form, accept)) as response:
                reply = Reply(response.status, response.headers, _read(response, bound))
        except (HTTPError, http.client.HTTPException, OSError, ValueError) as fault:
            self._connection.close()
            raise ServiceLost(_reason(fault)) from fault
        except (ReplyTooLarge, ServiceLost):
            self._connection.close()
            raise
        if reply.failed:
            self._connection.close()  # perhaps not read to its end
        return reply

    def _send(self, form: bytes, accept: str) -> BaseHTTPResponse:
        connection = self._connection
        if connection.sock is None:
            connection.connect()
        with self._lock:
            self._sock = connection.sock  # the connection lets go of it when the reply is the last one
            if self.is_cut:
                raise ServiceLost("the line was cut")
        headers = {
            **self._service.headers,
            "Accept": accept,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        try:
            connection.request("POST", self._service.url.request_uri, form, headers, preload_content=False)
            return connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError) as fault:
            raise _ReplyMissing(_reason(fault)) from fault


def _read(response: BaseHTTPResponse, bound: int) -> bytes:
    """Return the body, decoded; of an error, the beginning.

    A reply must say where it ends (RFC 9112, 6.3): else a cut one could not be told from a whole one.
    """
    if response.status != 200:
        return response.read(_CHUNK, decode_content=True)
    if "Content-Length" not in response.headers and not _is_chunked(response):
        raise ServiceLost("the reply has neither Content-Length nor chunks")
    body = bytearray()
    for chunk in response.stream(_CHUNK, decode_content=True):
        body += chunk
        if len(body) > bound:
            raise ReplyTooLarge
    return bytes(body)


def _is_chunked(response: BaseHTTPResponse) -> bool:
    return response.headers.get("Transfer-Encoding", "").lower() == "chunked"


def _reason(fault: BaseException) -> str:
    """Return what went wrong, for the operator."""
    match fault:
        case NameResolutionError():
            return "its name cannot be resolved"
        case ssl.SSLError():
            return f"TLS failed: {fault.reason or fault}"
        case TimeoutError():
            return "it was silent for too long"
    return str(fault) or type(fault).__name__
