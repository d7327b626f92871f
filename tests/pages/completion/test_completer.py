"""What is offered at a caret: what the graph has there, the likeliest first."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from medkg.errors import EngineBusy
from medkg.namespaces import DCT
from medkg.pages.completion.completer import Completer, Completion
from medkg.pages.completion.writing import Option
from medkg.pages.vocabulary import load_vocabulary
from medkg.search.reader import open_index
from medkg.snapshot.reader import Snapshot
from medkg.sparql.ask import ask_rows
from medkg.sparql.engine import Answer, Engine, Request
from page_engine import CountingEngine
from support import NAMES
from syntax.texts import sparql_like


@pytest.fixture(scope="module")
def completer(engine: Engine, real_snapshot: Snapshot) -> Completer:
    asking = CountingEngine(engine)
    return Completer(NAMES, load_vocabulary(asking, NAMES), asking, open_index(real_snapshot.search).complete)


def completed(completer: Completer, marked: str) -> Completion:
    return completer.complete(marked.replace("|", "", 1), marked.index("|"))


def option(completer: Completer, marked: str, insert: str) -> Option:
    return next(each for each in completed(completer, marked).options if each.insert == insert)


@pytest.mark.parametrize(
    ("marked", "first"),
    [
        ("|", "SELECT"),
        ("SEL|", "SELECT"),
        ("sel|", "select"),
        ("SELECT dis|", "distinct"),
        ("PREFIX dcat|", "dcat: <http://www.w3.org/ns/dcat#>"),
        ("SELECT ?|\n{ ?date a ?b }", "?date"),
        ("SELECT * { ?d a data|", "dcat:Dataset"),
        ("SELECT * { ?d a dcat:data|", "dcat:Dataset"),
        ("SELECT * { ?d mod|", "medkg:modality"),
        ("SELECT * { ?d medkg:mod|", "medkg:modality"),
        ("SELECT * { ?d medkg:anatomical|", "medkg:anatomicalSite"),
        ("SELECT * { ?d a medkg:Event ; ye|", "medkg:year"),
        ("SELECT * { ?d medkg:disease gli|", "disease:glioma"),
        ("SELECT * { ?d medkg:disease disease:gli|", "disease:glioma"),
        ("SELECT * { ?d medkg:disease disease:lung-c|", "disease:lung-cancer"),
        ("SELECT * { ?d medkg:modality CT|", "modality:ct"),
        ("SELECT * { ?d medkg:modality mri|", "modality:mri"),
        ("SELECT * { ?d dct:accessRights |", "access:not-stated"),
        ("SELECT * { ?d dct:accessRights op|", "access:open"),
        ("SELECT * { ?d medkg:extent [ medkg:unit |", "unit:patient"),
        ("SELECT * { ?d medkg:extent ?e . ?e coun|", "medkg:count"),
        ("SELECT * { ?d medkg:disease/skos:br|", "skos:broaderTransitive"),
        ("SELECT * { dataset:abi|", "dataset:abide"),
        ("SELECT * { ?d a ?x . opt|", "optional"),
        ("SELECT * { ?d a ?x FILTER(lcas|", "LCASE("),
        ("SELECT * { ?d a ?x FILTER(?x IN (dise|", "disease:"),
        ("SELECT * { VALUES ?x { glio|", "disease:glioma"),
        ("SELECT * { ?d a ?x } ord|", "order by"),
        ("SELECT * { ?d a ?x } ORDER BY DES|", "DESC"),
        ("SELECT * { ?d a ?x } |", "ORDER BY"),
        ("SELECT (COUNT(|", "DISTINCT"),
        ("SELECT * { ?d medkg:year |", '"2017"^^xsd:gYear'),
    ],
)
def test_the_likeliest_comes_first(completer: Completer, marked: str, first: str) -> None:
    assert [each.insert for each in completed(completer, marked).options][:1] == [first]


def test_of_a_pattern_only_the_properties_that_go_with_it_are_offered_with_counts(completer: Completer) -> None:
    found = {each.insert: each for each in completed(completer, "ASK { ?d a medkg:Event ; | }").options}
    events = ask_rows(completer.engine, "SELECT (COUNT(*) AS ?n) { ?e a medkg:Event }")[0]["n"]["value"]
    assert found["medkg:year"].detail.endswith(f" of {events}")
    assert "medkg:modality" not in found


def test_a_thing_is_found_by_a_synonym_and_told_by_its_name(completer: Completer) -> None:
    found = option(completer, "ASK { ?d medkg:disease heart| }", "disease:myocardial-infarction")
    assert "myocardial infarction (also called heart attack" in found.info
    assert found.detail.startswith("Disease")


def test_a_prefix_that_is_not_declared_comes_with_its_declaration(completer: Completer) -> None:
    assert option(completer, "ASK { ?d tit| }", "dct:title").prefix == ("dct", str(DCT))
    declared = f"PREFIX dct: <{DCT}> ASK {{ ?d tit| }}"
    assert option(completer, declared, "dct:title").prefix is None


def test_the_prefix_of_the_query_is_used_and_never_given_another_meaning(completer: Completer) -> None:
    assert option(completer, f"PREFIX dc: <{DCT}> ASK {{ ?d tit| }}", "dc:title").prefix is None
    other = "PREFIX dct: <http://example.org/> ASK { ?d tit| }"
    assert option(completer, other, f"<{DCT}title>").prefix is None


def test_the_word_at_the_caret_is_replaced_whole(completer: Completer) -> None:
    found = completed(completer, "ASK { ?d medkg:mod|alty ?m }")
    assert (found.start, found.end) == (9, 22)


def test_a_word_within_a_comment_or_a_text_is_left_alone(completer: Completer) -> None:
    assert completed(completer, "ASK { ?d dct:title 'SEL| }").options == ()


@pytest.fixture(scope="module")
def complete(completer: Completer) -> Callable[[str, int], Completion]:
    """The completer behind a function, which Hypothesis prints in a line."""
    return lambda text, at: completer.complete(text, at)  # noqa: PLW0108


@settings(max_examples=60)
@given(text=st.text(max_size=40) | sparql_like(), at=st.integers(0, 200))
def test_any_text_is_completed_within_bounds(complete: Callable[[str, int], Completion], text: str, at: int) -> None:
    found = complete(text, at)
    assert 0 <= found.start <= found.end <= len(text)
    assert len(found.options) <= 50
    assert len({each.insert for each in found.options}) == len(found.options)


class _Busy(CountingEngine):
    def query(self, request: Request) -> Answer:
        raise EngineBusy("No worker is free.")


def test_without_a_free_worker_what_is_known_is_offered(completer: Completer, engine: Engine) -> None:
    busy = Completer(NAMES, completer.vocabulary, _Busy(engine), completer.complete_name)
    assert option(busy, "ASK { ?d a medkg:Event ; ye| }", "medkg:year").detail.endswith(" uses")
