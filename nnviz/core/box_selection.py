"""The cells that are left of a box as one array, and a histogram of them that costs little."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from nnviz.core.array_sample import as_numbers, sample
from nnviz.core.arrays import Array
from nnviz.core.box import BoxSource
from nnviz.core.box_scene import NO_GROUPS, Cut, Groups, windows_of
from nnviz.core.health import Histogram
from nnviz.core.histogram_overlay import histogram_of

COUNTED_CELLS = 2**19
"""Of more cells than this a histogram counts some, evenly spread."""
MOST_BARS = 40

_PAGES = 8192


@dataclass(frozen=True, eq=False)
class Selection:
    """A part of an array as a view of the same rank, and the index of its first cell."""

    array: Array
    start: tuple[int, ...]

    def index_of(self, local: tuple[int, ...]) -> tuple[int, ...]:
        """Return the index in the whole array."""
        return tuple(place + first for place, first in zip(local, self.start, strict=True))

    def local(self, index: tuple[int, ...]) -> tuple[int, ...] | None:
        """Return the index in the selection, None outside."""
        local = tuple(place - first for place, first in zip(index, self.start, strict=True))
        return local if all(0 <= at < size for at, size in zip(local, self.array.shape, strict=True)) else None


@dataclass(frozen=True, eq=False)
class CountedValues:
    """A histogram of finite values; `exact` unless only some of the cells were counted."""

    histogram: Histogram
    exact: bool


def selection_of(source: BoxSource, cut: Cut, groups: Groups = NO_GROUPS) -> Selection:
    """Return what the ranges of a cut leave, on the chosen index of every axis that has a slider.

    Examples
    --------
    >>> chosen = selection_of(BoxSource(np.arange(24).reshape(2, 3, 4)), Cut(((0, 1), (1, 3), (0, 4))))
    >>> chosen.array.shape, chosen.start
    ((1, 2, 4), (0, 1, 0))
    """
    windows = list(windows_of(source, cut))
    for axis, index in zip(source.fixed_axes, source.fixed_indices, strict=True):
        if axis not in groups.axes:
            windows[axis] = (index, index + 1)
    picked: tuple[Any, ...] = tuple(slice(*window) for window in windows)
    return Selection(source.array[(*picked, ...)], tuple(start for start, _ in windows))


def counted_values(array: Array) -> CountedValues:
    """Return the histogram of an array's finite values, of a complex one's magnitudes."""
    looked_at = sample(array, _PAGES)
    values, exact = looked_at.values, looked_at.exact
    axis = int(np.argmax(values.shape)) if values.ndim else 0
    while values.size > COUNTED_CELLS and values.shape[axis] > 1:
        # The odd step avoids always meeting the same column.
        step = min(3, values.shape[axis])
        values, exact = values[(slice(None),) * axis + (slice(None, None, step),)], False
        axis = int(np.argmax(values.shape))
    if values.dtype.kind not in "biufcmM":
        return CountedValues(histogram_of(np.empty(0)), exact)
    return CountedValues(coarser(histogram_of(as_numbers(np.asarray(values)))), exact)


def coarser(histogram: Histogram, most: int = MOST_BARS) -> Histogram:
    """Return the same counts in at most so many bars, each twice, four times … as wide, at multiples of its width.

    Examples
    --------
    >>> bars = coarser(histogram_of(np.arange(1000.0)), 8)
    >>> bars.counts.tolist(), bars.edges[:2].tolist()
    ([128.0, 128.0, 128.0, 128.0, 128.0, 128.0, 128.0, 104.0], [0.0, 128.0])
    """
    edges, counts = histogram.edges, histogram.counts
    while len(counts) > most:
        width = float(edges[1] - edges[0])
        if round(float(edges[0]) / width) % 2:
            edges, counts = np.insert(edges, 0, edges[0] - width), np.insert(counts, 0, 0)
        if len(counts) % 2:
            edges, counts = np.append(edges, edges[-1] + width), np.append(counts, 0)
        edges, counts = edges[::2], counts[::2] + counts[1::2]
    return replace(histogram, edges=edges, counts=counts)
