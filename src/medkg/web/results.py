"""Answers as tables for pages."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from medkg.sparql.engine import Answer
from medkg.sparql.formats import Shape

PAGE_MB = 4
"""How large a result may be that a page shows; larger ones can be had in the formats for programs."""

SHOWN_ROWS = 1_000


@dataclass(frozen=True)
class Table:
    """A result to show: rows of cells, or a text (triples, yes or no)."""

    columns: Sequence[str]
    rows: Sequence[Sequence[Mapping[str, str] | None]]
    text: str | None = None
    shape: Shape = Shape.RESULTS
    total: int = 0
    """How many rows there are; a page shows the first of them."""


def read_table(answer: Answer) -> Table:
    """Return the table of an answer in JSON or Turtle."""
    if answer.shape is Shape.GRAPH:
        return Table((), (), answer.body.decode(), Shape.GRAPH)
    value = json.loads(answer.body)
    if "boolean" in value:
        return Table((), (), "yes" if value["boolean"] else "no")
    columns = value["head"]["vars"]
    bindings = value["results"]["bindings"]
    return Table(columns, [[row.get(name) for name in columns] for row in bindings[:SHOWN_ROWS]], total=len(bindings))
