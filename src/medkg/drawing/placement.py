"""Where the stops of layers stand in a plane, without overlaps: the second half of drawing a directed graph."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from medkg.drawing.layers import Layers
from medkg.drawing.shapes import Box

GAP = 30
"""Between layers: where lines rise and fall."""
_SPACE = 12
"""Between the stops of a layer."""
_SWEEPS = 4


@dataclass(frozen=True)
class Size:
    """How much room a stop takes."""

    width: int
    height: int


_LINE = Size(0, 6)
"""The room of an edge that only passes."""


@dataclass(frozen=True)
class Plan:
    """Where everything stands."""

    width: int
    height: int
    boxes: Sequence[Box]
    """Stop → its box, which has no width where an edge only passes."""
    ends: Sequence[int]
    """Stop → the right side of its layer."""


def place(layers: Layers, things: Sequence[Size], labels: Sequence[Size]) -> Plan:
    """Return the boxes of things, of the labels of edges, and of the stops between."""
    sizes = dict(enumerate(things))
    sizes |= dict(zip(layers.labels, labels, strict=True))
    tops = _stack(layers, sizes)
    widths = [max((_size(sizes, stop).width for stop in layer), default=0) for layer in layers.order]
    lefts = list(accumulate((width + GAP for width in widths), initial=0))
    boxes, ends = dict[int, Box](), dict[int, int]()
    for layer, left, width in zip(layers.order, lefts, widths, strict=False):
        for stop in layer:
            boxes[stop] = Box(left, tops[stop], _size(sizes, stop).width, _size(sizes, stop).height)
            ends[stop] = left + width
    height = max((box.bottom for box in boxes.values()), default=0)
    stops = range(len(boxes))
    return Plan(max(lefts[-1] - GAP, 0), height, [boxes[stop] for stop in stops], [ends[stop] for stop in stops])


def _size(sizes: Mapping[int, Size], stop: int) -> Size:
    return sizes.get(stop, _LINE)


def _stack(layers: Layers, sizes: Mapping[int, Size]) -> dict[int, int]:
    """Return the top of each stop: near the middle of those it is joined to, and below its neighbour in the layer."""
    before, after = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for way in layers.ways:
        for left, right in pairwise(way):
            after[left].append(right)
            before[right].append(left)
    middles = {stop: 0.0 for layer in layers.order for stop in layer}
    for sweep in range(2 * _SWEEPS):
        neighbours = before if sweep % 2 == 0 else after
        for layer in layers.order if sweep % 2 == 0 else reversed(layers.order):
            wanted = [_mean([middles[other] for other in neighbours.get(stop, ())], middles[stop]) for stop in layer]
            heights = [_size(sizes, stop).height for stop in layer]
            for stop, top, height in zip(layer, _settle(wanted, heights), heights, strict=True):
                middles[stop] = top + height / 2
    tops = {stop: round(middle - _size(sizes, stop).height / 2) for stop, middle in middles.items()}
    highest = min(tops.values(), default=0)
    return {stop: top - highest for stop, top in tops.items()}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _settle(wanted: Sequence[float], heights: Sequence[int]) -> list[int]:
    """Return tops that keep the order and the space between, as near as can be to the wanted middles.

    With the room above taken off, this is isotonic regression: neighbours that would overlap are pooled at their mean
    (https://doi.org/10.1214/aoms/1177728423).
    """
    above = list(accumulate((height + _SPACE for height in heights), initial=0))
    pools: list[tuple[float, int]] = []
    for middle, height, room in zip(wanted, heights, above, strict=False):
        pools.append((middle - height / 2 - room, 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (last, many), (earlier, more) = pools.pop(), pools.pop()
            pools.append(((last * many + earlier * more) / (many + more), many + more))
    starts = [round(value) for value, many in pools for _ in range(many)]
    return [start + room for start, room in zip(starts, above, strict=False)]
