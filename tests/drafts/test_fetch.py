"""Records from the web: what is asked for, what is refused. The server is a real one on this machine."""

import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from medkg.drafts import fetch as fetching
from medkg.drafts.document import Format, read_document
from medkg.drafts.fetch import Limits, fetch
from medkg.errors import RecordUnusable

TURTLE = b"<https://example.com/a> a <http://www.w3.org/ns/dcat#Dataset> ."


class _Handler(BaseHTTPRequestHandler):
    asked: list[tuple[str, dict[str, str]]]

    def do_GET(self) -> None:
        self.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        name = self.path.strip("/").partition("/")[0]
        getattr(self, f"_{name}")()

    def _send(self, content: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def _turtle(self) -> None:
        self._send(TURTLE, Content_Type="text/turtle; charset=utf-8")

    def _plain(self) -> None:
        self._send(TURTLE, Content_Type="text/plain")

    def _missing(self) -> None:
        self._send(b"", 404)

    def _compressed(self) -> None:
        self._send(b"\x1f\x8b", Content_Encoding="gzip")

    def _endless(self) -> None:
        self._send(b"")
        try:
            while True:
                self.wfile.write(b"# and so on\n" * 1000)
        except OSError:
            pass

    def _dripping(self) -> None:
        self._send(b"")
        try:
            while True:
                self.wfile.write(b"#")
                time.sleep(0.05)
        except OSError:
            pass

    def _moved(self) -> None:
        self._send(b"", 302, Location="/turtle")

    def _circle(self) -> None:
        self._send(b"", 302, Location="/circle")

    def _file(self) -> None:
        self._send(b"", 302, Location="file:///etc/passwd")

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def asked() -> list[tuple[str, dict[str, str]]]:
    """The requests that came, with their headers."""
    return []


@pytest.fixture
def site(asked: list[tuple[str, dict[str, str]]]) -> Iterator[str]:
    handler = type("Handler", (_Handler,), {"asked": asked})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = False  # closing waits for them
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_record_is_asked_for_once_and_without_credentials(site: str, asked: list[tuple[str, dict[str, str]]]) -> None:
    assert fetch(f"{site}/turtle", Limits()).content == TURTLE
    [(path, headers)] = asked
    assert path == "/turtle"
    assert not headers.keys() & {"authorization", "cookie"}
    assert headers["accept-encoding"] == "identity"


def test_a_redirect_is_followed_and_the_last_address_counts(site: str) -> None:
    document = read_document(f"{site}/moved", Limits())
    assert (document.name, document.address) == (f"{site}/moved", f"{site}/turtle")


@pytest.mark.parametrize("path", ["turtle", "plain", "plain/record.ttl"])
def test_the_format_is_told_by_media_type_name_or_text(site: str, path: str) -> None:
    assert read_document(f"{site}/{path}", Limits()).format is Format.TURTLE


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("missing", "answers 404"),
        ("compressed", "sent compressed"),
        ("endless", "Larger than 0.1 MB"),
        ("circle", "More than 5 redirects"),
        ("file", "no http or https address"),
    ],
)
def test_what_cannot_be_had_is_refused_with_the_reason(site: str, path: str, words: str) -> None:
    with pytest.raises(RecordUnusable, match=words):
        fetch(f"{site}/{path}", Limits(size=100_000))


def test_a_server_that_sends_a_byte_now_and_then_is_left(site: str) -> None:
    with pytest.raises(RecordUnusable, match="Not received within"):
        fetch(f"{site}/dripping", Limits(fetching=0.3))


def test_an_address_with_a_password_is_not_asked(site: str, asked: list[tuple[str, dict[str, str]]]) -> None:
    with pytest.raises(RecordUnusable, match="user or password"):
        fetch(site.replace("//", "//me:secret@") + "/turtle", Limits())
    assert asked == []


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(RecordUnusable, match="Cannot be fetched"):
        fetch("http://127.0.0.1:9/x", Limits())


def test_no_redirect_leads_from_the_web_into_a_private_network(
    site: str, asked: list[tuple[str, dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([True, False])
    monkeypatch.setattr(fetching, "_are_public", lambda _: next(answers))
    with pytest.raises(RecordUnusable, match="private network"):
        fetch(f"{site}/moved", Limits())
    assert [path for path, _ in asked] == ["/moved"]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://[::1]/", "http://10.0.0.1:8080/x", "http://169.254.169.254/"]
)
def test_addresses_of_private_networks_are_known(address: str) -> None:
    assert not fetching._are_public(fetching._look_up(address))


def test_a_name_is_looked_up_once_and_what_was_found_is_asked(
    site: str, asked: list[tuple[str, dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere a moment later gets round no check; a host that cannot be reached, no answer."""
    look_up, found = socket.getaddrinfo, iter([["127.0.0.2", "127.0.0.1"]])

    def look_up_once(host: str, *arguments: Any, **options: Any) -> list[Any]:
        hosts = next(found) if host == "name.example" else [host]
        return [place for each in hosts for place in look_up(each, *arguments, **options)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up_once)
    address = site.replace("127.0.0.1", "name.example")
    assert fetch(f"{address}/turtle", Limits()).address == f"{address}/turtle"
    assert [headers["host"] for _, headers in asked] == [address.removeprefix("http://")]
