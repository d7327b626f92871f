"""Two sorted files side by side: every line is told once, and nothing is held."""

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from medkg.changes.lines import Sign, compare_lines

sorted_lines = st.sets(st.binary(max_size=4)).map(sorted)


@given(sorted_lines, sorted_lines)
def test_each_line_is_told_once_in_order_with_what_became_of_it(old: list[bytes], new: list[bytes]) -> None:
    steps = list(compare_lines(old, new))
    assert [line for _, line in steps] == sorted({*old, *new})
    assert {line for sign, line in steps if sign is Sign.ADDED} == set(new) - set(old)
    assert {line for sign, line in steps if sign is Sign.REMOVED} == set(old) - set(new)
    assert {line for sign, line in steps if sign is Sign.KEPT} == set(old) & set(new)


def test_no_more_than_a_line_of_each_is_read_ahead() -> None:
    read = []

    def lines(name: str) -> Iterator[bytes]:
        for number in range(1000):
            read.append(name)
            yield b"%04d" % number

    steps = compare_lines(lines("old"), lines("new"))
    next(steps)
    assert sorted(read) == ["new", "old"]
