"""A grid of amounts: rows × columns, each amount shaded by its size, cells with nothing in them kept in sight.

It is written as a table, so that it can be read, searched and walked through without seeing the shades.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from medkg.drawing.text import write_number

LEVELS = 5
"""How many shades there are, besides that of nothing."""

_MOST_COUNT = 1e100
"""Of a cell: sums of larger ones could be beyond all numbers."""


@dataclass(frozen=True)
class Heading:
    """A row or a column."""

    key: str
    label: str
    href: str | None = None


@dataclass(frozen=True)
class Cell:
    """How many there are of a row and a column, named by their keys."""

    row: str
    column: str
    count: float
    href: str | None = None


@dataclass(frozen=True)
class Shade:
    """A cell of the grid as it is drawn."""

    text: str
    name: str
    """What it says on its own: `CT × lung: 12 datasets`."""
    level: int
    """From 0, nothing, to 5, the most."""
    href: str | None


@dataclass(frozen=True)
class HeatGrid:
    """A grid of amounts."""

    label: str
    columns: tuple[Heading, ...]
    rows: tuple[tuple[Heading, tuple[Shade, ...]], ...]
    more_rows: int
    """How many rows are left out."""
    more_columns: int
    """How many columns are left out."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.rows and self.columns)


@dataclass(frozen=True)
class _Scale:
    """How a number is written and shaded."""

    most: float
    unit: str
    units: str

    def level(self, count: float) -> int:
        """Return the shade of a count: each shade stands for the same ratio, since few are many times as many."""
        if count <= 0 or self.most <= 1:
            return 1 if count > 0 else 0
        return 1 + min(math.floor(math.log(max(count, 1)) / math.log(self.most) * LEVELS), LEVELS - 1)

    def shade(self, row: Heading, column: Heading, cell: Cell | None) -> Shade:
        """Return the cell at which a row and a column meet."""
        count = cell.count if cell else 0
        text = write_number(count)
        name = f"{row.label} × {column.label}: {text} {self.unit if count == 1 else self.units}"
        return Shade(text, name, self.level(count), cell.href if cell else None)


def draw_heat_grid(  # noqa: PLR0913 -- one figure, six ways to say it otherwise
    cells: Iterable[Cell],
    *,
    label: str,
    rows: Sequence[Heading] = (),
    columns: Sequence[Heading] = (),
    unit: str = "dataset",
    units: str = "datasets",
    max_rows: int = 30,
    max_columns: int = 20,
) -> HeatGrid:
    """Return the grid of the given rows and columns; if none are given, of those met in cells, the largest first."""
    given = _add_up(cell for cell in cells if abs(cell.count) < _MOST_COUNT)
    all_rows = list(rows) or _headings(given, 0)
    all_columns = list(columns) or _headings(given, 1)
    shown, across = all_rows[:max_rows], tuple(all_columns[:max_columns])
    counts = [given[row.key, column.key].count for row in shown for column in across if (row.key, column.key) in given]
    scale = _Scale(max(counts, default=0), unit, units)
    drawn = (
        (row, tuple(scale.shade(row, column, given.get((row.key, column.key))) for column in across)) for row in shown
    )
    return HeatGrid(label, across, tuple(drawn), len(all_rows) - len(shown), len(all_columns) - len(across))


def _add_up(cells: Iterable[Cell]) -> dict[tuple[str, str], Cell]:
    """Return the cells by place; those at the same place add up, and the first link is kept."""
    found: dict[tuple[str, str], Cell] = {}
    for cell in cells:
        place = (cell.row, cell.column)
        earlier = found.get(place)
        found[place] = Cell(*place, earlier.count + cell.count, earlier.href or cell.href) if earlier else cell
    return found


def _headings(cells: Mapping[tuple[str, str], Cell], side: int) -> list[Heading]:
    totals: dict[str, float] = {}
    for place, cell in cells.items():
        totals[place[side]] = totals.get(place[side], 0) + cell.count
    return [Heading(key, key) for key in sorted(totals, key=lambda key: (-totals[key], key))]
