"""Messages about queries: helpful, and made in one pass over the text."""

import pytest
from pyoxigraph import Store

from medkg.query_text import explain_syntax_error, is_update, undeclared_prefixes


@pytest.mark.parametrize(
    "unit", ["\\'", "'", '"', '\\"', "'''", '"""', "<", "#", "a:", "PREFIX ", "\\", "a", "<a", "?x:"]
)
def test_hostile_text_is_read_once(unit: str) -> None:
    """A scan that tried things twice would not end within hours on these; nothing is measured here."""
    text = unit * (1_000_000 // len(unit))
    assert explain_syntax_error(text, "error at 1:1: expected SELECT").sentence
    assert not is_update(text)
    assert all(prefix in ("a", "") for prefix in undeclared_prefixes(text))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT ?s (COUNT(?x) AS ?n) { ?s ?p ?x }", "unbound"),
        ("SELECT * { ?s x:y ?o }", "prefix 'x' is not declared"),
        ("SELECT * { ?s ?p ?o", "ends too early"),
        ("", "empty"),
    ],
)
def test_the_sentence_says_what_is_wrong(query: str, words: str) -> None:
    with pytest.raises(SyntaxError) as fault:
        Store().query(query)
    assert words in explain_syntax_error(query, str(fault.value.msg)).sentence
