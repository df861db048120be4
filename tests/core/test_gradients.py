from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nnviz.core.gradients import (
    GradientLog,
    GradientRecord,
    LayerGradient,
    gradient_verdicts,
    norm_decades,
    norm_heights,
)
from nnviz.core.health import Severity


def record(norms, step=1, ratio=1e-3, model="m"):
    layers = tuple(LayerGradient(f"layer{number}", norm, ratio, 1.0) for number, norm in enumerate(norms))
    return GradientRecord(model, step, layers)


def log_of(norms, capacity=1024):
    log = GradientLog(capacity)
    for step, norm in enumerate(norms, 1):
        log.add(record([norm], step))
    return log


@given(st.lists(st.floats(1e-12, 1e6), min_size=1, max_size=200), st.sampled_from([2, 4, 8, 16]))
def test_no_extreme_is_lost_and_the_memory_is_bounded(norms, capacity):
    log = log_of(norms, capacity)
    low, high = log.limits("layer0")
    assert len(log.steps) <= capacity
    assert (low.min(), high.max()) == (min(norms), max(norms))
    edges = [*(log.steps - 1).tolist(), len(norms)]
    for place, (start, stop) in enumerate(pairwise(edges)):
        assert (low[place], high[place]) == (min(norms[start:stop]), max(norms[start:stop]))


def test_the_median_of_the_last_few_says_what_is_usual_and_a_broken_norm_stays():
    log = log_of([1.0, 2.0, 300.0, 3.0, 2.0])
    assert log.recent().layers[0].norm == 2.0
    assert log.latest.layers[0].norm == 2.0
    log.add(record([np.inf], 6))
    assert log.recent().layers[0].norm == np.inf
    assert np.isnan(log.limits("layer0")[0][-1])
    log.add(record([1.0, 1.0], 1, model="other"))
    assert (log.model_id, log.layers, len(log.steps)) == ("other", ("layer0", "layer1"), 1)


def test_norms_stand_on_a_scale_of_whole_decades():
    log = log_of([0.002, 30.0])
    assert norm_decades(log) == pytest.approx((0.001, 100.0))
    assert norm_heights(np.array([0.001, 0.1, 100.0, np.nan]), 0.001, 100.0)[:3] == pytest.approx([0, 0.4, 1])
    assert norm_decades(GradientLog()) == (0.1, 1.0)


@pytest.mark.parametrize(
    ("norms", "ratio", "finding", "severity", "layer"),
    [
        ([1.0, 1.0], 1e-3, "", Severity.GOOD, ""),
        ([1e-4, 1.0], 1e-3, "vanishing", Severity.NOTICE, "layer0"),
        ([1e-7, 1.0], 1e-3, "vanishing", Severity.WARNING, "layer0"),
        ([1.0, 200.0], 1e-3, "exploding", Severity.NOTICE, "layer1"),
        ([1.0, 5e4], 1e-3, "exploding", Severity.WARNING, "layer1"),
        ([np.nan, 1.0], 1e-3, "not finite", Severity.WARNING, "layer0"),
        ([0.0, 1.0], 1e-3, "no gradient", Severity.WARNING, "layer0"),
        ([1.0], 0.5, "hasty", Severity.NOTICE, "layer0"),
        ([1.0], np.nan, "", Severity.GOOD, ""),
    ],
)
def test_what_is_wrong_is_said_in_words(norms, ratio, finding, severity, layer):
    first = gradient_verdicts(record(norms, 7, ratio))[0]
    assert (first.finding, first.severity, first.layer_id) == (finding, severity, layer)
    assert "{" not in str(first.sentence)


def test_the_worst_stands_first():
    found = gradient_verdicts(record([1e-4, np.nan, 1.0]))
    assert [verdict.finding for verdict in found] == ["not finite", "vanishing"]
