"""The whole front over a remote engine: `medkg publish`, then `medkg serve --engine`."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from click.testing import CliRunner

import peers
from http_client import ask, sparql
from medkg.build import build_snapshot
from medkg.cli import main
from servers import serving
from support import NAMES, copy_minimal, ignore_stages

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory of snapshots with one of the minimal catalog."""
    folder = tmp_path_factory.mktemp("remote")
    build_snapshot(copy_minimal(folder / "root"), folder / "snapshots", NAMES, ignore_stages)
    return folder / "snapshots"


@pytest.fixture
def store() -> Iterator[tuple[peers.Peer, ExitStack]]:
    """A remote store, and what ends it."""
    with ExitStack() as life:
        yield life.enter_context(peers.oxigraph()), life


def publish(small: Path, store: peers.Peer) -> None:
    done = CliRunner().invoke(main, ["publish", "--snapshot", str(small), "--to", store.store_url, "--json"])
    assert done.exit_code == 0, done.output


def test_a_published_snapshot_is_served_as_a_local_one(small: Path, store: tuple[peers.Peer, ExitStack]) -> None:
    publish(small, store[0])
    paths = ("/dataset/kidney-scans.ttl", "/queries/challenges-at.csv?event=meeting-2019", "/sparql?query=ASK%7B%7D")
    with serving(small, {"engine": store[0].query_url}) as remote, serving(small) as local:
        for path in paths:
            here, there = ask(local.url, path), ask(remote.url, path)
            assert (there.status, there.body, there.headers["ETag"]) == (200, here.body, here.headers["ETag"])
        page = ask(remote.url, "/dataset/kidney-scans", headers={"Accept": "text/html"})
        assert "<h1>" in page.text
        assert ask(remote.url, "/health").status == 200


def test_answers_of_a_store_that_holds_something_else_are_not_kept(
    small: Path, store: tuple[peers.Peer, ExitStack], tmp_path: Path
) -> None:
    log = tmp_path / "log"
    with serving(small, {"engine": store[0].query_url}, log=log) as remote:
        reply = sparql(remote.url, "ASK { ?s ?p ?o }")
        assert json.loads(reply.body)["boolean"] is False
        assert (reply.headers["ETag"], reply.headers["Cache-Control"]) == (None, "no-store")
        publish(small, store[0])
        assert json.loads(sparql(remote.url, "ASK { ?s ?p ?o }").body)["boolean"] is True
    assert "answers of the engine are not kept" in log.read_text("utf-8")


def test_a_service_that_dies_or_dawdles_is_told_as_our_own_error(
    small: Path, store: tuple[peers.Peer, ExitStack]
) -> None:
    publish(small, store[0])
    with serving(small, {"engine": store[0].query_url, "seconds": 1}) as remote:
        late = sparql(remote.url, ENDLESS)
        assert (late.status, json.loads(late.body)["limit"]) == (504, {"setting": "seconds", "value": 1.0})
        assert sparql(remote.url, "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }").status == 403
        assert sparql(remote.url, "SELECT").status == 400
        store[1].close()
        dead = sparql(remote.url, "ASK { ?a ?b ?c }")
        assert (dead.status, json.loads(dead.body)["type"]) == (502, "/problems#engine")
        assert store[0].query_url.split("/")[2] not in dead.text
        assert ask(remote.url, "/health").status == 503
        assert ask(remote.url, "/problems").status == 200
