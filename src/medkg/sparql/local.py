"""The local engine: worker processes on a read-only store, killed at the deadline and replaced."""

import queue
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from medkg.errors import (
    DeadlineExceeded,
    EngineBusy,
    QueryFailed,
    QueryMalformed,
    QueryRefused,
    ResultTooLarge,
    WorkerDied,
)
from medkg.query_text import explain_syntax_error, is_update
from medkg.sparql.engine import Answer, Limits, Request
from medkg.sparql.formats import Shape
from medkg.sparql.frames import PipeClosed, PipeSilent, read_frame, write_frame

_START_SECONDS = 30.0
"""How long a worker may take to open the store."""


class _Worker:
    """One worker process and the pipes to it."""

    def __init__(self, store: Path, limits: Limits) -> None:
        arguments = [str(store), str(limits.memory_mb), str(limits.result_mb << 20)]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "medkg.sparql.worker", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._ready = False

    def ask(self, request: dict[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        assert self._process.stdin
        assert self._process.stdout
        reply = self._process.stdout.fileno()
        self._await_start(reply)
        write_frame(self._process.stdin.fileno(), request)
        head, body = read_frame(reply, time.monotonic() + seconds)
        return head, body

    def _await_start(self, reply: int) -> None:
        if self._ready:
            return
        try:
            read_frame(reply, time.monotonic() + _START_SECONDS)
        except (PipeClosed, PipeSilent):
            raise QueryFailed("A worker process could not be started. Look at the state of the host.") from None
        self._ready = True

    def has_ended(self) -> bool:
        """Tell whether the process died while nobody asked it anything."""
        return self._process.poll() is not None

    def kill(self) -> None:
        """End the process; whoever waits for its reply sees the pipe close."""
        self._process.kill()
        self._process.wait()

    def discard(self) -> None:
        """End the process and close the pipes; for the only one who holds the worker."""
        self.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()


def _malformed(text: str, message: str) -> QueryFailed:
    if is_update(text):
        return QueryRefused("This is an update. The endpoint is read-only: it takes queries.")
    fault = explain_syntax_error(text, message)
    return QueryMalformed(f"Line {fault.line}, column {fault.column}: {fault.sentence}")


class LocalEngine:
    """Evaluates queries over the store of one snapshot. Safe to use from many threads."""

    def __init__(self, store: Path, base_iri: str, prefixes: dict[str, str], limits: Limits) -> None:
        """Start the workers. `prefixes` shorten the IRIs of graphs in answers; queries must declare their own."""
        self._store = store
        self._base_iri = base_iri
        self._prefixes = prefixes
        self._limits = limits
        self._workers: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        self._idle: dict[str, queue.SimpleQueue[_Worker]] = {}
        self._places: dict[str, threading.BoundedSemaphore] = {}
        for lane, count in limits.workers.items():
            self._idle[lane] = queue.SimpleQueue()
            self._places[lane] = threading.BoundedSemaphore(count + limits.waiting)
            for _ in range(count):
                self._idle[lane].put(self._start())

    def query(self, request: Request) -> Answer:
        """Return the whole answer, within the limits. See `Engine.query`."""
        head, body = self._ask(request)
        match head["status"]:
            case "done":
                shape = Shape(head["shape"])
                return Answer(shape, request.results if shape is Shape.RESULTS else request.graph, body)
            case "malformed":
                raise _malformed(request.text, head["message"])
            case "too-large":
                raise ResultTooLarge(
                    f"The result is larger than {self._limits.result_mb} MB. Ask for less (LIMIT, fewer variables)."
                )
        raise QueryFailed(f"The query could not be evaluated: {head['message']}.")

    def _ask(self, request: Request) -> tuple[dict[str, Any], bytes]:
        """Return the reply of a worker, unless too many wait for one already."""
        if not self._places[request.lane].acquire(blocking=False):
            raise EngineBusy("Too many queries wait for a worker already. Try again later.")
        try:
            return self._ask_worker(request)
        finally:
            self._places[request.lane].release()

    def _ask_worker(self, request: Request) -> tuple[dict[str, Any], bytes]:
        """Return the reply of a worker; one that fell silent or died is ended, and a new one takes its place."""
        worker = self._take(request.lane)
        try:
            return worker.ask(self._message(request), self._limits.seconds)
        except BaseException as fault:
            worker = self._replace(worker)
            raise self._explained(fault) from None
        finally:
            self._idle[request.lane].put(worker)

    def _start(self) -> _Worker:
        worker = _Worker(self._store, self._limits)
        with self._lock:
            self._workers.add(worker)
            if self._closed:
                worker.discard()
        return worker

    def _replace(self, worker: _Worker) -> _Worker:
        """End a worker and return a new one; of a closed engine, the ended one."""
        worker.discard()
        with self._lock:
            self._workers.discard(worker)
            if self._closed:
                return worker
        return self._start()

    def _take(self, lane: str) -> _Worker:
        try:
            worker = self._idle[lane].get(timeout=self._limits.wait_seconds)
            return self._replace(worker) if worker.has_ended() else worker
        except queue.Empty:
            seconds = self._limits.wait_seconds
            raise EngineBusy(f"No worker became free within {seconds:g} s. Try again later.") from None

    def _explained(self, fault: BaseException) -> BaseException:
        """Return what a client is told about the end of a worker."""
        match fault:
            case PipeSilent():
                seconds = self._limits.seconds
                return DeadlineExceeded(
                    f"The query did not finish within {seconds:g} s. Make it more selective, or add LIMIT."
                )
            case PipeClosed():
                memory = self._limits.memory_mb
                return WorkerDied(
                    f"The query took more than {memory} MB of memory, or is nested too deeply. Simplify it."
                )
        return fault

    def close(self) -> None:
        """End all workers, whatever they do; queries under way end with an error."""
        with self._lock:
            self._closed = True
            workers = list(self._workers)
        for worker in workers:
            worker.kill()
        for idle in self._idle.values():
            while not idle.empty():
                idle.get().discard()

    def _message(self, request: Request) -> dict[str, Any]:
        return {
            "text": request.text,
            "seconds": self._limits.seconds,
            "base": f"{self._base_iri}sparql",
            "prefixes": self._prefixes,
            "default_graphs": request.default_graphs,
            "named_graphs": request.named_graphs,
            "results": request.results.key if request.results else None,
            "graph": request.graph.key if request.graph else None,
        }
