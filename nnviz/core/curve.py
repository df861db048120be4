"""Curves over the batches of a training, handed out as the few points that a screen can show."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from nnviz.core.arrays import Array
from nnviz.core.growing import GrowingArray
from nnviz.core.pyramid import MinMaxPyramid

_FAR = 2**53


class Curve:
    """Values over increasing steps. Several curves may stand on the same steps, which their owner extends first."""

    def __init__(self, steps: GrowingArray) -> None:
        self.steps = steps
        self._pyramid = MinMaxPyramid()

    def __len__(self) -> int:
        return len(self._pyramid)

    @property
    def values(self) -> Array:
        """Every value, (N,) float64, read-only."""
        return self._pyramid.values

    def append(self, values: npt.ArrayLike) -> None:
        """Add the values of further steps."""
        self._pyramid.append(values)

    def window(self, left: float, right: float) -> tuple[int, int]:
        """Return the indices [start, stop) of the steps in ``[left, right]`` and of one neighbour on either side."""
        start, stop = stretch(self.steps.values[: len(self)], left, right)
        return max(0, start - 1), min(stop + 1, len(self))

    def line(self, left: float, right: float, points: int, logarithmic: bool = False) -> tuple[Array, Array]:
        """Return x and y of a line of at most `points` points that touches every extreme between two steps.

        Values that cannot be drawn (not finite, or not positive on a logarithmic scale) are NaN; `logarithmic` gives
        decimal logarithms.
        """
        start, stop = self.window(left, right)
        if stop - start <= points:
            x, y = self.steps.values[start:stop].astype(np.float64), self.values[start:stop]
        else:
            middle, low, high = self._pyramid.envelope(start, stop, max(1, points // 2))
            x, y = _zigzag(self._at(middle), low, high)
        return x, drawable(y, logarithmic)

    def _at(self, index: Array) -> Array:
        """Return the steps at indices that may be half-way between two."""
        steps = self.steps.values
        x: Array = (steps[np.floor(index).astype(np.int64)] + steps[np.ceil(index).astype(np.int64)]) / 2
        return x


def stretch(steps: Array, left: float, right: float) -> tuple[int, int]:
    """Return the indices [start, stop) of the whole, increasing numbers that lie in ``[left, right]``."""
    # Whole bounds: for a float numpy would first convert every step.
    first, last = (int(np.clip(bound, -_FAR, _FAR)) for bound in (np.ceil(left), np.floor(right)))
    return int(np.searchsorted(steps, first, "left")), int(np.searchsorted(steps, last, "right"))


def drawable(values: Array, logarithmic: bool = False) -> Array:
    """Return float64 values with NaN for what has no place on the scale; `logarithmic` takes decimal logarithms."""
    with np.errstate(invalid="ignore"):
        fits = np.isfinite(values) & (values > 0.0) if logarithmic else np.isfinite(values)
    result = np.full(values.shape, np.nan)
    if logarithmic:
        np.log10(values, out=result, where=fits)
    else:
        result[fits] = values[fits]
    return result


def finite_points(x: Array, y: Array) -> tuple[Array, Array]:
    """Return the points that have a place on the plot."""
    there = np.isfinite(y)
    return x[there], y[there]


def finite_limits(arrays: Iterable[Array]) -> tuple[float, float] | None:
    """Return the least and the greatest finite value of all arrays, or None when there is none."""
    limits = [(np.fmin.reduce(array), np.fmax.reduce(array)) for array in arrays if array.size]
    known = [(float(low), float(high)) for low, high in limits if np.isfinite(low) and np.isfinite(high)]
    return (min(low for low, _ in known), max(high for _, high in known)) if known else None


def framed(low: float, high: float, lowest: float = -np.inf, highest: float = np.inf) -> tuple[float, float]:
    """Return the range of an axis: a margin around the values, but not beyond `lowest` and `highest`.

    Examples
    --------
    >>> framed(0.0, 1.0), framed(0.5, 1.0, highest=1.02), framed(0.0, 0.0)
    ((-0.06, 1.06), (0.47, 1.02), (-1.0, 1.0))
    """
    size = max(abs(low), abs(high))
    margin = 0.06 * (high - low) if high - low > max(1e-9 * size, 1e-300) else 0.1 * size or 1.0
    return max(low - margin, lowest), min(high + margin, highest)


def thinned(positions: Array, left: float, right: float, most: int) -> Array:
    """Return the positions in ``[left, right]``; when they are more than `most`, every 2nd, 4th, 8th … of them all."""
    if most < 1:
        return positions[:0]
    start, stop = stretch(positions, left, right)
    stride = 1
    while (stop - start) > most * stride:
        stride *= 2
    index = np.arange(start, stop)
    kept: Array = positions[index[(index + 1) % stride == 0]]
    return kept


def _zigzag(x: Array, low: Array, high: Array) -> tuple[Array, Array]:
    """Return one line through both ends of every block, (2N,), up and down in turn."""
    # An infinite end is drawn where the other end is: the rest of its block still shows.
    low, high = np.where(np.isfinite(low), low, high), np.where(np.isfinite(high), high, low)
    y = np.stack([low, high], axis=1)
    y[1::2] = y[1::2, ::-1]
    return np.repeat(x, 2), y.ravel()
