"""The helpers of the editor over HTTP: JSON, places as browsers count them, and bounds."""

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import pytest

from http_client import FORM, Reply, ask
from medkg.settings import Limits, ServerSettings
from medkg.snapshot.reader import Snapshot
from medkg.sparql.ask import OnBehalf
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Answer, Lane, Request
from medkg.sparql.local import LocalEngine
from medkg.web.app import create_app
from medkg.web.site import Site
from support import NAMES

EDITOR = "/sparql"


def post(server: str, path: str, **fields: object) -> Reply:
    return ask(server, path, urlencode(fields), FORM)


def answer(reply: Reply) -> Any:
    assert (reply.status, reply.type) == (200, "application/json")
    assert reply.headers["Cache-Control"] == "no-store"
    return json.loads(reply.body)


def test_a_fault_has_its_place_in_units_of_utf_16(server: str) -> None:
    text = "ASK {\n ?s ?p '😀' } }"
    found = answer(post(server, "/check", query=text))
    assert found["ok"] is False
    assert found["faults"] == [
        {
            "from": 20,
            "to": 21,
            "line": 2,
            "column": 15,
            "message": "} is too much here.",
            "severity": "error",
            "fixes": [{"label": "Remove }", "from": 20, "to": 21, "insert": ""}],
        }
    ]


@pytest.mark.parametrize("text", ["ASK {}", "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"])
def test_a_query_is_checked_and_not_run(server: str, text: str) -> None:
    assert answer(post(server, "/check", query=text)) == {"ok": True, "faults": []}


def test_a_term_that_the_graph_does_not_know_is_a_warning(server: str) -> None:
    text = "PREFIX medkg: <https://w3id.org/medkg/ontology#> ASK { ?d medkg:modalty ?m }"
    (fault,) = answer(post(server, "/check", query=text))["faults"]
    assert (fault["severity"], fault["fixes"][0]["insert"]) == ("warning", "medkg:modality")


def test_options_have_what_the_editor_needs(server: str) -> None:
    text = "ASK { ?s ?p '😀' ; medkg:disease gli }"
    found = answer(post(server, "/complete", query=text, at=36))
    assert (found["from"], found["to"]) == (33, 36)
    assert found["options"][0] == {
        "label": "disease:glioma",
        "insert": "disease:glioma",
        "detail": found["options"][0]["detail"],
        "info": "glioma",
        "kind": "thing",
        "prefix": {"name": "disease", "iri": "https://w3id.org/medkg/disease/"},
    }


@pytest.mark.parametrize("path", ["/check", "/complete"])
def test_both_can_be_asked_by_get_and_without_anything(server: str, path: str) -> None:
    answer(ask(server, f"{path}?query=SEL"))
    answer(ask(server, path))


def test_without_a_place_the_caret_is_at_the_end(server: str) -> None:
    assert answer(ask(server, "/complete?query=SEL"))["options"][0]["insert"] == "SELECT"


@pytest.mark.parametrize("at", ["-1", "x", "1.5", "", "9" * 40, "٣"])
def test_a_caret_that_is_nowhere_is_refused(server: str, at: str) -> None:
    reply = post(server, "/complete", query="ASK {}", at=at)
    assert (reply.status, reply.type) == (400, "application/problem+json")


def test_a_caret_behind_the_end_is_at_the_end(server: str) -> None:
    assert answer(post(server, "/complete", query="SEL", at=99))["to"] == 3


@pytest.mark.parametrize("path", ["/check", "/complete"])
def test_a_text_that_nobody_wrote_by_hand_is_refused(server: str, path: str) -> None:
    reply = post(server, path, query="#" * 20_001)
    assert (reply.status, reply.type) == (413, "application/problem+json")


@pytest.mark.parametrize("path", ["/check", "/complete"])
@pytest.mark.parametrize("query", ["%ED%A0%80", "%00", "%FF%FE", "%F0%9F%98%80", "%22%5C"])
def test_any_bytes_are_answered(server: str, path: str, query: str) -> None:
    answer(ask(server, f"{path}?query={query}&at=1"))


def test_a_malformed_query_is_told_by_line_and_column(server: str) -> None:
    reply = ask(server, f"{EDITOR}?{urlencode({'query': 'SELCT * {}'})}", headers={"Accept": "application/json"})
    detail = json.loads(reply.body)["detail"]
    assert detail == "Line 1, column 1: 'SELCT' is no word of SPARQL. Did you mean SELECT?"


class Watched(OnBehalf):
    """An engine that notes what it is asked."""

    def __init__(self, engine: LocalEngine) -> None:
        super().__init__(engine, Caller(), NAMES)
        self.asked: list[Request] = []

    def query_all(self, requests: Sequence[Request]) -> list[Answer]:
        self.asked += requests
        return super().query_all(requests)


def test_a_pattern_of_a_stranger_is_not_evaluated_in_the_lane_of_pages(
    engine: LocalEngine, real_snapshot: Snapshot
) -> None:
    watched = Watched(engine)
    client = create_app(Site(real_snapshot, watched, NAMES, Limits(), ServerSettings())).test_client()
    text = "ASK { ?a medkg:disease ?s . ?b medkg:disease ?s . ?s "
    assert client.post("/complete", data={"query": text}).status_code == 200
    (asked,) = [request for request in watched.asked if "?other" in request.text]
    assert (asked.lane, asked.most_seconds) == (Lane.AD_HOC, 1.0)
