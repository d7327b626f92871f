"""Whatever is typed gives tokens, in one pass."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medkg.syntax.tokens import split_name, tokenize
from syntax.texts import HOSTILE_UNITS, sparql_like

_GAP = re.compile(r"(?:\s|\ufeff|#[^\r\n]*)*")


@given(st.text() | sparql_like())
def test_tokens_are_the_text_but_for_space_and_comments(text: str) -> None:
    place = 0
    for token in tokenize(text):
        assert _GAP.fullmatch(text[place : token.start])
        assert text[token.start : token.end] == token.text != ""
        place = token.end
    assert _GAP.fullmatch(text[place:])


@pytest.mark.parametrize("unit", HOSTILE_UNITS)
def test_hostile_text_is_read_once(unit: str) -> None:
    """A reading that tried things twice would not end within hours on these; nothing is measured here."""
    text = unit * (200_000 // len(unit))
    assert sum(len(token.text) for token in tokenize(text, comments=True)) <= len(text)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("?x<?y", "variable mark variable"),
        ("?x<http://a/>", "variable iri"),
        ("<http://a/ b>", "spaced_iri"),
        ("<http://a/ ?x", "open_iri variable"),
        ("http://a/b", "bare_iri"),
        ("ex:a.b.", "name mark"),
        ("ex:a\\-b ex: :a _:b.c", "name prefix_name name blank_node"),
        ("'a' \"b\" '''c'd''' \"\"\"e\n\"f\"\"\"", "string string string string"),
        ("'a\n'b", "open_string open_string"),
        ('"""a\nb', "open_string"),
        ("“a”", "curled_string"),
        ("1 1.5 .5 1e3 -2 +.5", "number number number number signed signed"),
        ("() ( ) [] (1)", "nil nil anon mark number mark"),
        ("'a'@en-GB^^xsd:string", "string language mark name"),
        ("a # b ?c\n?d", "word variable"),
        ("skos:broader*/^dct:title", "name mark mark mark name"),
        ("\\ é€ §", "other word other other"),
    ],
)
def test_kinds(text: str, kinds: str) -> None:
    assert " ".join(token.kind for token in tokenize(text)) == kinds


@given(st.text(alphabet="abc:-.\\", max_size=8))
def test_a_name_is_split_at_its_first_colon(local: str) -> None:
    assert split_name(f"ex:{local}")[0] == "ex"
