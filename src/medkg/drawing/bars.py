"""A bar chart: text first, each amount with a bar of its length."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from medkg.drawing.text import write_number


@dataclass(frozen=True)
class Amount:
    """How much there is of something."""

    label: str
    count: float
    href: str | None = None


@dataclass(frozen=True)
class Bar:
    """An amount with the length of its bar, in hundredths of the longest."""

    label: str
    text: str
    length: int
    href: str | None


@dataclass(frozen=True)
class Bars:
    """A bar chart."""

    label: str
    bars: tuple[Bar, ...]
    more: int
    """How many amounts are left out."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.bars


def draw_bars(amounts: Iterable[Amount], *, label: str, limit: int = 20) -> Bars:
    """Return the chart of the first amounts, in their order. What is not a finite number has no bar."""
    given = list(amounts)
    longest = max((amount.count for amount in given[:limit] if math.isfinite(amount.count)), default=0)
    bars = tuple(_bar(amount, longest) for amount in given[:limit])
    return Bars(label, bars, len(given) - len(bars))


def _bar(amount: Amount, longest: float) -> Bar:
    if not math.isfinite(amount.count):
        return Bar(amount.label, str(amount.count), 0, amount.href)
    share = amount.count / longest if longest > 0 else 0
    length = max(round(share * 100), 1) if amount.count > 0 else 0
    return Bar(amount.label, write_number(amount.count), length, amount.href)
