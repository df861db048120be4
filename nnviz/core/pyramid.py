"""A million values at the width of a screen: minima and maxima of blocks, of blocks of blocks, and so on."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nnviz.core.arrays import Array
from nnviz.core.growing import GrowingArray

FANOUT = 16


class MinMaxPyramid:
    """Append-only values with the exact minimum and maximum of any stretch of them, without reading all of it.

    Level k holds the minima and maxima of complete blocks of ``FANOUT ** k`` values. NaN counts as absent; a stretch
    of nothing but NaN has the limits NaN.

    Examples
    --------
    >>> pyramid = MinMaxPyramid()
    >>> pyramid.append([3.0, 1.0, np.nan, 7.0])
    >>> pyramid.envelope(0, 4, points=2)
    (array([0.5, 2.5]), array([1., 7.]), array([3., 7.]))
    """

    def __init__(self) -> None:
        base = GrowingArray()
        self._levels: list[tuple[GrowingArray, GrowingArray]] = [(base, base)]

    def __len__(self) -> int:
        return len(self._levels[0][0])

    @property
    def values(self) -> Array:
        """Every value, (N,) float64, read-only."""
        return self._levels[0][0].values

    def append(self, values: npt.ArrayLike) -> None:
        """Add values at the end."""
        self._levels[0][0].append(values)
        level = 0
        while self._fill_above(level):
            level += 1

    def limits(self, start: int, stop: int) -> tuple[float, float]:
        """Return the least and the greatest of ``values[start:stop]``; NaN when there is none."""
        start, stop = max(0, start), min(stop, len(self))
        lows, highs = [np.nan], [np.nan]
        level = 0
        while start < stop:
            low, high = (array.values for array in self._levels[level])
            first, last = -(-start // FANOUT), stop // FANOUT
            if level + 1 == len(self._levels) or first >= last:
                parts = [(start, stop)]
                first = last = 0
            else:
                parts = [(start, first * FANOUT), (last * FANOUT, stop)]
            for begin, end in parts:
                if begin < end:
                    lows.append(np.fmin.reduce(low[begin:end]))
                    highs.append(np.fmax.reduce(high[begin:end]))
            start, stop, level = first, last, level + 1
        return float(np.fmin.reduce(lows)), float(np.fmax.reduce(highs))

    def envelope(self, start: int, stop: int, points: int) -> tuple[Array, Array, Array]:
        """Return the middle index, the minimum and the maximum of at most `points` blocks of ``values[start:stop]``.

        All blocks but the outer two are of the same size, a power of two, and begin at multiples of it: they stay
        where they are while the stretch moves. With blocks of one value, minimum and maximum are that value.
        """
        start, stop = max(0, start), min(stop, len(self))
        if start >= stop or points < 1:
            return np.empty(0), np.empty(0), np.empty(0)
        size = block_size(start, stop, points)
        if size == 1:
            values = self.values[start:stop]
            return np.arange(start, stop, dtype=np.float64), values, values
        edges = np.arange(start // size, -(-stop // size) + 1) * size
        edges[0], edges[-1] = start, stop
        low, high = np.empty(len(edges) - 1), np.empty(len(edges) - 1)
        low[0], high[0] = self.limits(start, int(edges[1]))
        low[-1], high[-1] = self.limits(int(edges[-2]), stop)
        if len(low) > 2:
            low[1:-1], high[1:-1] = self._blocks(int(edges[1]), int(edges[-2]), size)
        return (edges[:-1] + edges[1:] - 1) / 2, low, high

    def _blocks(self, start: int, stop: int, size: int) -> tuple[Array, Array]:
        """Reduce complete blocks from the coarsest level that is fine enough."""
        level, cell = 0, 1
        while cell * FANOUT <= size and level + 1 < len(self._levels):
            level, cell = level + 1, cell * FANOUT
        low, high = (array.values[start // cell : stop // cell] for array in self._levels[level])
        width = size // cell
        return _fold(np.fmin, low, width), _fold(np.fmax, high, width)

    def _fill_above(self, level: int) -> bool:
        """Bring the level above up to date; return whether something was added to it."""
        low, high = self._levels[level]
        complete = len(low) // FANOUT
        done = len(self._levels[level + 1][0]) if level + 1 < len(self._levels) else 0
        if complete == done:
            return False
        if level + 1 == len(self._levels):
            self._levels.append((GrowingArray(), GrowingArray()))
        above_low, above_high = self._levels[level + 1]
        new = slice(done * FANOUT, complete * FANOUT)
        above_low.append(_fold(np.fmin, low.values[new], FANOUT))
        above_high.append(_fold(np.fmax, high.values[new], FANOUT))
        return True


def block_size(start: int, stop: int, points: int) -> int:
    """Return the smallest power of two that cuts the stretch, at its multiples, into at most `points` blocks."""
    size = 1
    while -(-stop // size) - start // size > points:
        size *= 2
    return size


def _fold(reduce: np.ufunc, values: Array, width: int) -> Array:
    """Reduce blocks of `width` (a power of two) values by halves: far faster than along a short axis."""
    while width > 1:
        values = reduce(values[::2], values[1::2])
        width //= 2
    return values
