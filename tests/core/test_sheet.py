import numpy as np
import pytest

from nnviz.core.colour import colour_table
from nnviz.core.sheet import MAX_SIDE_PX, make_sheet


def test_each_value_is_a_square_of_its_colour():
    maps = np.arange(24, dtype=np.float32).reshape(4, 2, 3)
    sheet = make_sheet(maps, "grey", side_px=100)
    table = colour_table("grey")
    for index, one in enumerate(maps):
        left, top = sheet.tiling.origin(index)
        for (row, column), value in np.ndenumerate(one):
            y, x = int(top + row) * sheet.scale, int(left + column) * sheet.scale
            square = sheet.pixels[y : y + sheet.scale, x : x + sheet.scale]
            assert (square == table[round(value / 23 * 255)]).all()
    assert (sheet.low, sheet.high) == (0, 23)
    assert 50 < max(sheet.pixels.shape[:2]) <= 100


def test_gaps_are_transparent():
    sheet = make_sheet(np.ones((2, 3, 3)), side_px=7, aspect=3)
    assert sheet.pixels.shape == (3, 7, 4)
    assert (sheet.pixels[:, 3] == 0).all()
    assert (sheet.pixels[:, [0, 1, 2, 4, 5, 6], 3] == 255).all()


def test_signed_values_are_shown_about_zero():
    sheet = make_sheet(np.array([[[-1.0, 4.0]]]))
    assert (sheet.low, sheet.high, sheet.colour_map) == (-4, 4, "diverging")


def test_what_is_too_large_for_a_sheet_is_averaged_or_cut_and_says_so():
    wide = np.tile(np.array([0.0, 2.0]), (1, 2, MAX_SIDE_PX))
    sheet = make_sheet(wide)
    assert sheet.block == 2
    assert sheet.tiling.width == MAX_SIDE_PX
    assert np.array_equal(sheet.pixels[0, 0], colour_table("viridis")[128])
    many = make_sheet(np.zeros((30, MAX_SIDE_PX - 1, 600), np.float32))
    assert many.shown == 13
    assert many.pixels.shape[1] <= MAX_SIDE_PX + 600


@pytest.mark.parametrize("shape", [(1, 1, 1), (10, 1, 1), (3, 1, 500)])
def test_small_and_flat_arrays(shape):
    assert make_sheet(np.zeros(shape)).pixels[0, 0, 3] == 255
