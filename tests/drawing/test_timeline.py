"""Amounts by year."""

from hypothesis import given
from hypothesis import strategies as st

from medkg.drawing import Cell, Year, draw_event_grid, draw_timeline


def test_years_without_any_are_columns_too() -> None:
    chart = draw_timeline([Year(2019, 3, "/2019"), Year(2016, 1)], label="By year")
    assert [column.name for column in chart.columns] == ["2016: 1", "2017: 0", "2018: 0", "2019: 3"]
    assert [column.href for column in chart.columns] == [None, None, None, "/2019"]
    assert [column.bar.height for column in chart.columns] == [40, 0, 0, 120]


def test_amounts_of_one_year_add_up() -> None:
    chart = draw_timeline([Year(2019, 3), Year(2019, 4)], label="By year")
    assert [column.name for column in chart.columns] == ["2019: 7"]


def test_many_years_are_put_together() -> None:
    chart = draw_timeline([Year(1950, 1, "/1950"), Year(2020, 2), Year(2023, 3)], label="By year")
    assert chart.columns[0].name == "1950–54: 1"
    assert chart.columns[-1].name == "2020–24: 5"
    assert chart.columns[0].href is None


@given(st.lists(st.tuples(st.integers(-9999, 9999), st.integers(0, 10**6))))
def test_any_years_make_a_chart_of_bounded_width(years: list[tuple[int, int]]) -> None:
    chart = draw_timeline([Year(*year) for year in years], label="By year")
    assert chart.width <= 1300
    total = sum(int(column.count.text.replace(",", "")) for column in chart.columns)
    assert total == sum(count for _, count in years)
    assert all(column.bar.y >= 0 and column.bar.right <= chart.width for column in chart.columns)


def test_meetings_are_rows_and_all_years_columns() -> None:
    grid = draw_event_grid([Cell("MICCAI", "2019", 2, "/e"), Cell("ISBI", "2016", 1)], label="Challenges by meeting")
    assert [column.label for column in grid.columns] == ["2016", "2017", "2018", "2019"]
    [(miccai, shades), _] = grid.rows
    assert miccai.label == "MICCAI"
    assert [shade.name for shade in shades][2:] == ["MICCAI × 2018: 0 challenges", "MICCAI × 2019: 2 challenges"]


def test_what_is_no_year_is_no_column() -> None:
    assert draw_event_grid([Cell("MICCAI", "soon", 2)], label="Meetings").rows[0][1][0].level > 0
