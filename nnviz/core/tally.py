"""Statistics of a tensor whose values arrive in chunks, without keeping them."""

from __future__ import annotations

import math

import numpy as np

from nnviz.core.arrays import Array, FloatArray, read_only
from nnviz.core.health import Histogram, TensorHealth

_BINS = 128
_SATURATED_SHARE = 0.95
_LIMITS = {"sigmoid": (0.01, 0.99), "hard_sigmoid": (0.01, 0.99), "tanh": (-0.98, 0.98), "softsign": (-0.98, 0.98)}
_RECTIFIERS = ("relu", "relu6")
_CERTAIN = 0.9999


class GrowingHistogram:
    """Counts values in equal bins over -limit ... limit; the limit doubles when a value lies outside.

    Examples
    --------
    >>> histogram = GrowingHistogram()
    >>> histogram.add(np.array([0.5, 0.75]))
    >>> histogram.add(np.array([-3.0]))
    >>> histogram.histogram().counts.sum(), histogram.histogram().edges[0]
    (np.float64(3.0), np.float64(-3.0))
    """

    def __init__(self) -> None:
        self._counts = np.zeros(_BINS, np.int64)
        self._limit = 0.0

    def add(self, values: Array) -> None:
        """Count finite values."""
        if not values.size:
            return
        largest = max(abs(float(values.min())), abs(float(values.max())))
        if self._limit == 0.0:
            self._limit = 2.0 ** math.ceil(math.log2(largest)) if largest > 1e-30 else 1e-30
        while largest > self._limit:
            pairs = self._counts.reshape(-1, 2).sum(axis=1)
            self._counts = np.zeros_like(self._counts)
            self._counts[_BINS // 4 : -_BINS // 4] = pairs
            self._limit *= 2.0
        places = ((values.ravel().astype(np.float64) / self._limit + 1.0) * (_BINS / 2)).astype(np.intp)
        self._counts += np.bincount(np.minimum(places, _BINS - 1), minlength=_BINS)

    def histogram(self) -> Histogram:
        """Return the counts from the first bin that holds a value to the last."""
        limit = self._limit or 1.0
        edges = np.linspace(-limit, limit, _BINS + 1)
        filled = np.flatnonzero(self._counts)
        if not filled.size:
            return Histogram(read_only(edges), read_only(self._counts.astype(np.float64)))
        first, last = int(filled[0]), int(filled[-1])
        counts = self._counts[first : last + 1].astype(np.float64)
        return Histogram(read_only(edges[first : last + 2].copy()), read_only(counts))


class Tally:
    """Gathers what `TensorHealth` tells; `activation` says which units can be dead or saturated.

    `varied` asks for the units that put out the same number every time: only where that is not in the nature of things.
    """

    def __init__(
        self, key: str, layer_id: str, activation: str | None = None, channel_axis: int = -1, varied: bool = False
    ) -> None:
        self._key, self._layer_id, self._activation, self._axis = key, layer_id, activation, channel_axis
        self._histogram = GrowingHistogram()
        self._count = self._zeros = self._broken = 0
        self._total = self._squares = 0.0
        self._low, self._high = math.inf, -math.inf
        self._varied = varied
        self._unit_low: FloatArray | None = None
        self._unit_high: FloatArray | None = None
        self._at_limits: FloatArray | None = None
        self._per_unit = self._units = 0

    def add(self, values: Array) -> None:
        """Take in values, the channels along the axis given."""
        finite = np.isfinite(values)
        good = values if finite.all() else values[finite]
        self._broken += values.size - good.size
        self._count += good.size
        self._zeros += good.size - int(np.count_nonzero(good))
        if good.size:
            self._total += float(good.sum(dtype=np.float64))
            self._squares += float(np.square(good, dtype=np.float64).sum())
            self._low = min(self._low, float(good.min()))
            self._high = max(self._high, float(good.max()))
            self._histogram.add(good)
        if values.ndim and values.size:
            self._add_units(np.moveaxis(values, self._axis, -1).reshape(-1, values.shape[self._axis]))

    def _add_units(self, rows: Array) -> None:
        if self._varied or self._activation in _RECTIFIERS:
            low, high = rows.min(axis=0), rows.max(axis=0)
            self._unit_low = low if self._unit_low is None else np.minimum(self._unit_low, low)
            self._unit_high = high if self._unit_high is None else np.maximum(self._unit_high, high)
        if self._activation in _LIMITS:
            least, most = _LIMITS[self._activation or ""]
            outside = ((rows < least) | (rows > most)).sum(axis=0).astype(np.float64)
            self._at_limits = outside if self._at_limits is None else self._at_limits + outside
        elif self._activation == "softmax":
            certain = np.count_nonzero(rows.max(axis=1) >= _CERTAIN)
            self._at_limits = np.array([float(certain)]) + (0.0 if self._at_limits is None else self._at_limits)
        self._per_unit += len(rows)
        self._units = rows.shape[1]

    def health(self) -> TensorHealth:
        """Return the figures of all values so far."""
        count = max(1, self._count)
        mean = self._total / count
        high = self._unit_high if self._activation in _RECTIFIERS else None
        dead = None if high is None else high <= 0
        return TensorHealth(
            key=self._key,
            layer_id=self._layer_id,
            mean=mean,
            deviation=math.sqrt(max(0.0, self._squares / count - mean * mean)),
            low=self._low if self._count else 0.0,
            high=self._high if self._count else 0.0,
            zeros=self._zeros / count,
            broken=self._broken,
            histogram=self._histogram.histogram(),
            units=self._units,
            dead=None if dead is None else float(dead.mean()),
            saturated=self._saturated(),
            dead_units=() if dead is None else _places(dead),
            constant_units=self._constant_units(dead),
            certain=self._activation == "softmax",
        )

    def _saturated(self) -> float | None:
        if self._at_limits is None:
            return None
        share = self._at_limits / max(1, self._per_unit)
        return float(share[0] if self._activation == "softmax" else (share >= _SATURATED_SHARE).mean())

    def _constant_units(self, dead: Array | None) -> tuple[int, ...]:
        if not self._varied or self._unit_low is None or self._unit_high is None or self._per_unit < 2:
            return ()
        constant = self._unit_low == self._unit_high
        return _places(constant if dead is None else constant & ~dead)


def _places(flags: Array) -> tuple[int, ...]:
    return tuple(int(unit) for unit in np.flatnonzero(flags))
