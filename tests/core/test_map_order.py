import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy import stats

from nnviz.core.map_order import MapOrder, by_filters, correlations, filter_norms, map_figures, order_by
from nnviz.core.tensor_display import display_of
from nnviz.core.tiling import Cell, Tiling

MAPS = np.random.default_rng(3).normal(size=(12, 7, 6)).astype(np.float32)


def test_figures_are_those_of_numpy():
    np.testing.assert_allclose(map_figures(MAPS, MapOrder.MEAN), [np.mean(one) for one in MAPS], atol=1e-6)
    np.testing.assert_allclose(map_figures(MAPS, MapOrder.VARIANCE), [np.var(one) for one in MAPS], rtol=1e-5)
    np.testing.assert_allclose(map_figures(MAPS, MapOrder.NORM), [np.linalg.norm(one) for one in MAPS], rtol=1e-6)
    assert map_figures(MAPS, MapOrder.INDEX) is None


def test_likeness_is_the_correlation_of_scipy():
    expected = [stats.pearsonr(one.ravel(), MAPS[5].ravel()).statistic for one in MAPS]
    found = map_figures(MAPS, MapOrder.SIMILARITY, like=5)
    np.testing.assert_allclose(found, expected, atol=1e-6)
    assert found[5] == 1.0
    assert order_by(found, like=5)[0] == 5


@pytest.mark.parametrize("level", [0.0, 0.1, 1e30])
def test_a_constant_map_is_like_none_but_itself_and_comes_last(level):
    maps = MAPS.copy()
    maps[4] = level
    assert np.isnan(correlations(maps, 0)[4])
    assert order_by(correlations(maps, 0), like=0)[-1] == 4
    alone = correlations(maps, 4)
    assert alone[4] == 1.0
    assert order_by(alone, like=4)[0] == 4


@settings(deadline=None, max_examples=60)
@given(hnp.arrays(np.float64, st.integers(0, 40)))
def test_any_figures_give_an_order_of_all_maps_the_greatest_first_and_stable(figures):
    order = order_by(figures)
    assert sorted(order) == list(range(len(figures)))
    numbers = [place for place in order if not np.isnan(figures[place])]
    assert list(order[len(numbers) :]) == list(np.flatnonzero(np.isnan(figures)))
    for one, after in itertools.pairwise(numbers):
        assert figures[one] > figures[after] or (figures[one] == figures[after] and one < after)


@pytest.mark.parametrize("transposed", [False, True])
@pytest.mark.parametrize("shape", [(5, 4), (3, 5, 4), (3, 3, 5, 4), (2, 3, 3, 5, 4)])
def test_norms_are_those_of_each_filter(shape, transposed):
    kernel = np.random.default_rng(0).normal(size=shape)
    turned = np.swapaxes(kernel, -1, -2) if transposed and kernel.ndim > 2 else kernel
    expected = [np.linalg.norm(turned[..., output]) for output in range(turned.shape[-1])]
    np.testing.assert_allclose(filter_norms(kernel, transposed), expected)


@pytest.mark.parametrize("shape", [(3, 5, 4), (3, 3, 5, 4), (2, 3, 3, 5, 4)])
@pytest.mark.parametrize("transposed", [False, True])
def test_filters_are_sorted_whole_and_the_maps_of_each_keep_their_turn(shape, transposed):
    kernel = np.random.default_rng(1).normal(size=shape)
    display = display_of(kernel, weights=True, transposed=transposed)
    figures = display.figures(MapOrder.NORM)
    order = display.ordered(figures)
    size = display.maps_a_filter
    assert sorted(order) == list(range(len(display.maps)))
    norms = [np.linalg.norm(display.maps[list(order[at : at + size])]) for at in range(0, len(order), size)]
    assert norms == sorted(norms, reverse=True)
    for number in (0, len(display.maps) - 1):
        assert display.norm_at(Cell(number, 0, 0)) == pytest.approx(figures[number // size])


def test_each_map_of_a_depthwise_kernel_is_a_filter():
    kernel = np.random.default_rng(1).normal(size=(3, 3, 4, 2))
    display = display_of(kernel, weights=True, depthwise=True)
    for number, label in enumerate(display.labels):
        source, output = (int(word) for word in label.split("→"))
        assert display.norm_at(Cell(number, 1, 1)) == pytest.approx(np.linalg.norm(kernel[:, :, source, output]))


def test_a_dense_matrix_has_a_norm_a_column_and_no_order():
    matrix = np.random.default_rng(1).normal(size=(6, 3))
    display = display_of(matrix, weights=True)
    assert display.norm_at(Cell(0, 5, 2)) == pytest.approx(np.linalg.norm(matrix[:, 2]))
    assert display.ordered(display.figures(MapOrder.NORM)) == ()
    assert display_of(matrix[0], weights=True).norm_at(Cell(0, 0, 0)) is None
    assert display_of(matrix).norm_at(Cell(0, 0, 0)) is None


def test_a_filter_that_is_cut_off_keeps_what_is_shown_of_it():
    assert by_filters((1, 0), maps_a_filter=3, count=5) == (3, 4, 0, 1, 2)


def test_magnitudes_of_complex_maps_count():
    maps = np.array([[[3 + 4j]], [[1j]]])
    assert map_figures(maps, MapOrder.MEAN).tolist() == [5.0, 1.0]


@pytest.mark.parametrize("order", [(), (3, 0, 4, 1, 2)])
def test_a_tiling_in_any_order_speaks_of_the_maps_numbers(order):
    tiling = Tiling(count=5, height=3, width=2, columns=3, order=order)
    for number in range(5):
        left, top = tiling.origin(number)
        assert tiling.cell_at(left + 1.5, top + 2.5) == Cell(number, 2, 1)
        assert tiling.map_at(tiling.place_of(number)) == number
    first, second = tiling.map_at(0), tiling.map_at(1)
    assert tiling.beside(Cell(first, 1, 1), dx=1, dy=0) == Cell(second, 1, 0)
    assert tiling.map_at(-1) == first
    assert tiling.map_at(99) == tiling.map_at(4)
    assert tiling == Tiling(count=5, height=3, width=2, columns=3)


@pytest.mark.parametrize(("factor", "kind"), [(1e25, np.float32), (1e25, np.float64), (100, np.int32), (1, np.float16)])
def test_likeness_and_variance_hold_for_large_values_and_other_kinds(factor, kind):
    maps = (MAPS * factor).astype(kind)
    exact = maps.astype(np.float64).reshape(12, -1)
    np.testing.assert_allclose(correlations(maps, 2), np.corrcoef(exact)[2], atol=1e-6)
    np.testing.assert_allclose(map_figures(maps, MapOrder.VARIANCE), exact.var(axis=1), rtol=1e-5)


def test_no_values_at_all_are_no_trouble():
    maps = np.zeros((0, 3, 3), np.float32)
    assert map_figures(maps, MapOrder.VARIANCE).shape == (0,)
