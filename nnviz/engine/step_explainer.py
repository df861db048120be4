"""Accounts of single steps and of the batch on which a training broke down, in plain values."""

from __future__ import annotations

from typing import Any

from nnviz.core.arrays import Array, read_only
from nnviz.core.bad_batch import BadBatch
from nnviz.core.dataset import Dataset
from nnviz.core.experiment import Experiment
from nnviz.core.step_account import StepAccount
from nnviz.core.training import BatchRecord
from nnviz.engine.gradients import GradientMeter
from nnviz.engine.step_tap import StepTap, step_rule
from nnviz.engine.training_loop import Training


class StepExplainer:
    """Makes the next step of a training tell everything, and then tells it."""

    def __init__(self, model: Any, dataset: Dataset, experiment: Experiment, meter: GradientMeter) -> None:
        self._model, self._dataset, self._experiment = model, dataset, experiment
        self._tap = StepTap(model, meter, experiment.loss)

    def listen(self, training: Training) -> None:
        """Tap the next batch of a training."""
        training.tap = self._tap

    def account(self, training: Training, record: BatchRecord) -> StepAccount | None:
        """Return what was computed for the batch of `record`, trained last; None when it was not tapped."""
        if training.tap is None:
            return None
        training.tap = None
        optimizer = self._model.optimizer
        rule = step_rule(optimizer, self._experiment.optimizer, int(optimizer.iterations.numpy()), record.learning_rate)
        return StepAccount(
            training.run_id,
            record.step,
            record.epoch,
            read_only(self._pictures(training)),
            training.batch,
            read_only(self._dataset.y_train[training.batch]),
            read_only(self._tap.outputs),
            read_only(self._tap.losses),
            record.loss,
            self._experiment.loss,
            rule,
            self._tap.layers,
            self._dataset.class_names,
        )

    def bad_batch(self, training: Training) -> BadBatch | None:
        """Return the batch whose loss was no number, or None."""
        index = training.bad_batch
        if index is None:
            return None
        pictures, labels = read_only(self._pictures(training)), read_only(self._dataset.y_train[index])
        layers, spoilt = training.watch.layers, training.watch.spoilt
        return BadBatch(
            training.run_id, training.step + 1, pictures, index, labels, layers, spoilt, self._dataset.class_names
        )

    def _pictures(self, training: Training) -> Array:
        varied = training.pictures
        return self._dataset.x_train[training.batch] if varied is None else varied


class InitialState:
    """All variables of a model as they are now, seeds of dropout included, to go back to."""

    def __init__(self, model: Any) -> None:
        self._kept = [(variable, variable.numpy()) for variable in model.variables]

    def restore(self) -> None:
        """Put every variable back."""
        for variable, value in self._kept:
            variable.assign(value)
