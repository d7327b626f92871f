"""The process that evaluates queries, one at a time: `python -m medkg.sparql.worker STORE MEMORY_MB RESULT_BYTES`.

It may be killed at any moment: it only reads. Once the store is open it can open nothing more, no file and no socket,
so that SERVICE reaches nobody; and it cannot take more memory than it was given (the process then aborts).
Evaluation runs on a thread with a large stack, since deeply nested queries overflow the usual one.
"""

import io
import os
import re
import resource
import signal
import sys
import threading
from typing import Any

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from medkg.sparql.frames import PipeClosed, read_frame, write_frame

STACK_BYTES = 512 << 20

ORPHAN_SECONDS = 5.0
"""How long after the deadline the kernel ends a worker whose front is gone and cannot kill it."""

_RESULTS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
_GRAPHS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
}

Reply = tuple[dict[str, Any], bytes]


class _Overflow(Exception):
    """The result is larger than allowed."""


class _BoundedBuffer(io.BytesIO):
    """A buffer that refuses to grow beyond its bound."""

    def __init__(self, bound: int) -> None:
        super().__init__()
        self._bound = bound

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self._bound:
            raise _Overflow
        return super().write(data)


def answer(store: Store, request: dict[str, Any], bound: int) -> Reply:
    """Return the reply to one request: a status, the shape of the result, and its bytes."""
    try:
        result = store.query(request["text"], base_iri=request["base"], **_dataset(request))
        return _serialize(result, request, bound)
    except SyntaxError as fault:
        return {"status": "malformed", "message": fault.msg}, b""
    except _Overflow:
        return {"status": "too-large"}, b""
    except (ValueError, OSError, RuntimeError) as fault:
        return {"status": "failed", "message": str(fault)}, b""


def _dataset(request: dict[str, Any]) -> dict[str, Any]:
    """Return the RDF dataset that the protocol's parameters choose; without them, the query or the whole store does."""
    default, named = request["default_graphs"], request["named_graphs"]
    if not default and not named:
        return {}
    return {"default_graph": [NamedNode(iri) for iri in default], "named_graphs": [NamedNode(iri) for iri in named]}


def _serialize(result: QuerySolutions | QueryBoolean | QueryTriples, request: dict[str, Any], bound: int) -> Reply:
    rows = not isinstance(result, QueryTriples)
    shape = "results" if rows else "graph"
    key = request[shape]
    if key is None:
        return {"status": "done", "shape": shape}, b""
    buffer = _BoundedBuffer(bound)
    if isinstance(result, QueryTriples):
        _write_graph(sorted(result, key=str), buffer, key, request["prefixes"])
    elif isinstance(result, QueryBoolean) and key in ("csv", "tsv"):
        buffer.write(b"true\n" if result else b"false\n")
    else:
        result.serialize(buffer, _RESULTS[key])
    return {"status": "done", "shape": shape}, buffer.getvalue()


def _write_graph(triples: list[Triple], buffer: _BoundedBuffer, key: str, prefixes: dict[str, str]) -> None:
    """Write triples, the same bytes each time: in order, and in Turtle with the prefixes that it uses, in order too."""
    if key != "ttl":
        serialize(triples, buffer, _GRAPHS[key])
        return
    text = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b""
    lines = text.decode().split("\n")
    count = next((number for number, line in enumerate(lines) if not line.startswith("@prefix ")), len(lines))
    body = "\n".join(lines[count:])
    used = set(re.findall(r"[\w-]+(?=:)", body))
    head = sorted(f"{line}\n" for line in lines[:count] if line.split()[1].rstrip(":") in used)
    buffer.write("".join([*head, "\n" if head else "", body]).encode())


def confine(memory_mb: int) -> None:
    """Take from this process the means to open anything more, and to grow beyond its share of memory."""
    bound = _address_space() + STACK_BYTES + (memory_mb << 20)
    free = os.dup(0)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def _address_space() -> int:
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[0]) * resource.getpagesize()


def serve(store: Store, bound: int) -> None:
    """Answer requests from standard input on standard output, until the front closes it."""
    write_frame(1, {"status": "ready"})
    while True:
        try:
            request, _ = read_frame(0)
            signal.setitimer(signal.ITIMER_REAL, request["seconds"] + ORPHAN_SECONDS)
            head, body = answer(store, request, bound)
            signal.setitimer(signal.ITIMER_REAL, 0)
            write_frame(1, head, body)
        except PipeClosed:
            return


def main() -> None:
    """Open the store, give up all rights, serve."""
    path, memory_mb, bound = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    store = Store.read_only(path)
    confine(memory_mb)
    threading.stack_size(STACK_BYTES)
    thread = threading.Thread(target=serve, args=(store, bound))
    thread.start()
    thread.join()
    os._exit(0)


if __name__ == "__main__":
    main()
