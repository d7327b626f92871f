"""The endpoint over HTTP: a real server on the real graph."""

import json
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from http_client import ask, sparql
from servers import serving

QUERY = "PREFIX medkg: <https://w3id.org/medkg/ontology#> SELECT ?c { ?c medkg:heldAt ?e } ORDER BY ?c LIMIT 1"
TRIPLES = "CONSTRUCT WHERE { <https://w3id.org/medkg/challenge/kits19> ?p ?o }"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


def test_kits19_was_held_at_miccai_2019(server: str) -> None:
    """What the README promises to everybody who types two commands."""
    query = """PREFIX medkg: <https://w3id.org/medkg/ontology#> PREFIX dct: <http://purl.org/dc/terms/>
        SELECT ?meeting WHERE { ?c dct:alternative "KiTS19"@en ; medkg:heldAt ?e . ?e dct:title ?meeting }"""
    assert sparql(server, query, Accept="text/csv").text.split("\r\n")[1] == "MICCAI 2019"


def test_get_and_both_posts_give_the_same(server: str) -> None:
    got = sparql(server, QUERY)
    form = ask(server, "/sparql", urlencode({"query": QUERY}), FORM)
    direct = ask(server, "/sparql", QUERY, DIRECT)
    assert got.status == form.status == direct.status == 200
    assert got.body == form.body == direct.body
    assert json.loads(got.body)["results"]["bindings"]


@pytest.mark.parametrize(
    ("query", "accept", "media_type"),
    [
        (QUERY, "application/sparql-results+json", "application/sparql-results+json"),
        (QUERY, "application/sparql-results+xml", "application/sparql-results+xml"),
        (QUERY, "text/csv", "text/csv"),
        (QUERY, "text/tab-separated-values", "text/tab-separated-values"),
        (TRIPLES, "text/turtle", "text/turtle"),
        (TRIPLES, "application/n-triples", "application/n-triples"),
        (TRIPLES, "application/ld+json", "application/ld+json"),
        (TRIPLES, "application/rdf+xml", "application/rdf+xml"),
        (TRIPLES, "*/*", "text/turtle"),
    ],
)
def test_the_format_is_negotiated(server: str, query: str, accept: str, media_type: str) -> None:
    reply = sparql(server, query, Accept=accept)
    assert (reply.status, reply.type) == (200, media_type)
    assert "kits19" in reply.text or "challenge" in reply.text


@pytest.mark.parametrize(
    ("path", "body", "headers", "status"),
    [
        ("/sparql?query=SELECT", None, {}, 400),
        ("/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, {}, 400),
        ("/sparql?query=%FF", None, {}, 400),
        ("/sparql", "", FORM, 400),
        ("/sparql", b"ASK { ?s ?p '\xff' }", DIRECT, 400),
        ("/sparql", QUERY, {"Content-Type": "text/plain"}, 415),
        ("/sparql", "update=CLEAR+ALL", FORM, 403),
        ("/sparql", "CLEAR ALL", {"Content-Type": "application/sparql-update"}, 403),
        ("/sparql?format=pdf&query=ASK%7B%7D", None, {}, 406),
        ("/sparql?query=ASK%7B%7D", None, {"Accept": "image/png"}, 406),
        ("/sparql?query=ASK%7B%7D&default-graph-uri=no+iri", None, {}, 400),
        ("/dataset/nothing-of-this-name", None, {}, 404),
        ("/queries/nothing-of-this-name", None, {}, 404),
        ("/%3Cscript%3E", None, {}, 404),
        ("/dataset/../../etc/passwd", None, {}, 404),
    ],
)
def test_what_cannot_be_answered_says_why(
    server: str, path: str, body: str | None, headers: dict[str, str], status: int
) -> None:
    reply = ask(server, path, body, headers)
    assert reply.status == status
    assert "Traceback" not in reply.text
    if reply.type == "application/problem+json":
        assert json.loads(reply.body)["status"] == status


def test_iris_with_percent_signs_survive_unchanged(server: str) -> None:
    iri = "https://example.org/a%2Fb%20c/ü"
    query = f"SELECT ?x {{ BIND(<{iri}> AS ?x) }}"
    for reply in (
        sparql(server, query, Accept="text/csv"),
        ask(server, "/sparql", query.encode(), {**DIRECT, "Accept": "text/csv"}),
    ):
        assert reply.text.split("\r\n")[1] == iri


def test_a_graph_parameter_chooses_the_dataset(server: str) -> None:
    graph = quote("https://w3id.org/medkg/graph/stated/kits19", safe="")
    count = quote("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    reply = ask(server, f"/sparql?query={count}&default-graph-uri={graph}&format=csv")
    assert 5 < int(reply.text.split()[1]) < 100


def test_a_query_over_the_limit_is_an_error_that_names_it(server: str) -> None:
    reply = sparql(server, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert (reply.status, reply.type) == (504, "application/problem+json")
    assert "5 s" in json.loads(reply.body)["detail"]


def test_health_names_the_snapshot(server: str) -> None:
    reply = ask(server, "/health")
    assert json.loads(reply.body)["status"] == "ok"
    assert len(json.loads(reply.body)["digest"]) == 64


@pytest.mark.parametrize("accept", ["text/html", "text/csv"])
def test_an_answer_that_differs_each_time_is_never_kept(server: str, accept: str) -> None:
    replies = [sparql(server, "SELECT (NOW() AS ?now) {}", Accept=accept) for _ in range(4)]
    assert {reply.headers["Cache-Control"] for reply in replies} == {"no-store"}
    assert len({reply.body for reply in replies}) == 4


@pytest.mark.parametrize("prefix", ["//evil.example", "https://evil.example", "/a b", '/"'])
def test_a_prefix_that_leads_elsewhere_is_ignored(snapshots: Path, prefix: str) -> None:
    with serving(snapshots, {"proxies": 1}) as running:
        headers = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Prefix": prefix}
        assert ask(running.url, "/.well-known/void", headers=headers).headers["Location"] == "/void"
        assert ask(running.url, "/sparql", headers={**headers, "Accept": "text/turtle"}).status == 200


def test_a_form_that_names_a_format_gets_it_from_a_browser_too(server: str) -> None:
    form = urlencode({"query": "ASK {}", "format": "csv"})
    reply = ask(server, "/sparql", form, {**FORM, "Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (reply.type, reply.text) == ("text/csv", "true\n")
