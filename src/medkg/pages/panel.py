"""Queries of pages with their rows, so that each list of a page can lead to the query that it is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from medkg.sparql.ask import Row, rows_of
from medkg.sparql.engine import Engine, Lane, Request
from medkg.sparql.formats import FORMATS


@dataclass(frozen=True)
class Panel:
    """What a page shows of one query: the text that stands behind it, and the rows."""

    text: str
    rows: Sequence[Row]


def ask_panel(engine: Engine, text: str) -> Panel:
    """Return the rows of a SELECT query with its text."""
    return ask_panels(engine, [text])[0]


def ask_panels(engine: Engine, texts: Sequence[str]) -> list[Panel]:
    """Return the rows of several SELECT queries, which are evaluated at once as far as the workers allow."""
    requests = [Request(text, results=FORMATS["json"], lane=Lane.PAGES) for text in texts]
    return [Panel(text, rows_of(answer)) for text, answer in zip(texts, engine.query_all(requests), strict=True)]
