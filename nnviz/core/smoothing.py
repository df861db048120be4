"""A calm line through a noisy curve: the exponential moving average."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from nnviz.core.arrays import Array
from nnviz.core.curve import Curve

_BLOCK = 64


class Smoother:
    """An exponential moving average that goes on where it stopped.

    ``m[t] = w m[t-1] + (1 - w) v[t]`` with ``m[0] = 0``, divided by ``1 - w ** t``: without the bias towards zero
    of the first values (Kingma and Ba, Adam, 2015, section 3). A value that is not finite is passed over and stays a
    gap, NaN, in the result.
    """

    def __init__(self, weight: float) -> None:
        if not 0.0 <= weight < 1.0:
            raise ValueError(f"the weight must lie in [0, 1), but is {weight}")
        self.weight = weight
        self._mean = 0.0
        self._count = 0
        ages = np.arange(_BLOCK)
        self._decay: Array = weight ** (ages + 1.0)
        self._kernel: Array = np.triu((1.0 - weight) * weight ** np.maximum(ages[None] - ages[:, None], 0.0))

    def extend(self, values: npt.ArrayLike) -> Array:
        """Return the average after each of these further values, (N,) float64."""
        raw = np.asarray(values, np.float64)
        result = np.full(raw.shape, np.nan)
        finite = np.isfinite(raw)
        result[finite] = self._filter(raw[finite])
        return result

    def _filter(self, values: Array) -> Array:
        if self.weight == 0.0 or not len(values):
            return values
        means = np.empty(len(values))
        whole = len(values) // _BLOCK * _BLOCK
        means[:whole] = self._filter_blocks(values[:whole].reshape(-1, _BLOCK)).ravel()
        means[whole:] = self._filter_blocks(values[None, whole:]).ravel()
        ages = np.arange(self._count + 1.0, self._count + len(values) + 1.0)
        self._count += len(values)
        return means / -np.expm1(ages * math.log(self.weight))

    def _filter_blocks(self, blocks: Array) -> Array:
        """Filter rows, each on its own, then hand the end of each row on to the next."""
        width = blocks.shape[1]
        if not blocks.size:
            return blocks
        means: Array = blocks @ self._kernel[:width, :width]
        carried = np.empty(len(blocks))
        decay = float(self._decay[width - 1])
        for row, end in enumerate(means[:, -1].tolist()):
            carried[row] = self._mean
            self._mean = decay * self._mean + end
        return means + carried[:, None] * self._decay[:width]


def smoothed(values: npt.ArrayLike, weight: float) -> Array:
    """Return the bias-corrected exponential moving average of `values`, (N,).

    Examples
    --------
    >>> smoothed([1.0, 1.0, 3.0], 0.5).round(3)
    array([1.   , 1.   , 2.143])
    """
    return Smoother(weight).extend(values)


class SmoothedCurve:
    """The smoothed companion of a curve that grows."""

    def __init__(self, source: Curve, weight: float) -> None:
        self._source = source
        self._smoother = Smoother(weight)
        self.curve = Curve(source.steps)

    @property
    def weight(self) -> float:
        """How much of the average so far each new value leaves."""
        return self._smoother.weight

    def catch_up(self) -> None:
        """Smooth what has been added to the source since."""
        self.curve.append(self._smoother.extend(self._source.values[len(self.curve) :]))
