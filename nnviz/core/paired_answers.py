"""The classes that two models think of for one picture, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.class_scores import ranked


class PairedClass(NamedTuple):
    """A class with the probability that each model gives it; None where a model has no such class."""

    name: str
    live: float | None
    reference: float | None


def pair_classes(
    live: Array | None, reference: Array | None, names: Sequence[str] = (), count: int = 5
) -> tuple[PairedClass, ...]:
    """Return the `count` classes that either model holds most probable, the most probable first.

    Classes without a name are called by their number.

    Examples
    --------
    >>> pair_classes(np.array([0.125, 0.75, 0.125]), np.array([0.5, 0.25, 0.25]), count=2)
    (PairedClass(name='1', live=0.75, reference=0.25), PairedClass(name='0', live=0.125, reference=0.5))
    """
    given = [array for array in (live, reference) if array is not None]
    size = max((array.size for array in given), default=0)
    best = np.zeros(size)
    for array in given:
        best[: array.size] = np.fmax(best[: array.size], array)
    return tuple(
        PairedClass(names[at] if at < len(names) else str(at), _at(live, at), _at(reference, at))
        for at in ranked(best, count)
    )


def _at(probabilities: Array | None, place: int) -> float | None:
    return None if probabilities is None or place >= probabilities.size else float(probabilities[place])
