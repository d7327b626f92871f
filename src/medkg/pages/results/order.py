"""The order of rows by a column, as people expect it."""

from collections.abc import Mapping, Sequence

from medkg.pages.results.columns import number_of
from medkg.pages.results.result import Cells, Term


def sort_rows(rows: Sequence[Cells], position: int, descending: bool, labels: Mapping[str, str]) -> list[Cells]:
    """Return rows by what a column shows: numbers before texts, upper and lower case alike, gaps always last."""
    full = [row for row in rows if row[position] is not None]
    gaps = [row for row in rows if row[position] is None]
    return sorted(full, key=lambda row: _place(row[position], labels), reverse=descending) + gaps


def _place(term: Term | None, labels: Mapping[str, str]) -> tuple[bool, float, str]:
    assert term is not None
    number = number_of(term)
    text = labels.get(term["value"], term["value"]) if term["type"] == "uri" else term["value"]
    return number is None, number or 0.0, text.casefold()
