"""Evaluation by a SPARQL 1.1 service, for data that outgrow one machine: the contract is that of local workers.

See https://www.w3.org/TR/sparql11-protocol/#query-operation.
"""

import asyncio
import logging
import re
from collections import deque
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from urllib.parse import urlencode

from medkg.errors import QueryFailed, QueryMalformed
from medkg.settings import Limits
from medkg.sparql.engine import Answer, Request, workers_of
from medkg.sparql.exchange import Line, ReplyTooLarge, Service, ServiceLost
from medkg.sparql.failures import most_mb, most_seconds, stopped, too_large, too_late
from medkg.sparql.fair import FairEngine
from medkg.sparql.local import StandaloneEngine
from medkg.sparql.remote_reply import (
    accept_header,
    read_answer,
    read_failure,
    shape_of,
    unusable,
)
from medkg.sparql.vetting import vet

_BASE = re.compile(r"\bBASE\s*<", re.IGNORECASE)
_FROM = re.compile(r"\bFROM\b", re.IGNORECASE)
_GRACE = 1.0
"""By how much a silent step may outlast the deadline, which is kept by the event loop and not by the socket."""


class RemoteService:
    """Has a service evaluate queries, over a connection for each worker of a lane. See `Evaluator`."""

    def __init__(
        self, url: str, base_iri: str, prefixes: Mapping[str, str], limits: Limits, default_graph: str = ""
    ) -> None:
        """Make the connections; none is opened yet.

        `prefixes` shorten the IRIs of graphs in answers. `default_graph` is asked where neither the request nor the
        query names a graph: for services that take all named graphs as the default graph.
        Raises SettingInvalid for what is no URL of a service.
        """
        self._service = Service.parse(url, "--engine (MEDKG_ENGINE)")
        self._base_iri = base_iri
        self._prefixes = prefixes
        self._limits = limits
        self._default_graph = default_graph
        self._closed = False
        self._lines: set[Line] = set()
        self._idle = {lane: deque(self._new_line() for _ in range(n)) for lane, n in workers_of(limits).items()}
        self._threads = ThreadPoolExecutor(max(1, len(self._lines)), "medkg-remote")

    async def evaluate(self, request: Request) -> Answer:
        """Return the whole answer. See `Evaluator.evaluate`.

        The exchange has a thread, which may outlast the waiting: nothing ends the look-up of a name in time.
        """
        idle = self._idle[request.lane]
        line = idle.popleft()
        work = self._threads.submit(self._exchange, line, request)
        try:
            async with asyncio.timeout(most_seconds(request, self._limits)):
                return await asyncio.wrap_future(work)
        except QueryFailed:
            raise
        except BaseException as fault:
            line.cut()
            work.add_done_callback(partial(_close, line))
            line = self._replaced(line)
            raise self._explained(fault, request) from None
        finally:
            idle.append(line)

    async def close(self) -> None:
        """Cut all connections. See `Evaluator.close`."""
        self._closed = True
        for line in self._lines:
            line.cut()
        await asyncio.to_thread(self._threads.shutdown)
        for line in self._lines:
            line.close()

    def _exchange(self, line: Line, request: Request) -> Answer:
        vet(request.text)
        prologue = self._prologue(request.text)
        form = self._form(request, prologue)
        reply = line.post(form, accept_header(shape_of(request.text)), self._limits.result_mb << 20)
        if reply.failed:
            raise read_failure(reply, request.text, prologue.count("\n"), self._limits, self._prefixes)
        return read_answer(reply, request, self._limits, self._prefixes)

    def _prologue(self, text: str) -> str:
        """Return a line with the base of relative IRIs: without one, a service takes its own address and shows it."""
        return "" if _BASE.search(text) else f"BASE <{self._base_iri}sparql>\n"

    def _form(self, request: Request, prologue: str) -> bytes:
        """Return the body of the request: only ever a query, which by the standard cannot update."""
        default = request.default_graphs
        if self._default_graph and not (default or request.named_graphs or _FROM.search(request.text)):
            default = (self._default_graph,)
        fields = [
            ("query", prologue + request.text),
            *(("default-graph-uri", iri) for iri in default),
            *(("named-graph-uri", iri) for iri in request.named_graphs),
        ]
        try:
            return urlencode(fields).encode()
        except UnicodeEncodeError:
            raise QueryMalformed("The query holds half a surrogate pair, which is no character.") from None

    def _new_line(self) -> Line:
        line = Line(self._service, self._limits.seconds + _GRACE)
        self._lines.add(line)
        return line

    def _replaced(self, line: Line) -> Line:
        """Return a new line; of a closed service, the one that was cut."""
        if self._closed:
            return line
        self._lines.discard(line)
        return self._new_line()

    def _explained(self, fault: BaseException, request: Request) -> BaseException:
        """Return what a client is told; what is for the operator goes to the log."""
        match fault:
            case ServiceLost() if self._closed:
                return stopped()
            case ServiceLost():
                logging.getLogger(__name__).warning("The engine %s: %s.", self._service.name, fault)
                return unusable()
            case ReplyTooLarge():
                return too_large(most_mb(request, self._limits))
            case TimeoutError():
                return too_late(self._limits)
        return fault


def _close(line: Line, _: "Future[Answer]") -> None:
    """Close a line that was cut, once nobody reads from it."""
    line.close()


class RemoteEngine(StandaloneEngine):
    """An engine of a remote service, for commands and tests."""

    def __init__(
        self, url: str, base_iri: str, prefixes: Mapping[str, str], limits: Limits, default_graph: str = ""
    ) -> None:
        """Start the loop. The parameters are those of `RemoteService`."""
        service = RemoteService(url, base_iri, prefixes, limits, default_graph)
        super().__init__(lambda: FairEngine(service, limits))
