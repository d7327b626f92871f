"""Answers of the engine, read as rows."""

import pytest

from medkg.pages.results.result import Result, read_result
from medkg.sparql.engine import Engine, Request
from medkg.sparql.formats import Shape


def read(engine: Engine, text: str) -> Result:
    return read_result(engine.query(Request(text)), text)


def test_rows_have_gaps_where_a_variable_is_unbound(engine: Engine) -> None:
    result = read(engine, "SELECT ?a ?b { VALUES (?a ?b) { (1 UNDEF) (UNDEF 2) } }")
    assert [[term and term["value"] for term in row] for row in result.rows] == [["1", None], [None, "2"]]
    assert [term["value"] for term in result.terms(0)] == ["1"]


def test_all_variables_come_in_the_order_of_the_query(engine: Engine) -> None:
    assert list(read(engine, "SELECT * { BIND(1 AS ?z) BIND(2 AS ?a) BIND(3 AS ?m) }").columns) == ["z", "a", "m"]


def test_yes_and_no(engine: Engine) -> None:
    assert read(engine, "ASK {}").yes is True
    assert read(engine, "ASK { FILTER(false) }").yes is False
    assert read(engine, "SELECT * {}").yes is None


def test_triples_are_rows_of_three(engine: Engine) -> None:
    result = read(engine, "CONSTRUCT { <urn:a> <urn:p> 'x'@de, 7, <urn:b>, [] } WHERE {}")
    assert (result.shape, tuple(result.columns)) == (Shape.GRAPH, ("subject", "predicate", "object"))
    objects = {term["type"]: term for term in result.terms(2)}
    assert set(objects) == {"literal", "uri", "bnode"}
    assert {term.get("xml:lang") for term in result.terms(2)} == {"de", None}
    assert "http://www.w3.org/2001/XMLSchema#integer" in {term.get("datatype") for term in result.terms(2)}
    assert "<urn:b>" in result.raw


@pytest.mark.parametrize("depth", [1, 300])
@pytest.mark.parametrize("form", ["SELECT ?t{0}", "CONSTRUCT {{ <urn:a> <urn:b> ?t{0} }} WHERE"])
def test_triples_as_terms_are_not_read_however_deep_they_are(engine: Engine, form: str, depth: int) -> None:
    binds = " ".join(f"BIND(TRIPLE(<urn:s>, <urn:p>, ?t{level}) AS ?t{level + 1})" for level in range(depth))
    result = read(engine, f"{form.format(depth)} {{ BIND(1 AS ?t0) {binds} }}")
    assert result.is_text
    assert not result.rows
    assert "urn:s" in result.raw


def test_a_text_that_looks_like_a_nested_triple_is_read(engine: Engine) -> None:
    result = read(engine, """SELECT ?x { VALUES ?x { '{"type":"triple"}' } }""")
    assert [term["value"] for term in result.terms(0)] == ['{"type":"triple"}']
