"""From ASGI to WSGI: one request for the application, and its whole answer."""

import io
import re
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

from medkg.sparql.caller import Caller
from medkg.web.replies import Headers, Reply, unforeseen_reply
from medkg.web.site import CALLER
from medkg.web.stored_file import StoredFile

_PREFIX = re.compile(r"(/[\w.-]+)*/?", re.ASCII)

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def call_wsgi(app: Wsgi, scope: Mapping[str, Any], body: bytes, caller: Caller) -> Reply:
    """Return the answer of a WSGI application (https://peps.python.org/pep-3333/) to a request of ASGI.

    A stored file is left to be read while it is sent.
    """
    started: list[tuple[str, Headers]] = []

    def start_response(status: str, headers: Headers, _: object = None) -> None:
        started.append((status, headers))

    try:
        chunks = app(environment(scope, body) | {CALLER: caller}, start_response)
        file = chunks if isinstance(chunks, StoredFile) else None
        content = b"" if file else _joined(chunks)
    except Exception:  # the application answers its own errors: this one is a fault of ours
        return unforeseen_reply()
    status, headers = started[-1]
    return Reply(int(status[:3]), headers, content, file)


def _joined(chunks: Iterable[bytes]) -> bytes:
    try:
        return b"".join(chunks)
    finally:
        getattr(chunks, "close", lambda: None)()


def environment(scope: Mapping[str, Any], body: bytes) -> dict[str, Any]:
    """Return the environment of a request; texts are bytes seen as Latin-1, as PEP 3333 has it."""
    server = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": (scope.get("client") or ("",))[0],
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in scope["headers"]:
        _add_header(environ, name.decode("latin-1"), value.decode("latin-1"))
    return environ


def _add_header(environ: dict[str, Any], name: str, value: str) -> None:
    """Add a header; several lines of one name are one list (RFC 9110, 5.3).

    Names with _ could pose as others; a prefix that is no path would lead elsewhere.
    """
    if "_" in name or name in ("content-length", "transfer-encoding"):
        return
    if name == "x-forwarded-prefix" and not _PREFIX.fullmatch(value):
        return
    key = "CONTENT_TYPE" if name == "content-type" else f"HTTP_{name.upper().replace('-', '_')}"
    separator = "; " if name == "cookie" else ", "
    environ[key] = f"{environ[key]}{separator}{value}" if key in environ else value
