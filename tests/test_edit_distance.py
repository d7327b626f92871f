"""The distance between words."""

from hypothesis import given
from hypothesis import strategies as st

from medkg.edit_distance import edit_distance

WORDS = st.text(alphabet="abcd", max_size=8)
FAR = 20
"""Farther apart than any two of them."""


@given(WORDS, WORDS)
def test_distance_is_a_distance(one: str, other: str) -> None:
    assert edit_distance(one, other, FAR) == edit_distance(other, one, FAR)
    assert (edit_distance(one, other, FAR) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= edit_distance(one, other, FAR) <= max(len(one), len(other))


@given(WORDS, st.integers(0, 8), st.sampled_from("abcd"))
def test_one_edit_is_at_distance_one(word: str, place: int, letter: str) -> None:
    longer = word[:place] + letter + word[place:]
    assert edit_distance(word, longer, FAR) == 1


@given(WORDS, st.integers(0, 6))
def test_neighbours_exchanged_are_at_distance_one(word: str, at: int) -> None:
    exchanged = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    assert edit_distance(word, exchanged, FAR) == (exchanged != word)


@given(WORDS, WORDS, st.integers(0, 4))
def test_a_bound_changes_nothing_within_it(one: str, other: str, bound: int) -> None:
    exact = edit_distance(one, other, FAR)
    bounded = edit_distance(one, other, bound)
    assert bounded == exact if exact <= bound else bounded > bound
