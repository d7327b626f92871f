"""Evaluation by worker processes on a read-only store, killed at the deadline and replaced."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from medkg.errors import (
    Bound,
    EngineUnusable,
    NotRepresentable,
    QueryFailed,
    QueryMalformed,
    QueryRefused,
    WorkerDied,
)
from medkg.settings import Limits
from medkg.sparql.engine import Answer, Request, workers_of
from medkg.sparql.failures import most_mb, most_seconds, stopped, too_large, too_late
from medkg.sparql.formats import Shape
from medkg.sparql.process import WorkerEnded, WorkerLost, WorkerOverdue, WorkerProcess
from medkg.syntax.faults import Fault

Starting = asyncio.Task[WorkerProcess]


class WorkerPool:
    """The workers of all lanes. Each holds a task that gives the worker, which may still be starting."""

    def __init__(self, store: Path, base_iri: str, prefixes: Mapping[str, str], limits: Limits) -> None:
        """Start the workers. `prefixes` shorten the IRIs of graphs in answers; queries must declare their own."""
        self._store = store
        self._common = {"base": f"{base_iri}sparql", "prefixes": dict(prefixes)}
        self._limits = limits
        self._closed = False
        self._workers: set[Starting] = set()
        self._ends: set[asyncio.Future[None]] = set()
        self._idle = {lane: deque(self._start() for _ in range(n)) for lane, n in workers_of(limits).items()}

    async def evaluate(self, request: Request) -> Answer:
        """Return the whole answer. See `Evaluator.evaluate`."""
        idle = self._idle[request.lane]
        starting, asked = self._living(idle.popleft()), False
        try:
            worker = await asyncio.shield(starting)
            asked = True
            head, body = await worker.ask(self._message(request), most_seconds(request, self._limits))
            if head["grown_mb"] * 4 > self._limits.memory_mb:
                starting = self._replaced(starting)
        except BaseException as fault:
            if asked or not isinstance(fault, asyncio.CancelledError):
                starting = self._replaced(starting)
            raise self._explained(fault) from None
        finally:
            idle.append(starting)
        return self._answer(request, head, body)

    async def close(self) -> None:
        """End all workers, whatever they do. See `Evaluator.close`."""
        self._closed = True
        await asyncio.gather(*map(self._end, self._workers), *self._ends)

    def pids(self) -> list[int]:
        """Return the numbers of the processes that have started."""
        return [task.result().pid for task in self._workers if task.done() and not task.exception()]

    def _start(self) -> Starting:
        starting = asyncio.ensure_future(WorkerProcess.start(self._store, self._limits, self._common))
        self._workers.add(starting)
        return starting

    def _living(self, starting: Starting) -> Starting:
        """Return a worker, or a new one in its place should it have died while nobody asked it."""
        died = starting.done() and not starting.exception() and starting.result().has_ended()
        return self._replaced(starting) if died else starting

    def _replaced(self, starting: Starting) -> Starting:
        """End a worker and return a new one; of a closed pool, the ended one."""
        self._ends.add(end := asyncio.ensure_future(self._end(starting)))
        end.add_done_callback(self._ends.discard)
        self._workers.discard(starting)
        return starting if self._closed else self._start()

    @staticmethod
    async def _end(starting: Starting) -> None:
        with contextlib.suppress(WorkerLost):
            worker = await starting
            worker.kill()
            await worker.wait()

    def _explained(self, fault: BaseException) -> BaseException:
        """Return what a client is told about the end of a worker."""
        match fault:
            case WorkerLost():
                return EngineUnusable("A worker process could not be started. Look at the state of the host.")
            case WorkerEnded() if self._closed:
                return stopped()
            case WorkerOverdue():
                return too_late(self._limits)
            case WorkerEnded():
                memory = self._limits.memory_mb
                sentence = f"The query took more than {memory} MB of memory, or is nested too deeply. Simplify it."
                return WorkerDied(sentence, Bound("memory_mb", memory))
        return fault

    def _answer(self, request: Request, head: Mapping[str, Any], body: bytes) -> Answer:
        if head["status"] != "done":
            raise self._failure(request, head)
        shape = Shape(head["shape"])
        return Answer(shape, request.format_of(shape), body)

    def _failure(self, request: Request, head: Mapping[str, Any]) -> QueryFailed:
        """Return the error for a worker's reply that carries no answer."""
        match head["status"]:
            case "malformed":
                return QueryMalformed(head["message"], Fault.from_json(head["fault"]))
            case "too-large":
                return too_large(most_mb(request, self._limits))
            case "not-representable":
                return NotRepresentable(f"{head['message']} Ask for another format.")
            case "unreadable":
                return EngineUnusable("The store cannot be read. Tell those who run this server.")
            case "refused":
                return QueryRefused(head["message"], Fault.from_json(head["fault"]) if "fault" in head else None)
        return QueryMalformed(f"The query cannot be evaluated: {head['message']}.")

    def _message(self, request: Request) -> dict[str, Any]:
        return {
            "text": request.text,
            "default_graphs": request.default_graphs,
            "named_graphs": request.named_graphs,
            "results": request.results.key if request.results else None,
            "graph": request.graph.key if request.graph else None,
            "most_bytes": most_mb(request, self._limits) << 20,
        }
