"""Addresses that lead nowhere, or to what was withdrawn: a page that helps people on, a document for programs."""

import json
from collections.abc import Iterator

import pytest

from http_client import ask
from made_up import write_made_up
from servers import serving

BROWSER = {"Accept": "text/html"}
WITHDRAWN = """
dataset:new a dcat:Dataset, dcat:Resource ; rdfs:label "The new one" .
dataset:old owl:deprecated true ; dct:isReplacedBy dataset:new .
dataset:gone owl:deprecated true .
"""


@pytest.fixture(scope="module")
def withdrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a graph in which things were withdrawn."""
    place = write_made_up(tmp_path_factory.mktemp("withdrawn"), WITHDRAWN)
    with serving(place) as running:
        yield running.url


def test_a_missing_page_suggests_the_nearest_things(server: str) -> None:
    reply = ask(server, "/dataset/kits-19", headers=BROWSER)
    assert reply.status == 404
    assert '<a href="/challenge/kits19">' in reply.text
    assert 'name="q" value="kits 19"' in reply.text
    assert 'href="/browse"' in reply.text


def test_a_missing_question_suggests_the_nearest_ones(server: str) -> None:
    reply = ask(server, "/queries/challenges-at-meeting", headers=BROWSER)
    assert reply.status == 404
    assert "challenges-at-a-meeting" in reply.text


def test_programs_get_a_document_of_what_is_missing(server: str) -> None:
    reply = ask(server, "/dataset/kits-19", headers={"Accept": "text/turtle"})
    assert (reply.status, reply.type) == (404, "application/problem+json")
    assert json.loads(reply.body)["type"] == "/problems#nothing-here"


def test_what_an_address_says_is_never_part_of_the_page(server: str) -> None:
    reply = ask(server, "/%3Cscript%3Ealert(1)%3C/script%3E%22", headers=BROWSER)
    assert reply.status == 404
    assert "<script>alert" not in reply.text


def test_a_withdrawn_thing_leads_to_what_replaces_it(withdrawn: str) -> None:
    reply = ask(withdrawn, "/dataset/old", headers=BROWSER)
    assert reply.status == 410
    assert '<a href="/dataset/new">The new one</a>' in reply.text


def test_a_thing_withdrawn_without_a_replacement_says_so(withdrawn: str) -> None:
    reply = ask(withdrawn, "/dataset/gone", headers=BROWSER)
    assert reply.status == 410
    assert "Nothing is named that replaces it" in reply.text


@pytest.mark.parametrize(("path", "accept"), [("/dataset/old", "text/turtle"), ("/dataset/old.nt", "*/*")])
def test_programs_get_what_replaces_a_withdrawn_thing(withdrawn: str, path: str, accept: str) -> None:
    reply = ask(withdrawn, path, headers={"Accept": accept})
    assert (reply.status, reply.type) == (410, "application/problem+json")
    assert json.loads(reply.body)["replaced_by"] == ["https://w3id.org/medkg/dataset/new"]


def test_a_thing_in_use_has_its_page(withdrawn: str) -> None:
    assert ask(withdrawn, "/dataset/new", headers=BROWSER).status == 200
