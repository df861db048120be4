"""The weights of a model at moments of its training, copied between two batches."""

from __future__ import annotations

from time import perf_counter
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.snapshots import FEWEST, Moment, SnapshotPlan, Snapshots, first_division, rank_of
from nnviz.engine.live_training import LiveTraining

MEGABYTE = 1_000_000
DEFAULT_BUDGET = 256 * MEGABYTE
# Snapshots may take this share of a training's time: of a fast one fewer are kept.
_SHARE = 0.02
_TRIAL = 24


class SnapshotStore:
    """Keeps copies of all weights of one training after another, within `budget` bytes."""

    def __init__(self) -> None:
        self.budget = DEFAULT_BUDGET
        self._plan: SnapshotPlan | None = None
        self._weights: dict[int, list[Array]] = {}
        self._each = 0
        self._epoch = 0
        self._epoch_began = 0
        self._taken, self._spent_s, self._began_at = 0, 0.0, 0.0

    def __bool__(self) -> bool:
        """Tell whether there is any snapshot."""
        return bool(self._weights)

    def begin(self, training: LiveTraining) -> None:
        """Begin anew with the weights that a training starts from; nothing is kept where not even two fit."""
        self.clear()
        self._each = sum(_bytes_of(variable) for variable in training.model.weights)
        self._epoch, self._epoch_began = 0, training.step
        self._taken, self._spent_s, self._began_at = 0, 0.0, perf_counter()
        if self._room < FEWEST:
            return
        progress = training.progress
        of = max(1, progress.steps // max(1, progress.epochs))
        self._plan = SnapshotPlan(self._room, first_division(progress.epochs, of, self._room))
        self._take(training.model, Moment(training.step, training.epoch))

    def follow(self, training: LiveTraining) -> bool:
        """Keep the weights of this moment if it is one to keep; return whether it was."""
        if self._plan is None or training.failed or training.step in self._weights:
            return False
        if training.epoch != self._epoch:
            self._epoch, self._epoch_began = training.epoch, training.step - 1
        left = training.batches_left
        done = training.step - self._epoch_began
        rank = rank_of(training.epoch, done, done + left)
        # Where a person pauses or stops, they may want to come back to.
        if not (self._plan.wants(rank) or left == 0 or not training.running):
            return False
        self._take(training.model, Moment(training.step, training.epoch, rank, left == 0))
        return True

    def set_budget(self, budget: int) -> None:
        """Allow so many bytes; what no longer fits goes."""
        self.budget = budget
        if self._plan is not None and self._room < FEWEST:
            self._plan, self._weights = None, {}
        elif self._plan is not None:
            self._keep(self._plan.with_capacity(self._room))

    def clear(self) -> None:
        """Let go of everything."""
        self._plan, self._weights, self._each = None, {}, 0

    def nearest(self, step: int) -> tuple[Moment, list[Array]] | None:
        """Return the snapshot at this step, else the last one before it, else the first one."""
        moment = None if self._plan is None else self._plan.nearest(step)
        return None if moment is None else (moment, self._weights[moment.step])

    def summary(self) -> Snapshots:
        """Return what is kept, without the weights."""
        moments = () if self._plan is None else self._plan.kept
        return Snapshots(moments, self._each * len(moments), self.budget, self._each)

    @property
    def _room(self) -> int:
        """How many fit, beside the one on show, which may have been thinned out meanwhile."""
        return self.budget // self._each - 1 if self._each else 0

    def _take(self, model: Any, moment: Moment) -> None:
        assert self._plan is not None
        plan = self._plan.added(moment)
        # First make room, then copy: the budget holds at every moment.
        self._keep(plan)
        began = perf_counter()
        self._weights[moment.step] = model.get_weights()
        self._spent_s += perf_counter() - began
        self._taken += 1
        if self._taken > _TRIAL and plan.division > 0 and self._spent_s > _SHARE * (perf_counter() - self._began_at):
            self._keep(plan.coarser())
            self._taken, self._spent_s, self._began_at = 0, 0.0, perf_counter()

    def _keep(self, plan: SnapshotPlan) -> None:
        steps = {moment.step for moment in plan.kept}
        if not self._weights.keys() <= steps:
            self._weights = {step: weights for step, weights in self._weights.items() if step in steps}
        self._plan = plan


def _bytes_of(variable: Any) -> int:
    return int(np.prod(variable.shape, dtype=np.int64)) * int(np.dtype(_numpy_type(variable.dtype)).itemsize)


def _numpy_type(name: str) -> str:
    return "uint16" if name == "bfloat16" else name
