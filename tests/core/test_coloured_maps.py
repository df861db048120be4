import numpy as np
import pytest

from nnviz.core.colour import to_argb
from nnviz.core.coloured_maps import colour_maps, first_maps
from nnviz.core.view_state import ColourScale


def test_one_range_for_the_whole_layer():
    maps = np.array([[[0.0, 1.0]], [[0.0, 4.0]]])
    found = colour_maps(maps, ColourScale())
    assert (found.name, found.low, found.high, found.per_map) == ("viridis", 0, 4, False)
    assert np.array_equal(found.pixels, to_argb(maps, 0, 4, "viridis"))


def test_a_range_that_nearly_begins_at_zero_does():
    assert colour_maps(np.array([[[0.01, 1.0]]]), ColourScale()).low == 0
    assert colour_maps(np.array([[[0.2, 1.0]]]), ColourScale()).low == 0.2
    assert colour_maps(np.array([[[-0.01, 1.0]]]), ColourScale("grey")).low == -0.01


def test_a_range_for_each_map():
    maps = np.array([[[0.0, 1.0]], [[0.0, 4.0]]])
    found = colour_maps(maps, ColourScale("grey", per_map=True))
    assert (found.low, found.high, found.per_map) == (0, 4, True)
    assert np.array_equal(found.pixels[0], found.pixels[1])
    assert not colour_maps(maps[:1], ColourScale(per_map=True)).per_map


def test_a_chosen_colour_map_keeps_its_own_range():
    maps = np.array([[[-1.0, 3.0]]])
    assert colour_maps(maps, ColourScale("viridis")).low == -1
    assert colour_maps(maps, ColourScale("diverging")).low == -3
    assert colour_maps(np.abs(maps), ColourScale("diverging")).low == -3


@pytest.mark.parametrize(
    ("shape", "most", "expected"),
    [((4, 5, 5), 100, (4, 5, 5)), ((4, 5, 5), 60, (2, 5, 5)), ((3, 5, 5), 20, (1, 4, 5)), ((1, 1, 90), 20, (1, 1, 20))],
)
def test_the_first_maps_of_too_many(shape, most, expected):
    maps = np.arange(np.prod(shape)).reshape(shape)
    found = first_maps(maps, most)
    assert found.shape == expected
    assert np.array_equal(found, maps[: expected[0], : expected[1], : expected[2]])


def test_maps_beside_each_other_share_their_ranges():
    live = np.array([[[0.0, 1.0]], [[0.0, 4.0]]])
    held = np.array([[[-2.0, 0.5]], [[0.0, 8.0]]])
    one, other = colour_maps(live, ColourScale(), held), colour_maps(held, ColourScale(), live)
    assert (one.name, one.low, one.high) == (other.name, other.low, other.high) == ("diverging", -8, 8)
    each = colour_maps(live, ColourScale("diverging", per_map=True), held)
    assert np.array_equal(each.pixels[0], to_argb(live[0], -2, 2, "diverging"))
    assert colour_maps(live, ColourScale(), held[:1]).high == 4


def test_one_map_keeps_the_colours_that_it_has_among_the_others():
    whole = colour_maps(np.array([[[0.0, 1.0]], [[0.0, 4.0]]]), ColourScale())
    one = whole.one(0)
    assert (one.low, one.high) == (0, 4)
    assert np.array_equal(one.pixels[0], whole.pixels[0])
