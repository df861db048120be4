"""One training step, told in full: the pictures of its batch, their losses, the gradients and the update."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.update_rule import UpdateRule, UpdateTerm, update_terms


@dataclass(frozen=True)
class WeightUpdate:
    """What one step did to one weight: `index` is its place in the variable called `variable`.

    `momentum` and `velocity` are what the optimizer remembered of it before the step.
    """

    variable: str
    index: tuple[int, ...]
    before: float
    gradient: float
    after: float
    momentum: float = 0.0
    velocity: float = 0.0

    def terms(self, rule: UpdateRule) -> list[UpdateTerm]:
        """Return the calculation of the new weight, line by line."""
        state = {"momentum": self.momentum, "velocity": self.velocity}
        return update_terms(rule, self.before, self.gradient, state)


@dataclass(frozen=True)
class LayerStep:
    """What one step did to a layer: norms are Euclidean over all its trainable weights taken as one vector.

    `example` is the weight with the largest gradient.
    """

    layer_id: str
    weights: int
    gradient_norm: float
    weight_norm: float
    change_norm: float
    example: WeightUpdate


@dataclass(frozen=True, eq=False)
class StepAccount:
    """A batch of B pictures (B, H, W, C) uint8, and what was computed from it.

    `indices` (B,) are the pictures' numbers in the training set, `outputs` (B, K) what the network answered before the
    update (with dropout, as it trains), `losses` (B,) each picture's loss. `loss` is the one that was minimised: the
    mean of `losses` and what penalties on the weights add.
    """

    run_id: str
    step: int
    epoch: int
    pictures: Array
    indices: Array
    labels: Array
    outputs: Array
    losses: Array
    loss: float
    loss_name: str
    rule: UpdateRule
    layers: tuple[LayerStep, ...]
    class_names: tuple[str, ...]

    @cached_property
    def predicted(self) -> Array:
        """The class that the network would have chosen, (B,) int64."""
        found: Array = self.outputs.argmax(axis=1)
        return found

    @property
    def right(self) -> int:
        """How many pictures were told right."""
        return int((self.predicted == self.labels).sum())

    @property
    def mean_loss(self) -> float:
        """The mean of the pictures' losses."""
        return float(self.losses.mean(dtype=np.float64))

    @property
    def penalty(self) -> float:
        """What penalties on the weights add to the loss; 0 where that is no more than rounding."""
        rest = self.loss - self.mean_loss
        return 0.0 if abs(rest) <= 1e-5 * max(1.0, abs(self.loss)) else rest

    @cached_property
    def hardest_first(self) -> Array:
        """The places in the batch, (B,) int64, the largest loss first; losses that are no numbers before all."""
        known = np.where(np.isfinite(self.losses), self.losses, np.inf)
        order: Array = np.argsort(-known, kind="stable")
        return order
