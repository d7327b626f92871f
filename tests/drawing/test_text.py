"""Words in pictures: measured, broken into lines, cut."""

from hypothesis import given
from hypothesis import strategies as st

from medkg.drawing.text import cut, measure, wrap, write_number

WIDTHS = st.integers(40, 400)


@given(st.text(), WIDTHS, st.integers(1, 4))
def test_lines_have_room(text: str, width: int, lines: int) -> None:
    found = wrap(text, width, 14, lines)
    assert len(found) <= lines
    assert all(measure(line, 14) <= width for line in found)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=8), max_size=8))
def test_what_fits_is_there_whole(words: list[str]) -> None:
    assert " ".join(wrap(" ".join(words), 120, 14, lines=8)) == " ".join(words)


def test_a_long_text_ends_with_an_ellipsis() -> None:
    assert wrap("kidney and kidney tumor segmentation", 120, 14) == ("kidney and", "kidney tumor s…")
    assert cut("kidney and kidney tumor", 100, 14) == "kidney and…"


def test_a_long_word_is_broken() -> None:
    first, second = wrap("pseudopseudohypoparathyroidism", 140, 14)
    assert first + second == "pseudopseudohypoparathyroidism"


def test_marks_take_no_room_and_wide_characters_take_more() -> None:
    assert measure("e\u0301", 14) == measure("e", 14)
    assert measure("医", 14) > measure("m", 14)


def test_numbers_are_written_for_people() -> None:
    assert [write_number(number) for number in (0, 1234567, 2.5, 1e20)] == [
        "0",
        "1,234,567",
        "2.5",
        "100,000,000,000,000,000,000",
    ]
