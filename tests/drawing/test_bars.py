"""Bar charts."""

from hypothesis import given
from hypothesis import strategies as st

from medkg.drawing import Amount, draw_bars


def test_bars_keep_their_order_and_are_as_long_as_their_amounts() -> None:
    chart = draw_bars([Amount("CT", 50, "/ct"), Amount("MRI", 100), Amount("EEG", 0)], label="By modality")
    assert [(bar.label, bar.length, bar.href) for bar in chart.bars] == [
        ("CT", 50, "/ct"),
        ("MRI", 100, None),
        ("EEG", 0, None),
    ]


def test_a_small_amount_can_be_seen() -> None:
    chart = draw_bars([Amount("many", 10_000), Amount("one", 1)], label="Amounts")
    assert chart.bars[1].length == 1


def test_what_is_left_out_is_counted() -> None:
    chart = draw_bars([Amount(str(n), n) for n in range(30)], label="Amounts", limit=10)
    assert (len(chart.bars), chart.more) == (10, 20)


@given(st.lists(st.floats()))
def test_any_numbers_make_a_chart(numbers: list[float]) -> None:
    chart = draw_bars([Amount(str(number), number) for number in numbers], label="Numbers")
    assert all(0 <= bar.length <= 100 for bar in chart.bars)
    assert chart.is_empty == (not numbers)
