"""Documents about things: the same in every format, readable, and in the terms of search engines for entries."""

import json
from typing import Any

import pytest
from pyoxigraph import NamedNode, RdfFormat, Triple, parse
from rdflib import Graph
from rdflib.compare import isomorphic

from http_client import ask
from medkg.namespaces import RDF, SCHEMA
from medkg.snapshot.reader import Snapshot
from medkg.sparql.formats import Format, Shape, formats_of
from support import NAMES

pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib warns of itself

BROWSER = {"Accept": "text/html"}
ENTRIES = ["dataset/kits19-data", "challenge/kits19", "series/oasis", "catalog/tcia", "service/pubmed-web-api"]
OTHERS = ["organization/stanford-university", "event/miccai-2019", "publication/abide-paper", "anatomy/eye"]


def triples(server: str, path: str, format: Format) -> set[Triple]:
    reply = ask(server, f"/{path}.{format.key}")
    assert isinstance(format.serializer, RdfFormat)
    return {quad.triple for quad in parse(reply.body, format.serializer)}


@pytest.mark.parametrize("path", [*ENTRIES, *OTHERS])
def test_a_document_says_the_same_in_every_format(server: str, path: str) -> None:
    first, *others = [triples(server, path, format) for format in formats_of(Shape.GRAPH)]
    assert first
    assert all(other == first for other in others)


@pytest.mark.parametrize("path", [*ENTRIES, *OTHERS])
def test_json_ld_is_read_alike_by_another_parser(server: str, path: str) -> None:
    """It fetches nothing: the context stands in the document."""
    theirs = Graph().parse(data=ask(server, f"/{path}.jsonld").body, format="json-ld")
    assert isomorphic(theirs, Graph().parse(data=ask(server, f"/{path}.nt").body, format="nt"))


@pytest.mark.parametrize("path", [*ENTRIES, *OTHERS])
def test_json_ld_begins_with_its_thing(server: str, path: str) -> None:
    document: dict[str, Any] = json.loads(ask(server, f"/{path}.jsonld").body)
    family, id = path.split("/")
    root = document.get("@graph", [document])[0]
    assert root["@id"] == f"{family}:{id}"


@pytest.mark.parametrize("path", ENTRIES)
def test_an_entry_is_described_for_search_engines_as_in_its_page(server: str, path: str) -> None:
    described = {quad.triple for quad in parse(ask(server, f"/{path}.schema.jsonld").body, RdfFormat.JSON_LD)}
    ttl = next(format for format in formats_of(Shape.GRAPH) if format.key == "ttl")
    assert described <= triples(server, path, ttl)
    types = {t.object for t in described if t.subject == NAMES(path) and t.predicate == RDF("type")}
    assert types
    assert all(isinstance(type, NamedNode) and type.value.startswith(SCHEMA) for type in types)


def test_the_context_can_be_had_by_itself(server: str) -> None:
    reply = ask(server, "/context.jsonld")
    assert (reply.status, reply.type) == (200, "application/ld+json")
    context = json.loads(reply.body)["@context"]
    assert context["dct"] == "http://purl.org/dc/terms/"
    used = json.loads(ask(server, "/dataset/abide.jsonld").body)["@context"]
    assert used.items() <= context.items()


def test_the_ontology_has_the_address_of_its_version(server: str, real_snapshot: Snapshot) -> None:
    version = real_snapshot.edition.version
    assert version
    assert ask(server, f"/ontology/{version}.ttl").body == ask(server, "/ontology.ttl").body
    assert 'id="heldAt"' in ask(server, f"/ontology/{version}", headers=BROWSER).text


def test_another_version_of_the_ontology_is_not_here(server: str, real_snapshot: Snapshot) -> None:
    reply = ask(server, "/ontology/1999-01-01")
    assert reply.status == 404
    assert real_snapshot.edition.version in reply.text


@pytest.mark.parametrize("path", ["ontology", "void", "graph/stated/abide", "graph/shapes"])
def test_a_graph_reads_alike_in_json_ld_and_n_triples(server: str, path: str) -> None:
    reply = ask(server, f"/{path}.jsonld")
    theirs = Graph().parse(data=reply.body, format="json-ld")
    assert isomorphic(theirs, Graph().parse(data=ask(server, f"/{path}.nt").body, format="nt"))
    assert json.loads(reply.body)["@context"], "properties have names that people can read"


def test_a_release_leads_to_its_files_its_citation_and_its_changes(server: str, real_snapshot: Snapshot) -> None:
    page = ask(server, f"/release/{real_snapshot.edition.version}", headers=BROWSER).text
    for path in ("/exports/", "/about#cite", "/changes"):
        assert f'"{path}">' in page.partition("This is the release that is served here")[2].partition("</p>")[0]


def test_the_ontology_tells_which_version_it_is(server: str, real_snapshot: Snapshot) -> None:
    version = real_snapshot.edition.version
    for path in ("/ontology", f"/ontology/{version}"):
        page = ask(server, path, headers=BROWSER).text
        assert f'<a href="/ontology/{version}">{version}</a>' in page
        assert f'href="/release/{version}"' in page
