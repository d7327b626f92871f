"""One thing in the middle, and what it is joined to at its left and right, grouped by relation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from medkg.drawing.shapes import LEADING, SIZE, SMALL, Box, Place, Words, connect, point_arrow, write_lines
from medkg.drawing.text import cut, wrap

_SIDE = 230
"""Width of the columns of neighbours."""
_MIDDLE = 180
"""Width of the box in the middle."""
_GAP = 60
"""Between the columns: where the lines run."""
_PADDING = 8
_HEAD = 22
"""Height of the name of a relation."""
_NOTE = 22
_BETWEEN = 6
"""Between neighbours."""
_AFTER = 16
"""Between relations."""
_WIDTH = 2 * _SIDE + _MIDDLE + 2 * _GAP


@dataclass(frozen=True)
class Neighbour:
    """A thing that another one is joined to."""

    label: str
    href: str | None = None


@dataclass(frozen=True)
class Relation:
    """The neighbours by one property."""

    label: str
    neighbours: Sequence[Neighbour]
    is_incoming: bool = False
    """Whether the neighbours point to the thing."""
    total: int | None = None
    """How many neighbours there are, if more than are given."""
    href: str | None = None
    """Where all of them are listed."""

    @property
    def size(self) -> int:
        """How many neighbours there are."""
        return max(self.total or 0, len(self.neighbours))


@dataclass(frozen=True)
class Group:
    """The neighbours by one property, as they are drawn."""

    relation: str
    heading: Words
    path: str
    arrow: str
    places: tuple[Place, ...]
    more: Words | None
    """Says how many others there are."""
    more_href: str | None


@dataclass(frozen=True)
class Neighbourhood:
    """A picture of a thing and what is around it."""

    label: str
    width: int
    height: int
    centre: Place
    groups: tuple[Group, ...]
    more: int
    """How many neighbours are left out."""

    @property
    def is_empty(self) -> bool:
        """Whether the thing has no neighbours."""
        return not self.groups


def draw_neighbourhood(centre: Neighbour, relations: Iterable[Relation], *, limit: int = 14) -> Neighbourhood:
    """Return the picture of a thing and at most so many neighbours, taken in turn from each relation."""
    given = [relation for relation in relations if relation.neighbours]
    chosen = _choose(given, limit)
    blocks = [_Block.of(relation, count) for relation, count in zip(given, chosen, strict=True) if count]
    left, right = _share_out(blocks)
    height = max(_height(left), _height(right), 3 * LEADING)
    middle = height // 2
    groups = (*_stack(left, height, is_left=True), *_stack(right, height, is_left=False))
    more = sum(relation.size for relation in given) - sum(chosen)
    label = f"{centre.label} and what it is joined to"
    return Neighbourhood(label, _WIDTH, height, _centre(centre, middle), groups, more)


def _choose(relations: Sequence[Relation], limit: int) -> list[int]:
    """Return how many neighbours of each relation are shown."""
    chosen = [0] * len(relations)
    for round_ in range(max((len(relation.neighbours) for relation in relations), default=0)):
        for index, relation in enumerate(relations):
            if round_ < len(relation.neighbours) and sum(chosen) < limit:
                chosen[index] += 1
    return chosen


@dataclass(frozen=True)
class _Block:
    """A relation with the neighbours that are shown, their names broken into lines."""

    relation: Relation
    names: Sequence[tuple[Neighbour, Sequence[str]]]

    @classmethod
    def of(cls, relation: Relation, count: int) -> "_Block":
        """Return the block of the first neighbours of a relation."""
        shown = relation.neighbours[:count]
        return cls(relation, [(other, wrap(other.label, _SIDE - 2 * _PADDING, SIZE)) for other in shown])

    @property
    def more(self) -> int:
        """How many neighbours are not shown."""
        return self.relation.size - len(self.names)

    @property
    def height(self) -> int:
        """How much room it takes, with what parts it from the next."""
        boxes = sum(_box_height(lines) + _BETWEEN for _, lines in self.names)
        return _HEAD + boxes + (_NOTE if self.more else 0) + _AFTER

    def draw(self, top: int, *, is_left: bool, middle: int) -> Group:
        """Return the group with its top at a place, joined to the middle."""
        x = 0 if is_left else _SIDE + _MIDDLE + 2 * _GAP
        places = _places(self.relation.label, self.names, x, top + _HEAD)
        bottom = places[-1].box.bottom
        heading = Words(x, top + SMALL + 2, cut(self.relation.label, _SIDE, SMALL))
        more = Words(x + _PADDING, bottom + SMALL + 6, f"and {self.more:,} more") if self.more else None
        path, arrow = _join(places, middle, is_left=is_left, is_incoming=self.relation.is_incoming)
        return Group(self.relation.label, heading, path, arrow, places, more, self.relation.href)


def _box_height(lines: Sequence[str]) -> int:
    return LEADING * len(lines) + _PADDING


def _places(relation: str, names: Iterable[tuple[Neighbour, Sequence[str]]], x: int, top: int) -> tuple[Place, ...]:
    places = []
    for other, lines in names:
        box = Box(x, top, _SIDE, _box_height(lines))
        words = write_lines(lines, x + _PADDING, top + 4)
        places.append(Place(box, f"{other.label} ({relation})", words, other.href))
        top = box.bottom + _BETWEEN
    return tuple(places)


def _join(places: Sequence[Place], middle: int, *, is_left: bool, is_incoming: bool) -> tuple[str, str]:
    """Return a line from the middle to each place, and the head of an arrow at the ends that are pointed to."""
    hub = _SIDE + _GAP + (0 if is_left else _MIDDLE)
    ends = [(place.box.right if is_left else place.box.x, place.box.middle) for place in places]
    path = "".join(f"M{hub} {middle}" + connect(hub, middle, x, y) for x, y in ends)
    if is_incoming:
        return path, point_arrow(hub, middle, rightward=is_left)
    return path, "".join(point_arrow(x, y, rightward=not is_left) for x, y in ends)


def _share_out(blocks: Sequence[_Block]) -> tuple[list[_Block], list[_Block]]:
    """Return what stands at the left and what at the right: in the given order, both about as high."""
    sides: tuple[list[_Block], list[_Block]] = ([], [])
    whole = sum(block.height for block in blocks)
    for block in blocks:
        is_full = _height(sides[1]) + block.height / 2 > whole / 2
        sides[0 if is_full else 1].append(block)
    return sides


def _height(blocks: Iterable[_Block]) -> int:
    return max(sum(block.height for block in blocks) - _AFTER, 0)


def _stack(blocks: Sequence[_Block], height: int, *, is_left: bool) -> list[Group]:
    top, groups = (height - _height(blocks)) // 2, []
    for block in blocks:
        groups.append(block.draw(top, is_left=is_left, middle=height // 2))
        top += block.height
    return groups


def _centre(centre: Neighbour, middle: int) -> Place:
    lines = wrap(centre.label, _MIDDLE - 2 * _PADDING, SIZE, lines=3)
    box = Box(_SIDE + _GAP, middle - _box_height(lines) // 2, _MIDDLE, _box_height(lines))
    words = write_lines(lines, box.x + _PADDING, box.y + 4)
    return replace(Place(box, centre.label, words), href=centre.href)
