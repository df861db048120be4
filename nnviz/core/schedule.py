"""Learning rates that change in the course of a training."""

from __future__ import annotations

import math


def learning_rate_at(schedule: str, base: float, step: int, steps: int) -> float:
    """Return the learning rate of a step, counted from 0 of `steps`.

    ``constant`` is `base` throughout. ``cosine`` falls from `base` towards 0 along half a cosine,
    ``base / 2 (1 + cos(pi step / steps))`` (Loshchilov and Hutter, 2017, without restarts), after a linear rise over
    the first hundredth of the steps.

    Examples
    --------
    >>> [round(learning_rate_at("cosine", 0.1, step, 1000), 4) for step in (0, 9, 500, 999)]
    [0.01, 0.1, 0.05, 0.0]
    """
    if schedule == "constant":
        return base
    if schedule == "cosine":
        rise = min(1.0, (step + 1) / max(1.0, steps / 100.0))
        return rise * base / 2.0 * (1.0 + math.cos(math.pi * step / max(1, steps)))
    raise ValueError(f"unknown schedule: {schedule}")
