"""Clients that people use work with no special configuration: libraries, the command line, other engines, browsers."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.dom.minidom import Document

import pytest
import rdflib
from pyoxigraph import RdfFormat, Store, parse
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDF, RDFXML, TSV, TURTLE, URLENCODED, XML
from SPARQLWrapper import SPARQLWrapper as Wrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from http_client import FORM, HANG_SECONDS, ask, sparql
from medkg.sparql.formats import FORMATS
from support import REPOSITORY

MEDKG = "https://w3id.org/medkg/"
KITS = f"{MEDKG}challenge/kits19"
SELECT = f"SELECT ?p ?o WHERE {{ GRAPH <{MEDKG}graph/stated/kits19> {{ <{KITS}> ?p ?o }} }} ORDER BY ?p ?o"
CONSTRUCT = f"CONSTRUCT {{ <{KITS}> ?p ?o }} WHERE {{ GRAPH <{MEDKG}graph/stated/kits19> {{ <{KITS}> ?p ?o }} }}"
DESCRIBE = f"DESCRIBE <{KITS}>"

pytestmark = [
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:Sending Accept header:RuntimeWarning"),
]
"""SPARQLWrapper 2.0.0 makes such a graph of rdflib's for triples, and sends */* for the format RDF."""

WAYS = [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)]
AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def count(server: str) -> int:
    """Return how many triples the challenge has, as the server tells a client that names what it wants."""
    return len(json.loads(sparql(server, SELECT, Accept="application/sparql-results+json").body)["results"]["bindings"])


def wrapper(server: str, query: str, form: str, way: tuple[str, str]) -> Wrapper:
    made = Wrapper(f"{server}/sparql")
    made.setQuery(query)
    made.setReturnFormat(form)
    made.setMethod(way[0])
    made.setRequestMethod(way[1])
    return made


# SPARQLWrapper

ROW_READERS: dict[str, Callable[[Any], int]] = {
    JSON: lambda found: len(found["results"]["bindings"]),
    XML: lambda found: len(found.getElementsByTagName("result")),
    CSV: lambda found: found.count(b"\r\n") - 1,
    TSV: lambda found: found.count(b"\n") - 1,
}

GRAPH_READERS: dict[str, Callable[[Any], int]] = {
    XML: len,
    RDF: len,
    RDFXML: len,
    TURTLE: lambda found: len(list(parse(found, RdfFormat.TURTLE))),
    N3: lambda found: len(list(parse(found, RdfFormat.N3))),
    JSONLD: len,
}


@pytest.mark.parametrize("way", WAYS, ids="-".join)
@pytest.mark.parametrize("form", ROW_READERS)
def test_sparqlwrapper_reads_rows(server: str, form: str, way: tuple[str, str]) -> None:
    found = wrapper(server, SELECT, form, way).queryAndConvert()
    assert ROW_READERS[form](found) == count(server) > 3


@pytest.mark.parametrize("way", WAYS, ids="-".join)
@pytest.mark.parametrize("form", GRAPH_READERS)
def test_sparqlwrapper_reads_triples(server: str, form: str, way: tuple[str, str]) -> None:
    found = wrapper(server, CONSTRUCT, form, way).queryAndConvert()
    assert GRAPH_READERS[form](found) == count(server)


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_sparqlwrapper_asks_and_describes(server: str, way: tuple[str, str]) -> None:
    assert wrapper(server, f"ASK {{ <{KITS}> ?p ?o }}", JSON, way).queryAndConvert()["boolean"] is True
    told = wrapper(server, f"ASK {{ <{KITS}> ?p ?o }}", XML, way).queryAndConvert()
    assert isinstance(told, Document)
    assert "true" in told.toxml()
    assert len(wrapper(server, DESCRIBE, RDFXML, way).queryAndConvert()) >= count(server)


def test_sparqlwrapper_names_a_data_set(server: str) -> None:
    made = wrapper(server, f"SELECT * {{ <{KITS}> ?p ?o }}", JSON, WAYS[0])
    made.addDefaultGraph(f"{MEDKG}graph/stated/kits19")
    assert len(made.queryAndConvert()["results"]["bindings"]) == count(server)


def test_sparqlwrapper_is_told_what_is_wrong(server: str) -> None:
    with pytest.raises(QueryBadFormed, match="Line 1, column"):
        wrapper(server, "SELECT * {", JSON, WAYS[0]).query()


# rdflib


@pytest.fixture(params=["GET", "POST", "POST_FORM"])
def remote(request: pytest.FixtureRequest, server: str) -> rdflib.Graph:
    """A graph of rdflib that lives on the server."""
    return rdflib.Graph(SPARQLStore(f"{server}/sparql", method=request.param))


def test_rdflib_queries(server: str, remote: rdflib.Graph) -> None:
    assert len(list(remote.query(SELECT))) == count(server)
    assert remote.query(f"ASK {{ <{KITS}> ?p ?o }}").askAnswer is True
    assert len(remote.query(CONSTRUCT).graph or []) == count(server)
    assert len(remote.query(DESCRIBE).graph or []) >= count(server)


def test_rdflib_walks_the_graph(remote: rdflib.Graph) -> None:
    kits = rdflib.URIRef(KITS)
    assert (kits, rdflib.RDF.type, rdflib.URIRef(f"{MEDKG}ontology#Challenge")) in remote
    assert (kits, rdflib.DCTERMS.title, None) in remote
    assert set(remote.predicates(kits)) >= {rdflib.RDF.type, rdflib.DCTERMS.title}
    assert {str(term) for term in remote.objects(kits, rdflib.URIRef(f"{MEDKG}ontology#heldAt"))}


def test_rdflib_pages_through(server: str, remote: rdflib.Graph) -> None:
    store = remote.store
    assert isinstance(store, SPARQLStore)
    pages = [remote.query(f"{SELECT} LIMIT 3 OFFSET {offset}") for offset in range(0, count(server) + 3, 3)]
    assert [row for page in pages for row in page] == list(remote.query(SELECT))
    assert len(list(pages[-1])) < 3


@pytest.mark.parametrize("returned", ["xml", "json", "csv", "application/sparql-results+json"])
def test_rdflib_takes_each_format(server: str, returned: str) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{server}/sparql", returnFormat=returned))
    assert len(list(graph.query(SELECT))) == count(server)


def test_rdflib_calls_the_endpoint_as_a_service(server: str) -> None:
    found = rdflib.Graph().query(f"SELECT * {{ SERVICE <{server}/sparql> {{ <{KITS}> a ?type }} }}")
    assert (rdflib.URIRef(f"{MEDKG}ontology#Challenge"),) in {tuple(row) for row in found}


# curl


def curl(*arguments: str, text: str | None = None) -> str:
    """Return what curl prints."""
    return subprocess.check_output(["curl", "-sS", *arguments], input=text, text=True, timeout=HANG_SECONDS)


needs_curl = pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")


@needs_curl
def test_the_command_of_the_readme_works_as_it_is(server: str) -> None:
    readme = (REPOSITORY / "README.md").read_text()
    command = re.search(r"^curl http://127.0.0.1:8080/sparql.*?'$", readme, re.MULTILINE | re.DOTALL)
    assert command
    own = command[0].replace("http://127.0.0.1:8080", server)
    printed = subprocess.check_output(f"{own} -sS", shell=True, text=True, timeout=HANG_SECONDS)
    assert printed == "meeting\nMICCAI 2019\n"


WITH_CURL = {
    "get": ["-G", "--data-urlencode", "query@-"],
    "form": ["--data-urlencode", "query@-"],
    "direct": ["-H", "Content-Type: application/sparql-query", "--data-binary", "@-"],
    "chunked": [
        "-H",
        "Content-Type: application/sparql-query",
        "-H",
        "Transfer-Encoding: chunked",
        "-T",
        "-",
        "-XPOST",
    ],
    "compressed": ["--compressed", "-G", "--data-urlencode", "query@-"],
    "http-1.0": ["--http1.0", "-G", "--data-urlencode", "query@-"],
    "upgrade-to-http-2": ["--http2", "-G", "--data-urlencode", "query@-"],
    "asks-before-it-sends": [
        *("-H", "Content-Type: application/sparql-query", "-H", "Expect: 100-continue"),
        *("--data-binary", "@-"),
    ],
}


@needs_curl
@pytest.mark.parametrize("name", WITH_CURL)
def test_curl_gets_an_answer(server: str, name: str) -> None:
    printed = curl(*WITH_CURL[name], f"{server}/sparql", text=f"{SELECT} # {name}")
    assert len(json.loads(printed)["results"]["bindings"]) == count(server)


@needs_curl
def test_curl_asks_again_with_the_tag_of_before(server: str, tmp_path: Path) -> None:
    tag, body = str(tmp_path / "tag"), str(tmp_path / "body")
    options = ["-G", "--data-urlencode", f"query={SELECT}", "-o", body, "-w", "%{http_code}", f"{server}/sparql"]
    assert curl("--etag-save", tag, *options) == "200"
    assert curl("--etag-compare", tag, *options) == "304"


# Other engines


def test_oxigraph_calls_the_endpoint_as_a_service(server: str) -> None:
    """A client with data of its own joins them with ours."""
    store = Store()
    store.load(f"<{KITS}> <https://example.org/note> 'mine' .".encode(), RdfFormat.TURTLE)
    query = f"""SELECT ?note ?type {{
        ?c <https://example.org/note> ?note SERVICE <{server}/sparql> {{ ?c a ?type FILTER(?c = <{KITS}>) }} }}"""
    found = {(row["note"].value, row["type"].value) for row in store.query(query)}
    assert ("mine", f"{MEDKG}ontology#Challenge") in found


# Header sets of others

BROWSERS = {
    "firefox": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "firefox-before-132": "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8",
    "chrome": (
        "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,"
        "application/signed-exchange;v=b3;q=0.7"
    ),
    "safari": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
}


@pytest.mark.parametrize("accept", BROWSERS.values(), ids=BROWSERS)
def test_a_browser_gets_pages(server: str, accept: str) -> None:
    headers = {
        "Accept": accept,
        "User-Agent": AGENT,
        "Accept-Language": "de,en;q=0.5",
        "Accept-Encoding": "gzip, deflate, br, zstd",
        "Connection": "keep-alive",
        "Upgrade-Insecure-Requests": "1",
        "Sec-Fetch-Dest": "document",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Site": "none",
        "Priority": "u=0, i",
    }
    for path in ("/", "/sparql", "/queries", "/challenge/kits19", "/nothing"):
        reply = ask(server, path, headers=headers)
        assert reply.type == "text/html"
        assert reply.status == (404 if path == "/nothing" else 200)
    reply = sparql(server, SELECT, **headers)
    assert (reply.status, reply.type) == (200, "text/html")


ACCEPTS = {
    "fetch": ("*/*", "json"),
    "yasgui": ("application/sparql-results+json,*/*;q=0.9", "json"),
    "yasgui-older": ("text/turtle,*/*;q=0.9", "json"),
    "comunica": (
        "application/sparql-results+json;q=1.0,application/sparql-results+xml;q=0.7,"
        "application/n-quads,application/trig;q=0.95",
        "json",
    ),
    "jena": (
        "application/sparql-results+json, application/sparql-results+xml;q=0.9, text/tab-separated-values;q=0.7, "
        "text/csv;q=0.5, application/json;q=0.2, application/xml;q=0.2, */*;q=0.1",
        "json",
    ),
    "rdf4j": (
        "application/x-sparqlstar-results+json;q=0.8, application/sparql-results+json;q=0.8, application/json;q=0.8, "
        "application/sparql-results+xml;q=0.8, application/xml;q=0.8, application/x-binary-rdf-results-table",
        "json",
    ),
    "wget": ("*/*", "json"),
    "excel": ("text/csv", "csv"),
    "r": ("text/tab-separated-values", "tsv"),
}
"""What is sent → what is read."""


@pytest.mark.parametrize(("accept", "key"), ACCEPTS.values(), ids=ACCEPTS)
def test_other_clients_get_what_they_read(server: str, accept: str, key: str) -> None:
    got = sparql(server, SELECT, Accept=accept)
    posted = ask(server, "/sparql", urlencode({"query": SELECT}), {**FORM, "Accept": accept})
    assert (got.status, got.type) == (posted.status, posted.type) == (200, FORMATS[key].media_type)
