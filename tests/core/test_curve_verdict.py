"""What made curves say; real small runs follow in tests/engine/test_curve_verdicts.py."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from nnviz.core.curve_verdict import CurveState, judge_curves
from nnviz.core.training import EpochRecord


def falling(start, end, count, noise=0.05, seed=0):
    rng = np.random.default_rng(seed)
    return np.geomspace(start, end, count) * np.exp(rng.normal(0.0, noise, count))


def epochs(losses, validation):
    pairs = enumerate(zip(losses, validation, strict=True), start=1)
    return [EpochRecord(n, 100 * n, loss, 0.5, val, 0.5, 1.0) for n, (loss, val) in pairs]


def state(losses, records=()):
    return judge_curves(np.asarray(losses, float), records).state


def test_a_few_batches_say_nothing():
    assert state([]) is state([2.3] * 19) is state([2.3] * 60) is CurveState.EARLY


@pytest.mark.parametrize("noise", [0.0, 0.1, 0.3])
def test_a_falling_loss_is_learning(noise):
    verdict = judge_curves(falling(2.3, 0.4, 600, noise), epochs([1.5, 0.8, 0.5], [1.2, 0.8, 0.6]))
    assert verdict.state is CurveState.LEARNING
    assert verdict.figures["first"] == pytest.approx(2.3, rel=0.4)
    assert verdict.figures["last"] == pytest.approx(0.4, rel=0.4)


def test_overfitting_is_told_since_the_lowest_validation():
    validation = [0.9, 0.7, 0.6, 0.55, 0.52, 0.50, 0.53, 0.57, 0.62]
    records = epochs(np.geomspace(1.0, 0.05, 9), validation)
    verdict = judge_curves(falling(2.3, 0.05, 900), records)
    assert verdict.state is CurveState.OVERFITTING
    assert verdict.figures["epoch"] == 6
    assert (verdict.figures["best"], verdict.figures["last"]) == (0.50, 0.62)


def test_one_worse_epoch_is_no_overfitting_and_neither_is_a_training_that_got_worse_itself():
    losses = falling(2.3, 0.3, 500)
    assert state(losses, epochs([1.0, 0.6, 0.4], [0.9, 0.5, 0.6])) is not CurveState.OVERFITTING
    assert state(losses, epochs([1.0, 0.4, 0.5, 0.6], [0.9, 0.5, 0.6, 0.7])) is not CurveState.OVERFITTING


def test_a_plateau_is_learnt():
    losses = np.concatenate([falling(2.3, 0.1, 300), np.full(300, 0.1)])
    verdict = judge_curves(losses, epochs([1.0, 0.3, 0.1, 0.1, 0.1, 0.1], [0.9, 0.3, 0.2, 0.2, 0.199, 0.2]))
    assert (verdict.state, verdict.figures["epoch"]) == (CurveState.LEARNT, 5)


def test_a_loss_that_stays_is_underfitting():
    losses = falling(2.3, 2.25, 500, 0.02)
    assert state(losses, epochs([2.29, 2.28, 2.275, 2.274], [2.3] * 4)) is CurveState.UNDERFITTING


@pytest.mark.parametrize("end", [4.0, 1e3, 1e30])
def test_a_rising_loss_is_diverging(end):
    assert state(falling(2.3, end, 200)) is CurveState.DIVERGING
    down_and_up = np.concatenate([falling(2.3, 0.2, 300), falling(0.2, end, 300)])
    assert state(down_and_up) is CurveState.DIVERGING


def test_large_jumps_are_noise():
    losses = 2.0 * np.random.default_rng(1).lognormal(0.0, 1.2, 300)
    assert state(losses) is CurveState.NOISY


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_the_batch_that_is_no_number_is_named(bad):
    verdict = judge_curves(np.array([2.0] * 40 + [bad, 1.0]), ())
    assert (verdict.state, verdict.figures) == (CurveState.BROKEN, {"batch": 41.0})


@settings(max_examples=100, deadline=None)
@given(
    arrays(float, st.integers(0, 120), elements=st.floats(0.0, 1e30) | st.just(np.nan)),
    st.lists(st.tuples(st.floats(0.0, 1e6), st.floats(0.0, 1e6)), max_size=8),
)
def test_every_curve_gets_some_verdict(losses, pairs):
    verdict = judge_curves(losses, epochs([a for a, _ in pairs], [b for _, b in pairs]))
    assert all(np.isfinite(figure) for figure in verdict.figures.values())
