"""What the address of a comparison asks for."""

from hypothesis import given
from hypothesis import strategies as st

from medkg.pages.compare.choice import MOST_ENTRIES, read_choice
from support import NAMES


def test_an_entry_is_named_by_path_prefixed_name_or_iri_and_stands_once() -> None:
    iri = f"{NAMES.base}dataset/drive"
    assert read_choice(["dataset/drive", "dataset:drive", iri, " ", iri], NAMES).iris == (NAMES("dataset/drive"),)


def test_more_entries_than_fit_are_named() -> None:
    ids = [f"dataset/{number}" for number in range(MOST_ENTRIES + 2)]
    choice = read_choice(ids, NAMES)
    assert len(choice.iris) == MOST_ENTRIES
    assert choice.left_out == tuple(ids[MOST_ENTRIES:])


@given(st.lists(st.text(max_size=30)))
def test_any_ids_are_read(ids: list[str]) -> None:
    choice = read_choice(ids, NAMES)
    assert len(choice.iris) <= MOST_ENTRIES
    assert all("<" not in iri.value and " " not in iri.value for iri in choice.iris)
