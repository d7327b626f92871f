"""Publishing: a remote store comes to hold what the snapshot holds, whatever was there before."""

import json
import re
import socket
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode, RdfFormat, Store, Triple, parse

import peers
from medkg.build import build_snapshot
from medkg.cli import main
from medkg.errors import PublishFailed
from medkg.namespaces import XSD
from medkg.settings import Limits
from medkg.snapshot.manifest import QUADS
from medkg.snapshot.reader import Snapshot, open_snapshot
from medkg.sparql.digests import Digest, digest_of, digest_query
from medkg.sparql.graph_store import Address, GraphStore, query_url_of
from medkg.sparql.publish import publish, published_digest
from medkg.sparql.remote import RemoteEngine
from peers import Peer
from support import NAMES, copy_minimal, ignore_stages

FOREIGN = "https://example.org/graph"
LEFTOVER = NAMES.graph("stated/no-longer-there").value


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A snapshot of the minimal catalog."""
    folder = tmp_path_factory.mktemp("snapshots")
    build_snapshot(copy_minimal(tmp_path_factory.mktemp("root")), folder, NAMES, ignore_stages)
    return open_snapshot(folder)


@pytest.fixture(scope="module", params=["oxigraph", "virtuoso"])
def peer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Peer]:
    """A real server that holds what earlier tests left there."""
    started = peers.oxigraph() if request.param == "oxigraph" else peers.virtuoso(tmp_path_factory.mktemp("virtuoso"))
    with started as running:
        yield running


@pytest.fixture
def empty() -> Iterator[Peer]:
    """A real server that holds nothing."""
    with peers.oxigraph() as running:
        yield running


def _store(peer: Peer) -> GraphStore:
    return GraphStore(Address(peer.store_url, peer.query_url, peer.user, peer.password))


def _publish(
    snapshot: Snapshot, peer: Peer, store: GraphStore | None = None, part_bytes: int = 1 << 20
) -> tuple[int, int]:
    """Publish, and return how many graphs were loaded and removed."""
    outcome = publish(snapshot, store or _store(peer), lambda _: None, peer.default_graph, part_bytes)
    return outcome.loaded, outcome.removed


def _count_graphs(snapshot: Snapshot) -> int:
    return len({str(quad.graph_name) for quad in parse(path=snapshot.path / QUADS, format=RdfFormat.N_QUADS)})


def _published(peer: Peer) -> str:
    engine = RemoteEngine(peer.query_url, NAMES.base, NAMES.prefixes, Limits())
    try:
        return published_digest(engine, NAMES)
    finally:
        engine.close()


class _Interrupted(Exception):
    """The run ends here."""


class _FailingStore(GraphStore):
    """A store to which only so many requests get through."""

    def __init__(self, peer: Peer, requests: int) -> None:
        super().__init__(Address(peer.store_url, peer.query_url, peer.user, peer.password))
        self._left = requests
        self.sent = 0

    def put(self, graph: str, triples: bytes) -> None:
        self._pass()
        super().put(graph, triples)

    def post(self, graph: str, triples: bytes) -> None:
        self._pass()
        super().post(graph, triples)

    def _pass(self) -> None:
        if not self._left:
            raise _Interrupted
        self._left -= 1
        self.sent += 1


def test_a_published_snapshot_is_whole_and_marked_and_publishing_again_sends_nothing(
    snapshot: Snapshot, peer: Peer
) -> None:
    assert _publish(snapshot, peer)[0] <= _count_graphs(snapshot)
    assert _published(peer) == snapshot.manifest.digest
    assert _publish(snapshot, peer, _FailingStore(peer, 0)) == (0, 0)


def test_graphs_of_an_older_snapshot_go_and_those_of_others_stay(snapshot: Snapshot, peer: Peer) -> None:
    for name in (FOREIGN, LEFTOVER):
        _store(peer).put(name, b"<urn:a> <urn:b> <urn:c> .\n")
    assert _publish(snapshot, peer)[1] == 1
    names = {row["g"]["value"] for row in _store(peer).ask("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")}
    assert FOREIGN in names
    assert LEFTOVER not in names


def test_a_graph_with_one_word_changed_is_found_and_loaded_again(snapshot: Snapshot, peer: Peer) -> None:
    _publish(snapshot, peer)
    name = NAMES.graph("ontology").value
    _store(peer).put(name, _damaged(snapshot, name))
    assert _publish(snapshot, peer) == (1, 0)
    assert _published(peer) == snapshot.manifest.digest


def test_a_graph_that_lost_or_got_triples_is_loaded_again(snapshot: Snapshot, empty: Peer) -> None:
    _publish(snapshot, empty)
    _store(empty).delete(NAMES.graph("ontology").value)
    _store(empty).post("", b"<urn:a> <urn:b> <urn:c> .\n")
    assert _publish(snapshot, empty) == (2, 0)


def test_an_interrupted_run_leaves_no_mark_and_the_next_one_goes_on(snapshot: Snapshot, empty: Peer) -> None:
    with pytest.raises(_Interrupted):
        _publish(snapshot, empty, _FailingStore(empty, 5))
    assert _published(empty) == ""
    assert _publish(snapshot, empty) == (_count_graphs(snapshot) - 5, 0)
    assert _published(empty) == snapshot.manifest.digest


def test_a_large_graph_goes_in_parts_and_the_next_run_goes_on_within_it(snapshot: Snapshot, empty: Peer) -> None:
    first, second = _FailingStore(empty, 3), _FailingStore(empty, 10_000)
    with pytest.raises(_Interrupted):
        _publish(snapshot, empty, first, part_bytes=20_000)
    _publish(snapshot, empty, second, part_bytes=20_000)
    assert _published(empty) == snapshot.manifest.digest
    with peers.oxigraph() as other:
        all_at_once = _FailingStore(other, 10_000)
        _publish(snapshot, other, all_at_once, part_bytes=20_000)
    assert first.sent + second.sent == all_at_once.sent


def test_a_mark_that_was_lost_is_written_again(snapshot: Snapshot, empty: Peer) -> None:
    _publish(snapshot, empty)
    _store(empty).delete(NAMES.graph("published").value)
    assert _publish(snapshot, empty) == (0, 0)
    assert _published(empty) == snapshot.manifest.digest


def _damaged(snapshot: Snapshot, name: str) -> bytes:
    """Return a graph with one word of one definition changed."""
    quads = parse(path=snapshot.path / QUADS, format=RdfFormat.N_QUADS)
    lines = [f"{quad.triple} .\n" for quad in quads if quad.graph_name == NamedNode(name)]
    return re.sub(r'"A ', '"An ', "".join(lines), count=1).encode()


def test_a_store_that_does_not_hold_what_was_sent_is_told_and_not_marked(snapshot: Snapshot, empty: Peer) -> None:
    class _Losing(GraphStore):
        def put(self, graph: str, triples: bytes) -> None:
            super().put(graph, triples.partition(b"\n")[2] if graph.endswith("ontology") else triples)

    store = _Losing(Address(empty.store_url, empty.query_url, empty.user, empty.password))
    with pytest.raises(PublishFailed, match=r"graph/ontology has [\d,]+ triples instead of"):
        _publish(snapshot, empty, store)
    assert _published(empty) == ""


def test_a_busy_store_is_asked_again(snapshot: Snapshot) -> None:
    refusals = [b"HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"] * 2

    def act(connection: socket.socket) -> None:
        reply = refusals.pop() if refusals else b"HTTP/1.1 204 Done\r\n\r\n"
        connection.sendall(reply)

    with peers.scripted(act) as server:
        GraphStore(Address(server.url, server.url)).put("", b"<urn:a> <urn:b> <urn:c> .\n")
        assert len(server.requests) == 3
        assert all(request.startswith(b"PUT /sparql?default ") for request in server.requests)


@pytest.mark.parametrize("scheme", ["Basic realm=x", 'Digest realm="x", nonce="n", qop="auth", algorithm="MD5"'])
def test_a_password_is_sent_only_where_it_is_asked_for(scheme: str) -> None:
    replies = [
        b"HTTP/1.1 204 Done\r\n\r\n",
        f"HTTP/1.1 401 Who\r\nWWW-Authenticate: {scheme}\r\nContent-Length: 0\r\n\r\n".encode(),
    ]
    with peers.scripted(lambda connection: connection.sendall(replies.pop())) as server:
        GraphStore(Address(server.url, server.url, "me", "secret")).delete("urn:g")
    first, second = server.requests
    assert b"authorization" not in first.lower()
    assert f"authorization: {scheme.split(maxsplit=1)[0].lower()} ".encode() in second.lower()
    assert b"secret" not in second


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (b"HTTP/1.1 403 No\r\nContent-Length: 7\r\n\r\nkeep of", "status 403 No. keep of"),
        (b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", "status 302"),
    ],
)
def test_a_store_that_refuses_is_quoted(reply: bytes, words: str) -> None:
    with peers.scripted(reply) as server, pytest.raises(PublishFailed, match=words):
        GraphStore(Address(server.url, server.url)).put("urn:g", b"")


def test_a_store_that_is_not_there_is_told() -> None:
    url = f"http://127.0.0.1:{peers.free_port()}/store"
    with pytest.raises(PublishFailed, match="Is the server there"):
        GraphStore(Address(url, url), attempts=1).put("urn:g", b"")


def test_the_query_url_follows_from_the_url_of_the_store_where_its_kind_is_known() -> None:
    assert query_url_of("http://h:7878/store") == "http://h:7878/query"
    assert query_url_of("http://h:3030/ds/data") == "http://h:3030/ds/query"
    assert query_url_of("http://h:7200/repositories/r/rdf-graphs/service") == "http://h:7200/repositories/r"
    assert query_url_of("https://h:8182/sparql/gsp/") == "https://h:8182/sparql"
    assert query_url_of("http://h/elsewhere") is None


def test_the_command_publishes_and_says_what_it_did(
    snapshot: Snapshot, peer: Peer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _store(peer).delete(NAMES.graph("ontology").value)
    monkeypatch.setenv("MEDKG_PUBLISH_PASSWORD", peer.password)
    options = ["--snapshot", str(snapshot.path), "--to", peer.store_url, "--user", peer.user, "--json"]
    result = CliRunner().invoke(main, ["publish", *options, "--default-graph", peer.default_graph])
    assert result.exit_code == 0, result.output
    outcome = json.loads(result.stdout)
    assert outcome["digest"] == snapshot.manifest.digest
    assert outcome["loaded"] > 0
    assert "comparing counts and digests" in result.stderr


def test_the_command_fails_with_its_own_exit_code(snapshot: Snapshot) -> None:
    with peers.scripted(b"HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n") as server:
        options = ["--snapshot", str(snapshot.path), "--to", server.url, "--query-url", server.url]
        result = CliRunner().invoke(main, ["publish", *options])
    assert result.exit_code == PublishFailed.exit_code
    assert "did not answer: status 403" in result.stderr


def test_the_command_asks_for_a_query_url_that_it_cannot_know(snapshot: Snapshot) -> None:
    result = CliRunner().invoke(main, ["publish", "--snapshot", str(snapshot.path), "--to", "http://h/elsewhere"])
    assert result.exit_code == 2
    assert "--query-url" in result.stderr


_BASE = Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal("A thing", language="en"))


@pytest.mark.parametrize(
    ("other", "seen"),
    [
        (Literal("A Thing", language="en"), True),
        (Literal("A thing", language="de"), True),
        (Literal("A thing"), True),
        (NamedNode("urn:c"), True),
        (Literal("A thing", language="EN"), False),
    ],
)
def test_a_digest_sees_text_and_language_of_strings(other: Literal | NamedNode, seen: bool) -> None:
    changed = Triple(_BASE.subject, _BASE.predicate, other)
    assert (digest_of([_BASE]) != digest_of([changed])) is seen


@pytest.mark.parametrize(
    ("first", "second", "seen"),
    [
        (Literal("07", datatype=XSD("integer")), Literal("7", datatype=XSD("integer")), False),
        (Literal("7", datatype=XSD("integer")), Literal("8", datatype=XSD("integer")), True),
        (Literal("2020-01-01", datatype=XSD("date")), Literal("2021-01-01", datatype=XSD("date")), False),
        (Literal("Tübingen"), Literal("T\u00c3\u00bcbingen"), True),
        (Literal("Tübingen"), Literal("Tâbingen"), False),
    ],
)
def test_a_digest_sees_the_value_of_integers_and_the_length_of_texts(
    first: Literal, second: Literal, seen: bool
) -> None:
    one, other = (digest_of([Triple(_BASE.subject, _BASE.predicate, value)]) for value in (first, second))
    assert (one != other) is seen


def test_the_query_computes_the_same_digest(snapshot: Snapshot) -> None:
    store = Store.read_only(str(snapshot.store))
    name = NAMES.graph("ontology")
    rows = list(store.query(digest_query([name.value])))
    found = Digest(int(rows[0]["count"].value), int(rows[0]["sum"].value))
    quads = parse(path=snapshot.path / QUADS, format=RdfFormat.N_QUADS)
    assert found == digest_of(quad.triple for quad in quads if quad.graph_name == name)
