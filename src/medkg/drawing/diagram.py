"""Boxes joined by labelled arrows, in layers from left to right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from medkg.drawing.layers import Layers, arrange
from medkg.drawing.placement import Plan, Size, place
from medkg.drawing.shapes import LEADING, SIZE, SMALL, Box, Place, Words, connect, point_arrow, write_lines
from medkg.drawing.text import cut, measure, wrap, write_number

_BOX = 142
"""Width of a box."""
_LABEL = 140
"""The most that a label of an arrow is wide."""
_PADDING = 8
_NOTE = 16
"""From one line of small text to the next."""
_MOST_NOTES = 4
"""Lines of a label, or of the notes of a box."""


@dataclass(frozen=True)
class Node:
    """A thing, named by its key."""

    key: str
    label: str
    href: str | None = None
    count: int | None = None


@dataclass(frozen=True)
class Edge:
    """A relation from one node to another, named by their keys."""

    source: str
    target: str
    label: str
    count: int | None = None
    is_subclass: bool = False


@dataclass(frozen=True)
class Wire:
    """All relations between two things: one line, with an arrow at each end that one of them points to."""

    name: str
    """What it says without a picture: `Challenge → held at → Event`."""
    path: str
    arrows: tuple[str, ...]
    lines: tuple[Words, ...]
    is_subclass: bool


@dataclass(frozen=True)
class Diagram:
    """A picture of things and their relations."""

    label: str
    width: int
    height: int
    places: tuple[Place, ...]
    wires: tuple[Wire, ...]
    more: int
    """How many things are left out."""
    more_wires: int
    """How many pairs of things are joined, but not in the picture."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.places


@dataclass(frozen=True)
class _Bundle:
    """All relations between two things; the first of them was met first."""

    ends: tuple[Node, Node]
    edges: Sequence[Edge]

    def lines(self, left: Node) -> list[str]:
        """Return what the line says, with an arrow where a relation points to the left."""
        return _write_lines([("" if edge.source == left.key else "← ", edge) for edge in self.edges], _LABEL)

    @property
    def name(self) -> str:
        """What the line says without a picture."""
        labels = {node.key: node.label for node in self.ends}
        return "; ".join(f"{labels[edge.source]} → {_write(edge)} → {labels[edge.target]}" for edge in self.edges)

    def points_to(self, node: Node) -> bool:
        """Tell whether a relation points to an end."""
        return any(edge.target == node.key for edge in self.edges)


def draw_layers(
    nodes: Sequence[Node], edges: Iterable[Edge], *, label: str, more: int = 0, most_wires: int = 100
) -> Diagram:
    """Return the picture of all nodes; an edge to what is not among them is left out, one to itself is a note."""
    known = {node.key: node for node in nodes}
    given = [edge for edge in edges if edge.source in known and edge.target in known]
    joined = _join(known, [edge for edge in given if edge.source != edge.target])
    bundles = joined[:most_wires]
    numbers = {key: number for number, key in enumerate(known)}
    layers = arrange(len(known), [(numbers[a.key], numbers[b.key]) for a, b in (bundle.ends for bundle in bundles)])
    faces = [
        _Face.of(node, [edge for edge in given if edge.source == edge.target == key]) for key, node in known.items()
    ]
    texts = [bundle.lines(bundle.ends[turned]) for bundle, turned in zip(bundles, layers.turned, strict=True)]
    plan = place(layers, [face.size for face in faces], [_text_size(text) for text in texts])
    places = tuple(face.draw(box) for face, box in zip(faces, plan.boxes, strict=False))
    wires = tuple(
        _wire(bundle, text, layers, plan, edge) for edge, (bundle, text) in enumerate(zip(bundles, texts, strict=True))
    )
    return Diagram(label, plan.width, plan.height, places, wires, more, len(joined) - len(bundles))


def _join(nodes: Mapping[str, Node], edges: Iterable[Edge]) -> list[_Bundle]:
    """Return the relations by pairs of things, whichever way they point. A class stands left of those below it."""
    found: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        pair, back = (edge.source, edge.target), (edge.target, edge.source)
        if edge.is_subclass:
            pair, back = back, pair
        found.setdefault(back if back in found else pair, []).append(edge)
    return [_Bundle((nodes[source], nodes[target]), bundle) for (source, target), bundle in found.items()]


def _write(edge: Edge) -> str:
    return edge.label + _write_count(edge)


def _write_count(edge: Edge) -> str:
    return "" if edge.count is None else f" ({write_number(edge.count)})"


def _write_lines(marked: Sequence[tuple[str, Edge]], width: int) -> list[str]:
    """Return lines of small text: each relation in one or two, or of many relations as many as have room."""
    if len(marked) * 2 <= _MOST_NOTES:
        return [line for mark, edge in marked for line in wrap(mark + _write(edge), width, SMALL)]
    kept = _MOST_NOTES - 1 if len(marked) > _MOST_NOTES else len(marked)
    rest = [f"and {len(marked) - kept} more"] if kept < len(marked) else []
    return [_write_line(mark, edge, width) for mark, edge in marked[:kept]] + rest


def _write_line(mark: str, edge: Edge, width: int) -> str:
    """Return a relation in one line; what is cut off is the end of its label, never the count."""
    count = _write_count(edge)
    return cut(mark + edge.label, width - measure(count, SMALL), SMALL) + count


def _text_size(texts: Sequence[str]) -> Size:
    width = max((measure(text, SMALL) for text in texts), default=0)
    return Size(round(width) + _PADDING, _NOTE * len(texts))


@dataclass(frozen=True)
class _Face:
    """What is written in the box of a node."""

    node: Node
    title: Sequence[str]
    notes: Sequence[str]

    @classmethod
    def of(cls, node: Node, own: Sequence[Edge]) -> "_Face":
        """Return the face of a node that has these relations to itself."""
        count = [] if node.count is None else [write_number(node.count)]
        loops = [("↻ ", edge) for edge in own]
        inside = _BOX - 2 * _PADDING
        return cls(node, wrap(node.label, inside, SIZE), count + _write_lines(loops, inside))

    @property
    def size(self) -> Size:
        """How much room it takes."""
        return Size(_BOX, LEADING * len(self.title) + _NOTE * len(self.notes) + _PADDING)

    def draw(self, box: Box) -> Place:
        """Return the node in its box."""
        left, below = box.x + _PADDING, box.y + 4 + LEADING * len(self.title)
        name = self.node.label if self.node.count is None else f"{self.node.label}: {write_number(self.node.count)}"
        notes = tuple(Words(left, below + SMALL + index * _NOTE, note) for index, note in enumerate(self.notes))
        return Place(box, name, write_lines(self.title, left, box.y + 4), self.node.href, notes)


def _wire(bundle: _Bundle, texts: Sequence[str], layers: Layers, plan: Plan, edge: int) -> Wire:
    way, label = layers.ways[edge], plan.boxes[layers.labels[edge]]
    ends = bundle.ends[::-1] if layers.turned[edge] else bundle.ends
    source, target = plan.boxes[way[0]], plan.boxes[way[-1]]
    arrows = [point_arrow(source.right, source.middle, rightward=False)] if bundle.points_to(ends[0]) else []
    arrows += [point_arrow(target.x, target.middle, rightward=True)] if bundle.points_to(ends[1]) else []
    lines = tuple(
        Words(label.x + _PADDING // 2, label.y + SMALL + index * _NOTE, text) for index, text in enumerate(texts)
    )
    is_subclass = all(edge.is_subclass for edge in bundle.edges)
    return Wire(bundle.name, _path(way, plan), tuple(arrows), lines, is_subclass)


def _path(way: Sequence[int], plan: Plan) -> str:
    """Return the line along a way: level through layers, rising and falling between them, open where the label is."""
    steps = []
    for stop, following in pairwise(way):
        box, onward, end = plan.boxes[stop], plan.boxes[following], plan.ends[stop]
        steps.append(f"M{box.right} {box.middle}H{end}" + connect(end, box.middle, onward.x, onward.middle))
    return "".join(steps)
