"""Boxes of pictures, compared."""

from collections.abc import Iterable
from itertools import combinations

from medkg.drawing.shapes import Box


def overlapping(boxes: Iterable[Box]) -> list[tuple[Box, Box]]:
    """Return the pairs that have a point inside in common."""
    return [(one, other) for one, other in combinations(boxes, 2) if _overlap(one, other)]


def _overlap(one: Box, other: Box) -> bool:
    across = one.x < other.right and other.x < one.right
    return across and one.y < other.bottom and other.y < one.bottom
