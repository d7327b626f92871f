"""Runs the gate in a production server, from the start of the workers to their end."""

import asyncio
import os
import signal
import socket
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn

from medkg.errors import MedkgError, QueryFailed, SettingInvalid
from medkg.namespaces import Names
from medkg.settings import Limits, ServerSettings
from medkg.snapshot.reader import Snapshot, open_snapshot
from medkg.sparql.engine import Engine, EngineState, Lane, Request
from medkg.sparql.fair import Evaluator, FairEngine
from medkg.sparql.local import WaitingEngine
from medkg.sparql.publish import published_digest
from medkg.sparql.remote import RemoteService
from medkg.sparql.workers import WorkerPool
from medkg.web.app import create_app
from medkg.web.connections import BoundedProtocol, OpenConnections, allow_open_files
from medkg.web.direct import DirectEndpoint
from medkg.web.gate import Exchange, Gate, Served
from medkg.web.kept import KeptReplies
from medkg.web.log import request_logger
from medkg.web.metrics import Metrics
from medkg.web.site import Site

_KEEP_ALIVE_SECONDS = 15
_GRACE_SECONDS = 2
"""How long after its time limit a query under way may end when the server stops."""


@dataclass(frozen=True)
class Generation:
    """A snapshot that is or was served."""

    digest: str
    engine: FairEngine
    served: Served


class Server:
    """Snapshots on an address, one after the other; a reload exchanges them behind the open connections."""

    def __init__(self, snapshot: Path, settings: ServerSettings, limits: Limits) -> None:
        """Open the address. Raises SettingInvalid when it cannot be had."""
        if not limits.page_workers:
            raise SettingInvalid("--page-workers (MEDKG_PAGE_WORKERS) must be at least 1: pages are made of queries.")
        self._path = snapshot
        self._settings = settings
        self._limits = limits
        self._listener = _listen(settings.host, settings.port)
        self._metrics = Metrics(self._state, self._kept)
        self._log = request_logger(settings.log, sys.stderr)
        self._is_stopped = False
        self._reloads: set[asyncio.Future[None]] = set()
        self._reloading = asyncio.Lock()

    @property
    def address(self) -> str:
        """Where the server listens."""
        host = f"[{self._settings.host}]" if ":" in self._settings.host else self._settings.host
        return f"http://{host}:{self._listener.getsockname()[1]}/"

    def run(self) -> None:
        """Serve until the process is told to stop (SIGTERM, SIGINT); SIGHUP reloads.

        Raises SnapshotUnusable when the snapshot is damaged.
        """
        for number in (signal.SIGTERM, signal.SIGINT):
            # uvicorn raises the signal again when it has stopped: then there is nothing more to do.
            signal.signal(number, self._stop)
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        allow_open_files(self._settings)
        # The loop that uvicorn would choose: uvloop where there is one.
        with asyncio.Runner(loop_factory=uvicorn.Config(app="").get_loop_factory()) as runner:
            runner.run(self._serve())

    def _stop(self, *_: object) -> None:
        self._is_stopped = True

    async def _serve(self) -> None:
        self._now = await self._open()
        limits = self._limits
        threads = 2 * limits.waiting + limits.workers + limits.page_workers + 8
        self._gate = Gate(self._now.served, self._settings, threads, self._note)
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self._begin_reload)
        try:
            if not self._is_stopped:
                self._announce()
                await uvicorn.Server(self._config()).serve([self._listener])
        finally:
            await self._now.engine.close()

    def _config(self) -> uvicorn.Config:
        opened = OpenConnections(self._settings)
        return uvicorn.Config(
            self._gate,
            http=partial(BoundedProtocol, settings=self._settings, opened=opened),  # type: ignore[arg-type]
            ws="none",
            log_config=None,
            log_level="error",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=int(self._limits.seconds) + _GRACE_SECONDS,
        )

    def _announce(self) -> None:
        print(f"medkg serves {self._now.digest[:12]} at {self.address}", flush=True)

    def _begin_reload(self) -> None:
        if len(self._reloads) > 1:
            return  # one more waits already, and will find what is current then
        self._reloads.add(task := asyncio.ensure_future(self._reload()))
        task.add_done_callback(self._reloads.discard)

    async def _reload(self) -> None:
        """Serve what is the current snapshot now; if it cannot be served, go on with the one there was."""
        async with self._reloading:
            try:
                following = await self._open()
            except MedkgError as fault:
                print(f"medkg: not reloaded. {fault}", file=sys.stderr, flush=True)
                return
            before, self._now = self._now, following
            before_served = self._gate.swap(following.served)
            self._announce()
            await before_served.idle.wait()
            await before.engine.close()

    async def _open(self) -> Generation:
        """Return the current snapshot with an engine that answers."""
        snapshot = await asyncio.to_thread(open_snapshot, self._path)
        names, settings = Names(snapshot.manifest.base_iri), self._settings
        engine = FairEngine(self._evaluator(snapshot, names), self._limits)
        if not settings.engine:
            await _try(engine)
        waiting = WaitingEngine(engine, asyncio.get_running_loop())
        is_fixed = not settings.engine or await asyncio.to_thread(_holds, waiting, snapshot, names)
        site = Site(snapshot, waiting, names, self._limits, settings, is_fixed, self._metrics.text)
        served = Served(create_app(site), DirectEndpoint(site, engine), settings.cache_mb)
        return Generation(snapshot.manifest.digest, engine, served)

    def _evaluator(self, snapshot: Snapshot, names: Names) -> Evaluator:
        settings, limits = self._settings, self._limits
        if settings.engine:
            return RemoteService(settings.engine, names.base, names.prefixes, limits, settings.engine_default_graph)
        return WorkerPool(snapshot.store, names.base, names.prefixes, limits)

    def _state(self) -> EngineState:
        return self._now.engine.state()

    def _kept(self) -> KeptReplies:
        return self._now.served.kept

    def _note(self, exchange: Exchange) -> None:
        self._metrics.note(exchange)
        self._log(exchange)


async def _try(engine: FairEngine) -> None:
    """Ask an engine something; one that does not answer is closed, and its error raised."""
    try:
        await engine.answer(Request("ASK {}", lane=Lane.PAGES))
    except QueryFailed:
        await engine.close()
        raise


def _holds(engine: Engine, snapshot: Snapshot, names: Names) -> bool:
    """Tell whether a remote store holds just this snapshot; if not, its answers are not kept, and it is said why."""
    try:
        found = published_digest(engine, names)
    except QueryFailed as fault:
        reason = str(fault)
    else:
        if found == snapshot.manifest.digest:
            return True
        reason = f"It holds {found[:12] or 'no snapshot that was published'}; this is {snapshot.manifest.digest[:12]}."
    print(f"medkg: answers of the engine are not kept. {reason}", file=sys.stderr, flush=True)
    return False


def run_server(snapshot: Path, settings: ServerSettings, limits: Limits) -> None:
    """Serve a snapshot until the process is told to stop. See `Server`."""
    Server(snapshot, settings, limits).run()


def _listen(host: str, port: int) -> socket.socket:
    family: Any = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=1024)
    except OSError as fault:
        reason = os.strerror(fault.errno) if fault.errno and fault.errno > 0 else fault.strerror
        raise SettingInvalid(
            f"Cannot listen at {host}, port {port}: {reason}. Choose another --host or --port."
        ) from None
