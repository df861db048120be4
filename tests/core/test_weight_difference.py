import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.weight_difference import WeightDifference, total, weight_difference


def arrays(seed, shape=(3, 3, 2, 5)):
    random = np.random.default_rng(seed)
    return random.normal(size=shape).astype(np.float32), random.normal(size=shape).astype(np.float32)


def test_the_figures_are_those_of_numpy():
    a, b = arrays(0)
    found = weight_difference(a, b)
    flat, other = a.ravel().astype(np.float64), b.ravel().astype(np.float64)
    assert found.norm == pytest.approx(np.linalg.norm(flat - other))
    assert found.relative == pytest.approx(np.linalg.norm(flat - other) / np.linalg.norm(other))
    assert found.largest == pytest.approx(np.abs(flat - other).max())
    assert found.cosine == pytest.approx(flat @ other / np.linalg.norm(flat) / np.linalg.norm(other))
    assert found.count == a.size


@given(st.integers(0, 30), st.integers(0, 30))
def test_the_parts_add_up_to_the_whole(seed, cut):
    a, b = arrays(seed, (30,))
    parts = [weight_difference(a[:cut], b[:cut]), weight_difference(a[cut:], b[cut:])]
    whole, joined = weight_difference(a, b), total(parts)
    for name in ("norm", "relative", "largest", "cosine", "count"):
        assert getattr(joined, name) == pytest.approx(getattr(whole, name))


def test_equal_weights_do_not_differ():
    a, _ = arrays(1)
    found = weight_difference(a, a)
    assert (found.norm, found.relative, found.largest) == (0, 0, 0)
    assert found.cosine == pytest.approx(1)


def test_zeros_and_what_is_no_number_are_told_as_such():
    zeros, ones = np.zeros(3), np.ones(3)
    assert weight_difference(zeros, zeros).relative == 0
    assert weight_difference(ones, zeros).relative == np.inf
    assert np.isnan(weight_difference(ones, zeros).cosine)
    broken = weight_difference(np.array([np.nan, 0, 0]), ones)
    assert np.isnan(broken.largest)
    assert np.isnan((broken + weight_difference(ones, zeros)).largest)
    assert np.isnan((weight_difference(ones, zeros) + broken).largest)


def test_small_whole_numbers_do_not_wrap_round():
    assert weight_difference(np.array([0], np.uint8), np.array([255], np.uint8)).largest == 255


def test_other_shapes_are_refused_and_nothing_is_nothing():
    with pytest.raises(ValueError, match="shapes differ"):
        weight_difference(np.zeros(2), np.zeros(3))
    assert weight_difference(np.zeros(0), np.zeros(0)) == WeightDifference()
