"""The pyramid says exactly what reading every value says."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.growing import GrowingArray
from nnviz.core.pyramid import FANOUT, MinMaxPyramid, block_size

numbers = st.floats(width=32, allow_nan=True, allow_infinity=True)
chunks = st.lists(st.lists(numbers, max_size=70), max_size=12)


@st.composite
def stretches(draw):
    """Draw parts of some hundred values, gaps and infinities among them, and a stretch of them."""
    sizes = draw(st.lists(st.integers(0, 400), min_size=1, max_size=4))
    random = np.random.default_rng(draw(st.integers(0, 99)))
    values = random.normal(size=sum(sizes))
    values[random.random(len(values)) < draw(st.sampled_from([0.0, 0.1, 0.9]))] = np.nan
    values[random.random(len(values)) < draw(st.sampled_from([0.0, 0.02]))] = np.inf
    start = draw(st.integers(-2, len(values)))
    stop = draw(st.integers(start, len(values) + 2))
    return np.split(values, np.cumsum(sizes)[:-1]), start, stop


def built(parts) -> tuple[MinMaxPyramid, np.ndarray]:
    pyramid = MinMaxPyramid()
    for part in parts:
        pyramid.append(part)
    return pyramid, np.array([value for part in parts for value in part], np.float64)


def brute(values) -> tuple[float, float]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        return (np.nanmin(values), np.nanmax(values)) if len(values) else (np.nan, np.nan)


@given(stretches())
def test_limits_are_those_of_every_value(drawn):
    parts, start, stop = drawn
    pyramid, values = built(parts)
    np.testing.assert_array_equal(pyramid.limits(start, stop), brute(values[max(0, start) : max(0, stop)]))


@given(stretches(), st.integers(1, 60))
def test_envelope_is_that_of_every_value(drawn, points):
    parts, start, stop = drawn
    pyramid, values = built(parts)
    x, low, high = pyramid.envelope(start, stop, points)
    start, stop = max(0, start), min(stop, len(values))
    if start >= stop:
        assert len(x) == len(low) == len(high) == 0
        return
    assert len(x) == len(low) == len(high) <= points
    size = block_size(start, stop, points)
    begins = [start, *range((start // size + 1) * size, stop, size)]
    ends = [*begins[1:], stop]
    np.testing.assert_array_equal(x, [(begin + end - 1) / 2 for begin, end in zip(begins, ends, strict=True)])
    expected = np.array([brute(values[begin:end]) for begin, end in zip(begins, ends, strict=True)])
    np.testing.assert_array_equal(low, expected[:, 0])
    np.testing.assert_array_equal(high, expected[:, 1])


@given(chunks)
def test_it_makes_no_difference_how_the_values_arrive(parts):
    pyramid, values = built(parts)
    at_once = MinMaxPyramid()
    at_once.append(values)
    np.testing.assert_array_equal(pyramid.values, values)
    for mine, theirs in zip(pyramid.envelope(0, 900, 7), at_once.envelope(0, 900, 7), strict=True):
        np.testing.assert_array_equal(mine, theirs)


def test_a_million_values_keep_their_one_outlier():
    values = np.random.default_rng(1).normal(size=1_000_000)
    values[617_283] = 40.0
    values[100_000:200_000] = np.nan
    pyramid = MinMaxPyramid()
    for part in np.array_split(values, 97):
        pyramid.append(part)
    x, low, high = pyramid.envelope(0, 1_000_000, 2_000)
    assert 1_000 < len(x) <= 2_000
    assert np.nanmax(high) == 40.0
    assert abs(x[np.nanargmax(high)] - 617_283) <= 256
    assert np.isnan(low).sum() == pytest.approx(100_000 / 512, abs=2)
    assert np.nanmin(low) == np.nanmin(values)


def test_a_query_reads_few_values(monkeypatch):
    """Counted, not timed: what is read grows with the screen, not with the data."""
    pyramid = MinMaxPyramid()
    pyramid.append(np.arange(1_000_000.0))
    read = []
    monkeypatch.setattr("nnviz.core.pyramid._fold", lambda reduce, values, width: _counting(read, values, width))
    pyramid.envelope(0, 1_000_000, 2_000)
    assert 0 < sum(read) <= 2 * 2_000 * FANOUT


def _counting(read, values, width):
    read.append(len(values))
    return values[::width]


def test_blocks_stay_where_they_are_while_the_stretch_moves():
    pyramid = MinMaxPyramid()
    pyramid.append(np.random.default_rng(2).normal(size=10_000))
    here, there = pyramid.envelope(1_000, 5_000, 300), pyramid.envelope(1_003, 5_003, 300)
    for mine, theirs in zip(here, there, strict=True):
        np.testing.assert_array_equal(mine[1:-1], theirs[1:-1])


def test_what_was_handed_out_does_not_change():
    column = GrowingArray(np.int64)
    column.append([1, 2, 3])
    early = column.values
    column.append(range(5_000))
    np.testing.assert_array_equal(early, [1, 2, 3])
    assert len(column) == len(column.values) == 5_003
    with pytest.raises(ValueError, match="read-only"):
        column.values[0] = 7
