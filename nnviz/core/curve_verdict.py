"""What the curves of a training say, judged as a teacher would read them: one verdict, with its numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.training import EpochRecord


class CurveState(StrEnum):
    """What a training does, by its curves."""

    EARLY = "early"
    LEARNING = "learning"
    LEARNT = "learnt"
    OVERFITTING = "overfitting"
    UNDERFITTING = "underfitting"
    DIVERGING = "diverging"
    NOISY = "noisy"
    BROKEN = "broken"


@dataclass(frozen=True)
class CurveVerdict:
    """A state and the figures that its sentence names."""

    state: CurveState
    figures: dict[str, float] = field(default_factory=dict)

    @property
    def troubled(self) -> bool:
        """Whether something should be done about it."""
        return self.state not in (CurveState.EARLY, CurveState.LEARNING, CurveState.LEARNT)


# Fewer batches than this show chance, not a course.
_FEWEST_BATCHES = 20
# The loss "rises" when its recent median is so many times what it was at the beginning: a healthy training may wobble
# above its start for a while, but does not stay half above it.
_RISES = 1.5
# ... or so many times the lowest stretch, when it is also above where it began.
_RISES_AGAIN = 4.0
# Overfitting: validation lies this share above its lowest, for two epochs at least, while training loss fell on.
_ABOVE_BEST = 0.05
_EPOCHS_ABOVE = 2
# A plateau: three epochs in which the training loss fell by less than this share.
_STILL_FALLING = 0.02
# After so many epochs a loss that has lost less than a fifth of what it began with says that little was learnt.
_EPOCHS_TO_LEARN = 3
_LITTLE_LEARNT = 0.8
# Spread of the recent batches' loss (median of the steps from batch to batch) against its level: independent batches
# of 32 of a set half learnt spread about 0.2.
_NOISY = 0.6
_STRETCH = 50


def judge_curves(losses: Array, epochs: Sequence[EpochRecord]) -> CurveVerdict:
    """Judge the loss of every batch, (N,) float64, and the finished epochs; the gravest finding is told.

    Examples
    --------
    >>> judge_curves(np.array([2.3, 2.2]), ()).state.value
    'early'
    >>> judge_curves(np.geomspace(2.3, 0.3, 200), ()).state.value
    'learning'
    >>> judge_curves(np.array([2.3, np.nan]), ()).figures
    {'batch': 2.0}
    """
    broken = np.flatnonzero(~np.isfinite(losses))
    if len(broken):
        return CurveVerdict(CurveState.BROKEN, {"batch": float(broken[0] + 1)})
    if len(losses) < _FEWEST_BATCHES:
        return CurveVerdict(CurveState.EARLY)
    level = _Level(losses)
    return (
        _diverging(level)
        or _overfitting(epochs)
        or _noisy(level, losses)
        or _underfitting(level, epochs)
        or _learnt(epochs)
        or _learning(level)
    )


class _Level:
    """Where the loss began, where it is now, and the lowest stretch between: medians, which no single batch moves."""

    def __init__(self, losses: Array) -> None:
        width = max(5, min(_STRETCH, len(losses) // 4))
        whole = losses[: len(losses) // width * width].reshape(-1, width)
        medians = np.median(whole, axis=1)
        self.width = width
        # The very first batches are before any learning: the median of a long first stretch would hide a steep fall.
        # With a rate far too large the second batch is lost already: only the first tells where it began.
        self.first = float(min(losses[0], np.median(losses[:5])))
        self.last = float(np.median(losses[-width:]))
        self.lowest = float(medians.min())


def _diverging(level: _Level) -> CurveVerdict | None:
    above_start = level.last > _RISES * level.first
    again = level.last > _RISES_AGAIN * level.lowest and level.last > level.first
    if above_start or again:
        return CurveVerdict(CurveState.DIVERGING, {"first": min(level.first, level.lowest), "last": level.last})
    return None


def _overfitting(epochs: Sequence[EpochRecord]) -> CurveVerdict | None:
    known = [record for record in epochs if math.isfinite(record.val_loss)]
    if len(known) <= _EPOCHS_ABOVE:
        return None
    best = min(known, key=lambda record: record.val_loss)
    last, since = known[-1], known[known.index(best) + 1 :]
    rose = len(since) >= _EPOCHS_ABOVE and last.val_loss > (1.0 + _ABOVE_BEST) * best.val_loss
    if not rose or last.loss >= best.loss:
        return None
    figures = {"epoch": float(best.epoch), "best": best.val_loss, "last": last.val_loss, "train": last.loss}
    return CurveVerdict(CurveState.OVERFITTING, figures)


def _noisy(level: _Level, losses: Array) -> CurveVerdict | None:
    recent = losses[-max(level.width, _FEWEST_BATCHES) :]
    # Steps between neighbours do not see a steady fall, which a standard deviation would count as noise.
    spread = float(np.median(np.abs(np.diff(recent)))) / math.sqrt(2.0) / 0.6745
    # Where nearly everything is learnt, a loss of 0.01 ± 0.01 is no trouble.
    if level.last <= _LITTLE_LEARNT * level.first / 2.0 or spread <= _NOISY * level.last:
        return None
    return CurveVerdict(CurveState.NOISY, {"spread": spread, "last": level.last})


def _underfitting(level: _Level, epochs: Sequence[EpochRecord]) -> CurveVerdict | None:
    if len(epochs) < _EPOCHS_TO_LEARN or level.last < _LITTLE_LEARNT * level.first:
        return None
    before, last = epochs[-_EPOCHS_TO_LEARN], epochs[-1]
    if last.loss < (1.0 - _STILL_FALLING) * before.loss:
        return None
    return CurveVerdict(CurveState.UNDERFITTING, {"first": level.first, "last": level.last})


def _learnt(epochs: Sequence[EpochRecord]) -> CurveVerdict | None:
    if len(epochs) <= _EPOCHS_TO_LEARN:
        return None
    before, last = epochs[-1 - _EPOCHS_TO_LEARN], epochs[-1]
    validation = [record.val_loss for record in epochs]
    better = min(validation[-_EPOCHS_TO_LEARN:]) < (1.0 - _STILL_FALLING) * min(validation[:-_EPOCHS_TO_LEARN])
    if better or (last.loss < (1.0 - _STILL_FALLING) * before.loss and not math.isfinite(last.val_loss)):
        return None
    best = min(epochs, key=lambda record: record.val_loss)
    return CurveVerdict(CurveState.LEARNT, {"epoch": float(best.epoch), "best": best.val_loss})


def _learning(level: _Level) -> CurveVerdict:
    if level.last > 0.98 * level.first:
        return CurveVerdict(CurveState.EARLY)
    return CurveVerdict(CurveState.LEARNING, {"first": level.first, "last": level.last})
