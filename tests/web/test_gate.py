"""The gate between HTTP server and application: bounds, departures, exchange."""

import asyncio
import gzip
import threading
from collections.abc import Awaitable, Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from medkg.settings import ServerSettings
from medkg.sparql.caller import Caller
from medkg.web.gate import Exchange, Gate, Message, Served
from medkg.web.replies import Reply
from medkg.web.site import CALLER
from medkg.web.stored_file import PIECE, StoredFile, open_decoded, open_file

Environ = dict[str, Any]


class Client:
    """A client over ASGI: what it sends, what it gets."""

    def __init__(self, *messages: Message) -> None:
        self._messages = list(messages) or [{"type": "http.request", "body": b""}]
        self.leaves = asyncio.Event()
        self.sent: list[Message] = []

    async def receive(self) -> Message:
        if self._messages:
            return self._messages.pop(0)
        await self.leaves.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        self.sent.append(message)

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def body(self) -> bytes:
        return b"".join(message["body"] for message in self.sent[1:])


def scope(**changes: Any) -> Message:
    return {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/x",
        "raw_path": b"/x",
        "query_string": b"",
        "headers": [(b"transfer-encoding", b"chunked")],
        "client": ("192.0.2.1", 5),
        "server": ("127.0.0.1", 80),
    } | changes


def gate(app: Callable[..., Iterable[bytes]], **settings: Any) -> tuple[Gate, list[Exchange]]:
    noted: list[Exchange] = []
    return Gate(Served(app, None, 8), ServerSettings(**settings), 2, noted.append), noted


def run(test: Awaitable[None]) -> None:
    async def within() -> None:
        async with asyncio.timeout(20):
            await test

    asyncio.run(within())


def echo(environ: Environ, start: Callable[..., None]) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "text/plain"), ("X-Path", environ["PATH_INFO"])])
    return [environ["wsgi.input"].read()]


def test_a_request_reaches_the_application_whole_and_its_answer_comes_back() -> None:
    async def test() -> None:
        tried, noted = gate(echo)
        client = Client(
            {"type": "http.request", "body": b"ab", "more_body": True}, {"type": "http.request", "body": b"c"}
        )
        await tried(scope(method="POST", raw_path=b"/%C3%BC"), client.receive, client.send)
        assert (client.status, client.body) == (200, b"abc")
        assert (b"x-path", "/ü".encode()) in client.sent[0]["headers"]
        assert [(n.reply.status, n.caller.client) for n in noted] == [(200, "192.0.2.1")]

    run(test())


def test_a_large_answer_is_sent_in_pieces() -> None:
    async def test() -> None:
        tried, _ = gate(lambda _, start: start("200 OK", []) or [b"x" * 1_000_000])
        client = Client()
        await tried(scope(), client.receive, client.send)
        assert client.body == b"x" * 1_000_000
        assert [message.get("more_body", False) for message in client.sent[1:]] == [True, True, True, False]

    run(test())


def test_a_body_over_the_limit_and_one_that_does_not_end_are_refused_before_a_thread_is_taken() -> None:
    async def test() -> None:
        def never(*_: Any) -> Iterable[bytes]:
            raise AssertionError

        tried, _ = gate(never, body_kb=1, read_seconds=0.1)
        large = Client({"type": "http.request", "body": b"x" * 1025, "more_body": True})
        await tried(scope(method="POST"), large.receive, large.send)
        assert large.status == 413
        slow = Client({"type": "http.request", "body": b"x", "more_body": True})
        await tried(scope(method="POST"), slow.receive, slow.send)
        assert slow.status == 408
        assert (b"connection", b"close") in slow.sent[0]["headers"]
        assert (b"access-control-allow-origin", b"*") in slow.sent[0]["headers"]

    run(test())


def test_the_application_is_told_when_the_client_goes_away() -> None:
    async def test() -> None:
        gone = threading.Event()

        def wait(environ: Environ, start: Callable[..., None]) -> Iterable[bytes]:
            caller: Caller = environ[CALLER]
            with caller.leaving(gone.set):
                assert gone.wait(10)
            start("200 OK", [])
            return [b""]

        tried, noted = gate(wait)
        client = Client()
        request = asyncio.ensure_future(tried(scope(), client.receive, client.send))
        await asyncio.sleep(0)
        client.leaves.set()
        await request
        assert noted[0].caller.gone

    run(test())


@pytest.mark.parametrize(("path", "threads"), [("/held", 4), ("/check", 1), ("/complete", 1), ("/catalog.ttl", 1)])
def test_one_client_holds_a_few_threads_and_nobody_waits_behind_its_other_requests(path: str, threads: int) -> None:
    async def test() -> None:
        free, begun, most = threading.Event(), threading.Event(), 0
        inside: set[int] = set()

        def hold(environ: Environ, start: Callable[..., None]) -> Iterable[bytes]:
            nonlocal most
            if environ["PATH_INFO"] == path:
                inside.add(threading.get_ident())
                most = max(most, len(inside))
                begun.set()
                assert free.wait(10)
                inside.discard(threading.get_ident())
            return echo(environ, start)

        noted: list[Exchange] = []
        tried = Gate(Served(hold, None, 8), ServerSettings(), 50, noted.append)
        held = {"path": path, "raw_path": path.encode()}
        floods = [asyncio.ensure_future(tried(scope(**held), Client().receive, Client().send)) for _ in range(40)]
        await asyncio.to_thread(begun.wait)
        other = Client()
        await tried(scope(client=("192.0.2.2", 5)), other.receive, other.send)
        assert other.status == 200
        assert [exchange.caller.client for exchange in noted] == ["192.0.2.2"]
        free.set()
        await asyncio.gather(*floods)
        assert [exchange.reply.status for exchange in noted] == [200] * 41
        assert 1 <= most <= threads

    run(test())


def test_a_client_that_leaves_before_its_request_is_whole_is_forgotten() -> None:
    async def test() -> None:
        tried, noted = gate(echo)
        client = Client({"type": "http.request", "body": b"x", "more_body": True}, {"type": "http.disconnect"})
        await tried(scope(), client.receive, client.send)
        assert (client.sent, noted) == ([], [])

    run(test())


def test_a_fault_of_the_application_is_answered_without_its_words() -> None:
    async def test() -> None:
        def fail(*_: Any) -> Iterable[bytes]:
            raise RuntimeError("/secret/path")

        tried, _ = gate(fail)
        client = Client()
        await tried(scope(), client.receive, client.send)
        assert client.status == 500
        assert b"secret" not in client.body

    run(test())


def test_a_tagged_answer_is_kept_and_the_application_not_asked_again() -> None:
    async def test() -> None:
        calls: list[str] = []

        def tagged(environ: Environ, start: Callable[..., None]) -> Iterable[bytes]:
            calls.append(environ["PATH_INFO"])
            start("200 OK", [("ETag", '"1"')])
            return [b"answer"]

        tried, noted = gate(tagged)
        for headers, status in (([], 200), ([], 200), ([], 200), ([(b"if-none-match", b'"1"')], 304)):
            client = Client()
            await tried(scope(headers=headers), client.receive, client.send)
            assert client.status == status
        post = Client()
        await tried(scope(method="POST", headers=[(b"if-none-match", b'"1"')]), post.receive, post.send)
        assert post.status == 200
        assert len(calls) == 3
        assert [n.caller.cached for n in noted] == [False, False, True, True, False]

    run(test())


def test_an_exchange_waits_for_requests_under_way_and_forgets_what_was_kept() -> None:
    async def test() -> None:
        may_end = threading.Event()

        def old(_: Environ, start: Callable[..., None]) -> Iterable[bytes]:
            may_end.wait(10)
            start("200 OK", [("ETag", '"1"')])
            return [b"old"]

        def new(_: Environ, start: Callable[..., None]) -> Iterable[bytes]:
            start("200 OK", [("ETag", '"2"')])
            return [b"new"]

        tried, _ = gate(old)
        first, second = Client(), Client()
        under_way = asyncio.ensure_future(tried(scope(), first.receive, first.send))
        await asyncio.sleep(0.05)
        before = tried.swap(Served(new, None, 8))
        await tried(scope(), second.receive, second.send)
        assert second.body == b"new"
        assert not before.idle.is_set()
        may_end.set()
        await under_way
        await before.idle.wait()
        assert first.body == b"old"
        third = Client()
        await tried(scope(), third.receive, third.send)
        assert third.body == b"new"

    run(test())


def test_headers_that_could_pose_as_others_are_left_out_and_lines_of_one_name_are_joined() -> None:
    async def test() -> None:
        seen: Environ = {}

        def look(environ: Environ, start: Callable[..., None]) -> Iterable[bytes]:
            seen.update(environ)
            start("200 OK", [])
            return []

        tried, _ = gate(look)
        client = Client()
        headers = [(b"accept", b"a"), (b"accept", b"b"), (b"x_forwarded_for", b"9"), (b"content-type", b"t")]
        await tried(scope(headers=headers), client.receive, client.send)
        assert (seen["HTTP_ACCEPT"], seen["CONTENT_TYPE"]) == ("a, b", "t")
        assert "HTTP_X_FORWARDED_FOR" not in seen

    run(test())


class Slow:
    """An endpoint that answers when its client leaves, which it never should."""

    def __init__(self, fault: Exception | None = None) -> None:
        self.fault, self.cancelled, self.begun = fault, False, asyncio.Event()

    async def reply(self, scope: Message, body: bytes, caller: Caller) -> Reply | None:
        if scope["path"] != "/sparql":
            return None
        if self.fault:
            raise self.fault
        try:
            self.begun.set()
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        return None


def test_the_work_of_the_endpoint_is_cancelled_when_its_client_leaves() -> None:
    async def test() -> None:
        slow = Slow()
        noted: list[Exchange] = []
        tried = Gate(Served(echo, slow, 8), ServerSettings(), 2, noted.append)
        client = Client()
        request = asyncio.ensure_future(tried(scope(path="/sparql"), client.receive, client.send))
        await slow.begun.wait()
        client.leaves.set()
        await request
        assert slow.cancelled
        assert [exchange.reply.status for exchange in noted] == [499]

    run(test())


def test_a_fault_of_the_endpoint_is_answered_without_its_words_and_the_rest_goes_to_the_application() -> None:
    async def test() -> None:
        tried = Gate(Served(echo, Slow(RuntimeError("/secret/path")), 8), ServerSettings(), 2, lambda _: None)
        client, other = Client(), Client()
        await tried(scope(path="/sparql"), client.receive, client.send)
        assert client.status == 500
        assert b"secret" not in client.body
        await tried(scope(), other.receive, other.send)
        assert other.status == 200

    run(test())


def serve_file(path: Path, length: int | None = None) -> Callable[..., Iterable[bytes]]:
    """Return an application that answers with a file, or so many bytes of it."""

    def app(_: Environ, start: Callable[..., None]) -> Iterable[bytes]:
        start("200 OK", [("Content-Type", "application/gzip"), ("ETag", '"a"')])
        return open_file(path, 0, length)

    return app


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A file of a megabyte."""
    path = tmp_path / "large"
    path.write_bytes(b"x" * 1_000_000)
    return path


def test_a_file_is_read_while_it_is_sent(large: Path) -> None:
    async def test() -> None:
        tried, noted = gate(serve_file(large))
        client = Client()
        await tried(scope(), client.receive, client.send)
        assert client.body == b"x" * 1_000_000
        assert [message.get("more_body", False) for message in client.sent[1:]] == [True] * 4 + [False]
        assert [each.reply.sent for each in noted] == [1_000_000]

    run(test())


def test_a_file_counts_with_the_piece_that_is_in_memory_and_is_never_kept(large: Path) -> None:
    async def test() -> None:
        tried, _ = gate(serve_file(large), cache_mb=64)
        for _ in range(3):
            client = Client()
            await tried(scope(), client.receive, client.send)
            assert len(client.body) == 1_000_000
        assert len(tried.served.kept) == 0
        with closing(open_file(large)) as file:
            assert Reply(200, [], b"", file).memory == PIECE

    run(test())


def test_no_more_of_a_file_is_read_when_the_client_has_left(large: Path) -> None:
    class Leaving(Client):
        async def send(self, message: Message) -> None:
            await super().send(message)
            if len(self.sent) == 2:
                self.leaves.set()
                await asyncio.sleep(0.05)

    async def test() -> None:
        tried, noted = gate(serve_file(large))
        client = Leaving()
        await tried(scope(), client.receive, client.send)
        assert [each.reply.sent for each in noted] == [PIECE]

    run(test())


def test_a_file_that_cannot_be_read_to_its_end_breaks_off(tmp_path: Path) -> None:
    async def test() -> None:
        damaged = tmp_path / "file.gz"
        damaged.write_bytes(gzip.compress(b"x" * 1000)[:-9])
        tried, _ = gate(lambda _, start: start("200 OK", []) or open_decoded(damaged))
        client = Client()
        with pytest.raises(EOFError):
            await tried(scope(), client.receive, client.send)
        assert not client.sent[1:] or client.sent[-1]["more_body"]

    run(test())


def test_a_file_for_which_there_is_no_memory_is_closed(large: Path) -> None:
    class Slow(Client):
        def __init__(self) -> None:
            super().__init__()
            self.goes_on = asyncio.Event()

        async def send(self, message: Message) -> None:
            await self.goes_on.wait()
            await super().send(message)

    async def test() -> None:
        opened: list[StoredFile] = []

        def app(environ: Environ, start: Callable[..., None]) -> Iterable[bytes]:
            start("200 OK", [])
            if environ["PATH_INFO"] == "/text":
                return [b"x" * 1_000_000]
            opened.append(open_file(large))
            return opened[-1]

        tried, _ = gate(app, sending_mb=1)
        slow, client = Slow(), Client()
        answering = asyncio.create_task(tried(scope(raw_path=b"/text"), slow.receive, slow.send))
        await asyncio.sleep(0.1)
        await tried(scope(), client.receive, client.send)
        slow.goes_on.set()
        await answering
        assert (slow.status, client.status) == (200, 503)
        with pytest.raises(ValueError, match="closed"):
            next(opened[0])

    run(test())
