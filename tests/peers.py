"""Real SPARQL servers for the tests, started on free ports and ended with them."""

import contextlib
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

NO_VIRTUOSO = "Virtuoso is not installed (Debian package virtuoso-opensource-7), so nothing is tested against it."
_START_SECONDS = 60.0


@dataclass(frozen=True)
class Peer:
    """A running SPARQL server: where it is asked, where graphs are put, and what it cannot do."""

    query_url: str
    store_url: str
    user: str = ""
    password: str = ""
    default_graph: str = ""
    """The graph that stands for the default graph where the server has none."""


@contextmanager
def oxigraph(*options: str) -> Iterator[Peer]:
    """Run Oxigraph's own server, in memory."""
    port = free_port()
    binary = Path(sys.executable).with_name("oxigraph")
    with _running([str(binary), "serve", "--bind", f"127.0.0.1:{port}", *options], port):
        yield Peer(f"http://127.0.0.1:{port}/query", f"http://127.0.0.1:{port}/store")


@contextmanager
def virtuoso(folder: Path) -> Iterator[Peer]:
    """Run Virtuoso 7 with a new database; skip the test where it is not installed."""
    binary = shutil.which("virtuoso-t")
    if binary is None:
        pytest.skip(NO_VIRTUOSO)
    port = free_port()
    (folder / "virtuoso.ini").write_text(_VIRTUOSO_INI.format(port=port, sql=free_port()))
    with _running([binary, "+foreground", "+configfile", "virtuoso.ini"], port, folder):
        yield Peer(
            f"http://127.0.0.1:{port}/sparql",
            f"http://127.0.0.1:{port}/sparql-graph-crud-auth",
            "dba",
            "dba",
            "https://w3id.org/medkg/graph/default",
        )


class Scripted:
    """A server that answers every request as a test says: it stands for all that real ones do wrong."""

    def __init__(self, act: Callable[[socket.socket], None]) -> None:
        self._act = act
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.requests: list[bytes] = []
        self.hung_up = threading.Event()
        """Set when a client closes a connection."""
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}/sparql"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

    def _talk(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            while request := _read_request(connection):
                self.requests.append(request)
                self._act(connection)
        self.hung_up.set()


def _read_request(connection: socket.socket) -> bytes:
    data = b""
    while b"\r\n\r\n" not in data:
        if not (chunk := connection.recv(65536)):
            return b""
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    found = re.search(rb"content-length: (\d+)", head, re.IGNORECASE)
    length = int(found[1]) if found else 0
    while len(body) < length:
        body += connection.recv(65536)
    return head + b"\r\n\r\n" + body


@contextmanager
def scripted(act: Callable[[socket.socket], None] | bytes) -> Iterator[Scripted]:
    """Run a server that does this with each request, or answers these bytes and hangs up."""

    def answer(connection: socket.socket) -> None:
        connection.sendall(act)  # type: ignore[arg-type]
        connection.shutdown(socket.SHUT_RDWR)

    server = Scripted(answer if isinstance(act, bytes) else act)
    try:
        yield server
    finally:
        server.close()


def free_port() -> int:
    """Return a port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int, folder: Path | None = None) -> Iterator[None]:
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, cwd=folder, stdin=quiet, stdout=quiet, stderr=quiet) as process:
        try:
            _await(process, port)
            yield
        finally:
            process.kill()


def _await(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"{process.args!r} did not listen at port {port}.")


_VIRTUOSO_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
DirsAllowed = .
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CaseMode = 2
[HTTPServer]
ServerPort = 127.0.0.1:{port}
ServerRoot = .
ServerThreads = 10
MaxClientConnections = 10
[SPARQL]
ResultSetMaxRows = 100000
MaxQueryExecutionTime = 60
"""
