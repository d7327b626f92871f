"""Answers to the queries of pages are kept, within a bound."""

from dataclasses import replace

from medkg.sparql.ask import OnBehalf
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Answer, Request
from medkg.sparql.formats import FORMATS, Shape
from medkg.sparql.kept_answers import KeptAnswers
from medkg.sparql.local import LocalEngine
from support import NAMES


def answer(size: int) -> Answer:
    return Answer(Shape.RESULTS, FORMATS["json"], b"x" * size)


def test_an_answer_is_found_by_all_that_it_depends_on() -> None:
    kept, asked = KeptAnswers(1), Request("ASK {}")
    kept.keep(asked, answer(10))
    assert kept.find(asked) == answer(10)
    assert kept.find(replace(asked, caller=Caller("other"))) == answer(10)
    for other in (
        replace(asked, text="ASK { }"),
        replace(asked, results=FORMATS["csv"]),
        replace(asked, default_graphs=("http://example.org/",)),
        replace(asked, most_mb=1),
    ):
        assert kept.find(other) is None


def test_the_bound_holds_and_what_was_used_longest_ago_goes_first() -> None:
    kept = KeptAnswers(0.1)
    for number in range(20):
        kept.keep(Request(f"ASK {{ {number} }}"), answer(9_000))
        kept.find(Request("ASK { 0 }"))
    assert 0 < kept.bytes <= 0.1 * (1 << 20)
    assert kept.find(Request("ASK { 0 }"))
    assert kept.find(Request("ASK { 1 }")) is None
    assert kept.find(Request("ASK { 19 }"))


def test_one_large_answer_drives_nothing_out() -> None:
    kept = KeptAnswers(0.1)
    kept.keep(Request("ASK {}"), answer(60_000))
    assert len(kept) == kept.bytes == 0


def test_what_is_kept_twice_counts_once() -> None:
    kept = KeptAnswers(1)
    for _ in range(3):
        kept.keep(Request("ASK {}"), answer(10))
    assert len(kept) == 1
    assert kept.bytes == len("ASK {}") + 10 + 500


def test_a_page_asks_the_engine_for_what_is_not_kept(engine: LocalEngine) -> None:
    before = engine.state().endings.get("Answer", 0)
    pages = OnBehalf(engine, Caller(), NAMES, kept=KeptAnswers(1))
    requests = [Request(f"SELECT ({number} AS ?n) {{}}") for number in range(3)]
    first = pages.query_all(requests)
    assert pages.query_all([*reversed(requests), Request("SELECT (9 AS ?n) {}")])[:3] == first[::-1]
    assert engine.state().endings["Answer"] - before == 4
