"""What the curves of real small trainings are said to say."""

from __future__ import annotations

import numpy as np
import pytest
from small_training import bars_dataset, small_model

from nnviz.core.curve_verdict import CurveState, judge_curves
from nnviz.core.dataset import Dataset
from nnviz.core.experiment import Experiment
from nnviz.core.messages import UserError
from nnviz.core.training import BatchRecord, EpochRecord
from nnviz.engine.training_loop import Training


def judged(dataset, **values):
    training = Training(small_model(), dataset, Experiment(batch_size=10, **values))
    losses, epochs = [], []
    try:
        for record in training.advance():
            if isinstance(record, BatchRecord):
                losses.append(record.loss)
            elif isinstance(record, EpochRecord):
                epochs.append(record)
    except UserError:
        losses.append(np.nan)
    return judge_curves(np.array(losses), tuple(epochs))


def noise_dataset():
    """Pictures of nothing: whatever is learnt of them is learnt by heart."""
    rng = np.random.default_rng(0)
    pictures = rng.integers(0, 255, (80, 12, 12, 1), dtype=np.uint8)
    labels = rng.integers(0, 3, 80)
    return Dataset("noise", pictures[:40], labels[:40], pictures[40:], labels[40:], ("a", "b", "c"))


def test_a_usual_training_is_learning():
    assert judged(bars_dataset(), epochs=6, learning_rate=0.005).state is CurveState.LEARNING


def test_pictures_learnt_by_heart_are_overfitting():
    verdict = judged(noise_dataset(), epochs=60, learning_rate=0.01)
    assert verdict.state is CurveState.OVERFITTING
    assert verdict.figures["train"] < verdict.figures["best"] < verdict.figures["last"]


def test_a_rate_far_too_large_is_trouble():
    verdict = judged(bars_dataset(), epochs=6, learning_rate=30.0, optimizer="sgd")
    assert verdict.state in (CurveState.DIVERGING, CurveState.BROKEN)


@pytest.mark.parametrize("rate", [1e-9])
def test_a_rate_far_too_small_learns_nothing(rate):
    verdict = judged(bars_dataset(), epochs=8, learning_rate=rate, optimizer="sgd")
    assert verdict.state is CurveState.UNDERFITTING
