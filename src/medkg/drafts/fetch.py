"""Gets a record from the web: one GET, with limits of size, time and redirects.

Nothing but the address that a person gave is asked for, and where it redirects to. No credentials are sent, and no
redirect leads from the public web into a private network.
"""

import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from ipaddress import ip_address
from queue import Empty, Queue
from threading import Thread
from urllib.parse import urljoin, urlsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.response import BaseHTTPResponse
from urllib3.util import Timeout, Url, parse_url

from medkg import __version__
from medkg.drafts.plain_text import in_one_line, quote
from medkg.errors import RecordUnusable

_REDIRECTS = 5
_CHUNK = 65_536
_HEADERS = {
    "Accept": "application/ld+json, text/turtle, application/rdf+xml;q=0.9, text/html;q=0.8, application/json;q=0.7",
    "Accept-Encoding": "identity",
    "User-Agent": f"medkg/{__version__}",
}


@dataclass(frozen=True)
class Limits:
    """How large a record may be, in bytes, and how long it may take to get and to read it, in seconds."""

    size: int = 10_000_000
    fetching: float = 60
    reading: float = 30


@dataclass(frozen=True)
class Fetched:
    """What a server sent, its media type, and the address from which it came in the end."""

    content: bytes
    media_type: str
    address: str


def fetch(url: str, limits: Limits) -> Fetched:
    """Return what stands at a URL.

    Raises RecordUnusable when it cannot be had within the limits.
    """
    outcomes: Queue[Fetched | Exception] = Queue()
    # A server that sends a byte now and then can hold a reader for ever, so the time is kept by another thread.
    Thread(target=_deliver, args=(url, limits, outcomes), daemon=True).start()
    try:
        outcome = outcomes.get(timeout=limits.fetching)
    except Empty:
        raise RecordUnusable(f"{url}: Not received within {limits.fetching:g} s. Save it to a file first.") from None
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _deliver(url: str, limits: Limits, outcomes: "Queue[Fetched | Exception]") -> None:
    try:
        outcomes.put(_follow(url, limits))
    except (HTTPError, OSError, ValueError) as fault:
        outcomes.put(RecordUnusable(f"{url}: Cannot be fetched: {in_one_line(str(fault))}."))
    except Exception as fault:  # raised again by who waits
        outcomes.put(fault)


def _follow(url: str, limits: Limits) -> Fetched:
    address = _checked(url, url)
    hosts = _look_up(address)
    is_public = _are_public(hosts)
    end = time.monotonic() + limits.fetching
    for _ in range(_REDIRECTS + 1):
        with closing(_ask(address, hosts, limits)) as response:
            target = response.get_redirect_location()
            if not target:
                return _read(response, address, limits, end)
        address = _checked(urljoin(address, target), url)
        hosts = _look_up(address)
        if is_public and not _are_public(hosts):
            raise RecordUnusable(
                f"{url}: It redirects into a private network, to {quote(address)}. That is not followed."
            )
    raise RecordUnusable(f"{url}: More than {_REDIRECTS} redirects. Give the address at which they end.")


def _checked(address: str, asked: str) -> str:
    """Return an address, if it is one of the web without credentials."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise RecordUnusable(f"{asked}: It leads to {quote(address)}, which is no http or https address.")
    if parts.username is not None or parts.password is not None:
        raise RecordUnusable(f"{asked}: An address with user or password is not fetched. Save the record to a file.")
    return address


def _look_up(address: str) -> list[str]:
    """Return the IP addresses of the host of an address."""
    parts = urlsplit(address)
    found = socket.getaddrinfo(parts.hostname, parts.port or parts.scheme, type=socket.SOCK_STREAM)
    return [str(place[4][0]) for place in found]


def _are_public(hosts: Sequence[str]) -> bool:
    return all(ip_address(host.partition("%")[0]).is_global for host in hosts)


def _ask(address: str, hosts: Sequence[str], limits: Limits) -> BaseHTTPResponse:
    """Return the answer of the first host that can be reached.

    It is called by the IP address that was looked at: another look-up of its name could lead elsewhere.
    """
    url, faults = parse_url(address), []
    headers = _HEADERS | {"Host": url.netloc or ""}
    for host in hosts:
        try:
            return _connections(url, host, limits).urlopen(
                "GET", url.request_uri, headers=headers, redirect=False, preload_content=False, decode_content=False
            )
        except (NewConnectionError, ConnectTimeoutError) as fault:
            faults.append(fault)
    raise faults[0]


def _connections(url: Url, host: str, limits: Limits) -> HTTPConnectionPool:
    """Return the connections to a host, whose certificate must be that of the name in the URL."""
    timeout, name = Timeout(limits.fetching), (url.host or "").strip("[]")
    if url.scheme == "https":
        return HTTPSConnectionPool(host, url.port, timeout, retries=False, server_hostname=name)
    return HTTPConnectionPool(host, url.port, timeout, retries=False)


def _read(response: BaseHTTPResponse, address: str, limits: Limits, end: float) -> Fetched:
    if response.status != 200:
        raise RecordUnusable(
            f"{address}: The server answers {response.status} {in_one_line(response.reason or '')}".rstrip() + "."
        )
    coding = response.headers.get("Content-Encoding", "identity")
    if coding.lower() != "identity":
        raise RecordUnusable(
            f"{address}: It is sent compressed ({coding}), which was not asked for. Save it to a file."
        )
    content = bytearray()
    for chunk in _chunks(response):
        content += chunk
        if len(content) > limits.size:
            raise RecordUnusable(too_large(address, limits))
        if time.monotonic() > end:
            break  # nobody waits any more
    return Fetched(bytes(content), response.headers.get("Content-Type", ""), address)


def _chunks(response: BaseHTTPResponse) -> Iterator[bytes]:
    while chunk := response.read1(_CHUNK):
        yield chunk


def too_large(name: str, limits: Limits) -> str:
    """Return what is said of a record beyond the limit."""
    return f"{name}: Larger than {limits.size / 1e6:g} MB. Cut out the part about the dataset, or allow more."
