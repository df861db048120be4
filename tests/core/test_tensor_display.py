import numpy as np
import pytest

from nnviz.core.coloured_maps import MOST_VALUES
from nnviz.core.tensor_display import display_of


@pytest.mark.parametrize(
    ("shape", "weights", "maps", "is_vector"),
    [
        ((), False, (1, 1, 1), True),
        ((7,), False, (1, 1, 7), True),
        ((5, 3), False, (1, 5, 3), False),
        ((4, 5, 3), False, (3, 4, 5), False),
        ((2, 4, 5, 3), False, (6, 4, 5), False),
        ((7,), True, (1, 1, 7), True),
        ((5, 3), True, (1, 5, 3), False),
        ((3, 3, 2, 4), True, (8, 3, 3), False),
        ((3, 2, 4), True, (4, 3, 2), False),
    ],
)
def test_arrays_of_each_rank(shape, weights, maps, is_vector):
    found = display_of(np.ones(shape), weights)
    assert found.maps.shape == maps
    assert (found.is_vector, found.hidden) == (is_vector, 0)
    assert found.labels is None or len(found.labels) == len(found.maps)
    assert (found.labels is not None) == (weights and len(shape) > 2)


def test_slices_of_one_filter_belong_together():
    assert display_of(np.ones((3, 3, 2, 4)), weights=True).group == 2
    assert display_of(np.ones((3, 3, 2, 4)), weights=True, transposed=True).group == 4
    assert display_of(np.ones((3, 3, 3, 2, 4)), weights=True).group == 2
    assert display_of(np.ones((3, 2, 4)), weights=True).group == 1


def test_what_is_too_much_is_cut_and_counted():
    array = np.broadcast_to(np.float32(1), (1000, 10, MOST_VALUES // 4000))
    found = display_of(array)
    assert found.maps.size <= MOST_VALUES
    assert found.maps.size + found.hidden == array.size
    wide = display_of(np.broadcast_to(np.float32(1), (100, MOST_VALUES // 10)))
    assert wide.maps.shape == (1, 10, MOST_VALUES // 10)


def test_text_and_nothing_have_no_display():
    assert display_of(np.array([b"a"], object)) is None
    assert display_of(np.array(["a"])) is None
    assert display_of(np.zeros((0, 3))) is None
