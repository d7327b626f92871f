"""The values of curated files, as the schema reads them."""

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from medkg.catalog.schema import Date

DATE: TypeAdapter[date] = TypeAdapter(Date)


def is_read(value: object) -> bool:
    try:
        return bool(DATE.validate_python(value))
    except ValidationError:
        return False


@given(st.dates())
def test_a_day_is_read_as_it_is_written(day: date) -> None:
    assert DATE.validate_python(day.isoformat()) == day


@given(st.integers(0, 9999), st.integers(0, 20), st.integers(0, 40))
def test_only_days_of_the_calendar_are_read(year: int, month: int, day: int) -> None:
    exists = year >= 1 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
    assert is_read(f"{year:04}-{month:02}-{day:02}") is exists


@pytest.mark.parametrize("text", ["20190315", "2019-W11-5", "2019-3-15", "15.3.2019", "2019-03", "٢٠١٩-٠٣-١٥", ""])
def test_a_day_has_one_spelling(text: str) -> None:
    assert not is_read(text)


@pytest.mark.parametrize("text", ["2019-03-15T00:00:00", "2019-03-15 ", "2019-03-15\n", "2019-03-15Z"])
def test_nothing_stands_beside_a_day(text: str) -> None:
    assert not is_read(text)


@pytest.mark.parametrize("value", [20190315, 2019, 1.5, True, None, ["2019-03-15"]])
def test_a_day_is_a_text(value: object) -> None:
    assert not is_read(value)
