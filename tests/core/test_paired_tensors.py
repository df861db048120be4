import numpy as np
import pytest

from nnviz.core.coloured_maps import colour_maps
from nnviz.core.paired_answers import pair_classes
from nnviz.core.paired_tensors import difference_of, pair_of


def test_both_are_coloured_alike_and_the_difference_about_zero():
    random = np.random.default_rng(0)
    live, reference = random.random((5, 4, 3)), random.random((5, 4, 3)) * 2
    found = pair_of(live, reference)
    low, high = found.scale.limits
    assert low <= min(live.min(), reference.min())
    assert high == max(live.max(), reference.max())
    np.testing.assert_array_equal(found.difference.maps, np.moveaxis(live - reference, -1, 0))
    assert found.largest == pytest.approx(np.abs(live - reference).max())
    assert found.difference_scale.limits == (-found.largest, found.largest)
    value = reference[0, 0, 0]
    same = np.full((1, 1, 1), value)
    one = colour_maps(same, found.scale).pixels[0, 0, 0]
    assert colour_maps(found.reference.maps, found.scale).pixels[0, 0, 0] == one


def test_values_below_zero_in_either_make_both_diverging():
    found = pair_of(np.ones((2, 2)), -np.ones((2, 2)))
    assert (found.scale.name, found.scale.limits) == ("diverging", (-1.0, 1.0))


def test_equal_arrays_have_no_difference():
    found = pair_of(np.ones(4), np.ones(4))
    assert found.largest == 0.0
    assert not found.difference.maps.any()


def test_other_shapes_are_shown_without_a_difference():
    found = pair_of(np.ones((5, 5, 2)), np.ones((3, 3, 8)))
    assert found.difference is None
    assert found.live.maps.shape == (2, 5, 5)
    assert found.reference.maps.shape == (8, 3, 3)


def test_filters_are_ordered_as_elsewhere():
    kernel = np.arange(36.0).reshape(3, 3, 2, 2)
    found = pair_of(kernel, kernel + 1, weights=True)
    assert found.difference.labels == ("0→0", "1→0", "0→1", "1→1")
    assert (found.difference.maps == -1).all()


def test_what_is_no_number_stays_visible_and_text_is_no_picture():
    found = difference_of(np.array([np.inf, np.nan]), np.array([np.inf, 1.0]))
    assert np.isnan(found).all()
    assert pair_of(np.array([np.inf, 1.0]), np.array([np.inf, 2.0])).largest == 1.0
    assert pair_of(np.array(["a"]), np.array(["b"])) is None


def test_classes_of_models_with_other_numbers_of_them():
    found = pair_classes(np.array([0.1, 0.9]), np.array([0.2, 0.3, 0.5]), ("cat", "dog"), 3)
    assert found == (("dog", 0.9, 0.3), ("2", None, 0.5), ("cat", 0.1, 0.2))
    assert pair_classes(None, None) == ()
    assert pair_classes(np.array([np.nan, 0.5]), None, count=2)[0] == ("1", 0.5, None)
