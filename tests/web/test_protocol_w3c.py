"""The SPARQL 1.1 Protocol over real HTTP: the W3C's test cases by their names, and what the standards of HTTP add.

The data sets that the W3C's cases load are not here; three graphs of ours take their place. Each case about a data set
has a contrast, a smaller data set for which the same query must fail, so that ignoring the parameters cannot pass.
See https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/.
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import pytest
from zstandard import ZstdDecompressor

from http_client import DIRECT, FORM, Reply, ask, open_connection, open_socket, receive, send, send_bytes, sparql

BASE = "https://w3id.org/medkg/"
THINGS = ("challenge/kits19", "dataset/kits19-data", "series/brats")
ONE, TWO, THREE = (f"{BASE}{thing}" for thing in THINGS)
GRAPH_1, GRAPH_2, GRAPH_3 = (f"{BASE}graph/stated/{thing.partition('/')[2]}" for thing in THINGS)

ASK_DEFAULT = f"ASK {{ <{ONE}> a ?type . <{TWO}> a ?other }}"
ASK_NAMED = f"ASK {{ GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?other }} }}"
ASK_FULL = f"ASK {{ <{THREE}> a ?any GRAPH ?g1 {{ <{ONE}> a ?type }} GRAPH ?g2 {{ <{TWO}> a ?other }} }}"
ASK_FROM = ASK_NAMED.replace("ASK", f"ASK FROM <{GRAPH_3}>")
LONG = f"SELECT * {{ GRAPH <{GRAPH_2}> {{ ?s ?p ?o }} }}"
WRITTEN = "https://example.org/written-by-an-update"

SELECT_TYPES = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
GRAPH_TYPES = ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")
UPDATE = {"Content-Type": "application/sparql-update"}
PLAIN = {"Content-Type": "text/plain"}
UTF_16 = "; charset=UTF-16"

Pairs = Sequence[tuple[str, str]]


def default(*graphs: str) -> Pairs:
    return [("default-graph-uri", graph) for graph in graphs]


def named(*graphs: str) -> Pairs:
    return [("named-graph-uri", graph) for graph in graphs]


@dataclass(frozen=True)
class Case:
    """One request of the W3C's suite: `url` and `form` are parameters, `body` is what is posted as it is."""

    name: str
    url: Pairs = ()
    form: Pairs = ()
    body: str | bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    method: str = ""
    contrast: Pairs | None = None

    def send(self, server: str, graphs: Pairs | None = None) -> Reply:
        url = [*self.url, *(self.graphs if graphs is None else graphs)]
        body = urlencode(self.form) if self.form else self.body
        return ask(server, f"/sparql?{urlencode(url)}" if url else "/sparql", body, self.headers, self.method)

    graphs: Pairs = ()


TRUE = (
    Case("query_get", url=[("query", "ASK {}")], graphs=default(GRAPH_1)),
    Case("query_post_form", form=[("query", "ASK {}")], headers=FORM, graphs=default(GRAPH_1)),
    Case("query_post_direct", body="ASK {}", headers=DIRECT),
    Case(
        "query_dataset_default_graphs_get",
        url=[("query", ASK_DEFAULT)],
        graphs=default(GRAPH_1, GRAPH_2),
        contrast=default(GRAPH_1),
    ),
    Case(
        "query_dataset_default_graphs_post",
        body=ASK_DEFAULT,
        headers=DIRECT,
        graphs=default(GRAPH_1, GRAPH_2),
        contrast=default(GRAPH_2),
    ),
    Case(
        "query_dataset_named_graphs_get",
        url=[("query", ASK_NAMED)],
        graphs=named(GRAPH_1, GRAPH_2),
        contrast=named(GRAPH_1),
    ),
    Case(
        "query_dataset_named_graphs_post",
        body=ASK_NAMED,
        headers=DIRECT,
        graphs=named(GRAPH_1, GRAPH_2),
        contrast=named(GRAPH_2),
    ),
    Case(
        "query_dataset_full",
        body=ASK_FULL,
        headers=DIRECT,
        graphs=[*default(GRAPH_3), *named(GRAPH_1, GRAPH_2)],
        contrast=[*default(GRAPH_1, GRAPH_2), *named(GRAPH_3)],
    ),
    Case(
        "query_multiple_dataset",
        body=ASK_FROM,
        headers=DIRECT,
        graphs=named(GRAPH_1, GRAPH_2),
        contrast=(),
    ),
)

TYPED = (
    ("query_content_type_select", "SELECT (1 AS ?value) {}", SELECT_TYPES),
    ("query_content_type_ask", "ASK {}", SELECT_TYPES[:2]),
    ("query_content_type_describe", f"DESCRIBE <{ONE}>", GRAPH_TYPES),
    ("query_content_type_construct", "CONSTRUCT { <s> <p> 1 } WHERE {}", GRAPH_TYPES),
)

BAD_QUERIES = (
    (Case("bad_query_method", url=[("query", "ASK {}")], headers=FORM, method="PUT"), 405),
    (Case("bad_multiple_queries", url=[("query", "ASK {}"), ("query", "SELECT * {}")]), 400),
    (Case("bad_query_wrong_media_type", body="ASK {}", headers=PLAIN), 415),
    (Case("bad_query_missing_form_type", body="query=ASK%20%7B%7D"), 415),
    (Case("bad_query_missing_direct_type", body="ASK {}"), 415),
    (
        Case(
            "bad_query_non_utf8",
            body="ASK {}".encode("utf-16"),
            headers={"Content-Type": DIRECT["Content-Type"] + UTF_16},
        ),
        400,
    ),
    (Case("bad_query_syntax", url=[("query", "ASK {")]), 400),
)


def using(kind: str, *graphs: str) -> Pairs:
    return [(f"using-{kind}graph-uri", graph) for graph in graphs]


WRITE = f"CLEAR ALL ; INSERT {{ GRAPH <{WRITTEN}> {{ ?s a <{WRITTEN}> }} }} WHERE {{ ?s a ?type }}"
WRITE_NAMED = f"INSERT {{ GRAPH <{WRITTEN}> {{ ?s a ?g }} }} WHERE {{ GRAPH ?g {{ ?s a ?type }} }}"
WRITE_RELATIVE = f"INSERT DATA {{ GRAPH <{WRITTEN}> {{ <{WRITTEN}> <{WRITTEN}> <test> }} }}"
WRITE_WITH = f"WITH <{WRITTEN}> DELETE {{ ?s a ?o }} INSERT {{ ?s a <{WRITTEN}> }} WHERE {{ ?s a ?o }}"

UPDATES = (
    (Case("update_dataset_default_graph", url=using("", GRAPH_1), body=WRITE, headers=UPDATE), 403),
    (Case("update_dataset_default_graphs", url=using("", GRAPH_1, GRAPH_2), body=WRITE, headers=UPDATE), 403),
    (Case("update_dataset_named_graphs", url=using("named-", GRAPH_1), body=WRITE_NAMED, headers=UPDATE), 403),
    (
        Case(
            "update_dataset_full",
            url=[*using("", GRAPH_1), *using("named-", GRAPH_2)],
            body=WRITE_NAMED,
            headers=UPDATE,
        ),
        403,
    ),
    (Case("update_post_form", form=[("update", "CLEAR ALL")], headers=FORM), 403),
    (Case("update_post_direct", body="CLEAR ALL", headers=UPDATE), 403),
    (Case("update_base_uri", body=WRITE_RELATIVE, headers=UPDATE), 403),
    (Case("bad_update_get", url=[("update", "CLEAR ALL")]), 403),
    (
        Case("bad_multiple_updates", form=[("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")], headers=FORM),
        403,
    ),
    (Case("bad_update_wrong_media_type", body="CLEAR NAMED", headers=PLAIN), 415),
    (Case("bad_update_missing_form_type", body="update=CLEAR%20NAMED"), 415),
    (
        Case(
            "bad_update_non_utf8",
            body="CLEAR NAMED".encode("utf-16"),
            headers={"Content-Type": UPDATE["Content-Type"] + UTF_16},
        ),
        403,
    ),
    (Case("bad_update_syntax", form=[("update", "CLEAR XYZ")], headers=FORM), 403),
    (
        Case(
            "bad_update_dataset_conflict",
            url=using("named-", "http://example/people"),
            body=WRITE_WITH,
            headers=UPDATE,
        ),
        403,
    ),
)


def names(cases: Sequence[tuple[Case, int]]) -> list[str]:
    return [case.name for case, _ in cases]


def yes_or_no(reply: Reply) -> bool:
    assert (reply.status, reply.type) == (200, "application/sparql-results+json"), reply.text
    found = json.loads(reply.body)["boolean"]
    assert isinstance(found, bool)
    return found


def problem(reply: Reply, status: int) -> dict[str, object]:
    """Return the problem details, which have all their members."""
    assert (reply.status, reply.type) == (status, "application/problem+json"), reply.text
    found: dict[str, object] = json.loads(reply.body)
    assert found["status"] == status
    assert found["type"]
    assert found["title"]
    assert found["detail"]
    return found


def count_all(server: str, mark: str) -> int:
    """Return the number of triples in all graphs. The mark makes it a query that was not answered before."""
    query = f"SELECT (COUNT(*) AS ?n) {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }} # {mark}"
    return int(sparql(server, query, Accept="text/csv").text.split()[1])


def test_all_cases_of_the_w3c_are_here() -> None:
    queries = [*(case.name for case in TRUE), *(name for name, _, _ in TYPED), *names(BAD_QUERIES)]
    assert len(set(queries)) == len(queries) == 20
    assert len(set(names(UPDATES))) == len(UPDATES) == 14


@pytest.mark.parametrize("case", TRUE, ids=lambda case: case.name)
def test_a_query_over_its_data_set_is_answered(server: str, case: Case) -> None:
    assert yes_or_no(case.send(server))


@pytest.mark.parametrize("case", [case for case in TRUE if case.contrast is not None], ids=lambda case: case.name)
def test_another_data_set_gives_another_answer(server: str, case: Case) -> None:
    assert not yes_or_no(case.send(server, case.contrast))


@pytest.mark.parametrize(("name", "query", "types"), TYPED, ids=[name for name, _, _ in TYPED])
def test_an_answer_has_a_type_of_its_shape(server: str, name: str, query: str, types: Sequence[str]) -> None:
    reply = ask(server, f"/sparql?{urlencode(default(GRAPH_1))}", query, DIRECT)
    assert reply.status == 200
    assert reply.type in types
    for each in types:
        assert ask(server, "/sparql", query, {**DIRECT, "Accept": each}).type == each


@pytest.mark.parametrize(("case", "status"), BAD_QUERIES, ids=names(BAD_QUERIES))
def test_what_is_no_query_operation_is_refused(server: str, case: Case, status: int) -> None:
    problem(case.send(server), status)


@pytest.mark.parametrize(("case", "status"), UPDATES, ids=names(UPDATES))
def test_an_update_is_refused_and_never_executed(server: str, case: Case, status: int) -> None:
    before = count_all(server, f"before {case.name}")
    problem(case.send(server), status)
    assert count_all(server, f"after {case.name}") == before
    assert not yes_or_no(sparql(server, f"ASK {{ GRAPH <{WRITTEN}> {{ ?s ?p ?o }} }} # {case.name}"))


@pytest.mark.parametrize("update", ["CLEAR ALL", WRITE_RELATIVE, WRITE_WITH, "LOAD <file:///etc/passwd>", "DROP ALL"])
def test_an_update_that_is_sent_as_a_query_is_refused_as_what_it_is(server: str, update: str) -> None:
    for reply in (sparql(server, update), ask(server, "/sparql", update, DIRECT)):
        assert "update" in str(problem(reply, 403)["detail"])


# Data sets


def test_protocol_graphs_come_before_from_and_from_named(server: str) -> None:
    in_default = f"ASK FROM <{GRAPH_2}> {{ <{ONE}> a ?type }}"
    in_named = f"ASK FROM NAMED <{GRAPH_2}> {{ GRAPH ?g {{ <{ONE}> a ?type }} }}"
    for query, graphs in ((in_default, default(GRAPH_1)), (in_named, named(GRAPH_1))):
        assert not yes_or_no(sparql(server, query))
        assert yes_or_no(ask(server, f"/sparql?{urlencode([('query', query), *graphs])}"))


def test_graphs_may_stand_in_the_form_too(server: str) -> None:
    form = urlencode([("query", ASK_NAMED), *named(GRAPH_1, GRAPH_2)])
    assert yes_or_no(ask(server, "/sparql", form, FORM))


def test_a_graph_that_is_not_there_is_empty_and_nothing_is_fetched(server: str) -> None:
    for iri in ("http://127.0.0.1:9/x", "file:///etc/passwd"):
        query = urlencode([("query", "ASK { ?s ?p ?o }"), *default(iri)])
        assert not yes_or_no(ask(server, f"/sparql?{query}"))


# Encodings

TERMS = [
    "https://example.org/a%2Fb%20c",
    "https://example.org/%2525",
    "https://example.org/a+b%2Bc",
    "https://example.org/ü/日本/😀",
    "https://example.org/%C3%BC",
    "https://example.org/%ff%00",
    "https://example.org/?a=1&b=2;c#d",
]


def in_every_way(server: str, query: str, **headers: str) -> list[Reply]:
    parameters = urlencode({"query": query})
    return [
        ask(server, f"/sparql?{parameters}", headers=headers),
        ask(server, f"/sparql?query={quote(query, safe='')}", headers=headers),
        ask(server, "/sparql", parameters, {**FORM, **headers}),
        ask(server, "/sparql", query, {**DIRECT, **headers}),
        ask(server, "/sparql", query, {"Content-Type": f"{DIRECT['Content-Type']}; charset=utf-8", **headers}),
    ]


@pytest.mark.parametrize("iri", TERMS)
def test_an_iri_comes_back_as_it_was_sent(server: str, iri: str) -> None:
    for reply in in_every_way(server, f"SELECT ?x {{ BIND(<{iri}> AS ?x) }}", Accept="application/json"):
        assert [row["x"]["value"] for row in json.loads(reply.body)["results"]["bindings"]] == [iri]


@pytest.mark.parametrize("text", ["a+b", "a%2Bb", "100 %25", "&amp;=;", "ä\u2028\u00a0z", "\U0001f600", "\\\\ \\t"])
def test_a_literal_comes_back_as_it_was_sent(server: str, text: str) -> None:
    told = text.replace("\\\\", "\\").replace("\\t", "\t")
    for reply in in_every_way(server, f'SELECT ?x {{ BIND("{text}" AS ?x) }}', Accept="application/json"):
        assert [row["x"]["value"] for row in json.loads(reply.body)["results"]["bindings"]] == [told]


def test_a_graph_parameter_is_decoded_once(server: str) -> None:
    query = urlencode({"query": ASK_DEFAULT})
    once, twice = quote(GRAPH_1, safe=""), quote(quote(GRAPH_1, safe=""), safe="")
    other = urlencode(default(GRAPH_2))
    assert yes_or_no(ask(server, f"/sparql?{query}&default-graph-uri={once}&{other}"))
    problem(ask(server, f"/sparql?{query}&default-graph-uri={twice}&{other}"), 400)


@pytest.mark.parametrize("parameter", ["charset=utf-8", "charset=UTF-8", 'charset="utf-8"', "CHARSET=Utf-8; x=y", ""])
def test_the_charset_of_a_body_may_be_named(server: str, parameter: str) -> None:
    query = "SELECT ('ü' AS ?x) {}"
    for media_type, body in (("application/sparql-query", query), (FORM["Content-Type"], urlencode({"query": query}))):
        reply = ask(server, "/sparql", body, {"Content-Type": f"{media_type}; {parameter}", "Accept": "text/csv"})
        assert (reply.status, reply.text) == (200, "x\r\nü\r\n")


def test_media_types_are_read_without_regard_to_case(server: str) -> None:
    assert yes_or_no(ask(server, "/sparql", "ASK {}", {"Content-Type": "Application/SPARQL-Query"}))


@pytest.mark.parametrize("url", ["query=ASK%7B%7D%FF", "query=ASK%7B%7D&default-graph-uri=%C3", "query=%ED%A0%80"])
def test_parameters_that_are_not_utf_8_are_refused(server: str, url: str) -> None:
    problem(ask(server, f"/sparql?{url}"), 400)
    problem(ask(server, "/sparql", url, FORM), 400)


# Queries that are none, or several


def test_a_query_in_the_url_and_another_in_the_body_are_two(server: str) -> None:
    for body, headers in ((urlencode({"query": "ASK {}"}), FORM), ("ASK {}", DIRECT)):
        problem(ask(server, "/sparql?query=ASK%7B%7D", body, headers), 400)


@pytest.mark.parametrize("query", ["", " ", "\n# nothing\n"])
def test_an_empty_query_is_an_error_with_a_place(server: str, query: str) -> None:
    for reply in in_every_way(server, query):
        assert str(problem(reply, 400)["detail"]).startswith("Line ")


def test_a_syntax_error_names_line_and_column(server: str) -> None:
    found = problem(sparql(server, "SELECT * {\n  ?s ?p ?o .\n  FILTER(?s = ) }"), 400)
    assert str(found["detail"]).startswith("Line 3, column 15: ")


def test_a_post_without_a_query_is_an_error(server: str) -> None:
    problem(ask(server, "/sparql", "", FORM), 400)
    problem(ask(server, "/sparql", "x=y", FORM), 400)
    problem(ask(server, "/sparql", "", DIRECT), 400)


# Methods


def test_head_has_the_headers_of_get_and_no_body(server: str) -> None:
    path = f"/sparql?{urlencode({'query': LONG})}"
    for headers in ({}, {"Accept": "text/csv"}, {"Accept-Encoding": "gzip"}):
        got, head = (ask(server, path, None, headers, method) for method in ("GET", "HEAD"))
        assert (head.status, head.body) == (200, b"")
        assert _lasting(got) == _lasting(head)


def test_head_of_an_error_has_no_body(server: str) -> None:
    reply = ask(server, "/sparql?query=SELECT", method="HEAD")
    assert (reply.status, reply.body) == (400, b"")


def _lasting(reply: Reply) -> dict[str, str]:
    return {name.lower(): value for name, value in reply.headers.items() if name.lower() != "date"}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"])
def test_other_methods_are_refused_with_those_that_are_allowed(server: str, method: str) -> None:
    reply = ask(server, "/sparql?query=ASK%7B%7D", None, {}, method)
    problem(reply, 405)
    assert {each.strip() for each in reply.headers["Allow"].split(",")} == {"GET", "HEAD", "OPTIONS", "POST"}


def test_post_is_refused_where_there_are_only_pages(server: str) -> None:
    reply = ask(server, "/queries", "", FORM)
    problem(reply, 405)
    assert "POST" not in reply.headers["Allow"]


def test_any_origin_may_ask_and_no_credentials_are_taken(server: str) -> None:
    preflight = {
        "Origin": "https://editor.example",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    reply = ask(server, "/sparql", None, preflight, "OPTIONS")
    assert reply.status in (200, 204)
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in reply.headers["Access-Control-Allow-Methods"]
    assert "content-type" in reply.headers["Access-Control-Allow-Headers"].lower()
    assert "Access-Control-Allow-Credentials" not in reply.headers


@pytest.mark.parametrize(
    ("path", "body", "headers", "method"),
    [
        ("/sparql?query=ASK%7B%7D", None, {}, "GET"),
        ("/sparql?query=SELECT", None, {}, "GET"),
        ("/sparql?query=ASK%7B%7D", None, {"Accept": "image/png"}, "GET"),
        ("/sparql", "CLEAR ALL", UPDATE, "POST"),
        ("/sparql", "ASK {}", PLAIN, "POST"),
        ("/sparql", None, {}, "PUT"),
        ("/sparql", "x" * (2 << 20), DIRECT, "POST"),
        ("/nothing", None, {}, "GET"),
    ],
)
def test_every_answer_can_be_read_from_any_origin_and_says_what_it_varies_with(
    server: str, path: str, body: str | None, headers: dict[str, str], method: str
) -> None:
    reply = ask(server, path, body, {**headers, "Origin": "https://editor.example"}, method)
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in reply.headers
    assert {"Accept", "Accept-Encoding"} <= {each.strip() for each in reply.headers["Vary"].split(",")}


# Negotiation


def test_several_lines_of_accept_are_one_list(server: str) -> None:
    lines = [("Accept", "text/csv;q=0.2"), ("Accept", "text/tab-separated-values;q=0.9"), ("Accept", "*/*;q=0.1")]
    assert ask(server, "/sparql?query=ASK%7B%7D", None, lines).type == "text/tab-separated-values"


@pytest.mark.parametrize(
    ("query", "offered"), [("SELECT * {} LIMIT 1", SELECT_TYPES), ("CONSTRUCT WHERE { ?s ?p ?o } LIMIT 1", GRAPH_TYPES)]
)
def test_what_is_not_acceptable_is_told_what_is(server: str, query: str, offered: Sequence[str]) -> None:
    detail = str(problem(sparql(server, query, Accept="image/png"), 406)["detail"])
    assert all(each in detail for each in offered)


def test_a_browser_gets_its_errors_as_pages(server: str) -> None:
    reply = sparql(server, "SELECT", Accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert (reply.status, reply.type) == (400, "text/html")
    assert "Line 1" in reply.text


# Problems


@pytest.mark.parametrize(
    ("path", "body", "headers", "status"),
    [
        ("/sparql?query=SELECT", None, {}, 400),
        ("/sparql?query=ASK%7B%7D", None, {"Accept": "image/png"}, 406),
        ("/sparql", "CLEAR ALL", UPDATE, 403),
        ("/sparql", "ASK {}", PLAIN, 415),
        ("/sparql", "x" * (2 << 20), DIRECT, 413),
        ("/nothing", None, {}, 404),
        ("/queries/nothing", None, {}, 404),
    ],
)
def test_the_type_of_a_problem_leads_to_what_helps(
    server: str, path: str, body: str | None, headers: dict[str, str], status: int
) -> None:
    page, _, anchor = str(problem(ask(server, path, body, headers), status)["type"]).partition("#")
    assert f'id="{anchor}"' in ask(server, page, headers={"Accept": "text/html"}).text


def test_a_limit_that_was_met_is_named_for_machines(server: str) -> None:
    found = problem(sparql(server, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"), 504)
    assert found["limit"] == {"setting": "seconds", "value": 5.0}


def test_a_body_over_the_limit_is_refused(server: str) -> None:
    problem(ask(server, "/sparql", b"#" * ((1 << 18) + 1), DIRECT), 413)
    problem(ask(server, "/sparql", b"query=" + b"x" * (1 << 18), FORM), 413)
    assert yes_or_no(ask(server, "/sparql", b"ASK {} #" + b"x" * ((1 << 18) - 8), DIRECT))


@pytest.mark.parametrize("head", ["GET /sparql?query={} HTTP/1.1\r\n", "GET / HTTP/1.1\r\nX-Long: {}\r\n"])
def test_a_head_over_the_limit_is_refused(server: str, head: str) -> None:
    """The answer may be lost when the rest of the head still comes: then the connection is closed (RFC 9112, 9.6)."""
    with open_socket(server) as connection:
        connection.sendall(head.format("x" * (65 << 10)).encode())
        answer = receive(connection)
    assert not answer or answer.split()[1] in (b"414", b"431")


def test_a_long_query_in_the_url_is_answered(server: str) -> None:
    assert yes_or_no(sparql(server, "ASK {} #" + "x" * 30_000))


# Caches


def test_an_answer_that_the_client_has_is_not_sent_again(server: str) -> None:
    path = f"/sparql?{urlencode({'query': LONG + ' # known'})}"
    for coding in ("identity", "gzip", "zstd"):
        first = ask(server, path, headers={"Accept-Encoding": coding})
        tag = first.headers["ETag"]
        for known in (tag, f"W/{tag}", f'"other", {tag}'):
            again = ask(server, path, headers={"Accept-Encoding": coding, "If-None-Match": known})
            assert (again.status, again.body, again.headers["ETag"]) == (304, b"", tag)
            assert again.headers["Vary"] == first.headers["Vary"]
            assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
        assert ask(server, path, headers={"If-None-Match": '"other"'}).status == 200


def test_any_tag_stands_for_what_there_is(server: str) -> None:
    """https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2"""
    assert ask(server, "/sparql?query=ASK%7B%7D", headers={"If-None-Match": "*"}).status == 304


def test_tags_differ_by_query_by_format_and_by_data_set(server: str) -> None:
    replies = [
        sparql(server, "ASK {}"),
        sparql(server, "ASK { }"),
        sparql(server, "ASK {}", Accept="text/csv"),
        ask(server, f"/sparql?{urlencode([('query', 'ASK {}'), *default(GRAPH_1)])}"),
        ask(server, f"/sparql?{urlencode([('query', 'ASK {}'), *named(GRAPH_1)])}"),
    ]
    assert len({reply.headers["ETag"] for reply in replies}) == len(replies)


def test_an_error_is_not_kept_and_has_no_tag(server: str) -> None:
    reply = sparql(server, "SELECT")
    assert reply.headers["Cache-Control"] == "no-store"
    assert "ETag" not in reply.headers


def test_a_condition_does_not_hide_an_error(server: str) -> None:
    tag = sparql(server, "ASK {}").headers["ETag"]
    problem(ask(server, "/sparql?query=SELECT", headers={"If-None-Match": tag}), 400)


@pytest.mark.parametrize("function", ["NOW()", "RAND()", "UUID()", "STRUUID()", "uuid ( )"])
def test_what_differs_each_time_is_not_kept(server: str, function: str) -> None:
    query = f"SELECT ({function} AS ?x) {{}}"
    first, second = sparql(server, query), sparql(server, query)
    assert first.status == second.status == 200
    assert first.body != second.body
    assert first.headers["Cache-Control"] == "no-store"
    tag = first.headers["ETag"] or '"none"'
    assert ask(server, f"/sparql?{urlencode({'query': query})}", headers={"If-None-Match": tag}).status == 200


# Codings and connections


def test_answers_are_compressed_where_asked(server: str) -> None:
    path = f"/sparql?{urlencode({'query': LONG + ' # coded'})}"
    plain = ask(server, path)
    assert "Content-Encoding" not in plain.headers
    gzipped, zstandard = (ask(server, path, headers={"Accept-Encoding": coding}) for coding in ("gzip", "zstd"))
    assert (gzipped.headers["Content-Encoding"], zstandard.headers["Content-Encoding"]) == ("gzip", "zstd")
    assert gzip.decompress(gzipped.body) == ZstdDecompressor().decompress(zstandard.body) == plain.body
    assert len({reply.headers["ETag"] for reply in (plain, gzipped, zstandard)}) == 3


def test_a_connection_serves_one_request_after_another(server: str) -> None:
    connection = open_connection(server)
    try:
        for path, status in (("/sparql?query=ASK%7B%7D", 200), ("/sparql?query=SELECT", 400), ("/nothing", 404)):
            send(connection, path)
            taken = connection.sock
            assert Reply(connection.getresponse()).status == status
            assert connection.sock is taken is not None
    finally:
        connection.close()


def test_requests_that_are_sent_at_once_are_answered_in_order(server: str) -> None:
    line = "GET /sparql?query=ASK%7B%7D&format={} HTTP/1.1\r\nHost: x\r\n{}\r\n"
    data = send_bytes(server, (line.format("csv", "") + line.format("tsv", "Connection: close\r\n")).encode())
    assert data.count(b"HTTP/1.1 200 OK") == 2
    assert data.index(b"text/csv") < data.index(b"text/tab-separated-values")


def test_a_body_may_come_in_chunks(server: str) -> None:
    head = "POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
    body = "Content-Type: application/sparql-query\r\n\r\n3\r\nASK\r\n3\r\n {}\r\n0\r\n\r\n"
    assert b'"boolean":true' in send_bytes(server, (head + body).encode())


def test_a_client_that_asks_before_it_sends_a_body_is_told_to_go_on(server: str) -> None:
    """https://www.rfc-editor.org/rfc/rfc9110#section-10.1.1: curl does so with large bodies."""
    head = "POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 6\r\n"
    with open_socket(server) as connection:
        connection.sendall(f"{head}Content-Type: application/sparql-query\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 100 ")
        connection.sendall(b"ASK {}")
        assert b'"boolean":true' in receive(connection)
