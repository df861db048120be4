"""Several histograms on the same bins, and the heights of their bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array, FloatArray, read_only
from nnviz.core.health import Histogram
from nnviz.core.tally import GrowingHistogram


@dataclass(frozen=True, eq=False)
class Overlay:
    """Counts over common bins: `edges` (n + 1,), `counts` (series, n), and each bar's share of its series."""

    edges: FloatArray
    counts: FloatArray

    @property
    def shares(self) -> FloatArray:
        """The part of each series' values in each bin, (series, n), 0 to 1."""
        totals = self.counts.sum(axis=1, keepdims=True)
        return self.counts / np.where(totals > 0, totals, 1.0)

    def heights(self, logarithmic: bool = False) -> FloatArray:
        """Return the bars' heights, 0 to 1 of the tallest, (series, n).

        On the logarithmic scale the foot stands at half the smallest share that is not 0.
        """
        shares = self.shares
        top = float(shares.max(initial=0.0))
        if top <= 0.0:
            return np.zeros_like(shares)
        if not logarithmic:
            return shares / top
        foot = self.foot
        heights = np.log(np.maximum(shares, foot) / foot) / np.log(top / foot)
        return np.asarray(heights, np.float64)

    @property
    def foot(self) -> float:
        """The share at the foot of the logarithmic scale."""
        there = self.shares[self.shares > 0]
        return float(there.min()) / 2.0 if there.size else 0.5

    def bin_at(self, value: float) -> int | None:
        """Return the bin that holds a value, or None."""
        if not self.edges[0] <= value <= self.edges[-1]:
            return None
        return min(int(np.searchsorted(self.edges, value, "right")) - 1, len(self.edges) - 2)


def histogram_of(values: Array) -> Histogram:
    """Return the histogram of the finite values of an array, on bins of the kind that `overlay` can merge."""
    histogram = GrowingHistogram()
    flat = np.asarray(values, np.float64).ravel()
    histogram.add(flat[np.isfinite(flat)])
    return histogram.histogram()


def overlay(histograms: Sequence[Histogram]) -> Overlay:
    """Bring histograms of `GrowingHistogram` to the widest of their bins: no value is counted anew, none is split.

    Their bins are powers of two wide and begin at multiples of it, so fine ones fall whole into coarse ones.

    Examples
    --------
    >>> fine, coarse = histogram_of(np.array([0.25, 0.5])), histogram_of(np.array([-1.0, 2.0]))
    >>> overlay([fine, coarse]).counts.sum(axis=1)
    array([2., 2.])
    """
    filled = [histogram for histogram in histograms if histogram.counts.any()]
    if not filled:
        return Overlay(read_only(np.array([0.0, 1.0])), read_only(np.zeros((len(histograms), 1))))
    width = max(float(histogram.edges[1] - histogram.edges[0]) for histogram in filled)
    first = min(int(np.floor(histogram.edges[0] / width)) for histogram in filled)
    last = max(int(np.ceil(histogram.edges[-1] / width)) for histogram in filled)
    counts = np.zeros((len(histograms), last - first))
    for row, histogram in zip(counts, histograms, strict=True):
        if histogram.counts.any():
            middles = (histogram.edges[:-1] + histogram.edges[1:]) / 2.0
            np.add.at(row, np.floor(middles / width).astype(np.int64) - first, histogram.counts)
    return Overlay(read_only(np.arange(first, last + 1) * width), read_only(counts))
