"""Nested brackets: they read back as the array, and every number knows its index."""

from __future__ import annotations

import ast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnviz.core.bracket_text import MOST_NUMBERS, bracket_text
from nnviz.core.cell_text import short_text

shapes = hnp.array_shapes(min_dims=0, max_dims=8, min_side=1, max_side=3)


@settings(deadline=None)
@given(hnp.arrays(np.int64, shapes, elements=st.integers(-999, 999)))
def test_the_text_reads_back_as_the_array(array):
    written = bracket_text(array, most=10_000)
    assert not written.shortened
    np.testing.assert_array_equal(np.array(ast.literal_eval(written.text)), array)


@settings(deadline=None)
@given(hnp.arrays(np.int64, shapes, elements=st.integers(-999, 999)), st.integers(1, 300))
def test_every_number_knows_its_index_and_every_index_its_place(array, most):
    written = bracket_text(array, most=most)
    for (start, end), index in zip(written.spans, written.indices, strict=True):
        assert written.text[start:end] == short_text(array[index])
        assert {written.index_at(at) for at in range(start, end)} == {index}
        assert written.span_of(index) == (start, end)
    inside = {at for start, end in written.spans for at in range(start, end)}
    assert all(written.index_at(at) is None for at in range(len(written.text)) if at not in inside)


@pytest.mark.parametrize("shape", [(100_000,), (1000, 1000), (3, 500, 7), (10,) * 5, (2,) * 8, (200, 3, 3, 64)])
def test_long_arrays_are_shortened_and_keep_their_ends(shape):
    array = np.arange(np.prod(shape)).reshape(shape)
    written = bracket_text(array)
    assert len(written.indices) <= MOST_NUMBERS
    assert written.shortened == (array.size > len(written.indices))
    assert ("…" in written.text) == written.shortened
    assert written.indices[0] == (0,) * len(shape)
    assert written.indices[-1] == tuple(size - 1 for size in shape)


def test_a_part_is_written_with_the_indices_of_the_whole():
    array = np.arange(60).reshape(3, 4, 5)
    written = bracket_text(array[1:, 2:, 3:], (1, 2, 3))
    assert {index: int(array[index]) for index in written.indices} == {
        index: int(written.text[slice(*written.span_of(index))]) for index in written.indices
    }


@pytest.mark.parametrize(("array", "text"), [(np.array(5), "5"), (np.empty((0,)), "[]"), (np.array([np.nan]), "[NaN]")])
def test_what_is_hardly_there(array, text):
    assert bracket_text(array).text == text
