"""A verdict about a query: of an engine, local or remote, which evaluates nothing, and of the graph about its terms."""

from collections.abc import Iterator, Sequence

import pytest

import peers
from medkg.errors import EngineBusy
from medkg.pages.checking import check_query, check_terms
from medkg.pages.vocabulary import Vocabulary, load_vocabulary
from medkg.search.reader import SearchIndex, open_index
from medkg.settings import Limits
from medkg.snapshot.reader import Snapshot
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Answer, Engine, EngineState, Request
from medkg.sparql.local import LocalEngine
from medkg.sparql.remote import RemoteEngine
from medkg.syntax.faults import Severity, apply_fix
from page_engine import CountingEngine
from support import NAMES

HEAVY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l GRAPH ?m { ?n ?o ?p . ?q ?r ?s } }"
EXPONENTIAL = f"SELECT ({'SUBSTR(' * 25}'a'{', 1)' * 25} AS ?x) {{}}"


@pytest.fixture(scope="module", params=["local", "remote"])
def judge(request: pytest.FixtureRequest, engine: LocalEngine) -> Iterator[Engine]:
    """An engine of workers, and one that is a service."""
    if request.param == "local":
        yield engine
        return
    with peers.oxigraph() as running:
        remote = RemoteEngine(running.query_url, NAMES.base, NAMES.prefixes, Limits(seconds=5, workers=1))
        yield remote
        remote.close()


@pytest.fixture
def vocabulary(asking: CountingEngine) -> Vocabulary:
    return load_vocabulary(asking, NAMES)


@pytest.fixture(scope="module")
def index(real_snapshot: Snapshot) -> SearchIndex:
    return open_index(real_snapshot.search)


@pytest.mark.parametrize(
    "text", ["ASK {}", HEAVY, f"{HEAVY} ORDER BY ?n", "CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }"]
)
def test_what_is_a_query_is_found_without_evaluating_it(judge: Engine, text: str) -> None:
    verdict = check_query(judge, Caller(), NAMES, text)
    assert (verdict.ok, [*verdict.faults]) == (True, [])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ASK {", "The { is not closed"),
        ("ASK { ?s dct:title ?o }", "The prefix 'dct' is not declared"),
        ("ASK { SERVICE <http://a/> { ?s ?p ?o } }", "This endpoint asks no other"),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", "This is an update"),
        ("  ", "The query is empty"),
    ],
)
def test_what_is_none_is_told_in_a_sentence(judge: Engine, text: str, message: str) -> None:
    verdict = check_query(judge, Caller(), NAMES, text)
    assert verdict.ok is False
    assert verdict.faults[0].message.startswith(message)
    assert verdict.faults[0].end <= len(text)


def test_what_only_the_engine_finds_is_told_too(engine: LocalEngine) -> None:
    verdict = check_query(engine, Caller(), NAMES, "ASK { ?s ?p <http://[> }")
    assert verdict.ok is False
    assert [fault.message for fault in verdict.faults] == ["This is no valid IRI."]


def test_a_warning_stands_beside_a_yes(judge: Engine) -> None:
    verdict = check_query(judge, Caller(), NAMES, "SELECT ?titel { ?s ?p ?title }")
    assert verdict.ok is True
    assert [fault.severity for fault in verdict.faults] == [Severity.WARNING]


def test_nobody_waits_for_a_query_that_takes_for_ever_to_read(engine: LocalEngine) -> None:
    assert check_query(engine, Caller(), NAMES, EXPONENTIAL).ok is None


class _Busy:
    """An engine without a free worker."""

    def query(self, request: Request) -> Answer:
        raise EngineBusy("No worker is free.")

    def query_all(self, requests: Sequence[Request]) -> list[Answer]:
        raise EngineBusy("No worker is free.")

    def state(self) -> EngineState:
        return EngineState({}, {})

    def close(self) -> None:
        pass


def test_without_an_engine_the_faults_of_the_text_are_told() -> None:
    verdict = check_query(_Busy(), Caller(), NAMES, "SELCT * {}")
    assert verdict.ok is None
    assert [fault.message for fault in verdict.faults] == ["'SELCT' is no word of SPARQL. Did you mean SELECT?"]


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("?d a dcat:Datset", {"dcat:Datset": "dcat:Dataset"}),
        ("?d medkg:modalty ?m", {"medkg:modalty": "medkg:modality"}),
        ("?d dct:titel ?t", {"dct:titel": "dct:title"}),
        ("?d medkg:disease disease:gliomma", {"disease:gliomma": "disease:glioma"}),
        ("?d medkg:disease <https://w3id.org/medkg/disease/gliomma>", {"disease:gliomma": "disease:glioma"}),
        ("?d medkg:disease disease:xxxxxxxx", {"disease:xxxxxxxx": None}),
        ("?d dct:title ?t ; medkg:disease disease:glioma ; a dcat:Dataset", {}),
        ("?d medkg:disease/skos:broaderTransitive? ?x . ?x rdfs:label 'dct:titel'", {}),
        ("?x <http://example.org/a> ?y", {"http://example.org/a": None}),
        ("GRAPH <https://w3id.org/medkg/graph/inferred> { ?s ?p ?o }", {}),
        ("VALUES ?x { anatomy:lung dataset:abide } ?x ?y ?z", {}),
    ],
)
def test_a_term_that_the_graph_does_not_know_is_told_with_the_nearest(
    asking: CountingEngine, vocabulary: Vocabulary, index: SearchIndex, pattern: str, told: dict[str, str | None]
) -> None:
    text = NAMES.with_prefixes(f"ASK {{ {pattern} }}")
    faults = check_terms(asking, NAMES, vocabulary, index.nearest_names, text)
    for fault, (term, near) in zip(faults, told.items(), strict=True):
        assert fault.message.startswith(f"The graph knows no {term}.")
        assert bool(fault.fixes) is bool(near)
        for fix in fault.fixes:
            mended = apply_fix(text, fix)
            assert check_terms(asking, NAMES, vocabulary, index.nearest_names, mended) == []
