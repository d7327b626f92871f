"""The process that evaluates queries, one at a time: `python -m medkg.sparql.worker STORE MEMORY_MB`.

It may be killed at any moment: it only reads. Once the store is open it can open nothing more, no file and no socket,
so that SERVICE reaches nobody; and it cannot take more memory than it was given (the process then aborts).
Evaluation runs on a thread with a large stack, since deeply nested queries overflow the usual one.
"""

import ctypes
import os
import re
import resource
import signal
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Store

from medkg.query_text import calls_service, is_update
from medkg.sparql.formats import FORMATS
from medkg.sparql.frames import PipeClosed, read_frame, write_frame
from medkg.sparql.serialization import ResultNotRepresentable, ResultOverflow, write_graph, write_results
from medkg.syntax.check import check, explain
from medkg.syntax.faults import NO_SERVICE, NO_UPDATE, Fault, errors, place_of

STACK_BYTES = 512 << 20

_PR_SET_PDEATHSIG = 1
"""See prctl(2)."""

_UNNOTICED_SECONDS = 0.01
"""A query that takes less time cannot take memory worth looking at."""

_UNKNOWN_FUNCTION = re.compile(r"The custom function <(.+)> is not supported")

Reply = tuple[dict[str, Any], bytes]


@dataclass(frozen=True)
class Setup:
    """What is the same for all queries: the store, what relative IRIs are resolved against, the prefixes of graphs."""

    store: Store
    base: str
    prefixes: Mapping[str, str]


def answer(setup: Setup, request: dict[str, Any]) -> Reply:
    """Return the reply to one request: a status, the shape of the result, and its bytes."""
    if calls_service(request["text"]):
        # Only a sentence: what keeps SERVICE in is that this process can open no socket.
        return _refused(setup, request["text"], NO_SERVICE), b""
    try:
        return _evaluate(setup, request, {})
    except (SyntaxError, ResultOverflow, ResultNotRepresentable, OSError, ValueError, RuntimeError) as fault:
        return _failure(setup, request["text"], fault), b""


def _failure(setup: Setup, text: str, fault: Exception) -> dict[str, Any]:
    """Return what is told of a query that has no answer."""
    match fault:
        case SyntaxError():
            return _malformed(setup, text, fault.msg)
        case ResultOverflow():
            return {"status": "too-large"}
        case ResultNotRepresentable():
            return {"status": "not-representable", "message": str(fault)}
        case OSError() if "service" in text.lower():
            return {"status": "refused", "message": NO_SERVICE}
        case OSError():
            return {"status": "unreadable"}
    return {"status": "failed", "message": str(fault)}


def _malformed(setup: Setup, text: str, message: str) -> dict[str, Any]:
    """Return what is told of a text that is no query; here and not in the front, for who knows how long it is."""
    if is_update(text):
        return _refused(setup, text, NO_UPDATE)
    fault = explain(text, message, setup.prefixes)
    told = f"{place_of(text, fault.start)}: {fault.message}"
    return {"status": "malformed", "message": told, "fault": fault.as_json()}


def _refused(setup: Setup, text: str, message: str) -> dict[str, Any]:
    """Return what is told of a query that is not answered here, and where that stands in its text, if it is found."""
    found = [fault for fault in errors(check(text, setup.prefixes)) if fault.message == message]
    fault = found[0] if found else Fault(0, 0, message)
    return {"status": "refused", "message": message, "fault": fault.as_json()}


def _evaluate(setup: Setup, request: dict[str, Any], functions: dict[NamedNode, Any]) -> Reply:
    """Return the reply; a function that the engine does not know is an error of the expression, not of the query.

    See https://www.w3.org/TR/sparql11-query/#extensionFunctions. The engine fails as a whole, so it is asked again with
    a function of that name which has no value.
    """
    try:
        graphs = _dataset(request)
        result = setup.store.query(request["text"], base_iri=setup.base, custom_functions=functions, **graphs)
        return _serialize(result, request, setup.prefixes)
    except RuntimeError as fault:
        unknown = _UNKNOWN_FUNCTION.match(str(fault))
        if unknown is None or NamedNode(unknown[1]) in functions:
            raise
        return _evaluate(setup, request, {**functions, NamedNode(unknown[1]): lambda *_: None})


def _dataset(request: dict[str, Any]) -> dict[str, Any]:
    """Return the RDF dataset that the protocol's parameters choose; without them, the query or the whole store does."""
    default, named = request["default_graphs"], request["named_graphs"]
    if not default and not named:
        return {}
    return {"default_graph": [NamedNode(iri) for iri in default], "named_graphs": [NamedNode(iri) for iri in named]}


def _serialize(
    result: QuerySolutions | QueryBoolean | QueryTriples, request: dict[str, Any], prefixes: Mapping[str, str]
) -> Reply:
    shape = "graph" if isinstance(result, QueryTriples) else "results"
    head = {"status": "done", "shape": shape}
    if request[shape] is None:
        return head, b""
    format, bound = FORMATS[request[shape]], request["most_bytes"]
    if isinstance(result, QueryTriples):
        return head, write_graph(sorted(result, key=str), format, prefixes, bound)
    return head, write_results(result, format, bound)


class Memory:
    """The memory of this process; the file stays open, since a confined process cannot open it again."""

    def __init__(self) -> None:
        self._statm = os.open("/proc/self/statm", os.O_RDONLY)
        self._idle = self._bytes(1)

    def address_space(self) -> int:
        """Return the size of the address space, in bytes."""
        return self._bytes(0)

    def grown_mb(self) -> int:
        """Return by how much the memory has grown since the beginning, in MB."""
        return self._bytes(1) - self._idle >> 20

    def _bytes(self, column: int) -> int:
        return int(os.pread(self._statm, 100, 0).split()[column]) * resource.getpagesize()


def confine(memory_mb: int, memory: Memory) -> None:
    """Take from this process the means to open anything more, and to grow beyond its share of memory."""
    bound = memory.address_space() + STACK_BYTES + (memory_mb << 20)
    free = os.dup(0)
    os.close(free)
    resource.setrlimit(resource.RLIMIT_NOFILE, (free, free))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (bound, bound))


def serve(setup: Setup, memory: Memory) -> None:
    """Answer requests from standard input on standard output, until the front closes it."""
    write_frame(1, {"status": "ready"})
    while True:
        try:
            request, _ = read_frame(0)
            write_frame(1, *_measured(setup, request, memory))
        except PipeClosed:
            return


def _measured(setup: Setup, request: dict[str, Any], memory: Memory) -> Reply:
    """Return the reply, with the growth of the process."""
    start = time.monotonic()
    head, body = answer(setup, request)
    grown = memory.grown_mb() if time.monotonic() - start > _UNNOTICED_SECONDS else 0
    return {**head, "grown_mb": grown}, body


def _die_with_parent() -> None:
    """Have the kernel end this process when the front ends, however it does: a query would go on for ever."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def main() -> None:
    """Open the store, give up all rights, serve."""
    path, memory_mb = sys.argv[1], int(sys.argv[2])
    _die_with_parent()
    common, _ = read_frame(0)
    setup = Setup(Store.read_only(path), common["base"], common["prefixes"])
    memory = Memory()
    confine(memory_mb, memory)
    threading.stack_size(STACK_BYTES)
    thread = threading.Thread(target=serve, args=(setup, memory))
    thread.start()
    thread.join()
    os._exit(0)


if __name__ == "__main__":
    main()
