"""One worker process, seen from the front: started, asked, and killed when it takes too long."""

import asyncio
import contextlib
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from medkg.settings import Limits
from medkg.sparql.frames import FrameReader, frame

_START_SECONDS = 30.0
"""How long a worker may take to open the store."""

Reply = tuple[dict[str, Any], bytes]


class WorkerLost(Exception):
    """A worker process could not be started."""


class WorkerEnded(Exception):
    """A worker process ended before it replied."""


class WorkerOverdue(Exception):
    """A worker did not reply in time, and was killed."""


class WorkerProcess(asyncio.SubprocessProtocol):
    """A process of `medkg.sparql.worker`; it is asked one thing at a time."""

    def __init__(self) -> None:
        self._reader = FrameReader()
        self._reply: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        self._ended = asyncio.get_running_loop().create_future()
        self._transport: asyncio.SubprocessTransport | None = None

    @classmethod
    async def start(cls, store: Path, limits: Limits, common: Mapping[str, Any]) -> "WorkerProcess":
        """Return a worker that has opened the store; `common` is what is the same for all its queries.

        Raises WorkerLost when it cannot be started.
        """
        loop = asyncio.get_running_loop()
        command = [sys.executable, "-m", "medkg.sparql.worker", str(store), str(limits.memory_mb)]
        try:
            _, worker = await loop.subprocess_exec(cls, *command, stderr=asyncio.subprocess.DEVNULL)
        except OSError as fault:
            raise WorkerLost from fault
        try:
            await worker.ask(common, _START_SECONDS)
        except (WorkerEnded, WorkerOverdue):
            raise WorkerLost from None
        except BaseException:
            worker.kill()
            raise
        return worker

    async def ask(self, message: Mapping[str, Any], seconds: float) -> Reply:
        """Return the reply to a message.

        Raises WorkerOverdue when there is none in time, WorkerEnded when the process died.
        """
        assert self._transport
        if self.has_ended():
            raise WorkerEnded
        cast(asyncio.WriteTransport, self._transport.get_pipe_transport(0)).write(frame(message))
        timer = asyncio.get_running_loop().call_later(seconds, self._give_up)
        try:
            return await self._reply
        finally:
            timer.cancel()
            self._reply = asyncio.get_running_loop().create_future()

    def _give_up(self) -> None:
        if not self._reply.done():
            self._reply.set_exception(WorkerOverdue())
            self.kill()

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._transport
        return self._transport.get_pid() or 0

    def has_ended(self) -> bool:
        """Tell whether the process has died."""
        return self._ended.done()

    def kill(self) -> None:
        """End the process, whatever it does."""
        if self._transport and not self.has_ended():
            with contextlib.suppress(ProcessLookupError):
                self._transport.kill()

    async def wait(self) -> None:
        """Wait until the process has ended."""
        await asyncio.shield(self._ended)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the pipes of the new process."""
        self._transport = cast(asyncio.SubprocessTransport, transport)

    def pipe_data_received(self, fd: int, data: bytes) -> None:  # noqa: ARG002
        """Take a piece of a reply."""
        found = self._reader.feed(data)
        if found:
            self._reader = FrameReader()
            if not self._reply.done():
                self._reply.set_result(found)

    def process_exited(self) -> None:
        """Tell whoever waits for a reply that there will be none."""
        if not self._ended.done():
            self._ended.set_result(None)
        if not self._reply.done():
            self._reply.set_exception(WorkerEnded())
            self._reply.exception()  # seen: nobody may be waiting
        if self._transport:
            self._transport.close()
