import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.arithmetic import follow_unit
from nnviz.core.arithmetic_slices import MOST_TERMS, flat_map, row_length, strongest_unit, window_slices
from nnviz.core.layer_config import layer_config
from nnviz.core.model_summary import LayerInfo, WeightInfo
from nnviz.core.overlay import heat_pixels

RANDOM = np.random.default_rng(0)


def dense(count):
    kernel = RANDOM.normal(size=(count, 3))
    weights = (WeightInfo("d/kernel", "kernel", kernel.shape),)
    layer = LayerInfo("d", "d", "Dense", (None, 3), 0, weights, ("x",), "linear")
    x = RANDOM.normal(size=count)
    return follow_unit(layer, (1,), [x], {"d/kernel": kernel}), x, kernel


def convolution():
    kernel = RANDOM.normal(size=(3, 3, 4, 2))
    weights = (WeightInfo("c/kernel", "kernel", kernel.shape),)
    config = layer_config({"strides": (1, 1), "padding": "valid", "dilation_rate": (1, 1), "groups": 1})
    layer = LayerInfo("c", "c", "Conv2D", (None, 4, 4, 2), 0, weights, ("x",), "linear", config=config)
    x = RANDOM.normal(size=(6, 6, 4))
    return follow_unit(layer, (1, 2, 0), [x], {"c/kernel": kernel}), x, kernel


def test_a_window_of_pictures_gives_a_slice_a_channel_the_heaviest_first():
    found, x, kernel = convolution()
    slices = window_slices(found)
    assert sorted(one.channel for one in slices) == [0, 1, 2, 3]
    totals = [abs(one.total) for one in slices]
    assert totals == sorted(totals, reverse=True)
    for one in slices:
        np.testing.assert_allclose(one.values, x[1:4, 2:5, one.channel])
        np.testing.assert_allclose(one.weights, kernel[:, :, one.channel, 0])
        np.testing.assert_allclose(one.products, one.values * one.weights)
    np.testing.assert_allclose(sum(one.total for one in slices), found.sum)


def test_a_vector_gives_its_largest_terms_by_name():
    found, x, kernel = dense(50)
    (one,) = window_slices(found)
    products = x * kernel[:, 1]
    order = np.argsort(-np.abs(products))[:MOST_TERMS]
    assert one.rows == tuple(str(at) for at in order)
    np.testing.assert_allclose(one.products[:, 0], products[order])
    assert one.hidden == 50 - MOST_TERMS


@given(st.lists(st.integers(1, 5), min_size=0, max_size=5), st.data())
def test_every_cell_of_a_flat_map_is_the_tensors_value_at_its_index(sides, data):
    tensor = np.arange(np.prod(sides, dtype=int)).reshape(sides)
    at = tuple(data.draw(st.integers(0, side - 1)) for side in sides)
    flat = flat_map(tensor, at)
    for row in range(flat.values.shape[0]):
        for column in range(flat.values.shape[1]):
            index = flat.index(row, column)
            assert tensor[index] == flat.values[row, column]
            assert flat.place(index) == (row, column)
    assert flat.values[flat.place(at)] == tensor[at]


@given(st.integers(1, 3000))
def test_rows_hold_all_values_without_a_gap(count):
    assert count % row_length(count) == 0


def test_the_strongest_unit_ignores_what_is_no_number():
    values = np.array([[1.0, np.nan], [3.0, -9.0]])
    assert strongest_unit(values) == (1, 0)
    assert strongest_unit(np.array(5.0)) == ()


def test_heat_is_clear_where_there_is_nothing_and_keeps_its_sign():
    pixels = heat_pixels(np.array([[-2.0, 0.0, 1.0]]), signed=True, strength=0.5)
    opacity = (pixels >> 24)[0]
    assert opacity[1] == 0
    assert opacity[0] == 128
    assert 0 < opacity[2] < opacity[0]
    blue, red = pixels[0, 0] & 255, pixels[0, 2] >> 16 & 255
    assert blue > (pixels[0, 0] >> 16 & 255)
    assert red > (pixels[0, 2] & 255)
    assert heat_pixels(np.full((1, 1), np.nan), signed=False).shape == (1, 1)
