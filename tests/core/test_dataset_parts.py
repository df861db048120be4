from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.dataset import Dataset
from nnviz.core.dataset_parts import training_parts


def numbered(labels):
    """A set whose pictures are their own numbers."""
    pictures = np.arange(len(labels), dtype=np.uint8).reshape(-1, 1, 1, 1)
    return Dataset("n", pictures, np.array(labels), pictures[:2], np.array(labels[:2]), ("a", "b", "c"))


def test_a_whole_set_is_handed_on_as_it_is():
    dataset = numbered([0, 1, 2] * 5)
    assert training_parts(dataset) is dataset


@given(
    st.lists(st.integers(0, 2), min_size=2, max_size=200),
    st.floats(0.01, 1.0),
    st.floats(0.0, 0.9),
    st.integers(0, 50),
)
def test_parts_do_not_meet_and_keep_every_class(labels, subset, split, seed):
    dataset = numbered(labels)
    part = training_parts(dataset, subset, split, seed)
    train = part.x_train.ravel()
    np.testing.assert_array_equal(np.asarray(labels)[train], part.y_train)
    assert set(part.y_train) == set(labels)
    assert (np.diff(train.astype(int)) > 0).all()
    if part.x_test is not dataset.x_test:
        assert not set(train) & set(part.x_test.ravel())
        np.testing.assert_array_equal(np.asarray(labels)[part.x_test.ravel()], part.y_test)


def test_classes_keep_their_shares():
    part = training_parts(numbered([0] * 100 + [1] * 50 + [2] * 10), subset=0.5, split=0.2)
    assert np.bincount(part.y_train).tolist() == [40, 20, 4]
    assert np.bincount(part.y_test).tolist() == [10, 5, 1]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_seed_decides_the_choice(seed):
    dataset = numbered([0, 1] * 60)
    first, again = (training_parts(dataset, 0.3, 0.3, seed).x_train for _ in range(2))
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, training_parts(dataset, 0.3, 0.3, seed + 1).x_train)
