"""Help at an address that leads nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medkg.pages.lost import MOST_WORDS, help_out, words_of
from medkg.search.reader import SearchIndex, open_index
from medkg.snapshot.reader import Snapshot


@pytest.fixture(scope="module")
def index(real_snapshot: Snapshot) -> SearchIndex:
    return open_index(real_snapshot.search)


@pytest.mark.parametrize(
    ("path", "meant"),
    [
        ("/dataset/kits-19", "challenge/kits19"),
        ("/disease/kidny-cancer", "disease/kidney-cancer"),
        ("/dataset/dirve.ttl", "dataset/drive"),
        ("/organization/standford", "organization/stanford-university"),
    ],
)
def test_the_nearest_name_comes_first(index: SearchIndex, path: str, meant: str) -> None:
    assert help_out(index, path).suggestions[0].iri.endswith(meant)


@pytest.mark.parametrize("path", ["/", "/nothing", "/wp-login.php", "/" + "a" * 5000])
def test_what_is_like_nothing_gets_no_suggestion(index: SearchIndex, path: str) -> None:
    assert help_out(index, path).suggestions == []


@given(st.text())
def test_any_path_has_words_that_are_not_many(path: str) -> None:
    words = words_of(path)
    assert len(words) <= MOST_WORDS
    assert words == words.strip()
