"""Amounts by year: a column for each year from the first to the last, years without any included."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from medkg.drawing.heat_grid import Cell, Heading, HeatGrid, draw_heat_grid
from medkg.drawing.shapes import SMALL, Box, Words
from medkg.drawing.text import measure, write_number

_MOST_YEARS = 32
"""Columns of one year each."""
_MOST_SPANS = 16
"""Columns of several years each, whose names take more room."""
_STEPS = (2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
"""How many years such a column may stand for."""
_HEIGHT = 120
_TOP = 20
"""Room for the number above the highest column."""
_FOOT = 24
"""Room for the years below."""
_WIDTH = 640
_NARROWEST, _WIDEST = 34, 64


@dataclass(frozen=True)
class Year:
    """How many there are of a year."""

    year: int
    count: int
    href: str | None = None


@dataclass(frozen=True)
class Column:
    """The amount of a year, or of some years."""

    name: str
    """What it says without a picture: `2019: 12`."""
    bar: Box
    field: Box
    """Where it can be pressed."""
    count: Words
    year: Words
    href: str | None


@dataclass(frozen=True)
class Timeline:
    """A chart of columns by year."""

    label: str
    width: int
    height: int
    columns: tuple[Column, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.columns


def draw_timeline(years: Iterable[Year], *, label: str) -> Timeline:
    """Return the chart; amounts of the same year add up, and more than 32 years are put together by 2, 5, 10 …"""
    given = [year for year in years if year.count >= 0]
    step = _step([year.year for year in given])
    filled = _fill(given, step)
    width = min(max(_WIDTH // max(len(filled), 1), _NARROWEST), _WIDEST)
    if step > 1:
        width = max(width, round(measure("0000–0000" if step >= 100 else "0000–00", SMALL)) + 6)
    highest = max((year.count for year in filled), default=0)
    columns = tuple(_column(year, step, index * width, width, highest) for index, year in enumerate(filled))
    return Timeline(label, width * len(columns), _TOP + _HEIGHT + _FOOT, columns)


def _step(years: Sequence[int]) -> int:
    span = max(years) - min(years) + 1 if years else 1
    if span <= _MOST_YEARS:
        return 1
    return next((step for step in _STEPS if span / step < _MOST_SPANS), span)


def _fill(given: Sequence[Year], step: int) -> list[Year]:
    """Return one amount for each step from the first year to the last."""
    if not given:
        return []
    counts, links = Counter[int](), dict[int, str | None]()
    for year in given:
        start = year.year // step * step
        counts[start] += year.count
        links[start] = year.href if step == 1 else None
    return [Year(start, counts[start], links.get(start)) for start in range(min(counts), max(counts) + 1, step)]


def _column(year: Year, step: int, x: int, width: int, highest: int) -> Column:
    height = max(round(year.count / highest * _HEIGHT), 1) if year.count else 0
    bar = Box(x + 3, _TOP + _HEIGHT - height, width - 6, height)
    field = Box(x, 0, width, _TOP + _HEIGHT + _FOOT)
    text, middle = _write_years(year.year, step), x + width // 2
    amount = Words(middle, bar.y - 5, write_number(year.count))
    return Column(f"{text}: {amount.text}", bar, field, amount, Words(middle, _TOP + _HEIGHT + 17, text), year.href)


def _write_years(year: int, step: int) -> str:
    """Return `2019`, or the first year and the last one, as short as can be: `1990–94`, `1900–1999`."""
    if step == 1:
        return str(year)
    return f"{year}–{year + step - 1}" if step >= 100 else f"{year}–{(year + step - 1) % 100:02}"


def draw_event_grid(
    cells: Iterable[Cell], *, label: str, unit: str = "challenge", units: str = "challenges"
) -> HeatGrid:
    """Return what was held at which meeting: a row for each series of meetings, a column for each year, also empty."""
    given = list(cells)
    years = [int(cell.column) for cell in given if cell.column.isdecimal()]
    span = range(min(years), max(years) + 1) if years else range(0)
    columns = [Heading(str(year), str(year)) for year in span[-_MOST_YEARS:]]
    return draw_heat_grid(given, label=label, columns=columns, unit=unit, units=units, max_columns=_MOST_YEARS)
