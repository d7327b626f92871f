"""A server over time: it starts, reloads, counts, logs and stops without losing a request."""

import json
import re
import shutil
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from http_client import ask, sparql
from medkg.build import build_snapshot
from medkg.snapshot.manifest import CURRENT, MANIFEST
from medkg.snapshot.reader import Snapshot
from servers import RunningServer, serving, wait_for
from support import NAMES, copy_minimal, ignore_stages

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A directory of snapshots with one of the minimal catalog."""
    build_snapshot(copy_minimal(tmp_path / "root"), tmp_path / "snapshots", NAMES, ignore_stages)
    return tmp_path / "snapshots"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


def add_snapshot(folder: Path, snapshot: Snapshot) -> None:
    """Put another snapshot into a directory and make it the current one."""
    shutil.copytree(snapshot.path, folder / snapshot.path.name)
    (folder / CURRENT).unlink()
    (folder / CURRENT).symlink_to(snapshot.path.name)


def test_a_reload_serves_the_new_snapshot_without_a_failed_request(small: Path, real_snapshot: Snapshot) -> None:
    with serving(small, {"cache-mb": 0}) as server, ThreadPoolExecutor(4) as pool:
        stop = threading.Event()

        def ask_on() -> set[tuple[int, bytes]]:
            seen = set()
            while not stop.is_set():
                reply = sparql(server.url, COUNT, Accept="text/csv")
                seen.add((reply.status, reply.body))
            return seen

        askers = [pool.submit(ask_on) for _ in range(4)]
        before = sparql(server.url, COUNT, Accept="text/csv")
        add_snapshot(small, real_snapshot)
        server.process.send_signal(signal.SIGHUP)
        assert server.next_digest() == real_snapshot.manifest.digest[:12]
        after = sparql(server.url, COUNT, Accept="text/csv")
        stop.set()
        seen = set().union(*(asker.result(60) for asker in askers))
    assert before.body != after.body
    assert before.headers["ETag"] != after.headers["ETag"]
    assert {(200, before.body), (200, after.body)} >= seen
    assert {status for status, _ in seen} == {200}


def test_a_reload_to_a_damaged_snapshot_is_refused_and_the_old_one_stays(small: Path, log: Path) -> None:
    with serving(small, log=log) as server:
        before = sparql(server.url, COUNT).body
        manifest = small / CURRENT / MANIFEST
        manifest.write_text(manifest.read_text("utf-8").replace("triples", "quads") + " ", "utf-8")
        server.process.send_signal(signal.SIGHUP)
        wait_for(log, "not reloaded")
        assert sparql(server.url, COUNT).body == before
        assert ask(server.url, "/health").status == 200


def test_a_stop_waits_for_the_answer_under_way(small: Path) -> None:
    with serving(small, {"seconds": 2}) as server, ThreadPoolExecutor() as pool:
        under_way = pool.submit(sparql, server.url, ENDLESS_ON_SMALL)
        wait_until_busy(server)
        server.process.send_signal(signal.SIGTERM)
        assert under_way.result(30).status in (200, 504)
        assert server.process.wait(30) == 0


ENDLESS_ON_SMALL = f"{ENDLESS[:-2]} . ?j ?k ?l . ?m ?n ?o }}"


def wait_until_busy(server: RunningServer) -> None:
    for _ in range(200):
        if b'medkg_lane_busy{lane="ad-hoc"} 1.0' in ask(server.url, "/metrics").body:
            return
    raise AssertionError


def figures(server: RunningServer) -> dict[str, float]:
    lines = ask(server.url, "/metrics").text.splitlines()
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if not line.startswith("#")}


def test_metrics_count_requests_answers_kills_and_hits(small: Path) -> None:
    with serving(small, {"seconds": 1, "client-workers": 2}) as server:
        for _ in range(3):
            assert sparql(server.url, "ASK {}").status == 200
        assert sparql(server.url, "SELECT").status == 400
        assert sparql(server.url, ENDLESS_ON_SMALL).status == 504
        assert ask(server.url, "/").status == 200
        found = figures(server)
    assert found['medkg_requests_total{lane="ad-hoc",status="200"}'] == 3
    assert found['medkg_requests_total{lane="ad-hoc",status="504"}'] == 1
    assert found['medkg_requests_total{lane="pages",status="200"}'] == 1
    assert found['medkg_queries_total{ending="DeadlineExceeded"}'] == 1
    assert found['medkg_queries_total{ending="QueryMalformed"}'] == 1
    assert found["medkg_cache_hits_total"] == 1
    assert found['medkg_request_seconds_count{lane="ad-hoc"}'] == 5
    assert found['medkg_lane_workers{lane="ad-hoc"}'] == 2
    assert found['medkg_lane_busy{lane="ad-hoc"}'] == found['medkg_lane_waiting{lane="ad-hoc"}'] == 0


def records(log: Path) -> Iterator[dict[str, object]]:
    yield from map(json.loads, log.read_text("utf-8").splitlines())


@pytest.mark.parametrize("level", ["requests", "queries", "nothing"])
def test_the_log_has_a_line_for_each_request_and_the_query_only_where_asked(small: Path, log: Path, level: str) -> None:
    with serving(small, {"log": level}, log=log) as server:
        for _ in range(3):
            sparql(server.url, "ASK { ?secret ?p ?o }")
        ask(server.url, "/nothing")
    found = list(records(log))
    if level == "nothing":
        assert found == []
        return
    assert [(r["method"], r["path"], r["status"], r["cached"]) for r in found] == [
        ("GET", "/sparql", 200, False),
        ("GET", "/sparql", 200, False),
        ("GET", "/sparql", 200, True),
        ("GET", "/nothing", 404, False),
    ]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", str(r["time"])) for r in found)
    assert {r["client"] for r in found} == {"127.0.0.1"}
    assert ("secret" in log.read_text("utf-8")) == (level == "queries")


def test_a_server_behind_a_proxy_makes_its_links_for_the_address_that_clients_see(small: Path) -> None:
    forwarded = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Prefix": "/kg", "X-Forwarded-Proto": "https"}
    with serving(small, {"proxies": 1}) as server:
        page = ask(server.url, "/dataset/kidney-scans", headers={"Accept": "text/html", **forwarded}).text
    assert 'href="/kg/static/style.css"' in page
    assert 'href="/kg/modality/ct"' in page
