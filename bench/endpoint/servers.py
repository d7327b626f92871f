"""The servers that are compared: each on a free port of the loopback, all on the same data."""

import http.client
import json
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
START_SECONDS = 60.0
MEDKG, OXIGRAPH, RDFLIB = "medkg", "oxigraph", "rdflib-endpoint"
ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"


@dataclass(frozen=True)
class Data:
    """One snapshot, and its default graph as a file for the server that cannot open the store."""

    snapshot: Path
    default_graph: Path


@dataclass(frozen=True)
class Kind:
    """How a server is started, and where it takes queries."""

    path: str
    command: Callable[[Data, int], list[str]]


@dataclass(frozen=True)
class Reply:
    """One answer, whole."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A server that answers."""

    name: str
    port: int
    pid: int
    start_seconds: float

    def target(self, query: str) -> str:
        """Return the request target of a query."""
        return f"{KINDS[self.name].path}?query={quote(query, safe='')}"

    def get(self, target: str, **headers: str) -> Reply:
        """Return the answer to one request."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=START_SECONDS)
        connection.request("GET", target, headers={"Accept": ACCEPT} | headers)
        response = connection.getresponse()
        reply = Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        connection.close()
        return reply

    def rows(self, query: str) -> list[dict[str, Any]]:
        """Return the rows of a SELECT query."""
        bindings = json.loads(self.get(self.target(query)).body)["results"]["bindings"]
        return [{name: term["value"] for name, term in row.items()} for row in bindings]


def _medkg(data: Data, port: int) -> list[str]:
    command = [str(BIN / "medkg"), "serve", "--snapshot", str(data.snapshot), "--port", str(port)]
    return command + (["--proxies", "1"] if knows_proxies() else [])


def _oxigraph(data: Data, port: int) -> list[str]:
    store = str(data.snapshot / "store")
    return [str(BIN / "oxigraph"), "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"]


def _rdflib(data: Data, port: int) -> list[str]:
    return [str(BIN / "rdflib-endpoint"), "serve", str(data.default_graph), "--host", "127.0.0.1", "--port", str(port)]


KINDS = {
    MEDKG: Kind("/sparql", _medkg),
    OXIGRAPH: Kind("/query", _oxigraph),
    RDFLIB: Kind("/", _rdflib),
}


def knows_proxies() -> bool:
    """Tell whether our server can be told that the addresses in X-Forwarded-For are those of its clients."""
    shown = subprocess.run([BIN / "medkg", "serve", "--help"], capture_output=True, text=True, check=True)
    return "--proxies" in shown.stdout


def make_data(snapshots: Path, folder: Path) -> Data:
    """Return the current snapshot of a directory, with the default graph written into a folder."""
    snapshot = (snapshots if (snapshots / "manifest.json").exists() else snapshots / "current").resolve()
    file = folder / "default-graph.nt"
    in_named_graph = re.compile(r" <[^>]*/graph/[^>]*> \.$")
    with (snapshot / "quads.nq").open(encoding="utf-8") as quads, file.open("w", encoding="utf-8") as triples:
        triples.writelines(line for line in quads if not in_named_graph.search(line))
    return Data(snapshot, file)


@contextmanager
def run_server(name: str, data: Data) -> Iterator[Server]:
    """Start a server, wait for its first answer, and stop it at the end; its log is a file beside the data."""
    port = _free_port()
    log = data.default_graph.parent / f"{name}-{port}.log"
    command = KINDS[name].command(data, port)
    start = time.perf_counter()
    with log.open("wb") as sink:
        process = subprocess.Popen(command, stdout=sink, stderr=subprocess.STDOUT)
    try:
        _await_answer(Server(name, port, process.pid, 0.0), process, log)
        yield Server(name, port, process.pid, time.perf_counter() - start)
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _await_answer(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            if server.get(server.target("ASK {}")).status == 200:
                return
        except OSError:
            pass
        time.sleep(0.005)
    raise SystemExit(f"{server.name} gives no answer. Its log:\n{log.read_text('utf-8', 'replace')[-2000:]}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
