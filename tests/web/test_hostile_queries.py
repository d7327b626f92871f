"""What strangers may do to harm a server: they get an error that says why, and nobody else notices anything.

All hostile queries run once, two at a time, on a server with tight limits, while a neighbour reads pages. The bounds on
time tell a hang from an answer, and nothing about speed.
"""

import json
import select
import socket
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from urllib.parse import urlencode

import pytest

from hostile_queries import ALL, EXHAUSTING, HOSTILE, LISTENER, Hostile, doubled
from http_client import DIRECT, HANG_SECONDS, Reply, ask, open_socket, receive, sparql
from servers import RunningServer, serving

MEMORY_MB = 256
TIGHT = {
    "seconds": 1,
    "body-kb": 1024,
    "memory-mb": MEMORY_MB,
    "result-mb": 2,
    "workers": 2,
    "page-workers": 2,
    "client-workers": 2,
    "client-seconds": 100_000,
    "refuse-seconds": 0,
    "cache-mb": 0,
}
PATIENT = {
    "body-kb": 1024,
    "seconds": 600,
    "workers": 2,
    "page-workers": 1,
    "client-workers": 1,
    "client-waiting": 2,
    "waiting": 1,
    "wait-seconds": 300,
    "client-seconds": 100_000,
    "proxies": 1,
    "read-seconds": 1,
}
ONE_WORKER = {"workers": 1, "page-workers": 1}
ENDLESS = f"SELECT (COUNT(*) AS ?n) {{ {ALL} . ?j ?k ?l }}"
LARGE = "SELECT * { ?s ?p ?o } LIMIT 12000"
PROBLEM = "application/problem+json"
HTML = "text/html"
PAGES = ("/challenge/kits19", "/queries/challenges-at-a-meeting", "/health")
LARGE_GRAPH = f"""CONSTRUCT {{ ?s ?p ?long }} WHERE {{
    {{ SELECT * {{ ?s ?p ?o }} LIMIT 8000 }} BIND(CONCAT(STR(?o), '{"long " * 80}') AS ?long) }}"""


@dataclass(frozen=True)
class Processes:
    """The children of a server: how many of each state, and their memory with that of the server."""

    states: Mapping[str, int]
    megabytes: float


def processes_of(parent: int) -> Processes:
    """Return the state of a process tree; see proc(5)."""
    states: Counter[str] = Counter()
    pages = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
            resident = int((folder / "statm").read_text().split()[1])
        except OSError:
            continue
        if int(stat[1]) == parent:
            states[stat[0]] += 1
        if parent in (int(stat[1]), int(folder.name)):
            pages += resident
    return Processes(states, pages * 4096 / (1 << 20))


@dataclass(frozen=True)
class Attack:
    """What came of all hostile queries."""

    replies: Mapping[str, Reply]
    seconds: Mapping[str, float]
    pages: list[int]
    """The statuses of the pages that a neighbour read meanwhile."""
    knocked: bool
    """Whether anybody knocked at the listener."""
    processes: Processes


@pytest.fixture(scope="module")
def tight(snapshots: Path) -> Iterator[RunningServer]:
    with serving(snapshots, TIGHT) as server:
        yield server


@pytest.fixture(scope="module")
def attack(tight: RunningServer) -> Attack:
    with socket.create_server(("127.0.0.1", 0)) as listener, ThreadPoolExecutor(3) as pool:
        port = str(listener.getsockname()[1])
        over = Event()
        pages = pool.submit(read_pages, tight.url, over)
        try:
            ends = list(pool.map(lambda hostile: run(tight.url, hostile, port), HOSTILE))
        finally:
            over.set()
        replies = {hostile.name: reply for hostile, (reply, _) in zip(HOSTILE, ends, strict=True)}
        seconds = {hostile.name: taken for hostile, (_, taken) in zip(HOSTILE, ends, strict=True)}
        knocked = bool(select.select([listener], [], [], 0)[0])
        return Attack(replies, seconds, pages.result(), knocked, processes_of(tight.process.pid))


def run(server: str, hostile: Hostile, port: str) -> tuple[Reply, float]:
    start = time.monotonic()
    text = hostile.text.replace(LISTENER, port)
    reply = ask(server, "/sparql", text, {**DIRECT, "Accept": hostile.accept})
    return reply, time.monotonic() - start


def read_pages(server: str, over: Event) -> list[int]:
    statuses: list[int] = []
    while not over.wait(0.05):
        statuses += [ask(server, path, headers={"Accept": HTML}).status for path in PAGES]
    return statuses


# All hostile queries


def test_there_are_many_hostile_queries_each_with_a_name() -> None:
    assert len({hostile.name for hostile in HOSTILE}) == len(HOSTILE) > 200


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_a_hostile_query_gets_an_answer_that_is_right(attack: Attack, hostile: Hostile) -> None:
    reply = attack.replies[hostile.name]
    assert reply.status in hostile.may, reply.text[:1000]
    assert attack.seconds[hostile.name] < HANG_SECONDS / 2
    if reply.status != 200:
        assert reply.type == PROBLEM
        assert json.loads(reply.body)["status"] == reply.status
        assert len(reply.body) < 2_000
    if reply.status in EXHAUSTING:
        assert json.loads(reply.body)["limit"]["setting"] in ("seconds", "memory_mb", "result_mb")


def test_an_error_tells_nothing_of_the_inside(attack: Attack) -> None:
    told = " ".join(reply.text for reply in attack.replies.values() if reply.status != 200)
    for inside in ("Traceback", ".py", "/root", "/home", "site-packages", "os error", "Too many open files"):
        assert inside not in told


def test_neighbours_notice_nothing(attack: Attack) -> None:
    assert len(attack.pages) > 10
    assert set(attack.pages) == {200}


def test_nobody_is_called(attack: Attack) -> None:
    assert not attack.knocked


def test_all_workers_are_there_afterwards_and_no_dead_ones(attack: Attack, tight: RunningServer) -> None:
    assert attack.processes.states.total() == 4
    assert "Z" not in attack.processes.states
    assert tight.process.poll() is None
    assert json.loads(sparql(tight.url, "ASK {}").body)["boolean"] is True


def test_memory_is_bounded_afterwards(attack: Attack) -> None:
    """A worker that grew by a quarter of its bound is replaced; a server and an idle worker take some 100 MB each."""
    assert attack.processes.megabytes < 5 * 100 + 4 * MEMORY_MB / 4


def test_a_function_that_is_not_known_has_no_value(attack: Attack) -> None:
    assert json.loads(attack.replies["unknown-function"].body)["results"]["bindings"] == [{}]


def test_an_overflow_has_no_value(attack: Attack) -> None:
    assert json.loads(attack.replies["integer-overflow"].body)["results"]["bindings"] == [{}]


# Results over the limit


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
def test_a_large_result_is_an_error_and_not_cut(tight: RunningServer, accept: str) -> None:
    reply = sparql(tight.url, "SELECT * { ?s ?p ?o }", Accept=accept)
    assert (reply.status, reply.type) == (507, PROBLEM)
    assert json.loads(reply.body)["limit"] == {"setting": "result_mb", "value": 2}


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"]
)
def test_a_large_graph_is_an_error_and_not_cut(tight: RunningServer, accept: str) -> None:
    reply = sparql(tight.url, LARGE_GRAPH, Accept=accept)
    assert (reply.status, reply.type) == (507, PROBLEM)
    assert json.loads(reply.body)["limit"] == {"setting": "result_mb", "value": 2}


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", LARGE_GRAPH], ids=["rows", "triples"])
def test_a_large_result_is_an_error_on_a_page_too(tight: RunningServer, query: str) -> None:
    reply = sparql(tight.url, query, Accept=HTML)
    assert (reply.status, reply.type) == (507, HTML)
    assert "2 MB" in reply.text


# The same again


def test_a_query_that_exhausted_a_worker_is_refused_at_once(snapshots: Path) -> None:
    with serving(snapshots, ONE_WORKER | {"memory-mb": 64}) as server:
        query = f"SELECT (STRLEN(?x40) AS ?n) {{ {doubled(40)} }}"
        first = sparql(server.url, query)
        again = [
            sparql(server.url, query, Accept="text/csv"),
            ask(server.url, "/sparql", query, DIRECT),
        ]
        assert first.status == 507
        assert "Retry-After" not in first.headers
        for reply in again:
            assert reply.status == 507
            assert 0 < int(reply.headers["Retry-After"]) <= 300
            assert "not tried again" in json.loads(reply.body)["detail"]


# Shares and queues


@pytest.fixture(scope="module")
def patient(snapshots: Path) -> Iterator[str]:
    """A server whose queries run longer than any test: who gets an answer did not wait for the deadline of another."""
    with serving(snapshots, PATIENT) as server:
        yield server.url


class Crowd:
    """Clients that send queries and wait for no answer."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._stack = ExitStack()
        self._sent = 0

    def __enter__(self) -> "Crowd":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()
        await_lane(self._server, busy=0, waiting=0)

    def send(self, client: str, query: str = ENDLESS) -> socket.socket:
        """Send a query that was not sent before."""
        self._sent += 1
        line = f"GET /sparql?{urlencode({'query': f'{query} # {self._sent} {time.monotonic()}'})} HTTP/1.1"
        connection = self._stack.enter_context(closing(open_socket(self._server)))
        connection.sendall(f"{line}\r\nHost: x\r\nX-Forwarded-For: {client}\r\n\r\n".encode())
        return connection


def await_lane(server: str, busy: int, waiting: int) -> None:
    """Return when so many queries of strangers run and wait."""
    expected = {
        f'medkg_lane_{name}{{lane="ad-hoc"}} {value}.0' for name, value in (("busy", busy), ("waiting", waiting))
    }
    end = time.monotonic() + HANG_SECONDS
    while not expected <= set(ask(server, "/metrics").text.splitlines()):
        assert time.monotonic() < end, f"The lane never had {busy} busy and {waiting} waiting."
        time.sleep(0.01)


def asked_by(server: str, client: str) -> Reply:
    return sparql(server, f"ASK {{}} # {client} {time.monotonic()}", **{"X-Forwarded-For": client})


def test_a_client_that_goes_away_frees_its_worker(patient: str) -> None:
    with Crowd(patient) as crowd:
        first = crowd.send("192.0.2.1")
        crowd.send("192.0.2.2")
        await_lane(patient, busy=2, waiting=0)
        first.close()
        assert asked_by(patient, "192.0.2.3").status == 200


def test_a_client_that_goes_away_leaves_the_queue(patient: str) -> None:
    with Crowd(patient) as crowd:
        for client in ("192.0.2.1", "192.0.2.2"):
            crowd.send(client)
        await_lane(patient, busy=2, waiting=0)
        third = crowd.send("192.0.2.3")
        await_lane(patient, busy=2, waiting=1)
        third.close()
        await_lane(patient, busy=2, waiting=0)


def test_a_flood_of_one_client_gets_429_and_another_an_answer(patient: str) -> None:
    with Crowd(patient) as crowd:
        crowd.send("192.0.2.1")
        await_lane(patient, busy=1, waiting=0)
        crowd.send("192.0.2.1")
        await_lane(patient, busy=1, waiting=1)
        for _ in range(20):
            reply = asked_by(patient, "192.0.2.1")
            assert (reply.status, reply.type) == (429, PROBLEM)
            assert int(reply.headers["Retry-After"]) >= 1
            assert json.loads(reply.body)["limit"] == {"setting": "client_waiting", "value": 2}
        reply = asked_by(patient, "192.0.2.2")
        assert reply.status == 200, reply.text


def test_who_forges_addresses_is_still_one_client(patient: str) -> None:
    with Crowd(patient) as crowd:
        crowd.send("203.0.113.1, 192.0.2.1")
        await_lane(patient, busy=1, waiting=0)
        crowd.send("203.0.113.2, 192.0.2.1")
        await_lane(patient, busy=1, waiting=1)
        assert asked_by(patient, "203.0.113.3, 192.0.2.1").status == 429


def test_a_full_lane_gets_503_and_pages_go_on(patient: str) -> None:
    with Crowd(patient) as crowd:
        for client in ("192.0.2.1", "192.0.2.2"):
            crowd.send(client)
        await_lane(patient, busy=2, waiting=0)
        crowd.send("192.0.2.3")
        await_lane(patient, busy=2, waiting=1)
        reply = asked_by(patient, "192.0.2.4")
        assert (reply.status, reply.type) == (503, PROBLEM)
        assert int(reply.headers["Retry-After"]) >= 1
        assert json.loads(reply.body)["limit"] == {"setting": "waiting", "value": 1}
        assert ask(patient, "/challenge/kits19", headers={"Accept": HTML}).status == 200
        assert ask(patient, "/health").status == 200


def test_a_client_that_used_its_time_gets_429(snapshots: Path) -> None:
    with serving(snapshots, ONE_WORKER | {"client-seconds": 0.1, "seconds": 0.5}) as server:
        assert sparql(server.url, ENDLESS).status == 504
        reply = sparql(server.url, "ASK {}")
        assert (reply.status, reply.type) == (429, PROBLEM)
        assert int(reply.headers["Retry-After"]) >= 1
        assert json.loads(reply.body)["limit"] == {"setting": "client_seconds", "value": 0.1}
        assert ask(server.url, "/challenge/kits19", headers={"Accept": HTML}).status == 200


# Connections


def test_a_slow_reader_holds_no_worker(patient: str) -> None:
    with Crowd(patient) as crowd:
        for number in range(1, 5):
            assert crowd.send(f"192.0.2.{number}", LARGE).recv(12, socket.MSG_WAITALL) == b"HTTP/1.1 200"
        await_lane(patient, busy=0, waiting=0)
        assert asked_by(patient, "192.0.2.9").status == 200


def test_a_connection_on_which_nothing_comes_is_closed(patient: str) -> None:
    with open_socket(patient) as connection:
        assert receive(connection) == b""


@pytest.mark.parametrize("start", ["GET /", "GET / HTTP/1.1\r\n", "GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nX-Slow: "])
def test_a_head_that_comes_drop_by_drop_is_cut_off(patient: str, start: str) -> None:
    assert drip(patient, start) == b""


def test_a_body_that_comes_drop_by_drop_is_cut_off(patient: str) -> None:
    start = (
        "POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\nContent-Type: application/sparql-query\r\n\r\n"
    )
    assert drip(patient, start).startswith(b"HTTP/1.1 408 ")


def drip(server: str, start: str) -> bytes:
    """Send a byte now and then, and return what comes when the other side has enough."""
    end = time.monotonic() + HANG_SECONDS
    with open_socket(server) as connection:
        connection.sendall(start.encode())
        while not select.select([connection], [], [], 0.1)[0]:
            assert time.monotonic() < end
            connection.sendall(b"x")
        return receive(connection)


def test_idle_connections_do_not_stop_others(patient: str) -> None:
    with ExitStack() as stack:
        for _ in range(200):
            stack.enter_context(open_socket(patient))
        assert asked_by(patient, "192.0.2.1").status == 200
        assert ask(patient, "/challenge/kits19", headers={"Accept": HTML}).status == 200


def test_one_client_may_not_take_all_connections(snapshots: Path) -> None:
    with serving(snapshots, ONE_WORKER | {"client-connections": 5}) as server, ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(open_socket(server.url))
        assert ask(server.url, "/health").status == 503
        stack.close()
        end = time.monotonic() + HANG_SECONDS
        while ask(server.url, "/health").status != 200:
            assert time.monotonic() < end
