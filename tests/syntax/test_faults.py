"""Places of a text, for people and for browsers."""

from hypothesis import given
from hypothesis import strategies as st

from medkg.syntax.faults import Fault, Fix, Severity, Utf16, apply_fix, excerpt, offset_of, place_of

_TEXTS = st.text(alphabet="ab\n\t😀é", max_size=60)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(_TEXTS, st.data())
def test_places_are_counted_as_browsers_count(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert Utf16(text).units(offset) == _units(text[:offset])
    assert Utf16(text).offset(_units(text[:offset])) == offset


@given(_TEXTS, st.data())
def test_line_and_column_lead_back(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert offset_of(text, place_of(text, offset)) == offset


@given(_TEXTS, st.data())
def test_an_excerpt_is_one_line_with_the_fault_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = excerpt(text, Fault(start, end, "."))
    line = text.split("\n")[shown.line - 1].replace("\t", " ")
    assert f"{shown.before}{shown.marked}{shown.after}".rstrip() == line.rstrip()
    assert shown.marked
    assert len(shown.before) == shown.column - 1


def test_an_excerpt_of_a_long_line_is_cut_around_the_fault() -> None:
    shown = excerpt("a" * 500 + "X" + "b" * 500, Fault(500, 501, "."))
    assert (shown.marked, shown.column) == ("X", 501)
    assert len(shown.before + shown.after) <= 100


@given(_TEXTS, _TEXTS, _TEXTS, _TEXTS)
def test_a_change_is_made_in_its_place(before: str, old: str, after: str, new: str) -> None:
    fix = Fix("", len(before), len(before) + len(old), new)
    assert apply_fix(before + old + after, fix) == before + new + after


def test_a_fault_survives_json() -> None:
    fault = Fault(1, 2, "a.", Severity.WARNING, (Fix("b", 1, 2, "c"),))
    assert Fault.from_json(fault.as_json()) == fault
