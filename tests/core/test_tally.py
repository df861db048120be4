import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from nnviz.core.tally import GrowingHistogram, Tally

VALUES = arrays.arrays(np.float32, st.integers(1, 60), elements=st.floats(-1e6, 1e6, width=32))


@given(st.lists(VALUES, min_size=1, max_size=4))
def test_chunks_are_counted_as_one_array_would_be(chunks):
    histogram = GrowingHistogram()
    for chunk in chunks:
        histogram.add(chunk)
    found = histogram.histogram()
    whole = np.concatenate(chunks).astype(np.float64)
    assert found.counts.sum() == whole.size
    assert len(found.edges) == len(found.counts) + 1
    assert found.counts[0] > 0
    assert found.counts[-1] > 0
    assert np.isfinite(found.edges).all()
    assert (np.diff(found.edges) > 0).all()
    rounding = 1e-9 * (found.edges[1] - found.edges[0])
    assert found.edges[0] <= whole.min() + rounding
    assert found.edges[-1] >= whole.max() - rounding


def test_counts_fall_where_numpy_puts_them():
    values = np.random.default_rng(0).normal(size=5000)
    histogram = GrowingHistogram()
    for part in np.split(values, 10):
        histogram.add(part)
    found = histogram.histogram()
    assert np.array_equal(found.counts, np.histogram(values, found.edges)[0])


def test_figures_equal_those_of_the_whole_array():
    values = np.random.default_rng(1).normal(2, 3, (40, 5, 6)).astype(np.float32)
    values[0, 0, 0] = 0
    tally = Tally("key", "layer")
    for part in np.split(values, 8):
        tally.add(part)
    found = tally.health()
    assert found.mean == pytest.approx(values.mean(), rel=1e-5)
    assert found.deviation == pytest.approx(values.std(), rel=1e-5)
    assert (found.low, found.high) == (values.min(), values.max())
    assert found.zeros == pytest.approx(1 / values.size)
    assert (found.units, found.dead, found.saturated) == (6, None, None)


def test_a_unit_is_dead_only_when_no_chunk_wakes_it():
    tally = Tally("key", "layer", "relu")
    chunk = np.zeros((4, 3, 3, 5), np.float32)
    chunk[..., 1] = 1
    tally.add(chunk)
    chunk = np.zeros((4, 3, 3, 5), np.float32)
    chunk[2, 1, 1, 3] = 0.1
    tally.add(chunk)
    found = tally.health()
    assert found.dead_units == (0, 2, 4)
    assert found.dead == pytest.approx(3 / 5)


def test_saturated_units_stand_at_their_limits():
    rows = np.full((100, 3), 0.5, np.float32)
    rows[:, 1] = 0.999
    rows[:94, 2] = 0.001
    tally = Tally("key", "layer", "sigmoid")
    tally.add(rows)
    assert tally.health().saturated == pytest.approx(1 / 3)


def test_broken_numbers_are_counted_and_left_out():
    tally = Tally("key", "layer", "relu")
    tally.add(np.array([[1.0, np.nan], [np.inf, 2.0]], np.float32))
    found = tally.health()
    assert (found.broken, found.low, found.high) == (2, 1.0, 2.0)
    empty = Tally("key", "layer")
    empty.add(np.array([np.nan]))
    assert (empty.health().low, empty.health().high) == (0.0, 0.0)


ROWS = arrays.arrays(
    np.float32, st.tuples(st.integers(1, 8), st.just(3)), elements=st.sampled_from([-1.0, 0.0, 0.25, 0.5, 1.0])
)


@given(st.lists(ROWS, min_size=1, max_size=4), st.sampled_from(["relu", "sigmoid", "tanh", "softmax", None]))
def test_units_of_chunks_are_those_of_the_whole(chunks, activation):
    tally = Tally("key", "layer", activation, varied=True)
    for chunk in chunks:
        tally.add(chunk)
    found, whole = tally.health(), np.concatenate(chunks)
    dead = (whole <= 0).all(axis=0) if activation == "relu" else np.zeros(3, bool)
    assert found.dead_units == tuple(np.flatnonzero(dead))
    constant = (np.ptp(whole, axis=0) == 0) & ~dead & (len(whole) > 1)
    assert found.constant_units == tuple(np.flatnonzero(constant))
    if activation == "softmax":
        assert found.saturated == pytest.approx((whole.max(axis=1) >= 0.9999).mean())
    elif activation in ("sigmoid", "tanh"):
        low, high = {"sigmoid": (0.01, 0.99), "tanh": (-0.98, 0.98)}[activation]
        outside = ((whole < low) | (whole > high)).mean(axis=0)
        assert found.saturated == pytest.approx((outside >= 0.95).mean())
    else:
        assert found.saturated is None
