"""All state of the list stands in its address."""

from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medkg.pages.browse.facets import FACETS, NOT_STATED, STATED
from medkg.pages.browse.selection import SORTS, VIEWS, Selection, read_selection


def read(text: str) -> Selection:
    return read_selection(parse_qsl(text))


def test_values_of_a_facet_stay_in_their_order() -> None:
    assert read("modality=mri&anatomy=eye&modality=ct").chosen == {"modality": ("mri", "ct"), "anatomy": ("eye",)}


def test_a_value_that_is_chosen_twice_is_chosen_once() -> None:
    assert read("modality=ct&modality=ct").values("modality") == ("ct",)


def test_nothing_chosen_has_no_address() -> None:
    assert Selection().address() == ""


@pytest.mark.parametrize(
    ("text", "ignored"),
    [
        ("modality=C%20T", ("Modality: C T",)),
        ("year=19", ("Year: 19",)),
        ("size=12", ("Number of people: 12",)),
        ("kind=Dataset", ("Kind: Dataset",)),
        ("kind=xsd:Dataset", ("Kind: xsd:Dataset",)),
        ("unknown=1&modality=", ()),
    ],
)
def test_what_cannot_be_read_is_told_and_left_out(text: str, ignored: tuple[str, ...]) -> None:
    found = read(text)
    assert (found.chosen, found.ignored) == ({}, ignored)


@pytest.mark.parametrize("value", [STATED, NOT_STATED])
def test_stated_and_not_stated_are_values_of_every_facet_that_may_be_empty(value: str) -> None:
    taken = [facet.key for facet in FACETS if facet.is_value(value)]
    assert taken == [facet.key for facet in FACETS if facet.key != "kind"]


@pytest.mark.parametrize(
    ("text", "page"), [("1", 1), ("7", 7), ("0", 1), ("-3", 1), ("x", 1), ("", 1), ("٣", 1), ("9" * 30, 1)]
)
def test_a_page_is_a_number_from_one(text: str, page: int) -> None:
    assert read_selection([("page", text)]).page == page


def test_unknown_orders_and_views_are_the_usual_ones() -> None:
    assert (read("sort=size&view=map").sort, read("sort=size&view=map").view) == ("title", "cards")


def test_a_change_of_what_is_chosen_leads_to_the_first_page() -> None:
    there = read("modality=ct&page=3")
    for changed in (there.without_facet("modality"), there.without_value("modality", "ct"), there.cleared()):
        assert changed.page == 1


def test_taking_off_the_last_value_takes_off_the_facet() -> None:
    assert read("modality=ct").without_value("modality", "ct") == Selection()


def test_no_address_makes_an_endless_query() -> None:
    many = read_selection([("modality", f"m{n}") for n in range(1000)])
    assert len(many.values("modality")) == 40


IDS = st.from_regex(r"[a-z0-9][a-z0-9.-]{0,12}", fullmatch=True)
KEYS = st.sampled_from([facet.key for facet in FACETS if facet.segment])


@given(
    st.dictionaries(KEYS, st.lists(IDS, min_size=1, max_size=3, unique=True).map(tuple), max_size=4),
    st.frozensets(KEYS, max_size=2),
    st.frozensets(KEYS, max_size=2),
    st.dictionaries(KEYS, st.text("abc é&=+", min_size=1).filter(lambda text: text == text.strip() != ""), max_size=2),
    st.sampled_from(list(SORTS)),
    st.sampled_from(list(VIEWS)),
    st.integers(1, 1000),
)
def test_an_address_leads_to_the_same_selection(
    chosen: dict[str, tuple[str, ...]],
    all_of: frozenset[str],
    exact: frozenset[str],
    find: dict[str, str],
    sort: str,
    view: str,
    page: int,
) -> None:
    selection = Selection(chosen, all_of, exact, find, sort, view, page)
    assert read(selection.address().removeprefix("?")) == selection


@given(st.lists(st.tuples(st.one_of(st.text(max_size=9), st.sampled_from(["modality", "page", "all"])), st.text())))
def test_any_address_is_read(parameters: list[tuple[str, str]]) -> None:
    found = read_selection(parameters)
    assert read(found.address().removeprefix("?")).parameters() == found.parameters()
