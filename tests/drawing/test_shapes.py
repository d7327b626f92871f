"""What pictures are made of."""

from medkg.drawing.shapes import Box


def test_boxes_that_touch_do_not_overlap() -> None:
    box = Box(0, 0, 10, 10)
    assert box.overlaps(Box(9, 9, 10, 10))
    assert not box.overlaps(Box(10, 0, 10, 10))
    assert not box.overlaps(Box(0, 10, 10, 10))
