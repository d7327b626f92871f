"""What is wrong with a query, where, and what mends it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

NO_SERVICE = "This endpoint asks no other: SERVICE is refused. Ask there, and join the results."
NO_UPDATE = "This is an update. The endpoint is read-only: it takes queries."
"""What is said of what is refused: by the checks, the workers and the protocol in the same words."""

_SHOWN = 100
"""Characters of a line that an excerpt shows."""


class Severity(StrEnum):
    """Whether a query is none because of a fault, or only means less than its author thinks."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Fix:
    """A change of a text that mends a fault; places are in code points."""

    label: str
    start: int
    end: int
    insert: str


@dataclass(frozen=True)
class Fault:
    """Something wrong with a query: a place in code points, a sentence, and changes that would mend it."""

    start: int
    end: int
    message: str
    severity: Severity = Severity.ERROR
    fixes: tuple[Fix, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return what JSON can carry."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Fault":
        """Return the fault that was carried.

        >>> fault = Fault(0, 5, "…", fixes=(Fix("Write SELECT", 0, 5, "SELECT"),))
        >>> Fault.from_json(fault.as_json()) == fault
        True
        """
        fixes = tuple(Fix(**fix) for fix in value["fixes"])
        return cls(value["start"], value["end"], value["message"], Severity(value["severity"]), fixes)


@dataclass(frozen=True)
class Place:
    """Line and column, both from 1."""

    line: int
    column: int

    def __str__(self) -> str:
        return f"Line {self.line}, column {self.column}"


@dataclass(frozen=True)
class Excerpt:
    """The line of a fault, around it; `marked` is the faulty part, never empty."""

    line: int
    column: int
    before: str
    marked: str
    after: str


def apply_fix(text: str, fix: Fix) -> str:
    """Return a text with one fix made.

    >>> apply_fix("SELCT *", Fix("Write SELECT", 0, 5, "SELECT"))
    'SELECT *'
    """
    return text[: fix.start] + fix.insert + text[fix.end :]


def place_of(text: str, offset: int) -> Place:
    r"""Return line and column of a place.

    >>> place_of("a\nbc", 3)
    Place(line=2, column=2)
    """
    before = text[:offset]
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def offset_of(text: str, place: Place) -> int:
    r"""Return the place of a line and a column, within the text.

    >>> offset_of("a\nbc", Place(2, 2)), offset_of("a", Place(7, 1))
    (3, 1)
    """
    start = 0
    for _ in range(place.line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return len(text)
    return max(0, min(start + place.column - 1, len(text)))


def errors(faults: Sequence[Fault]) -> list[Fault]:
    """Return the faults with which a text is no query."""
    return [fault for fault in faults if fault.severity is Severity.ERROR]


def excerpt(text: str, fault: Fault) -> Excerpt:
    """Return the line of a fault, cut around it, in three parts.

    >>> excerpt("SELCT *", Fault(0, 5, "…"))
    Excerpt(line=1, column=1, before='', marked='SELCT', after=' *')
    """
    start = min(fault.start, len(text))
    place = place_of(text, start)
    line_start = start - place.column + 1
    line_end = text.find("\n", start) % (len(text) + 1)
    stop = min(max(fault.end, start + 1), line_end, start + _SHOWN)
    before = text[max(line_start, start - _SHOWN // 2) : start]
    after = text[stop : min(line_end, stop + _SHOWN // 2)]
    return Excerpt(place.line, place.column, _plain(before), _plain(text[start:stop]) or " ", _plain(after))


def _plain(text: str) -> str:
    """Return a part of a line with blanks for tabs and line ends, so that a caret below stands where it should."""
    return "".join(" " if letter.isspace() else letter for letter in text)


class Utf16:
    """The places of a text as browsers count them: in units of UTF-16."""

    def __init__(self, text: str) -> None:
        """Note the characters that take two units; often there are none."""
        self._wide = [place for place, letter in enumerate(text) if letter > "\uffff"] if not text.isascii() else []

    def units(self, offset: int) -> int:
        """Return the units before a place in code points.

        >>> Utf16("a😀b").units(2)
        3
        """
        return offset + sum(place < offset for place in self._wide)

    def offset(self, units: int) -> int:
        """Return the place in code points of a place in units; one within a character is that before it.

        >>> [Utf16("a😀b").offset(units) for units in (1, 2, 3)]
        [1, 1, 2]
        """
        for count, place in enumerate(self._wide):
            if place + count + 1 >= units:
                return min(units - count, place)
        return units - len(self._wide)
