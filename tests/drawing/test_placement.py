"""Layers in a plane."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from medkg.drawing.layers import Pair, arrange
from medkg.drawing.placement import Plan, Size, place

PAIRS = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1]), max_size=30)
SIZES = st.lists(st.builds(Size, st.integers(1, 200), st.integers(1, 90)), min_size=12, max_size=12)


@given(PAIRS, SIZES)
def test_the_stops_of_a_layer_keep_apart_lines_that_pass_included(pairs: list[Pair], sizes: list[Size]) -> None:
    layers = arrange(12, pairs)
    plan = place(layers, sizes, [Size(50, 20)] * len(pairs))
    for layer in layers.order:
        assert all(plan.boxes[lower].y - plan.boxes[upper].bottom >= 12 for upper, lower in pairwise(layer))


@given(PAIRS, SIZES)
def test_layers_keep_apart_and_all_is_in_the_plan(pairs: list[Pair], sizes: list[Size]) -> None:
    layers = arrange(12, pairs)
    plan = place(layers, sizes, [Size(50, 20)] * len(pairs))
    for left, right in pairwise(layers.order):
        assert all(plan.ends[a] < plan.boxes[b].x for a in left for b in right)
    assert all(box.y >= 0 and box.bottom <= plan.height and box.right <= plan.width for box in plan.boxes)


def test_a_thing_stands_in_the_middle_of_what_it_leads_to() -> None:
    plan = place(arrange(4, [(0, 1), (0, 2), (0, 3)]), [Size(100, 20)] * 4, [Size(50, 16)] * 3)
    assert plan.boxes[0].middle == plan.boxes[2].middle


def test_nothing_takes_no_room() -> None:
    assert place(arrange(0, []), [], []) == Plan(0, 0, [], [])
