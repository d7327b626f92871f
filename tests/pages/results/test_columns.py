"""What columns hold."""

import pytest

from medkg.pages.results.columns import Kind, find_columns, number_of
from medkg.pages.results.result import Result, Term
from medkg.sparql.formats import Shape

XSD = "http://www.w3.org/2001/XMLSchema#"


def iri(value: str) -> Term:
    return {"type": "uri", "value": value}


def literal(value: str, datatype: str = "string") -> Term:
    return {"type": "literal", "value": value, "datatype": XSD + datatype}


def result(**columns: list[Term | None]) -> Result:
    return Result(Shape.RESULTS, tuple(columns), list(zip(*columns.values(), strict=True)), "")


@pytest.mark.parametrize(
    ("terms", "kind"),
    [
        ([iri("urn:a"), None], Kind.IRI),
        ([iri("urn:a"), literal("a")], Kind.TEXT),
        ([literal("1", "integer"), literal("1.5", "decimal")], Kind.NUMBER),
        ([literal("1", "integer"), literal("many")], Kind.TEXT),
        ([literal("2019", "gYear")], Kind.YEAR),
        ([None, None], Kind.TEXT),
        ([{"type": "bnode", "value": "b0"}], Kind.TEXT),
    ],
)
def test_a_column_is_of_the_kind_of_all_its_terms(terms: list[Term | None], kind: Kind) -> None:
    [column] = find_columns(result(x=terms), {})
    assert column.kind is kind


def test_whole_numbers_are_years_in_a_column_of_that_name() -> None:
    terms: list[Term | None] = [literal("2019", "integer")]
    found = find_columns(result(year=terms, count=terms), {})
    assert [column.kind for column in found] == [Kind.YEAR, Kind.NUMBER]


def test_texts_that_are_the_labels_of_things_are_their_names() -> None:
    things: list[Term | None] = [iri("urn:a"), iri("urn:b"), iri("urn:unknown")]
    names: list[Term | None] = [literal("A"), literal("B"), literal("whatever")]
    others: list[Term | None] = [literal("A"), literal("not B"), None]
    found = find_columns(result(thing=things, name=names, other=others), {"urn:a": "A", "urn:b": "B"})
    assert [(column.names, column.is_named) for column in found] == [(None, True), (0, False), (None, False)]


def test_without_labels_nothing_names_anything() -> None:
    [thing, name] = find_columns(result(thing=[iri("urn:a")], name=[literal("A")]), {})
    assert not thing.is_named
    assert name.names is None


@pytest.mark.parametrize(
    ("term", "number"),
    [
        (literal("12", "integer"), 12.0),
        (literal("-1.5e3", "double"), -1500.0),
        (literal("NaN", "double"), None),
        (literal("12"), None),
        (literal("12 people", "integer"), None),
        (iri("urn:12"), None),
    ],
)
def test_only_literals_of_numbers_are_numbers(term: Term, number: float | None) -> None:
    assert number_of(term) == number
