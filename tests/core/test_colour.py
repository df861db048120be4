import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnviz.core.colour import (
    BAD_COLOUR,
    COLOUR_MAPS,
    colour_table,
    is_signed,
    map_ranges,
    resolve_name,
    to_argb,
    to_rgba,
    value_range,
)

ANY_NUMBERS = hnp.arrays(
    st.sampled_from([np.float16, np.float32, np.float64, np.int8, np.uint8, np.int64, np.bool_, np.dtype(">f4")]),
    hnp.array_shapes(min_dims=0, max_dims=4, max_side=6),
)


def lightness(table):
    """Return CIE L* of sRGB colours."""
    rgb = table[:, :3] / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    y = linear @ [0.2126, 0.7152, 0.0722]
    return np.where(y > 0.008856, 116 * np.cbrt(y) - 16, 903.3 * y)


@pytest.mark.parametrize("name", COLOUR_MAPS)
def test_a_table_has_256_opaque_colours_none_of_them_the_bad_one(name):
    table = colour_table(name)
    assert table.shape == (256, 4)
    assert table.dtype == np.uint8
    assert (table[:, 3] == 255).all()
    assert not table.flags.writeable
    assert np.abs(table.astype(int) - BAD_COLOUR).sum(axis=1).min() > 100


@pytest.mark.parametrize("name", ["viridis", "cividis", "grey"])
def test_a_sequential_map_grows_lighter_all_the_way(name):
    steps = np.diff(lightness(colour_table(name)))
    assert steps.min() > -0.25
    assert lightness(colour_table(name))[[0, -1]] == pytest.approx([0, 100] if name == "grey" else [14, 91], abs=4)


@pytest.mark.parametrize("name", ["viridis", "cividis"])
def test_published_maps_are_met(name):
    published = pytest.importorskip("pyqtgraph").colormap.get(name).getLookupTable(nPts=256)
    assert np.abs(colour_table(name)[:, :3].astype(int) - published[:, :3]).max() <= 7


def test_diverging_grows_darker_to_both_sides_of_zero():
    light = lightness(colour_table("diverging"))
    assert light.argmax() == 128
    assert (np.diff(light[1:129]) > 0).all()
    assert (np.diff(light[128:]) < 0).all()
    assert abs(light[1] - light[255]) < 6
    red, blue = colour_table("diverging")[:, 0].astype(int), colour_table("diverging")[:, 2].astype(int)
    assert (red < blue)[1:100].all()
    assert (red > blue)[156:].all()


def test_auto_is_diverging_for_signed_values_only():
    assert resolve_name("auto", True) == "diverging"
    assert resolve_name("auto", False) == "viridis"
    assert resolve_name("grey", True) == "grey"
    with pytest.raises(ValueError, match="jet"):
        resolve_name("jet", False)


def test_ends_and_middle_of_a_range():
    values = np.array([-9.0, -2.0, 0.0, 2.0, 9.0], np.float32)
    table = colour_table("diverging")
    assert np.array_equal(to_rgba(values, -2, 2, "diverging"), table[[0, 0, 128, 255, 255]])
    assert np.array_equal(to_rgba(values, -2, 2, "auto"), table[[0, 0, 128, 255, 255]])
    grey = to_rgba(np.arange(256), 0, 255, "grey")
    assert np.array_equal(grey[:, 0], np.arange(256))


def test_not_a_number_and_infinity_are_told_apart_from_every_value():
    values = np.array([[np.nan, 0.0], [np.inf, -np.inf], [1.0, 0.5]])
    pixels = to_rgba(values, 0, 1, "viridis")
    bad = (pixels == BAD_COLOUR).all(axis=-1)
    assert np.array_equal(bad, [[True, False], [True, True], [False, False]])
    assert value_range(values, False) == (0.0, 1.0)


def test_pixels_of_a_screen_are_the_same_colours():
    values = np.array([[0.0, 0.3, np.nan], [1.0, 0.7, -5.0]])
    red, green, blue, alpha = np.moveaxis(to_rgba(values, 0, 1, "viridis").astype(np.uint32), -1, 0)
    pixels = to_argb(values, 0, 1, "viridis")
    assert pixels.dtype == np.uint32
    assert np.array_equal(pixels, alpha * 2**24 + red * 2**16 + green * 2**8 + blue)


def test_each_map_can_have_its_own_range():
    maps = np.stack([np.array([[0.0, 1.0]]), np.array([[0.0, 100.0]]), np.array([[5.0, 5.0]])])
    low, high = map_ranges(maps, False)
    assert np.array_equal(low.ravel(), [0, 0, 0])
    assert np.array_equal(high.ravel(), [1, 100, 5])
    assert np.array_equal(to_rgba(maps, low, high, "grey")[..., 0], [[[0, 255]], [[0, 255]], [[255, 255]]])


def test_ranges_too_wide_and_too_narrow_for_the_arithmetic():
    huge = np.array([-1.7e308, 0.0, 1.7e308])
    assert np.array_equal(
        to_rgba(huge, *value_range(huge, True), "diverging"), colour_table("diverging")[[0, 128, 255]]
    )
    single = np.array([1.0, np.nextafter(np.float32(1), np.float32(2))], np.float32)
    assert np.array_equal(to_rgba(single, *value_range(single, False), "grey")[:, 0], [0, 255])
    tiny = np.array([0.0, 5e-324])
    assert np.array_equal(to_rgba(tiny, *value_range(tiny, False), "grey")[:1, 0], [0])
    assert to_rgba(np.float32([1.0]), 1.0, 1.0 + 1e-12, "grey").shape == (1, 4)


def test_complex_values_show_their_magnitude():
    assert value_range(np.array([3 + 4j, 0]), False) == (0.0, 5.0)
    assert not is_signed(np.array([-3 + 0j]))


@given(ANY_NUMBERS, st.booleans(), st.sampled_from(COLOUR_MAPS))
def test_any_numbers_become_opaque_colours_in_a_usable_range(array, signed, name):
    low, high = value_range(array, signed)
    assert np.isfinite([low, high]).all()
    assert low < high
    assert not signed or low == -high
    pixels = to_rgba(array, low, high, name)
    assert pixels.shape == (*array.shape, 4)
    assert pixels.dtype == np.uint8
    assert (pixels[..., 3] == 255).all()
    with np.errstate(all="ignore"):
        finite = np.isfinite(array)
    assert np.array_equal((pixels == BAD_COLOUR).all(axis=-1), ~finite)


@given(hnp.arrays(np.float32, 50, elements=st.floats(-1e6, 1e6, width=32)))
def test_larger_values_never_get_a_lower_colour(array):
    values = np.sort(array)
    grey = to_rgba(values, *value_range(values, False), "grey")[:, 0].astype(int)
    assert (np.diff(grey) >= 0).all()


def test_empty_arrays_have_a_range_too():
    assert value_range(np.zeros((0, 3)), True) == (-1.0, 1.0)
    assert to_rgba(np.zeros((0, 3)), 0, 1, "grey").shape == (0, 3, 4)
    assert not is_signed(np.full(3, np.nan))
