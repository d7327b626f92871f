"""A query from the command line: the same engine and limits as behind the endpoint, the answer printed."""

import json
from collections.abc import Callable
from typing import TextIO

from rich.console import Console
from rich.table import Table

from medkg.errors import QueryRefused
from medkg.namespaces import Names
from medkg.settings import Limits
from medkg.snapshot.reader import Snapshot
from medkg.sparql.ask import OnBehalf
from medkg.sparql.caller import Caller
from medkg.sparql.engine import Answer, Engine, Lane, Request
from medkg.sparql.formats import FORMATS, Shape, find_format
from medkg.sparql.local import LocalEngine

_UNLIMITED = 10_000
"""Columns of a table that goes into a file or a pipe, so that nothing is cut."""


def print_answer(
    snapshot: Snapshot, text_of: Callable[[Engine], str], format_key: str, seconds: float, output: TextIO
) -> None:
    """Evaluate a query over a snapshot and print the answer as a table or in a format of the endpoint.

    Raises QueryRefused for a format that does not exist or does not fit what the query gives.
    """
    base = snapshot.manifest.base_iri
    limits = Limits(seconds=seconds, workers=1, page_workers=0)
    local = LocalEngine(snapshot.store, base, Names(base).prefixes, limits)
    engine = OnBehalf(local, Caller(), Names(base), Lane.AD_HOC)
    try:
        answer = engine.query(_request(text_of(engine), format_key))
    finally:
        local.close()
    if answer.format is None:
        fitting = ", ".join(format.key for format in FORMATS.values() if format.shape is answer.shape)
        raise QueryRefused(
            f"The query gives {answer.shape}, which can be had as table, {fitting}; not as {format_key}."
        )
    if format_key == "table" and answer.shape is Shape.RESULTS:
        _print_table(answer, Names(base), output)
    else:
        output.write(answer.body.decode())


def _request(text: str, format_key: str) -> Request:
    if format_key == "table":
        return Request(text)
    results, graph = find_format(format_key, Shape.RESULTS), find_format(format_key, Shape.GRAPH)
    if results is None and graph is None:
        raise QueryRefused(f"There is no format '{format_key}'. There are: table, {', '.join(FORMATS)}.")
    return Request(text, results, graph)


def _print_table(answer: Answer, names: Names, output: TextIO) -> None:
    value = json.loads(answer.body)
    if "boolean" in value:
        output.write("yes\n" if value["boolean"] else "no\n")
        return
    columns, bindings = value["head"]["vars"], value["results"]["bindings"]
    table = Table(*columns)
    for row in bindings:
        table.add_row(*(names.shorten(row[name]["value"]) if name in row else "" for name in columns))
    width = None if output.isatty() else _UNLIMITED
    Console(file=output, highlight=False, markup=False, width=width).print(table)
    output.write(f"{len(bindings):,} row{'' if len(bindings) == 1 else 's'}\n")
