"""What an address says of a result, read and written."""

from hypothesis import given
from hypothesis import strategies as st

from medkg.pages.results.state import ROWS, State, read_state
from medkg.saved_query import RESERVED_NAMES

STATES = st.builds(
    State,
    view=st.none() | st.text(min_size=1),
    sort=st.none() | st.from_regex(r"[A-Za-z]\w*", fullmatch=True),
    page=st.integers(1, 999_999_999),
    rows=st.sampled_from(ROWS),
    iris=st.booleans(),
)
PARAMETERS = tuple(State("bar", "n", page=2, rows=ROWS[-1], iris=True).parameters)
"""All that an address may say."""


@given(STATES)
def test_a_state_survives_its_address(state: State) -> None:
    assert read_state(state.parameters) == state


@given(STATES.filter(lambda state: state.sort))
def test_a_descending_order_survives_too(state: State) -> None:
    descending = state.sorted_by(state.sort or "")
    assert descending.descending
    assert read_state(descending.parameters) == descending


@given(st.dictionaries(st.sampled_from(PARAMETERS), st.text()))
def test_any_address_has_a_state(parameters: dict[str, str]) -> None:
    state = read_state(parameters)
    assert state.page >= 1
    assert state.rows in ROWS


def test_what_is_as_usual_stands_in_no_address() -> None:
    assert State().parameters == {}


def test_a_column_sorts_up_then_down_then_up() -> None:
    state = State(page=4)
    seen = []
    for _ in range(3):
        state = state.sorted_by("n")
        seen.append((state.parameters["sort"], state.page))
    assert seen == [("n", 1), ("-n", 1), ("n", 1)]


def test_no_parameter_of_a_saved_query_can_be_taken_for_one_of_these() -> None:
    assert set(PARAMETERS) <= set(RESERVED_NAMES)
