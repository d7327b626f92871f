"""Which thing of a directed graph stands in which layer, and in which order: the first half of drawing it.

The steps are those of K. Sugiyama, S. Tagawa and M. Toda, "Methods for visual understanding of hierarchical system
structures" (1981, https://doi.org/10.1109/TSMC.1981.4308636): break cycles, give ranks, order by barycentres. A label
of an edge is a stop on its way, as in Graphviz, so that no label can lie on anything else.
"""

from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

_SWEEPS = 8

Pair = tuple[int, int]
"""An edge between two things, by their numbers."""


@dataclass(frozen=True)
class Layers:
    """Stops in layers. The first stops are the things, by their numbers; the others lie on the ways of edges.

    Even layers hold things, odd ones the labels of edges.
    """

    order: Sequence[Sequence[int]]
    """Layer → its stops, from top to bottom."""
    ways: Sequence[Sequence[int]]
    """Edge → the stops of its way, from left to right."""
    labels: Sequence[int]
    """Edge → the stop at which its label stands."""
    turned: Sequence[bool]
    """Edge → whether it runs from right to left."""


def arrange(count: int, pairs: Sequence[Pair]) -> Layers:
    """Return the layers of so many things and the edges between them; no edge may join a thing to itself."""
    rising = _topological(count, pairs)
    turned = [rising[source] > rising[target] for source, target in pairs]
    forward = [(b, a) if back else (a, b) for (a, b), back in zip(pairs, turned, strict=True)]
    ranks = _rank(count, sorted(forward, key=lambda pair: rising[pair[0]]))
    ways, labels, layers = _lay_ways(ranks, forward, rising)
    return Layers(_untangle(layers, ways), ways, labels, turned)


def _topological(count: int, pairs: Iterable[Pair]) -> list[int]:
    """Return the place of each thing in an order in which edges rise, but for some that close a cycle."""
    targets, entered = defaultdict[int, list[int]](list), set[int]()
    for source, target in pairs:
        targets[source].append(target)
        entered.add(target)
    finished: list[int] = []
    seen = set[int]()
    for root in sorted(range(count), key=lambda thing: thing in entered):
        _visit(root, targets, seen, finished)
    place = [0] * count
    for index, thing in enumerate(reversed(finished)):
        place[thing] = index
    return place


def _visit(root: int, targets: Mapping[int, Sequence[int]], seen: set[int], finished: list[int]) -> None:
    """Append what can be reached from a thing and was not seen, each after all that follow it."""
    stack = [(root, False)]
    while stack:
        thing, is_done = stack.pop()
        if is_done:
            finished.append(thing)
        elif thing not in seen:
            seen.add(thing)
            stack.append((thing, True))
            stack.extend((target, False) for target in reversed(targets.get(thing, [])))


def _rank(count: int, rising: Sequence[Pair]) -> list[int]:
    """Return the layer of each thing: right of all that lead to it, and as near as may be to what it leads to."""
    ranks, entered = [0] * count, {target for _, target in rising}
    nearest: dict[int, int] = {}
    for source, target in rising:
        ranks[target] = max(ranks[target], ranks[source] + 1)
    for source, target in rising:
        nearest[source] = min(nearest.get(source, ranks[target]), ranks[target])
    return [nearest[thing] - 1 if thing in nearest and thing not in entered else ranks[thing] for thing in range(count)]


def _lay_ways(
    ranks: Sequence[int], pairs: Sequence[Pair], rising: Sequence[int]
) -> tuple[list[list[int]], list[int], list[list[int]]]:
    """Return the stops of each way, the stop of each label, and the stops of each layer."""
    layers: list[list[int]] = [[] for _ in range(2 * max(ranks, default=0) + 1)]
    for thing in sorted(range(len(ranks)), key=lambda thing: rising[thing]):
        layers[2 * ranks[thing]].append(thing)
    entries = defaultdict[int, int](int)
    for _, target in pairs:
        entries[target] += 1
    ways, labels, stops = list[list[int]](), list[int](), len(ranks)
    for source, target in pairs:
        between = range(2 * ranks[source] + 1, 2 * ranks[target])
        way = list(range(stops, stops + len(between)))
        for stop, layer in zip(way, between, strict=True):
            layers[layer].append(stop)
        stops += len(way)
        labels.append(way[-1] if entries[target] == 1 else way[0])
        ways.append([source, *way, target])
    return ways, labels, layers


def _untangle(layers: Sequence[Sequence[int]], ways: Iterable[Sequence[int]]) -> list[list[int]]:
    """Return the layers in the order that crosses least, of those that sorting by the mean of neighbours finds."""
    before, after = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for way in ways:
        for left, right in pairwise(way):
            after[left].append(right)
            before[right].append(left)
    best = current = [list(layer) for layer in layers]
    fewest = _count_crossings(best, after)
    for sweep in range(_SWEEPS):
        current = _sweep(current, before) if sweep % 2 == 0 else _sweep(current[::-1], after)[::-1]
        crossings = _count_crossings(current, after)
        if crossings < fewest:
            best, fewest = current, crossings
    return best


def _sweep(layers: Sequence[Sequence[int]], neighbours: Mapping[int, Sequence[int]]) -> list[list[int]]:
    """Return the layers, each sorted by the mean place of the neighbours in the layer that was sorted before it."""
    sorted_layers = [list(layers[0])] if layers else []
    for layer in layers[1:]:
        place = {stop: index for index, stop in enumerate(sorted_layers[-1])}
        means = {stop: _mean_place(stop, index, neighbours, place) for index, stop in enumerate(layer)}
        sorted_layers.append(sorted(layer, key=lambda stop: means[stop]))
    return sorted_layers


def _mean_place(stop: int, index: int, neighbours: Mapping[int, Sequence[int]], place: Mapping[int, int]) -> float:
    places = [place[other] for other in neighbours.get(stop, ())]
    return sum(places) / len(places) if places else index


def _count_crossings(layers: Sequence[Sequence[int]], after: Mapping[int, Sequence[int]]) -> int:
    crossings = 0
    for left, right in pairwise(layers):
        place = {stop: index for index, stop in enumerate(right)}
        passed: list[int] = []
        for stop in left:
            ends = sorted(place[other] for other in after.get(stop, ()))
            crossings += sum(len(passed) - bisect_right(passed, end) for end in ends)
            for end in ends:
                insort(passed, end)
    return crossings
