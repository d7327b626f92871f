"""Figures of several rounds, and the bars they are held against."""

import statistics
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Bar:
    """What a figure has to reach: at least a value, or at most."""

    value: float
    at_most: bool = False

    def __str__(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.value:,g}"

    def is_reached(self, figure: float) -> bool:
        """Tell whether a figure is good enough."""
        return figure <= self.value if self.at_most else figure >= self.value


@dataclass(frozen=True)
class Figure:
    """One figure, measured in each round. Requests that failed are not counted as answers, and miss any bar."""

    name: str
    values: tuple[float, ...]
    bar: Bar | None = None
    failed: int = 0
    note: str = ""

    @property
    def median(self) -> float:
        """The figure that counts."""
        return statistics.median(self.values)

    @property
    def reached(self) -> bool | None:
        """Whether the bar is reached; None where there is none."""
        return None if self.bar is None else not self.failed and self.bar.is_reached(self.median)

    def as_json(self) -> dict[str, Any]:
        """Return what the file of results says."""
        bar = str(self.bar) if self.bar else None
        spread = {"median": self.median, "min": min(self.values), "max": max(self.values)}
        return asdict(self) | spread | {"bar": bar, "reached": self.reached}


def table(figures: list[Figure]) -> str:
    """Return the figures as a table in Markdown."""
    head = ("figure", "median", "min – max", "bar", "reached", "note")
    rows = [head, *(_row(figure) for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def _row(figure: Figure) -> tuple[str, ...]:
    reached = {None: "", True: "yes", False: "no"}[figure.reached]
    failed = f"{figure.failed:,} failed" if figure.failed else ""
    note = "; ".join(part for part in (figure.note, failed) if part)
    spread = f"{number(min(figure.values))} – {number(max(figure.values))}"
    return figure.name, number(figure.median), spread, str(figure.bar or ""), reached, note


def number(value: float) -> str:
    """Return a number as people read it."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
