"""Answers of the engine as rows of terms."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from medkg.pages.results.hints import ordered_columns
from medkg.sparql.engine import Answer
from medkg.sparql.formats import Shape

Term = Mapping[str, str]
"""As in SPARQL's JSON results."""

_NESTED = {Shape.RESULTS: re.compile(r'"type"\s*:\s*"triple"'), Shape.GRAPH: re.compile(r"<<")}
"""What a triple as a term looks like. (In a string of JSON, a quotation mark would have a backslash before it.)"""

Cells = Sequence[Term | None]


@dataclass(frozen=True)
class Result:
    """A result: rows of terms, and the text in which the engine gave it."""

    shape: Shape
    columns: Sequence[str]
    rows: Sequence[Cells]
    raw: str
    yes: bool | None = None
    """The answer to an ASK query."""
    is_text: bool = False
    """Whether it was not read, and has nothing but its text."""

    def terms(self, position: int) -> Iterator[Term]:
        """Yield the terms of a column, without the gaps."""
        return (row[position] for row in self.rows if row[position] is not None)  # type: ignore[misc]


def read_result(answer: Answer, text: str) -> Result:
    """Return the result of a query from its answer in JSON or Turtle.

    Of one with triples as terms, which SPARQL 1.1 has not, only the text is taken: they may be nested so deeply that
    reading them overflows a stack.
    """
    raw = answer.body.decode()
    if _NESTED[answer.shape].search(raw):
        return Result(answer.shape, (), (), raw, is_text=True)
    if answer.shape is Shape.GRAPH:
        return Result(answer.shape, ("subject", "predicate", "object"), list(_triples(answer.body)), raw)
    value = json.loads(raw)
    if "boolean" in value:
        return Result(answer.shape, (), (), raw, value["boolean"])
    columns = ordered_columns(text, value["head"]["vars"])
    rows = [[row.get(name) for name in columns] for row in value["results"]["bindings"]]
    return Result(answer.shape, columns, rows, raw)


def _triples(body: bytes) -> Iterator[Cells]:
    for quad in parse(body, RdfFormat.TURTLE):
        yield [_as_term(each) for each in (quad.subject, quad.predicate, quad.object)]


def _as_term(term: NamedNode | BlankNode | Literal | Triple) -> Term:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal(language=str() as language):
            return {"type": "literal", "value": term.value, "xml:lang": language}
        case Literal():
            return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
    raise ValueError("a triple as a term, which is not read")
