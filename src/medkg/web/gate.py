"""The gate: what comes between the HTTP server and those who answer.

It reads a request within its bounds before anybody works for it, answers what was answered before, gives a query of a
program to the endpoint and everything else to the application, tells them when the client goes away, and sends the
answer at the pace of the client. An ASGI application: https://asgi.readthedocs.io/en/latest/specs/www.html.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from typing import Any, Protocol

from medkg.errors import Bound, ClientGone, EngineBusy, QueryFailed, ShareSpent
from medkg.settings import ServerSettings
from medkg.sparql.caller import Caller
from medkg.web.clients import client_of
from medkg.web.direct import known_tags
from medkg.web.headers import COMMON_HEADERS
from medkg.web.kept import KeptReplies, key_of
from medkg.web.problems import BodyTooLarge, BodyTooSlow
from medkg.web.replies import Reply, problem_reply, unforeseen_reply
from medkg.web.stored_file import StoredFile
from medkg.web.turns import Turns
from medkg.web.wsgi import Wsgi, call_wsgi

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

_COMMON_HEADERS = [(name.lower().encode(), value.encode()) for name, value in COMMON_HEADERS.items()]

_UNWATCHED_SECONDS = 0.02
"""What is answered faster than this needs no look at whether the client is still there."""

_CHUNK = 256 << 10
"""Bytes that are given to a connection at a time."""

_CLIENT_THREADS = 4
"""Requests of one client that have a thread at once: threads share one processor, and that with the event loop."""

_CLOSE_WORK = frozenset({"/check", "/complete", "/catalog"})
"""What is at work in its thread all that time, whatever the suffix: of each, one of a client at a time.

The text of a stranger is read, or a page of the catalog is written.
"""

_CLIENT_WAITING = 64
"""Requests of one client that may have a thread or wait for one."""


class Direct(Protocol):
    """Answers some requests on the event loop."""

    async def reply(self, scope: Message, body: bytes, caller: Caller) -> Reply | None:
        """Return the answer to a request; None for what is left to the application."""


@dataclass(frozen=True)
class Exchange:
    """A request that was answered, for log and metrics."""

    scope: Message
    caller: Caller
    reply: Reply
    seconds: float


class Served:
    """What answers now: the endpoint, the application, and their answers that are kept. Belongs to the event loop."""

    def __init__(self, app: Wsgi, direct: Direct | None, cache_mb: int) -> None:
        self.app = app
        self.direct = direct
        self.kept = KeptReplies(cache_mb)
        self.idle = asyncio.Event()
        self.idle.set()
        self._requests = 0

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Hold all of it for one request."""
        self._requests += 1
        self.idle.clear()
        try:
            yield
        finally:
            self._requests -= 1
            if not self._requests:
                self.idle.set()


class Gate:
    """Lets requests in, and answers out."""

    def __init__(
        self, served: Served, settings: ServerSettings, threads: int, note: Callable[[Exchange], None]
    ) -> None:
        """Make the gate, with so many threads for the application; `note` is told of every answered request."""
        self.served = served
        self._settings = settings
        self._note = note
        self._sending: Counter[str] = Counter()
        self._turns = {path: Turns(1, _CLIENT_WAITING) for path in _CLOSE_WORK}
        self._other_turns = Turns(_CLIENT_THREADS, _CLIENT_WAITING)
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="view")

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request, or take part in start and stop."""
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._live(receive, send)

    def swap(self, served: Served) -> Served:
        """Serve something else from now on; return what was served before, which may still have requests."""
        before, self.served = self.served, served
        return before

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._pool.shutdown(wait=False, cancel_futures=True)
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        start = time.monotonic()
        caller = Caller(client_of(scope, self._settings.proxies))
        try:
            body = await self._read(receive) if _has_body(scope) else b""
        except _Gone:
            return
        except QueryFailed as fault:
            reply = _closing(problem_reply(fault))
        else:
            reply = await self._reply(scope, receive, body, caller)
        try:
            await self._send(caller.client, reply, receive, send)
        finally:
            self._note(Exchange(scope, caller, reply, time.monotonic() - start))

    async def _send(self, client: str, reply: Reply, receive: Receive, send: Send) -> None:
        """Send an answer, unless as much is under way already as memory is given for."""
        size = reply.memory
        if self._sending.total() + size > self._settings.sending_mb << 20 and self._sending.total():
            bound = Bound("sending_mb", self._settings.sending_mb)
            _close(reply)
            reply, size = problem_reply(EngineBusy("Too many large answers are being sent.", bound, 5.0)), 0
        self._sending[client] += size
        try:
            await _write(reply, receive, send)
        finally:
            self._sending[client] -= size
            if not self._sending[client]:
                del self._sending[client]

    async def _read(self, receive: Receive) -> bytes:
        seconds = self._settings.read_seconds
        try:
            async with asyncio.timeout(seconds):
                return await self._read_bounded(receive)
        except TimeoutError:
            raise BodyTooSlow(f"The body did not arrive within {seconds:g} s.") from None

    async def _read_bounded(self, receive: Receive) -> bytes:
        chunks, size, bound = [], 0, self._settings.body_kb << 10
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise _Gone
            chunk = message.get("body", b"")
            size += len(chunk)
            if size > bound:
                raise BodyTooLarge(f"The body is larger than {self._settings.body_kb} kB.")
            chunks.append(chunk)
            if not message.get("more_body"):
                return b"".join(chunks)

    async def _reply(self, scope: Message, receive: Receive, body: bytes, caller: Caller) -> Reply:
        """Return the answer that was given before, or a new one."""
        served, key, tags = self.served, key_of(scope, body), known_tags(scope)
        kept = served.kept.find(key, tags)
        if kept:
            caller.cached = True
            return kept
        with served.in_use():
            reply = await self._watched(served, scope, receive, body, caller)
        served.kept.keep((*key, tags) if reply.status == 304 else key, reply)
        return reply

    async def _watched(self, served: Served, scope: Message, receive: Receive, body: bytes, caller: Caller) -> Reply:
        """Return a new answer; if the client leaves meanwhile, whoever works for it is told."""
        loop, watch = asyncio.get_running_loop(), _Watch(receive, caller)
        timer = loop.call_later(_UNWATCHED_SECONDS, watch.start)
        try:
            reply = await _directly(served.direct, scope, body, caller) if served.direct else None
            return reply if reply is not None else await self._in_thread(served.app, scope, body, caller)
        finally:
            timer.cancel()
            watch.stop()

    async def _in_thread(self, app: Wsgi, scope: Message, body: bytes, caller: Caller) -> Reply:
        """Return the answer of the application, when it is the turn of the client and if it is still there."""
        turns = self._turns.get(scope["path"].partition(".")[0], self._other_turns)
        try:
            async with turns.taken(caller.client):
                if caller.gone:
                    return _gone_reply()
                return await asyncio.get_running_loop().run_in_executor(self._pool, call_wsgi, app, scope, body, caller)
        except ShareSpent as fault:
            return problem_reply(fault)


def _has_body(scope: Message) -> bool:
    """Tell whether a request has a body (RFC 9112, 6.3): most have none, and nothing is to be waited for."""
    return any(name in (b"content-length", b"transfer-encoding") for name, _ in scope["headers"])


class _Gone(Exception):
    """The client went away before its request was whole."""


async def _directly(direct: Direct, scope: Message, body: bytes, caller: Caller) -> Reply | None:
    """Return the answer of the endpoint, whose work is cancelled when the client leaves."""
    task = asyncio.current_task()
    assert task
    try:
        with caller.leaving(task.cancel):
            return await direct.reply(scope, body, caller)
    except asyncio.CancelledError:
        if not caller.gone:
            raise
        task.uncancel()
        return _gone_reply()
    except Exception:  # errors have their answers already: this one is a fault of ours
        return unforeseen_reply()


def _gone_reply() -> Reply:
    return problem_reply(ClientGone("The client went away before its answer was there."))


class _Watch:
    """Waits for the client to go away, beside those who work for it."""

    def __init__(self, receive: Receive, caller: Caller) -> None:
        self._receive = receive
        self._caller = caller
        self._task: asyncio.Future[None] | None = None

    def start(self) -> None:
        """Begin to wait."""
        self._task = asyncio.ensure_future(self._wait())

    def stop(self) -> None:
        """Wait no longer."""
        if self._task:
            self._task.cancel()

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self._caller.leave()


async def _write(reply: Reply, receive: Receive, send: Send) -> None:
    """Send an answer in pieces, each when the client has taken most of those before."""
    own = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in reply.headers]
    await send({"type": "http.response.start", "status": reply.status, "headers": [*own, *_COMMON_HEADERS]})
    await (_write_file(reply.file, receive, send) if reply.file else _write_body(reply.body, send))


async def _write_body(body: bytes, send: Send) -> None:
    view = memoryview(body)
    while len(view) > _CHUNK:
        await send({"type": "http.response.body", "body": bytes(view[:_CHUNK]), "more_body": True})
        view = view[_CHUNK:]
    await send({"type": "http.response.body", "body": bytes(view)})


async def _write_file(file: StoredFile, receive: Receive, send: Send) -> None:
    """Send a file while it is read, until the client leaves; a damaged one breaks off, which the client can see."""
    client = Caller()
    watch = _Watch(receive, client)
    watch.start()
    try:
        with closing(file):
            while not client.gone and (piece := await asyncio.to_thread(next, file, b"")):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    finally:
        watch.stop()


def _close(reply: Reply) -> None:
    if reply.file:
        reply.file.close()


def _closing(reply: Reply) -> Reply:
    """Return a reply after which the connection ends, since the rest of the request is not read."""
    return replace(reply, headers=[*reply.headers, ("Connection", "close")])
