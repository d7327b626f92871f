"""Things in layers."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from medkg.drawing.layers import Pair, arrange

PAIRS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1]), max_size=30)


@given(PAIRS)
def test_each_stop_is_in_one_layer_and_ways_rise_by_one(pairs: list[Pair]) -> None:
    layers = arrange(12, pairs)
    rank = {stop: index for index, layer in enumerate(layers.order) for stop in layer}
    assert len(rank) == sum(map(len, layers.order))
    assert all(rank[b] == rank[a] + 1 for way in layers.ways for a, b in pairwise(way))


@given(PAIRS)
def test_things_and_labels_are_never_in_the_same_layer(pairs: list[Pair]) -> None:
    layers = arrange(12, pairs)
    things = {index for index, layer in enumerate(layers.order) for stop in layer if stop < 12}
    labels = {index for index, layer in enumerate(layers.order) for stop in layer if stop in layers.labels}
    assert not things & labels


@given(PAIRS)
def test_ways_join_the_ends_of_edges(pairs: list[Pair]) -> None:
    layers = arrange(12, pairs)
    ends = [
        (way[-1], way[0]) if turned else (way[0], way[-1])
        for way, turned in zip(layers.ways, layers.turned, strict=True)
    ]
    assert ends == pairs


@given(PAIRS)
def test_only_cycles_turn_edges(pairs: list[Pair]) -> None:
    rising = [(min(pair), max(pair)) for pair in pairs]
    assert not any(arrange(12, rising).turned)


def test_a_cycle_is_broken_once() -> None:
    assert sum(arrange(3, [(0, 1), (1, 2), (2, 0)]).turned) == 1


def test_lines_that_need_not_cross_do_not() -> None:
    layers = arrange(6, [(0, 5), (1, 4), (2, 3)])
    first, *_, last = layers.order
    assert [5 - thing for thing in first] == list(last)


def test_a_source_stands_next_to_what_it_leads_to() -> None:
    layers = arrange(4, [(0, 1), (1, 2), (3, 2)])
    assert 3 in layers.order[2]
