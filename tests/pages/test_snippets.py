"""The programs that a page hands out do what they say: they are run."""

import ast
import json
import subprocess
import sys
from urllib.request import Request, urlopen

import pytest
from pyoxigraph import Literal, Quad, RdfFormat, parse

from medkg.pages.snippets import write_snippets
from support import NAMES

QUERY = NAMES.with_prefixes(
    """SELECT ?title WHERE { challenge:kits19 dct:title ?title FILTER(?title != "it's \\\\ \\"so\\"") }"""
)


def snippets(server: str, query: str = QUERY) -> dict[str, str]:
    return dict(write_snippets(query, f"{server}/sparql"))


def is_text(quad: Quad) -> bool:
    return isinstance(quad.object, Literal)


def test_there_is_one_for_each_language() -> None:
    assert list(snippets("http://localhost")) == ["Python", "R", "curl"]


def test_the_line_for_curl_asks_the_query(server: str) -> None:
    done = subprocess.run(snippets(server)["curl"], shell=True, capture_output=True, text=True, check=True)
    assert "Kidney" in done.stdout


GRAPHS = [
    "CONSTRUCT { ?s ?p ?o } WHERE { BIND(<https://w3id.org/medkg/challenge/kits19> AS ?s) ?s ?p ?o }",
    "# SELECT\nPREFIX select: <urn:select:>\ndescribe <https://w3id.org/medkg/challenge/kits19>",
]


@pytest.mark.parametrize("query", GRAPHS)
def test_the_line_for_curl_asks_for_a_graph_where_the_result_is_one(server: str, query: str) -> None:
    done = subprocess.run(snippets(server, query)["curl"], shell=True, capture_output=True, text=True, check=True)
    assert any("Kidney" in triple.object.value for triple in parse(done.stdout, RdfFormat.TURTLE) if is_text(triple))


@pytest.mark.parametrize("query", GRAPHS)
def test_the_other_programs_ask_for_a_graph_where_the_result_is_one(query: str) -> None:
    programs = snippets("http://localhost", query)
    assert '"Accept": "text/turtle"' in programs["Python"]
    assert "rdflib.Graph().parse" in programs["Python"]
    ast.parse(programs["Python"])
    assert "?format=ttl&query=" in programs["R"]


@pytest.mark.parametrize("query", [QUERY, 'ASK { ?s ?p """a\\\\b""" }', "ASK { ?s ?p '''x''' }"])
def test_the_python_program_holds_the_query_as_it_is(query: str) -> None:
    program = ast.parse(snippets("http://localhost", query)["Python"])
    [held] = [
        node.value.value
        for node in program.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
    ]
    assert str(held).strip() == query


def test_the_python_program_asks_the_query(server: str, tmp_path: object) -> None:
    """pandas and requests are stood in for, since the project needs neither: the program is run as it is."""
    stand_ins = """
import io, sys, types, urllib.parse, urllib.request
class Reply:
    def __init__(self, text): self.text = text
    def raise_for_status(self): pass
def get(url, params, headers):
    asked = urllib.request.Request(url + "?" + urllib.parse.urlencode(params), headers=headers)
    return Reply(urllib.request.urlopen(asked).read().decode())
sys.modules["requests"] = types.SimpleNamespace(get=get)
sys.modules["pandas"] = types.SimpleNamespace(read_csv=lambda file: file.read())
"""
    program = stand_ins + snippets(server)["Python"] + "\nprint(table)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "Kidney" in done.stdout


def test_the_address_of_r_is_that_of_a_table(server: str) -> None:
    text = snippets(server)["R"]
    assert f'"{server}/sparql?format=csv&query="' in text
    assert text.count(')---"') == 1
    asked = urlopen(Request(f"{server}/sparql?format=csv&query=ASK%7B%7D"))
    assert json.loads(asked.read()) is True
