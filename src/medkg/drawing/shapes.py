"""What every picture is made of: numbers are units of its own coordinates, one a CSS pixel at full size."""

from collections.abc import Sequence
from dataclasses import dataclass

SIZE = 14
"""Size of the text of names."""
SMALL = 12
"""Size of all other text; nothing is smaller."""
LEADING = 18
"""From one line of text to the next."""


@dataclass(frozen=True)
class Words:
    """One line of text, at the left end of its baseline."""

    x: int
    y: int
    text: str


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """The x of its right side."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The y of its lower side."""
        return self.y + self.height

    @property
    def middle(self) -> int:
        """The y half-way down."""
        return self.y + self.height // 2


@dataclass(frozen=True)
class Place:
    """A thing in a picture: its box, what is written in it, its whole name, and where it leads."""

    box: Box
    name: str
    lines: Sequence[Words]
    href: str | None = None
    notes: Sequence[Words] = ()
    """Smaller text below the name."""


def write_lines(texts: Sequence[str], x: int, top: int, leading: int = LEADING) -> tuple[Words, ...]:
    """Return lines of text, the top of the first at the given y."""
    return tuple(Words(x, top + SIZE + index * leading, text) for index, text in enumerate(texts))


def connect(x: int, y: int, to_x: int, to_y: int) -> str:
    """Return the part of a path that curves from one point, where it is, to another, and leaves and arrives level."""
    half = (x + to_x) // 2
    return f"C{half} {y} {half} {to_y} {to_x} {to_y}"


def point_arrow(x: int, y: int, *, rightward: bool) -> str:
    """Return the path of the head of an arrow whose tip is at a point."""
    back = x - 8 if rightward else x + 8
    return f"M{x} {y}L{back} {y - 4}V{y + 4}Z"
