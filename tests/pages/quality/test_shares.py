"""Shares that add up."""

from hypothesis import given
from hypothesis import strategies as st

from medkg.pages.quality.shares import Share


@given(st.integers(0, 10_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_a_share_is_whole_only_if_nothing_is_missing(numbers: tuple[int, int]) -> None:
    share = Share(*numbers)
    assert (share.percent == 100) == (share.missing == 0)
    assert (share.percent == 0) == (share.found == 0 and share.missing > 0)
    assert 0 <= share.level <= 5
    assert (share.level == 0) == (share.percent == 0)
