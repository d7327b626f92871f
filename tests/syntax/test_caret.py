"""What is known of a caret: the word, the statement, and what may stand there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medkg.syntax.caret import Caret, find_caret
from medkg.syntax.statements import Part, Statements
from medkg.syntax.tokens import Token, tokenize
from syntax.texts import HOSTILE_UNITS, sparql_like


def caret_of(marked: str) -> Caret | None:
    """Return the caret at the bar in a text."""
    return find_caret(marked.replace("|", "", 1), marked.index("|"))


def _texts(*tokens: Token | None) -> list[str | None]:
    return [token.text if token else None for token in tokens]


@pytest.mark.parametrize(
    ("marked", "word", "part", "subject", "predicate"),
    [
        ("|", "", Part.NOTHING, None, None),
        ("SEL|", "SEL", Part.NOTHING, None, None),
        ("PREFIX dc|", "dc", Part.NOTHING, None, None),
        ("SELECT ?x { | }", "", Part.SUBJECT, None, None),
        ("SELECT ?x { ?x | }", "", Part.PREDICATE, "?x", None),
        ("SELECT ?x { ?x dct:ti| }", "dct:ti", Part.PREDICATE, "?x", None),
        ("SELECT ?x { ?x a dcat:D|ata }", "dcat:D", Part.OBJECT, "?x", "a"),
        ("SELECT ?x { ?x a dcat:Dataset ; | }", "", Part.PREDICATE, "?x", None),
        ("SELECT ?x { ?x medkg:disease disease:a, gli| }", "gli", Part.OBJECT, "?x", "medkg:disease"),
        ("SELECT ?x { ?x a dcat:Dataset . | }", "", Part.SUBJECT, None, None),
        ("SELECT ?x { ?x medkg:extent [ | ] }", "", Part.PREDICATE, "[", None),
        ("SELECT ?x { ?x medkg:extent [ medkg:unit un| ] }", "un", Part.OBJECT, "[", "medkg:unit"),
        ("SELECT ?x { ?x medkg:extent [ ] ; | }", "", Part.PREDICATE, "?x", None),
        ("SELECT ?x { ?x medkg:task/| }", "", Part.PREDICATE, "?x", None),
        ("SELECT ?x { ?x medkg:task/skos:broader* seg| }", "seg", Part.OBJECT, "?x", None),
        ("SELECT ?x { ?x (medkg:a|medkg:b) x| }".replace("|", "/", 1), "x", Part.OBJECT, "?x", None),
        ("SELECT ?x { ?x ^me| }", "me", Part.PREDICATE, "?x", None),
        ("SELECT ?x { OPTIONAL { ?x dct:t| } }", "dct:t", Part.PREDICATE, "?x", None),
        ("SELECT ?x { OPTIONAL { ?x a ?y } | }", "", Part.SUBJECT, None, None),
        ("SELECT ?x { FILTER(STR| }", "STR", Part.NOTHING, None, None),
        ("SELECT ?x { FILTER(?x > 1) ?x | }", "", Part.PREDICATE, "?x", None),
        ("SELECT ?x { FILTER NOT EXISTS { ?x a| } }", "a", Part.PREDICATE, "?x", None),
        ("SELECT ?x { BIND(1 AS ?y) ?x | }", "", Part.PREDICATE, "?x", None),
        ("SELECT ?x { VALUES ?x { dis| } }", "dis", Part.NOTHING, None, None),
        ("SELECT ?x { VALUES ?x { 1 } ?x | }", "", Part.PREDICATE, "?x", None),
        ("SELECT ?x { GRAPH ?g { ?x | } }", "", Part.PREDICATE, "?x", None),
        ("SELECT ?x { ?x dct:title 'a'@en ; | }", "", Part.PREDICATE, "?x", None),
        ("SELECT ?x { ?x medkg:year '1'^^xsd:gYear ; | }", "", Part.PREDICATE, "?x", None),
        ("SELECT ?x { ?x a ?y } ORDER BY |", "", Part.NOTHING, None, None),
        ("SELECT ?x { ?x a ?y\n?x | }", "", Part.PREDICATE, "?x", None),
        ("SELCT ?x { ?x dct:title | }", "", Part.OBJECT, "?x", "dct:title"),
        ("SELECT ?x { ?x ?p data-type:| }", "data-type:", Part.OBJECT, "?x", "?p"),
        ("SELECT ?x { '😀' dct:t| }", "dct:t", Part.PREDICATE, "'😀'", None),
    ],
)
def test_a_caret_knows_its_statement(
    marked: str, word: str, part: Part, subject: str | None, predicate: str | None
) -> None:
    caret = caret_of(marked)
    assert caret
    position = caret.position
    assert (caret.word, position.part) == (word, part)
    assert _texts(position.subject, position.predicate) == [subject, predicate]


@pytest.mark.parametrize(
    "marked",
    ["SELECT * {} # a|", "ASK { ?s ?p 'a| }", 'ASK { ?s ?p """a\n| }', "ASK { ?s ?p <http://a| }", "ASK { <|"],
)
def test_nothing_is_completed_in_a_comment_a_text_or_an_iri(marked: str) -> None:
    assert caret_of(marked) is None


@pytest.mark.parametrize(
    ("marked", "expected", "unexpected"),
    [
        ("|", {"SELECT", "PREFIX", "ASK"}, {"WHERE", "variable"}),
        ("SELECT |", {"DISTINCT", "variable"}, {"WHERE", "FILTER"}),
        ("SELECT ?x |", {"WHERE", "FROM", "variable"}, {"FILTER"}),
        ("SELECT * { | }", {"FILTER", "OPTIONAL", "BIND", "name"}, {"ORDER", "STR"}),
        ("SELECT * { FILTER(| ) }", {"STR", "variable", "EXISTS"}, {"FILTER", "COUNTX"}),
        ("SELECT * { } |", {"ORDER", "LIMIT", "GROUP"}, {"FILTER"}),
        ("SELECT * { } ORDER BY |", {"DESC", "variable"}, {"LIMIT"}),
        ("SELCT * { ?s ?p ?o } |", {"ORDER", "LIMIT"}, {"SELECT"}),
    ],
)
def test_a_caret_knows_what_may_stand_there(marked: str, expected: set[str], unexpected: set[str]) -> None:
    caret = caret_of(marked)
    assert caret
    assert expected <= caret.expected
    assert not unexpected & caret.expected


@pytest.mark.parametrize(
    ("marked", "statements"),
    [
        ("ASK { ?x a ?y . ?x | }", [("?x", "a", "?y")]),
        ("ASK { ?x | ; a ?y }", [("?x", "a", "?y")]),
        ("ASK { ?x dct:t|\n?x a ?y }", [("?x", "a", "?y")]),
        ("ASK { ?x dct:t| ?t ; a ?y . ?y a ?z }", [("?x", "<>", "?t"), ("?x", "a", "?y"), ("?y", "a", "?z")]),
        ("ASK { ?x medkg:extent [ a ?e ; | ] }", [("?x", "medkg:extent", "["), ("[", "a", "?e")]),
        ("ASK { ?x dct:a/dct:b ?y ; | }", [("?x", None, "?y")]),
        ("ASK { ?x a ?y OPTIONAL { ?x | } ?y a ?z }", [("?x", "a", "?y"), ("?y", "a", "?z")]),
    ],
)
def test_a_caret_knows_the_other_statements(marked: str, statements: list[tuple[str, str | None, str]]) -> None:
    caret = caret_of(marked)
    assert caret
    assert [tuple(_texts(each.subject, each.predicate, each.object)) for each in caret.statements] == statements


@given(st.text(max_size=50) | sparql_like(), st.integers(-5, 200))
def test_any_text_has_a_caret_anywhere_or_none(text: str, at: int) -> None:
    caret = find_caret(text, at)
    if caret:
        assert 0 <= caret.start <= caret.end <= len(text)
        assert text[caret.start : caret.end].startswith(caret.word)


@pytest.mark.parametrize("unit", HOSTILE_UNITS)
def test_hostile_text_is_read_once(unit: str) -> None:
    """A reading that tried things twice would not end within hours on these; nothing is measured here."""
    text = unit * (20_000 // len(unit))
    find_caret(text, len(text))
    assert len(Statements.of(tokenize(text)).found) <= len(text)
