"""Grids of amounts."""

from hypothesis import given
from hypothesis import strategies as st

from medkg.drawing import Cell, Heading, draw_heat_grid


def test_cells_without_any_are_in_sight() -> None:
    grid = draw_heat_grid([Cell("CT", "lung", 12, "/x"), Cell("MRI", "brain", 1)], label="Modality × anatomy")
    assert [(row.label, [shade.text for shade in shades]) for row, shades in grid.rows] == [
        ("CT", ["12", "0"]),
        ("MRI", ["0", "1"]),
    ]


def test_a_cell_says_what_it_is_without_its_place() -> None:
    grid = draw_heat_grid([Cell("CT", "lung", 12, "/x"), Cell("MRI", "brain", 1)], label="Modality × anatomy")
    [(_, [first, _]), (_, [_, last])] = grid.rows
    assert (first.name, first.href) == ("CT × lung: 12 datasets", "/x")
    assert (last.name, last.href) == ("MRI × brain: 1 dataset", None)


def test_given_rows_and_columns_are_kept_in_order_with_their_labels() -> None:
    rows = [Heading("modality/mri", "MRI", "/mri"), Heading("modality/ct", "CT")]
    grid = draw_heat_grid([Cell("modality/ct", "lung", 1)], label="Grid", rows=rows)
    assert [row for row, _ in grid.rows] == rows


def test_shades_grow_with_amounts() -> None:
    amounts = [0, 1, 2, 5, 20, 100]
    grid = draw_heat_grid([Cell("row", str(n), n) for n in amounts], label="Grid")
    levels = {shade.text: shade.level for _, shades in grid.rows for shade in shades}
    assert [levels[str(n)] for n in amounts] == [0, 1, 1, 2, 4, 5]


def test_one_of_each_is_not_the_darkest() -> None:
    grid = draw_heat_grid([Cell("a", "b", 1), Cell("c", "d", 1)], label="Grid")
    assert {shade.level for _, shades in grid.rows for shade in shades} == {0, 1}


def test_what_is_left_out_is_counted() -> None:
    cells = [Cell(str(n), str(n), 1) for n in range(40)]
    grid = draw_heat_grid(cells, label="Grid", max_rows=30, max_columns=20)
    assert (len(grid.rows), len(grid.columns), grid.more_rows, grid.more_columns) == (30, 20, 10, 20)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.floats())))
def test_any_numbers_make_a_grid(cells: list[tuple[str, str, float]]) -> None:
    grid = draw_heat_grid([Cell(*cell) for cell in cells], label="Grid")
    assert all(len(shades) == len(grid.columns) for _, shades in grid.rows)
    assert all(0 <= shade.level <= 5 for _, shades in grid.rows for shade in shades)
