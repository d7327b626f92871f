"""The engine for callers that wait in a thread: pages, commands, tests."""

import asyncio
import threading
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import CancelledError
from pathlib import Path
from typing import Any, TypeVar

from medkg.errors import ClientGone
from medkg.settings import Limits
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Answer, EngineState, Request
from medkg.sparql.fair import FairEngine
from medkg.sparql.workers import WorkerPool

T = TypeVar("T")

_AT_ONCE = 2
"""Queries of one page that are evaluated at once: a page with many must not stand before all others."""


class WaitingEngine:
    """An engine of an event loop, for threads beside that loop. See `Engine`."""

    def __init__(self, engine: FairEngine, loop: asyncio.AbstractEventLoop) -> None:
        self._engine = engine
        self._loop = loop

    def query(self, request: Request) -> Answer:
        """Return the whole answer. See `Engine.query`."""
        return self._wait(self._engine.answer(request), request.caller)

    def query_all(self, requests: Sequence[Request]) -> list[Answer]:
        """Return the whole answers to several requests of one caller. See `Engine.query_all`."""
        return self._wait(self._answer_all(requests), requests[0].caller) if requests else []

    async def _answer_all(self, requests: Sequence[Request]) -> list[Answer]:
        places = asyncio.Semaphore(_AT_ONCE)

        async def answer(request: Request) -> Answer:
            async with places:
                return await self._engine.answer(request)

        tasks = [asyncio.ensure_future(answer(request)) for request in requests]
        try:
            return await asyncio.gather(*tasks)
        finally:
            for task in tasks:
                task.cancel()

    def _wait(self, work: Coroutine[Any, Any, T], caller: Caller) -> T:
        """Return what work on the event loop gives; it is cancelled when the caller goes away."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        with caller.leaving(future.cancel):
            try:
                return future.result()
            except CancelledError:
                raise ClientGone("The client went away before its answer was there.") from None

    def state(self) -> EngineState:
        """Return how each lane stands, and how queries ended."""
        return self._engine.state()

    def close(self) -> None:
        """Give back everything; queries under way end with EngineStopped."""
        asyncio.run_coroutine_threadsafe(self._engine.close(), self._loop).result()


class StandaloneEngine(WaitingEngine):
    """An engine with an event loop of its own."""

    def __init__(self, make: Callable[[], FairEngine]) -> None:
        """Start a loop, and make the engine on it."""
        loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=loop.run_forever, name="engine", daemon=True)
        self._thread.start()

        async def start() -> FairEngine:
            return make()

        super().__init__(asyncio.run_coroutine_threadsafe(start(), loop).result(), loop)

    def close(self) -> None:
        """Give back everything, the loop too."""
        if not self._loop.is_closed():
            super().close()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()


class LocalEngine(StandaloneEngine):
    """An engine of worker processes, for commands and tests."""

    def __init__(self, store: Path, base_iri: str, prefixes: Mapping[str, str], limits: Limits) -> None:
        """Start loop and workers. The parameters are those of `WorkerPool`."""

        def make() -> FairEngine:
            self.pool = WorkerPool(store, base_iri, prefixes, limits)
            return FairEngine(self.pool, limits)

        super().__init__(make)
