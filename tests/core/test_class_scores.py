"""Outputs of any model read as probabilities."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nnviz.core.class_scores import class_probabilities, is_digit_model, ranked
from nnviz.core.pixels import pixel_bytes


@given(arrays.arrays(np.float32, st.integers(1, 30), elements=st.floats(-1000, 1000, width=32)))
def test_any_scores_become_numbers_between_0_and_1_in_the_same_order(scores):
    probabilities = class_probabilities(scores, "linear")
    assert probabilities.min() >= -1e-3
    assert probabilities.max() <= 1.001
    assert probabilities[scores.argmax()] == probabilities.max()


def test_softmax_outputs_stay_as_they_are():
    np.testing.assert_array_equal(class_probabilities(np.array([0.1, 0.2, 0.7]), "softmax"), [0.1, 0.2, 0.7])


def test_one_sigmoid_a_class_stays_as_it_is():
    np.testing.assert_array_equal(class_probabilities(np.array([0.9, 0.8]), "sigmoid"), [0.9, 0.8])


def test_raw_scores_go_through_softmax_even_where_they_are_small():
    expected = np.exp([0.2, 0.9]) / np.exp([0.2, 0.9]).sum()
    np.testing.assert_allclose(class_probabilities(np.array([0.2, 0.9]), "linear"), expected)
    np.testing.assert_allclose(class_probabilities(np.array([1000.0, 0.0])), [1.0, 0.0])


def test_scores_that_are_no_numbers_stay_visible():
    assert np.isnan(class_probabilities(np.array([np.nan, 1.0]))[0])
    assert ranked(np.array([np.nan, 0.2, 0.3])) == [2, 1, 0]


@pytest.mark.parametrize(
    ("names", "expected"),
    [((), True), (tuple("0123456789"), True), (("not a digit", "digit"), True), (("Bag", "Coat"), False)],
)
def test_models_of_digits_are_known_by_their_classes(names, expected):
    assert is_digit_model(names) is expected


@given(arrays.arrays(np.float32, (3, 4), elements=st.floats(width=32)))
def test_any_number_is_some_brightness(values):
    pixels = pixel_bytes(values)
    assert pixels.dtype == np.uint8
    assert (pixels[values >= 1] == 255).all()
    assert (pixels[values <= 0] == 0).all()
