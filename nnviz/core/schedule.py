"""Learning rates that change in the course of a training."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from nnviz.core.experiment import Experiment


def learning_rate_at(
    schedule: str, base: float, step: int, steps: int, decay_steps: float = 1.0, decay: float = 0.5
) -> float:
    """Return the learning rate of a step, counted from 0 of `steps`.

    ``constant`` is `base` throughout, and so is ``plateau`` (see `Plateau`). ``step`` multiplies `base` by `decay` at
    the end of every `decay_steps`; ``exponential`` is ``base decay^(step / decay_steps)``; ``linear`` falls straight
    from `base` to 0. ``cosine`` falls from `base` towards 0 along half a cosine,
    ``base / 2 (1 + cos(pi step / steps))`` (Loshchilov and Hutter, 2017, without restarts), after a linear rise over
    the first hundredth of the steps.

    Examples
    --------
    >>> [round(learning_rate_at("cosine", 0.1, step, 1000), 4) for step in (0, 9, 500, 999)]
    [0.01, 0.1, 0.05, 0.0]
    >>> [learning_rate_at("step", 0.8, step, 100, decay_steps=10) for step in (0, 9, 10, 25)]
    [0.8, 0.8, 0.4, 0.2]
    """
    match schedule:
        case "constant" | "plateau":
            return base
        case "step":
            return base * decay ** math.floor(step / decay_steps)
        case "exponential":
            return float(base * decay ** (step / decay_steps))
        case "linear":
            return base * (1.0 - step / max(1, steps))
        case "cosine":
            rise = min(1.0, (step + 1) / max(1.0, steps / 100.0))
            return rise * base / 2.0 * (1.0 + math.cos(math.pi * step / max(1, steps)))
    raise ValueError(f"unknown schedule: {schedule}")


class Plateau:
    """Lowers a rate when a loss has not fallen for `patience` epochs; `factor` is what the rate is multiplied by.

    As Keras' ReduceLROnPlateau with `min_delta` 0 and no cooldown.

    Examples
    --------
    >>> plateau = Plateau(patience=2, decay=0.5)
    >>> [plateau.follow(loss) for loss in (1.0, 0.9, 0.95, 0.93, 0.92, 0.91)]
    [1.0, 1.0, 1.0, 0.5, 0.5, 0.25]
    """

    def __init__(self, patience: int, decay: float) -> None:
        self._patience, self._decay = patience, decay
        self.best, self.waited = math.inf, 0
        self.factor = 1.0

    def follow(self, loss: float) -> float:
        """Take the loss of another epoch; return the factor from now on."""
        if loss < self.best:
            self.best, self.waited = loss, 0
        else:
            self.waited += 1
            if self.waited >= self._patience:
                self.factor *= self._decay
                self.waited = 0
        return self.factor


class Rates:
    """The learning rates of one training; what a person sets by hand scales all that the schedule says from then on."""

    def __init__(self, experiment: Experiment) -> None:
        self._experiment = experiment
        self._plateau = Plateau(experiment.decay_epochs, experiment.decay)
        self._scale = 1.0

    @property
    def memory(self) -> dict[str, float]:
        """What the rates to come depend on beside the experiment."""
        plateau = self._plateau
        return {"scale": self._scale, "best": plateau.best, "waited": plateau.waited, "factor": plateau.factor}

    def remember(self, memory: Mapping[str, float]) -> None:
        """Go on from the `memory` of another time."""
        self._scale = memory["scale"]
        self._plateau.best, self._plateau.waited = memory["best"], int(memory["waited"])
        self._plateau.factor = memory["factor"]

    @property
    def constant(self) -> bool:
        """Whether the rate changes only by hand."""
        return self._experiment.schedule == "constant"

    def at(self, step: int, steps: int, steps_per_epoch: int) -> float:
        """Return the rate of a step, counted from 0 of `steps`."""
        return self._scale * self._scheduled(step, steps, steps_per_epoch)

    def end_epoch(self, validation_loss: float) -> None:
        """Take the validation loss of a finished epoch."""
        if self._experiment.schedule == "plateau" and not np.isnan(validation_loss):
            self._plateau.follow(validation_loss)

    def set_by_hand(self, rate: float, step: int, steps: int, steps_per_epoch: int) -> None:
        """Make `rate` the one of this step."""
        scheduled = self._scheduled(step, steps, steps_per_epoch)
        self._scale = rate / scheduled if scheduled > 0 else 1.0

    def _scheduled(self, step: int, steps: int, steps_per_epoch: int) -> float:
        told = self._experiment
        decay_steps = float(told.decay_epochs * steps_per_epoch)
        rate = learning_rate_at(told.schedule, told.learning_rate, step, steps, decay_steps, told.decay)
        return rate * self._plateau.factor
