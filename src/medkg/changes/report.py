"""Tells a comparison in lines of text."""

from collections import Counter
from collections.abc import Iterator, Mapping

from medkg.changes.comparison import Change, Comparison, Count, Fate, State, Statement, told

MOST_THINGS = 20
MOST_STATEMENTS = 10
"""So many are listed, of each fate and of each thing; the rest is counted."""

HEADINGS = {Fate.ADDED: "Added", Fate.CHANGED: "Changed", Fate.REMOVED: "Removed"}
"""What is listed, and under which heading; things of which only inferred statements differ are counted."""


def write_report(comparison: Comparison) -> Iterator[str]:
    """Yield the lines of a report: numbers first, then what was added, changed and removed."""
    yield f"From {_name(comparison.old)} to {_name(comparison.new)}"
    if comparison.is_empty:
        yield "No difference."
        return
    for family, count in comparison.statements.items():
        yield f"  {family or 'default graph':<14} {write_count(count)}"
    for fate, heading in HEADINGS.items():
        yield from _write_things(heading, [change for change in comparison.changes if change.fate is fate])
    inferred = comparison.count_things(Fate.INFERRED)
    if inferred:
        yield f"\nChanged only in what is inferred: {_write_numbers(inferred)}"
    if comparison.queries:
        yield f"\nSaved queries ({len(comparison.queries):,})"
        yield from (f"  {query.fate:<8} {query.slug}: {query.title}" for query in comparison.queries[:MOST_THINGS])
        if len(comparison.queries) > MOST_THINGS:
            yield f"  … {len(comparison.queries) - MOST_THINGS:,} more"


def write_count(count: Count) -> str:
    """Return how many statements came and went.

    >>> write_count(Count(1200, 0))
    '1,200 added, 0 removed'
    """
    return f"{count.added:,} added, {count.removed:,} removed"


def _name(state: State) -> str:
    return state.digest[:12] + (f" (version {state.version})" if state.version else "")


def _write_numbers(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {kind}" for kind, number in numbers.items())


def _write_things(heading: str, changes: list[Change]) -> Iterator[str]:
    if not changes:
        return
    kinds = Counter(change.kind for change in changes)
    yield f"\n{heading} ({len(changes):,}: {_write_numbers(kinds)})"
    for change in changes[:MOST_THINGS]:
        yield from _write_thing(change)
    if len(changes) > MOST_THINGS:
        yield f"  … {len(changes) - MOST_THINGS:,} more"


def _write_thing(change: Change) -> Iterator[str]:
    name = f"  {change.kind} {change.iri.rpartition('#')[2].rpartition('/')[2]}: {_one_line(change.title)}"
    if change.fate is not Fate.CHANGED:
        yield f"{name} ({change.asserted.added + change.asserted.removed:,} statements)"
        return
    yield name
    statements = told(change)
    yield from map(_write_statement, statements[:MOST_STATEMENTS])
    if len(statements) > MOST_STATEMENTS:
        yield f"    … {len(statements) - MOST_STATEMENTS:,} more"


def _write_statement(statement: Statement) -> str:
    part = f"{statement.part} " if statement.part else ""
    return f"    {statement.sign} {part}{statement.label}: {_one_line(statement.words)} [{statement.graph}]"


def _one_line(words: str) -> str:
    """Return a text without line breaks and control characters, which a terminal would obey."""
    return "".join(character if character.isprintable() else " " for character in words)
