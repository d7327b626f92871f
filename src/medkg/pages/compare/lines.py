"""The table of a comparison: a line for each field, with how the entries stand to each other in it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from medkg.namespaces import Names
from medkg.pages.compare.values import Value, read_value
from medkg.pages.entry_fields import FIELDS, KINDS, Field
from medkg.sparql.ask import Row


class Verdict(StrEnum):
    """How the entries stand to each other in one field, in the words of the page."""

    SAME = "same for all"
    DIFFERS = "differs"
    ONLY = "stated for one only"
    NOTHING = "stated for none"


@dataclass(frozen=True)
class Line:
    """One field of all entries."""

    field: Field
    cells: Sequence[Sequence[Value]]
    verdict: Verdict

    @property
    def is_mixed(self) -> bool:
        """Whether some values are shared and some are not, so that it helps to mark those that are."""
        shared = {value.is_shared for cell in self.cells for value in cell}
        return self.verdict is Verdict.DIFFERS and len(shared) == 2


def read_lines(entries: Sequence[str], rows: Iterable[Row], names: Names) -> list[Line]:
    """Return the lines of the table; a field that need not be stated has one only if it is."""
    values = _values(rows, names("access/not-stated").value)
    lines = []
    for field in FIELDS.values():
        property = names.expand(field.property).value
        cells = [sorted(values[entry, property], key=_order) for entry in entries]
        if any(cells) or (field.is_wanted and field.kinds == tuple(KINDS)):
            lines.append(_line(field, cells))
    return lines


def _values(rows: Iterable[Row], silence: str) -> Mapping[tuple[str, str], list[Value]]:
    """Return the values by entry and property; the concept that stands for silence is none."""
    found: dict[tuple[str, str], dict[str, Value]] = defaultdict(dict)
    for row in rows:
        value = read_value(row)
        if value.iri != silence:
            found[row["entry"]["value"], row["property"]["value"]][value.key] = value
    return defaultdict(list, {place: list(values.values()) for place, values in found.items()})


def _order(value: Value) -> tuple[bool, list[tuple[int, str]]]:
    """Return what puts the whole before its parts ("90 patients (test set)"), and sorts as people do: 9 before 10."""
    pieces = re.findall(r"(\d+)|(\D+)", value.text.replace(",", "").lower())
    return value.text.endswith(")"), [(int(number or 0), text) for number, text in pieces]


def _line(field: Field, cells: Sequence[Sequence[Value]]) -> Line:
    uses = Counter(value.key for cell in cells for value in cell)
    marked = [[replace(value, is_shared=uses[value.key] > 1) for value in cell] for cell in cells]
    return Line(field, marked, _verdict([{value.key for value in cell} for cell in cells]))


def _verdict(cells: Sequence[set[str]]) -> Verdict:
    if not any(cells):
        return Verdict.NOTHING
    if all(cell == cells[0] for cell in cells):
        return Verdict.SAME
    return Verdict.ONLY if sum(map(bool, cells)) == 1 else Verdict.DIFFERS
