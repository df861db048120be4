"""The nearest examples are those of a plain search, whatever the chunks; and the change leads to the example."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.nearest import ink_to_change, nearest

PICTURES = np.random.default_rng(3).integers(0, 256, (40, 6, 5, 1), np.uint8)


@given(st.integers(0, 39), st.integers(1, 50), st.integers(1, 41))
def test_the_nearest_are_those_of_a_plain_search(which, count, chunk):
    image = PICTURES[which] / 255.0
    found = nearest(image, PICTURES, count, chunk=chunk)
    plain = np.array([np.linalg.norm(picture / 255.0 - image) for picture in PICTURES])
    assert found.indices[0] == which
    assert len(found.indices) == min(count, 40)
    np.testing.assert_allclose(found.distances, np.sort(plain)[:count], atol=1e-5)
    np.testing.assert_allclose(plain[found.indices], found.distances, atol=1e-5)
    np.testing.assert_array_equal(found.pictures, PICTURES[found.indices])


def test_only_the_given_pictures_are_looked_at():
    found = nearest(PICTURES[0] / 255.0, PICTURES, 3, among=np.array([5, 17, 30]))
    assert set(found.indices) == {5, 17, 30}
    assert nearest(PICTURES[0] / 255.0, PICTURES, 3, among=np.array([], int)).indices.shape == (0,)


def test_the_change_added_to_the_drawing_is_the_example():
    image = np.random.default_rng(0).random((6, 5, 1), dtype=np.float32)
    change = ink_to_change(image, PICTURES[4])
    assert change.shape == (6, 5)
    np.testing.assert_allclose(image[..., 0] + change, PICTURES[4][..., 0] / 255.0, atol=1e-6)
    assert change.min() >= -1
    assert change.max() <= 1


def test_results_cannot_be_written_to():
    found = nearest(PICTURES[0] / 255.0, PICTURES, 2)
    with pytest.raises(ValueError, match="read-only"):
        found.pictures[0] = 0
