"""Arrays written as Python source read back as they were."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nnviz.core.code_text import literal
from nnviz.core.messages import UserError


def read(text):
    return eval(text, {"np": np})


@given(
    arrays.arrays(
        st.sampled_from([np.float32, np.float64, np.int64, np.uint8, np.bool_]),
        arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=6),
    )
)
def test_an_array_reads_back_exactly(values):
    found = read(literal.array(values))
    assert found.shape == values.shape
    np.testing.assert_array_equal(found, values)
    assert found.dtype == values.dtype


@given(arrays.arrays(np.uint8, (5, 40, 1)))
def test_grey_values_are_written_short_and_read_back_exactly(grey):
    picture = grey.astype(np.float32) / np.float32(255)
    text = literal.array(picture)
    np.testing.assert_array_equal(read(text), picture)
    assert len(np.unique(grey)) <= 2 or text.endswith("/ 255")


@given(st.floats(allow_nan=False))
def test_a_number_reads_back(value):
    assert read(literal.number(value, exact=True)) == value
    with np.errstate(all="ignore"):
        assert np.float32(read(literal.number(value))) == np.float32(value)


def test_lines_stay_readable():
    text = literal.array(np.random.default_rng(0).normal(size=(3, 50)).astype(np.float32))
    assert max(len(line) for line in text.splitlines()) < 120


@pytest.mark.parametrize("values", [np.zeros(20000), np.array(["a"])])
def test_what_nobody_could_read_is_refused(values):
    with pytest.raises(UserError, match=r"numpy\.load"):
        literal.array(values)
