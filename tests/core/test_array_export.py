"""Arrays that leave the program."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nnviz.core.array_export import MOST_CELLS, array_text, save_array
from nnviz.core.messages import UserError


@given(arrays.arrays(st.sampled_from([np.float32, np.int64]), st.tuples(st.integers(1, 5), st.integers(1, 5))))
def test_a_table_reads_back_exactly(values):
    rows = [line.split("\t") for line in array_text(values).split("\n")]
    np.testing.assert_array_equal(np.array(rows).astype(values.dtype), values)


def test_a_vector_is_a_column():
    assert array_text(np.array([1, 2, 3])) == "1\n2\n3"


def test_too_many_values_are_refused():
    with pytest.raises(UserError, match="too many for the clipboard"):
        array_text(np.zeros(MOST_CELLS + 1, np.uint8))


def test_objects_are_not_written(tmp_path):
    with pytest.raises(UserError, match="Python objects"):
        save_array(np.array([{}, None]), tmp_path / "a.npy")
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_replaced_whole(tmp_path):
    file = tmp_path / "a.npy"
    file.write_text("old")
    values = np.asfortranarray(np.arange(6, dtype=">i2").reshape(2, 3))
    save_array(values, file)
    found = np.load(file)
    assert found.dtype == values.dtype
    np.testing.assert_array_equal(found, values)
    assert [one.name for one in tmp_path.iterdir()] == ["a.npy"]
