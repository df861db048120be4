"""Nothing that a training reports is lost, and curves show every extreme."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.curve import Curve, drawable, finite_limits, framed, thinned
from nnviz.core.growing import GrowingArray
from nnviz.core.metrics import EpochLog, MetricsLog
from nnviz.core.smoothing import SmoothedCurve, Smoother, smoothed
from nnviz.core.training import BatchRecord, EpochRecord

numbers = st.floats(-1e6, 1e6, width=32) | st.just(math.nan) | st.just(math.inf)


def records(losses, first: int = 1) -> list[BatchRecord]:
    return [
        BatchRecord(step, (step - 1) // 10 + 1, loss, 1.0 / step, 0.01 * step)
        for step, loss in enumerate(losses, first)
    ]


def epoch(number: int, step: int) -> EpochRecord:
    return EpochRecord(number, step, 1.0, 0.5, 2.0 / number, 0.1 * number, 3.0)


@given(st.lists(st.lists(numbers, max_size=40), max_size=10))
def test_every_figure_of_every_batch_is_kept(parts):
    log, everything = MetricsLog(), []
    for part in parts:
        more = records(part, first=len(everything) + 1)
        log.extend(more)
        everything += more
    assert log.length == len(everything)
    for place, name in enumerate(BatchRecord._fields):
        np.testing.assert_array_equal(log.column(name), [record[place] for record in everything])
    for index, record in enumerate(everything):
        assert repr(log.record(index)) == repr(record)


def test_a_million_batches_are_counted():
    log = MetricsLog()
    for first in range(1, 1_000_001, 50_000):
        log.extend([BatchRecord(step, 1, float(step), 0.5, 0.1) for step in range(first, first + 50_000)])
    assert log.length == 1_000_000
    np.testing.assert_array_equal(log.column("step"), np.arange(1, 1_000_001))
    assert log.column("loss").sum() == 1_000_000 * 1_000_001 / 2


def test_columns_are_read_only_and_unknown_ones_are_refused():
    log = MetricsLog()
    log.extend(records([1.0]))
    with pytest.raises(ValueError, match="read-only"):
        log.column("loss")[0] = 2.0
    with pytest.raises(KeyError):
        log.column("colour")


def test_nearest_batch():
    log = MetricsLog()
    assert log.nearest(3.0) is None
    log.extend(records([1.0]))
    assert log.nearest(-5.0) == log.nearest(99.0) == 0
    log.extend(records([1.0] * 9, first=2))
    assert [log.nearest(x) for x in (-3, 1.2, 1.6, 4.5, 9.9, 55)] == [0, 0, 1, 3, 9, 9]


def test_table_keeps_every_digit():
    log = MetricsLog()
    log.extend([BatchRecord(1, 1, 0.1 + 0.2, 1 / 3, 1e-3), BatchRecord(2, 1, math.nan, 1.0, 1e-3)])
    lines = log.table().splitlines()
    assert lines[0].split("\t") == list(BatchRecord._fields)
    assert [float(text) for text in lines[1].split("\t")] == [1, 1, 0.1 + 0.2, 1 / 3, 1e-3]
    assert "nan" in lines[2]
    assert log.table(1.5, 2).count("\n") == 2


# --- curves ---


def curve_of(values, first: int = 1) -> Curve:
    steps = GrowingArray(np.int64)
    steps.append(range(first, first + len(values)))
    curve = Curve(steps)
    curve.append(values)
    return curve


def test_few_values_are_drawn_one_by_one():
    x, y = curve_of([3.0, 1.0, 2.0]).line(0.0, 10.0, points=100)
    np.testing.assert_array_equal(x, [1, 2, 3])
    np.testing.assert_array_equal(y, [3, 1, 2])


def test_a_line_reaches_one_step_beyond_the_frame():
    x, _ = curve_of(np.arange(100.0)).line(20.5, 30.5, points=100)
    np.testing.assert_array_equal(x, range(20, 32))


@given(st.lists(numbers, min_size=1, max_size=600), st.integers(4, 80))
def test_a_line_has_few_points_and_every_extreme(values, points):
    x, y = curve_of(values, first=5).line(-math.inf, math.inf, points)
    assert len(x) == len(y) <= max(points, 2)
    assert (np.diff(x) >= 0).all()
    assert x[0] >= 5
    assert x[-1] <= 4 + len(values)
    finite = [value for value in values if math.isfinite(value)]
    if all(math.isfinite(value) or math.isnan(value) for value in values) and finite:
        assert finite_limits([y]) == (min(finite), max(finite))


def test_a_logarithmic_line_leaves_out_what_has_no_logarithm():
    _, y = curve_of([100.0, 0.0, -1.0, math.nan, math.inf, 0.01]).line(0.0, 9.0, 50, logarithmic=True)
    np.testing.assert_allclose(y, [2.0, np.nan, np.nan, np.nan, np.nan, -2.0])


def test_an_infinite_loss_does_not_hide_its_block():
    values = np.ones(1_000)
    values[500] = math.inf
    _, y = curve_of(values).line(0.0, 2_000.0, 20)
    assert np.isfinite(y).all()


def test_nothing_to_draw():
    x, y = curve_of([]).line(0.0, 1.0, 10)
    assert len(x) == len(y) == 0
    assert finite_limits([y, drawable(np.array([math.nan, math.inf]))]) is None


@given(st.integers(0, 300), st.integers(-2, 40))
def test_thinned_boundaries_are_few_and_keep_their_places(count, most):
    positions = np.arange(1, count + 1) * 45
    kept = thinned(positions, 0.0, 1e9, most)
    assert len(kept) <= max(most, 0)
    assert set(kept) <= set(positions)
    if count <= most:
        np.testing.assert_array_equal(kept, positions)


def test_epochs_are_taken_over_once_each():
    log = EpochLog()
    log.follow((epoch(1, 45),))
    log.follow((epoch(1, 45), epoch(2, 90)))
    log.follow((epoch(1, 45), epoch(2, 90)))
    np.testing.assert_array_equal(log.steps, [45, 90])
    np.testing.assert_array_equal(log.curve("loss").values, [2.0, 1.0])
    np.testing.assert_array_equal(log.curve("accuracy").values, [0.1, 0.2])
    assert [log.of_step(step) and log.of_step(step).epoch for step in (1, 45, 46, 90, 91)] == [1, 1, 2, 2, None]


# --- smoothing ---


def slow_average(values, weight):
    mean, count, result = 0.0, 0, []
    for value in values:
        if not math.isfinite(value):
            result.append(math.nan)
            continue
        mean, count = weight * mean + (1.0 - weight) * value, count + 1
        result.append(mean / (1.0 - weight**count))
    return result


@given(st.lists(numbers, max_size=300), st.sampled_from([0.0, 0.3, 0.9, 0.98, 0.9999]), st.integers(0, 300))
def test_smoothing_follows_its_formula_wherever_it_is_cut(values, weight, cut):
    expected = slow_average(values, weight)
    scale = max([abs(v) for v in values if math.isfinite(v)], default=1.0) + 1e-9
    np.testing.assert_allclose(smoothed(values, weight), expected, rtol=1e-9, atol=1e-9 * scale)
    smoother = Smoother(weight)
    parts = np.concatenate([smoother.extend(values[:cut]), smoother.extend(values[cut:])])
    np.testing.assert_allclose(parts, expected, rtol=1e-9, atol=1e-9 * scale)


def test_smoothing_a_constant_has_no_bias():
    np.testing.assert_allclose(smoothed(np.full(1_000, 2.5), 0.99), 2.5, rtol=1e-12)


@pytest.mark.parametrize("weight", [-0.1, 1.0, math.nan])
def test_smoothing_refuses_a_weight_that_is_none(weight):
    with pytest.raises(ValueError, match="weight"):
        smoothed([1.0], weight)


def test_a_smoothed_curve_follows_its_source():
    log = MetricsLog()
    companion = SmoothedCurve(log.curve("loss"), 0.9)
    values = np.random.default_rng(3).normal(size=500)
    for part in np.array_split(values, 23):
        log.extend(records(part.tolist(), first=log.length + 1))
        companion.catch_up()
    np.testing.assert_allclose(companion.curve.values, smoothed(values, 0.9), rtol=1e-9, atol=1e-12)
    assert companion.weight == 0.9


@given(st.floats(-1e9, 1e9), st.floats(0, 1e9))
def test_an_axis_has_room_around_its_values(low, extent):
    bottom, top = framed(low, low + extent)
    assert bottom < low
    assert top > low + extent
