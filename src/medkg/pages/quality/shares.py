"""Shares of what is there, and of what is missing."""

from dataclasses import dataclass

_LEVELS = 5


@dataclass(frozen=True)
class Share:
    """How many of some things have something."""

    found: int
    total: int

    @property
    def missing(self) -> int:
        """How many have it not."""
        return self.total - self.found

    @property
    def percent(self) -> int:
        """The share, rounded, but 100 only if nothing is missing and 0 only if everything is."""
        if not self.missing:
            return 100
        return min(99, max(1, round(100 * self.found / self.total))) if self.found else 0

    @property
    def level(self) -> int:
        """The depth of colour: 0 if nothing has it, else from 1 to 5."""
        return -(-self.percent * _LEVELS // 100)
