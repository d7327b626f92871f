"""Words: what is told apart and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medkg.search.folding import compact, fold, read_words, stem, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tumours", "tumor"),
        ("haematoma", "Hematomas"),
        ("oedema", "edema"),
        ("metastases", "metastasis"),
        ("diagnoses", "diagnosis"),
        ("biopsies", "biopsy"),
        ("viruses", "virus"),
        ("abscesses", "abscess"),
        ("vertebrae", "vertebra"),
        ("localisation", "localization"),
        ("Ménière", "meniere"),
        ("Alzheimer's", "alzheimer"),
        ("Alzheimer’s", "Alzheimers"),
        ("X-rays", "xray"),
        ("COVID-19", "covid19"),
        ("KiTS 19", "kits19"),
        ("ＭＲＩ", "mri"),
    ],
)
def test_spellings_of_one_word_are_the_same(one: str, other: str) -> None:
    assert compact(read_words(one)) == compact(read_words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("organ", "organization"), ("lung", "lunge"), ("universe", "university"), ("us", "u"), ("ms", "m")],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_a_compound_is_found_by_its_parts_and_as_a_whole() -> None:
    assert stems("T2-weighted X-ray") == ["t", "2", "weighted", "t2weighted", "x", "ray", "xray"]


@given(st.text())
def test_words_stand_where_they_say(text: str) -> None:
    for word in read_words(text):
        assert text[word.start : word.end] == word.text
        assert word.parts
        assert all(part.isalnum() for part in word.parts)


@given(st.text())
def test_folding_again_changes_nothing_in_words(text: str) -> None:
    for word in read_words(text):
        assert [again.joined for again in read_words(word.joined)] in ([word.joined], [fold(word.joined)])
