"""What is told of a query: a sentence for each fault, and changes that mend it."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from medkg.syntax.check import MOST_CHARACTERS, check, engine_fault, explain
from medkg.syntax.faults import Severity, apply_fix, errors
from medkg.syntax.tokens import Token, tokenize
from support import NAMES
from syntax.faulty import FAULTY
from syntax.texts import HOSTILE_UNITS, queries_of, sparql_like

PREFIXES = NAMES.prefixes
QUERIES = queries_of()


def is_query(text: str) -> bool:
    try:
        Store().query(text)
    except SyntaxError:
        return False
    except RuntimeError:  # it calls a function that nobody knows
        return True
    return True


@pytest.mark.parametrize(("text", "told"), FAULTY)
def test_a_fault_is_told_where_it_is_with_what_mends_it(text: str, told: list[tuple[str, str, str | None]]) -> None:
    found = [
        (text[fault.start : fault.end], fault.message, apply_fix(text, fault.fixes[0]) if fault.fixes else None)
        for fault in check(text, PREFIXES)
    ]
    assert found == told


@pytest.mark.parametrize("text", [text for text, _ in FAULTY])
def test_each_change_leaves_fewer_faults(text: str) -> None:
    before = check(text, PREFIXES)
    for fault in before:
        for fix in fault.fixes:
            assert len(check(apply_fix(text, fix), PREFIXES)) < len(before)


@pytest.mark.parametrize("text", [text for text, told in FAULTY if all(mended for _, _, mended in told)])
def test_with_all_changes_made_it_is_a_query(text: str) -> None:
    for _ in range(10):
        fixes = [fix for fault in check(text, PREFIXES) for fix in fault.fixes[:1]]
        if not fixes:
            break
        text = apply_fix(text, fixes[0])
    assert is_query(text)


@pytest.mark.parametrize("text", QUERIES)
def test_a_query_of_the_repository_has_no_fault(text: str) -> None:
    assert check(text, PREFIXES) == []


@st.composite
def damaged_queries(draw: st.DrawFn) -> str:
    """Return a query of the repository with one token left out, doubled, or replaced by another."""
    text = draw(st.sampled_from(QUERIES))
    tokens = _where_it_matters(tokenize(text))
    token, other = draw(st.sampled_from(tokens)), draw(st.sampled_from(tokens))
    written = draw(st.sampled_from(["", f"{token.text} {token.text}", other.text]))
    return text[: token.start] + written + text[token.end :]


def _where_it_matters(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.kind != "iri"]


@settings(max_examples=200)
@given(damaged_queries())
def test_a_fault_is_found_where_the_engine_finds_one(text: str) -> None:
    assert (not errors(check(text, PREFIXES))) == is_query(text)


@settings(max_examples=200)
@given(damaged_queries())
def test_no_change_is_proposed_that_does_not_help(text: str) -> None:
    found = check(text, PREFIXES)
    for fault in found:
        for fix in fault.fixes:
            assert len(check(apply_fix(text, fix), PREFIXES)) < len(found)


@given(st.text() | sparql_like())
def test_any_text_is_read(text: str) -> None:
    for fault in check(text, PREFIXES):
        assert 0 <= fault.start <= fault.end <= len(text)
        assert fault.message.endswith((".", "?"))
        assert all(0 <= fix.start <= fix.end <= len(text) for fix in fault.fixes)


@pytest.mark.parametrize("unit", HOSTILE_UNITS)
@pytest.mark.parametrize("before", ["", "SELECT * { ?s ?p "])
def test_hostile_text_is_read_once(unit: str, before: str) -> None:
    """A reading that tried things twice would not end within hours on these; nothing is measured here."""
    text = before + unit * (MOST_CHARACTERS // len(unit) - 20)
    assert all(fault.end <= len(text) for fault in check(text, PREFIXES))


def test_deep_nesting_overflows_nothing() -> None:
    depth = 5_000
    assert check("ASK { ?s ?p ?o FILTER" + "(" * depth + "?o" + ")" * depth + " }", PREFIXES) == []
    assert check("ASK " + "{" * depth + "}" * depth, PREFIXES) == []


def test_a_text_that_nobody_wrote_by_hand_is_not_looked_at() -> None:
    assert check("SELCT " * MOST_CHARACTERS, PREFIXES) == []


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?x { { SELECT (COUNT(*) AS ?x) { ?s ?p ?o } } }",
        "SELECT ?x { VALUES (?x ?y) { (1 UNDEF) } }",
        "SELECT ?x { } VALUES ?x { 1 }",
        "SELECT ?n (SUM(?x) AS ?all) { ?s ?n ?x } GROUP BY ?n HAVING(COUNT(*) > 1)",
        "SELECT (STR(?s) AS ?t) (STRLEN(?t) AS ?n) { ?s ?p ?o }",
        "SELECT (COUNT(*) AS ?n) (?n + 1 AS ?m) { ?s ?p ?o }",
        "SELECT ?y (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY (STR(?o) AS ?y)",
        "SELECT * { ?s ?p ?o BIND(STR(?o) AS ?x) FILTER NOT EXISTS { ?s ?q ?x } }",
        "SELECT * { { BIND(1 AS ?x) } UNION { BIND(2 AS ?x) } }",
        "SELECT ?g { GRAPH ?g { ?s ?p ?o } }",
        "DESCRIBE ?x { ?x ?y ?z } LIMIT 1",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "ASK { ?s !(rdf:type|^rdf:type)/(rdf:type*)? ?o }",
    ],
)
def test_what_is_right_is_not_blamed(text: str) -> None:
    assert check(NAMES.with_prefixes(text), PREFIXES) == []


def test_a_warning_makes_no_query_wrong() -> None:
    (fault,) = check("SELECT ?titel { ?s ?p ?title }", PREFIXES)
    assert fault.severity is Severity.WARNING
    assert errors([fault]) == []


@pytest.mark.parametrize(
    ("text", "message", "place", "sentence"),
    [
        ("ASK {}", "error at 1:5: expected one of This is told by the engine, [_]", 4, "This is told by the engine."),
        ("ASK {}", "error at 1:5: expected IRI parsing failed", 4, "This is no valid IRI."),
        ("ASK { }", "error at 9:9: expected [_]", 7, "The query ends too early. Look for a bracket, quote or keyword"),
        ("ASK {\n x }", "error at 2:2: expected [_]", 7, "The query cannot be read from 'x }' on."),
        ("ASK {\n OPTINAL }", "error at 2:10: expected OPTIONAL", 7, "The query cannot be read from 'OPTINAL }' on."),
        ("ASK {}", "Too many columns", 0, "Too many columns."),
    ],
)
def test_what_only_the_engine_finds_is_told_in_a_sentence(text: str, message: str, place: int, sentence: str) -> None:
    fault = engine_fault(text, message)
    assert fault.start == place
    assert fault.message.startswith(sentence)


def test_a_blank_that_only_the_engine_minds_is_told() -> None:
    text = "SELECT (CONCAT ('a') AS ?x) {}"
    fault = explain(text, "error at 1:17: expected _", {})
    assert not is_query(text)
    assert is_query(apply_fix(text, fault.fixes[0]))


def test_what_is_found_here_goes_before_what_the_engine_says() -> None:
    assert explain("SELCT * {}", "error at 1:10: expected CONSTRUCT", {}).start == 0
    assert explain("ASK {}", "error at 1:5: expected IRI parsing failed", {}).message == "This is no valid IRI."


def test_a_text_full_of_undeclared_prefixes_is_told_of_some_of_them() -> None:
    """Each fault may come with a change of nearly the whole text, and is looked for among all tokens."""
    uses = " ".join(f"dc{number}:x" for number in range(500))
    assert 50 < len(check(f"ASK {{ {uses} {uses} }}", NAMES.prefixes)) < 200


def test_a_text_full_of_variables_without_a_value_is_told_of_some_of_them() -> None:
    """For each, all variables that have a value are looked through, and none that has not is proposed."""
    unbound = " ".join(f"?a{number}" for number in range(500))
    bound = " ".join(f"?c{number}" for number in range(500))
    found = check(f"SELECT {unbound} {{ VALUES ({bound}) {{ }} }}", NAMES.prefixes)
    assert 10 < len(found) < 50
    assert not any(fix for fault in found for fix in fault.fixes if fix.insert.startswith("?a"))
