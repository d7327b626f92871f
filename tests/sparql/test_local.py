"""The local engine: complete answers or an error that says why, whatever is asked."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from medkg.errors import (
    DeadlineExceeded,
    EngineBusy,
    EngineStopped,
    QueryFailed,
    QueryMalformed,
    QueryRefused,
    ResultTooLarge,
    WorkerDied,
)
from medkg.settings import Limits
from medkg.snapshot.reader import Snapshot
from medkg.sparql.engine import Lane, Request
from medkg.sparql.formats import FORMATS, Shape
from medkg.sparql.local import LocalEngine
from support import NAMES

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
SMALL = "ASK { ?s ?p ?o }"


def test_each_form_comes_in_its_shape(engine: LocalEngine) -> None:
    assert engine.query(Request("SELECT * { ?s ?p ?o } LIMIT 1")).shape is Shape.RESULTS
    assert engine.query(Request(SMALL)).body == b'{"head":{},"boolean":true}'
    assert engine.query(Request("CONSTRUCT WHERE { ?s a ?o } LIMIT 1")).shape is Shape.GRAPH
    assert engine.query(Request("DESCRIBE <https://w3id.org/medkg/dataset/abide>")).shape is Shape.GRAPH


@pytest.mark.parametrize("key", FORMATS)
def test_every_format_of_the_table_can_be_written(engine: LocalEngine, key: str) -> None:
    chosen = FORMATS[key]
    text = "SELECT ?s { ?s ?p ?o } LIMIT 2" if chosen.shape is Shape.RESULTS else "CONSTRUCT WHERE { ?s a ?o } LIMIT 2"
    answer = engine.query(Request(text, **{chosen.shape.value: chosen}))
    assert answer.format is chosen
    assert b"w3id.org/medkg" in answer.body


@pytest.mark.parametrize("key", ["csv", "tsv"])
def test_an_ask_query_has_an_answer_in_tables_too(engine: LocalEngine, key: str) -> None:
    assert engine.query(Request(SMALL, results=FORMATS[key])).body == b"true\n"


def test_a_shape_that_the_client_does_not_take_comes_without_a_body(engine: LocalEngine) -> None:
    answer = engine.query(Request(SMALL, results=None))
    assert (answer.format, answer.body) == (None, b"")


@pytest.mark.parametrize("text", ["", "SELECT", "SELECT * WHERE { ?s ?p ?o ", "SELECT ?x { ?x y ?z }"])
def test_what_is_no_query_is_refused_with_line_and_column(engine: LocalEngine, text: str) -> None:
    with pytest.raises(QueryMalformed, match=r"Line \d+, column \d+: "):
        engine.query(Request(text))


def test_an_undeclared_prefix_is_named(engine: LocalEngine) -> None:
    with pytest.raises(QueryMalformed, match="prefix 'medkg' is not declared"):
        engine.query(Request("SELECT * { ?s medkg:heldAt ?o }"))


def test_an_update_is_refused_as_what_it_is(engine: LocalEngine) -> None:
    with pytest.raises(QueryRefused, match="read-only"):
        engine.query(Request("PREFIX a: <urn:a> INSERT DATA { a:b a:b a:b }"))


def test_protocol_graphs_choose_the_dataset(engine: LocalEngine) -> None:
    graph = NAMES.graph("stated/kits19").value
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    alone = engine.query(Request(count, results=FORMATS["csv"], default_graphs=(graph,))).body
    nothing = engine.query(Request(count, results=FORMATS["csv"], named_graphs=(graph,))).body
    assert 5 < int(alone.split()[1]) < 100
    assert nothing.split() == [b"n", b"0"]


def test_a_query_that_runs_too_long_is_killed_and_neighbours_notice_nothing(engine: LocalEngine) -> None:
    with ThreadPoolExecutor() as pool:
        endless = pool.submit(engine.query, Request(ENDLESS))
        time.sleep(0.3)
        assert engine.query(Request(SMALL, lane=Lane.PAGES)).body.endswith(b"true}")
        assert not endless.done()
        with pytest.raises(DeadlineExceeded, match="within 5 s"):
            endless.result()
    assert engine.query(Request(SMALL)).body.endswith(b"true}")


def test_a_query_that_takes_too_much_memory_is_killed(engine: LocalEngine) -> None:
    with pytest.raises(WorkerDied, match="512 MB"):
        engine.query(Request("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"))
    assert engine.query(Request(SMALL)).body.endswith(b"true}")


@pytest.mark.parametrize("depth", [1_000, 200_000])
def test_a_deeply_nested_query_harms_nobody(engine: LocalEngine, depth: int) -> None:
    """It is answered, refused or fatal to its worker; the engine goes on."""
    text = f"SELECT * WHERE {{ BIND({'(' * depth}1{')' * depth} AS ?x) }}"
    with contextlib.suppress(WorkerDied, QueryMalformed, DeadlineExceeded):
        assert engine.query(Request(text)).body
    assert engine.query(Request(SMALL)).body.endswith(b"true}")


def test_a_result_over_the_limit_is_an_error_and_not_a_cut_answer(engine: LocalEngine) -> None:
    with pytest.raises(ResultTooLarge, match="larger than 8 MB"):
        engine.query(Request("SELECT * { GRAPH ?g { ?s ?p ?o } }"))


class Ear(BaseHTTPRequestHandler):
    """A server that only remembers that somebody came."""

    visits: list[str] = []  # noqa: RUF012

    def handle(self) -> None:
        self.visits.append("somebody")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }}",
        "PREFIX e: <{url}> SELECT * {{ SERVICE SILENT e: {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{url}> {{ ?s ?p ?o }}",
        "ASK {{ FILTER EXISTS {{ SERVICE SILENT <{url}> {{ ?s ?p ?o }} }} }}",
    ],
)
def test_no_query_reaches_the_network(engine: LocalEngine, query: str) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Ear) as ear:
        threading.Thread(target=ear.serve_forever, daemon=True).start()
        with contextlib.suppress(QueryFailed):
            engine.query(Request(query.format(url=f"http://127.0.0.1:{ear.server_port}/sparql")))
        ear.shutdown()
    assert Ear.visits == []


def test_many_at_once_all_get_their_own_answer(real_snapshot: Snapshot) -> None:
    limits = Limits(seconds=10, waiting=6, workers=2, page_workers=0)
    engine = LocalEngine(real_snapshot.store, NAMES.base, {}, limits)
    try:
        with ThreadPoolExecutor(8) as pool:
            requests = [Request(f"SELECT ({n} AS ?n) {{}}", results=FORMATS["csv"]) for n in range(60)]
            answers = [answer.body.split()[1] for answer in pool.map(engine.query, requests)]
    finally:
        engine.close()
    assert answers == [str(n).encode() for n in range(60)]


def test_a_full_lane_says_so_after_its_time(real_snapshot: Snapshot) -> None:
    engine = LocalEngine(
        real_snapshot.store, NAMES.base, {}, Limits(seconds=2, wait_seconds=0.2, workers=1, page_workers=0)
    )
    try:
        with ThreadPoolExecutor() as pool:
            endless = pool.submit(engine.query, Request(ENDLESS))
            time.sleep(0.5)
            with pytest.raises(EngineBusy, match=r"within 0\.2 s"):
                engine.query(Request(SMALL))
            assert isinstance(endless.exception(), DeadlineExceeded)
    finally:
        engine.close()


def test_answers_are_the_same_bytes_each_time(engine: LocalEngine) -> None:
    text = "PREFIX dct: <http://purl.org/dc/terms/> CONSTRUCT { ?s dct:title ?t } WHERE { ?s dct:title ?t }"
    assert len({engine.query(Request(text)).body for _ in range(5)}) == 1


def workers_of(front: int) -> list[int]:
    """Return the processes whose parent is `front`."""
    threads = Path(f"/proc/{front}/task").iterdir()
    return [int(pid) for thread in threads for pid in (thread / "children").read_text().split()]


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def test_closing_kills_workers_that_are_busy_too(real_snapshot: Snapshot) -> None:
    engine = LocalEngine(real_snapshot.store, NAMES.base, {}, Limits(seconds=60, workers=2, page_workers=0))
    with ThreadPoolExecutor() as pool:
        endless = pool.submit(engine.query, Request(ENDLESS))
        time.sleep(1)
        engine.close()
        assert isinstance(endless.exception(10), EngineStopped)


def test_no_worker_outlives_a_front_that_was_killed(snapshots: Path) -> None:
    """Idle ones see the closed pipe; a busy one is ended by the kernel soon after its deadline."""
    code = f"""
import sys, threading, time
from pathlib import Path
from medkg.snapshot.reader import open_snapshot
from medkg.settings import Limits
from medkg.sparql.engine import *
from medkg.sparql.local import LocalEngine
store = open_snapshot(Path({str(snapshots)!r})).store
engine = LocalEngine(store, "https://e.org/", {{}}, Limits(seconds=1, workers=2, page_workers=0))
threading.Thread(target=engine.query, args=(Request({ENDLESS!r}),), daemon=True).start()
time.sleep(0.7)
print("ready", flush=True)
time.sleep(60)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as front:
        assert front.stdout is not None
        assert front.stdout.readline() == "ready\n"
        workers = workers_of(front.pid)
        front.kill()
    assert len(workers) == 2
    end = time.monotonic() + 15
    while any(map(is_alive, workers)) and time.monotonic() < end:
        time.sleep(0.1)
    assert not any(map(is_alive, workers))


def test_more_queries_than_may_wait_are_told_at_once(real_snapshot: Snapshot) -> None:
    limits = Limits(seconds=3, waiting=1, workers=1, page_workers=0)
    engine = LocalEngine(real_snapshot.store, NAMES.base, {}, limits)
    try:
        with ThreadPoolExecutor() as pool:
            pool.submit(engine.query, Request(ENDLESS))
            pool.submit(engine.query, Request(ENDLESS))
            time.sleep(0.5)
            start = time.monotonic()
            with pytest.raises(EngineBusy, match="Too many queries wait"):
                engine.query(Request(SMALL))
            assert time.monotonic() - start < 1
            engine.close()
    finally:
        engine.close()


def test_a_worker_that_died_while_idle_is_replaced_unseen(real_snapshot: Snapshot) -> None:
    engine = LocalEngine(real_snapshot.store, NAMES.base, {}, Limits(workers=1, page_workers=0))
    try:
        assert engine.query(Request(SMALL)).body.endswith(b"true}")
        (pid,) = engine.pool.pids()
        os.kill(pid, signal.SIGKILL)
        time.sleep(0.2)
        assert engine.query(Request(SMALL)).body.endswith(b"true}")
    finally:
        engine.close()


def test_several_queries_are_answered_in_their_order(engine: LocalEngine) -> None:
    answers = engine.query_all(
        [Request(f"SELECT ({number} AS ?n) {{}}", results=FORMATS["csv"]) for number in range(5)]
    )
    assert [answer.body for answer in answers] == [f"n\r\n{number}\r\n".encode() for number in range(5)]
    assert engine.query_all([]) == []


def test_of_several_queries_two_are_evaluated_at_once_and_the_rest_end_with_the_first_that_fails(
    real_snapshot: Snapshot,
) -> None:
    limits = Limits(seconds=1, workers=1, page_workers=4, refuse_seconds=0)
    several = LocalEngine(real_snapshot.store, NAMES.base, NAMES.prefixes, limits)
    most = 0

    def watch() -> None:
        nonlocal most
        while not done.is_set():
            most = max(most, several.state().lanes[Lane.PAGES].busy)

    done = threading.Event()
    watching = threading.Thread(target=watch)
    watching.start()
    try:
        with pytest.raises(DeadlineExceeded):
            several.query_all([Request(ENDLESS, lane=Lane.PAGES)] * 6)
        assert several.query(Request(SMALL, lane=Lane.PAGES)).body
    finally:
        done.set()
        watching.join()
        several.close()
    assert most == 2
