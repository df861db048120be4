import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.tiling import Cell, Tiling, cell_of, feature_maps, fineness, finer, grid_for, kernel_maps, tile, unit_of

SIDES = st.integers(1, 7)


def numbered(*shape):
    return np.arange(np.prod(shape), dtype=np.float64).reshape(shape)


@given(st.integers(1, 20), SIDES, SIDES, st.integers(1, 9), st.integers(0, 3))
def test_every_value_lies_where_the_tiling_says(count, height, width, columns, gap):
    maps = numbered(count, height, width)
    mosaic = tile(maps, columns, gap)
    tiling = Tiling(count, height, width, columns, gap)
    assert mosaic.shape == tiling.shape
    seen = 0
    for (y, x), value in np.ndenumerate(mosaic):
        cell = tiling.cell_at(x + 0.5, y + 0.5)
        assert (cell is None) == np.isnan(value)
        if cell is not None:
            assert maps[cell] == value
            left, top = tiling.origin(cell.map)
            assert (left + cell.column, top + cell.row) == (x, y)
            assert tiling.beside(cell, 0, 0) == cell
            seen += 1
    assert seen == maps.size


@pytest.mark.parametrize("point", [(-0.1, 0), (0, -0.1), (7, 0), (0, 7), (3.5, 0), (4, 4), (np.nan, 0), (1e9, 1e9)])
def test_no_cell_in_a_gap_outside_or_on_an_empty_place(point):
    assert Tiling(count=3, height=3, width=3, columns=2).cell_at(*point) is None


def test_steps_from_cell_to_cell_cross_the_gaps_and_end_at_the_rim():
    tiling = Tiling(count=3, height=2, width=2, columns=2, gap=3)
    assert tiling.beside(Cell(0, 0, 0), 1, 0) == Cell(0, 0, 1)
    assert tiling.beside(Cell(0, 0, 1), 1, 0) == Cell(1, 0, 0)
    assert tiling.beside(Cell(1, 0, 0), -1, 0) == Cell(0, 0, 1)
    assert tiling.beside(Cell(0, 1, 1), 0, 1) == Cell(2, 0, 1)
    assert tiling.beside(Cell(2, 0, 1), 0, -1) == Cell(0, 1, 1)
    assert tiling.beside(Cell(1, 1, 1), 0, 1) == Cell(1, 1, 1)
    assert tiling.beside(Cell(0, 0, 0), -1, 0) == Cell(0, 0, 0)


@given(st.integers(1, 20), SIDES, SIDES, st.integers(1, 9), st.integers(1, 4))
def test_finer_maps_leave_gaps_of_a_part_of_a_cell(count, height, width, columns, dots):
    maps = numbered(count, height, width)
    mosaic = tile(finer(maps, dots), columns)
    tiling = Tiling(count, height, width, columns, gap=1 / dots)
    assert mosaic.shape == pytest.approx(tuple(side * dots for side in tiling.shape))
    for (y, x), value in np.ndenumerate(mosaic):
        cell = tiling.cell_at((x + 0.5) / dots, (y + 0.5) / dots)
        assert np.isnan(value) if cell is None else maps[cell] == value


@given(st.integers(1, 8), st.integers(1, 40), st.floats(0.1, 10))
def test_groups_of_maps_stay_together(group, groups, aspect):
    rows, columns = grid_for(group * groups, 5, 5, aspect, group=group)
    assert rows * columns >= group * groups
    if columns % group and group % columns:
        _, together = grid_for(groups, 5, 5 * group + group - 1, aspect)
        side = min(aspect / (together * group * 6 - 1), 1 / (-(-groups // together) * 6 - 1))
        assert side < 0.8 * min(aspect / (columns * 6 - 1), 1 / (rows * 6 - 1)) + 1e-9


@pytest.mark.parametrize("gap", [0.25, 0.5, 1])
def test_steps_cross_gaps_of_any_width(gap):
    tiling = Tiling(count=4, height=2, width=2, columns=2, gap=gap)
    assert tiling.beside(Cell(0, 1, 1), 1, 0) == Cell(1, 1, 0)
    assert tiling.beside(Cell(3, 0, 0), -1, 0) == Cell(2, 0, 1)
    assert tiling.beside(Cell(3, 0, 0), 0, -1) == Cell(1, 1, 0)


def test_fill_keeps_the_type_of_pixels():
    mosaic = tile(np.ones((3, 2, 2), np.uint32), columns=2, gap=1, fill=0)
    assert mosaic.dtype == np.uint32
    assert mosaic.sum() == 12


def test_integers_get_their_gaps_as_floats():
    assert np.isnan(tile(np.ones((2, 1, 1), np.uint8), 2)[0, 1])


@given(st.integers(1, 300), st.integers(1, 60), st.integers(1, 60), st.floats(0.1, 10))
def test_no_other_grid_shows_the_maps_larger(count, height, width, aspect):
    def size(columns):
        rows = -(-count // columns)
        return min(aspect / (columns * (width + 1) - 1), 1 / (rows * (height + 1) - 1))

    rows, columns = grid_for(count, height, width, aspect)
    assert rows == -(-count // columns)
    assert size(columns) == pytest.approx(max(size(other) for other in range(1, count + 1)))


def test_only_small_maps_are_made_finer_and_never_too_many():
    assert [fineness(np.zeros((9, side, side))) for side in (1, 6, 10, 28)] == [4, 4, 2, 1]
    assert [fineness(np.zeros((count, 5, 5))) for count in (24, 100, 512)] == [4, 2, 1]
    assert fineness(np.broadcast_to(0.0, (1, 2, 9_000_000))) == 1


def test_a_grid_of_nothing():
    assert grid_for(0, 3, 3, 1.0) == (0, 1)
    assert tile(np.zeros((0, 3, 3)), 1).shape == (0, 0)


@given(st.lists(st.integers(1, 4), min_size=0, max_size=6).map(tuple))
def test_units_and_cells_name_the_same_value(shape):
    tensor = numbered(*shape)
    maps = feature_maps(tensor)
    assert maps.ndim == 3
    assert maps.size == tensor.size
    for place in np.ndindex(maps.shape):
        unit = unit_of(shape, Cell(*place))
        assert tensor[unit] == maps[place]
        assert cell_of(shape, unit) == place


def test_maps_of_each_rank():
    picture = numbered(4, 5, 3)
    assert np.array_equal(feature_maps(picture)[2], picture[:, :, 2])
    volume = numbered(2, 4, 5, 3)
    assert np.array_equal(feature_maps(volume)[3], volume[1, :, :, 1])
    sequence = numbered(6, 3)
    assert np.array_equal(feature_maps(sequence), sequence[None])
    assert feature_maps(numbered(9)).shape == (1, 1, 9)
    assert feature_maps(np.float32(3).reshape(())).shape == (1, 1, 1)


@pytest.mark.parametrize("unit", [None, (0,), (0, 0, 3), (-1, 0, 0), (0, 0, 0, 0)])
def test_a_unit_that_the_tensor_does_not_have(unit):
    assert cell_of((2, 2, 3), unit) is None


def test_kernels_are_ordered_by_output_and_labelled_with_the_input():
    kernel = numbered(3, 2, 4, 5)
    found = kernel_maps(kernel)
    assert found.maps.shape == (20, 3, 2)
    place = found.labels.index("2→3")
    assert np.array_equal(found.maps[place], kernel[:, :, 2, 3])


def test_a_transposed_convolution_keeps_outputs_before_inputs():
    kernel = numbered(3, 3, 5, 4)
    found = kernel_maps(kernel, transposed=True)
    assert np.array_equal(found.maps[found.labels.index("2→3")], kernel[:, :, 3, 2])


def test_kernels_of_other_ranks():
    assert kernel_maps(numbered(3, 3, 1, 2)).labels == ("0", "1")
    sequence = numbered(3, 4, 2)
    assert np.array_equal(kernel_maps(sequence).maps[1], sequence[:, :, 1])
    volume = numbered(2, 3, 3, 4, 5)
    found = kernel_maps(volume)
    assert np.array_equal(found.maps[found.labels.index("2→3 [1]")], volume[1, :, :, 2, 3])
    assert kernel_maps(numbered(7, 3)).maps.shape == (1, 7, 3)
    assert kernel_maps(numbered(7)).maps.shape == (1, 1, 7)
    assert len(found.labels) == len(found.maps)
