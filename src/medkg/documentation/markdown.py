"""Markdown for the documents that are generated."""

from collections.abc import Iterable


def write_table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table.

    >>> print(write_table(("a", "b"), [("1", "2")]), end="")
    | a | b |
    | --- | --- |
    | 1 | 2 |
    """
    columns = list(head)
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
