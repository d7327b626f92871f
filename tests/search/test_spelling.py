"""The distance between words."""

from hypothesis import given
from hypothesis import strategies as st

from medkg.search.spelling import distance

WORDS = st.text(alphabet="abcd", max_size=8)


@given(WORDS, WORDS)
def test_distance_is_a_distance(one: str, other: str) -> None:
    assert distance(one, other) == distance(other, one)
    assert (distance(one, other) == 0) == (one == other)
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))


@given(WORDS, st.integers(0, 8), st.sampled_from("abcd"))
def test_one_edit_is_at_distance_one(word: str, place: int, letter: str) -> None:
    longer = word[:place] + letter + word[place:]
    assert distance(word, longer) == 1


@given(WORDS, st.integers(0, 6))
def test_neighbours_exchanged_are_at_distance_one(word: str, at: int) -> None:
    exchanged = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
    assert distance(word, exchanged) == (exchanged != word)
