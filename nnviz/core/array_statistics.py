"""The figures that sum an array up, counted in chunks so that it may be larger than memory."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.file_mapping import mapping_of, strips

_CHUNK = 2**20

Number = int | float


@dataclass(frozen=True)
class Statistics:
    """Least, greatest and mean finite value (None where there is none), and how many are NaN or infinite."""

    minimum: Number | None = None
    maximum: Number | None = None
    mean: float | None = None
    nan: int = 0
    inf: int = 0


def statistics(array: Array) -> Statistics:
    """Return the figures of any array of numbers; of text, dates and complex numbers only the counts.

    Integers are exact at any size. A date that is not one (NaT) counts as NaN.

    Examples
    --------
    >>> statistics(np.array([1.0, 3.0, np.nan, np.inf]))
    Statistics(minimum=1.0, maximum=3.0, mean=2.0, nan=1, inf=1)
    >>> statistics(np.array([2**63 - 1, 2**63 - 3])).minimum == 2**63 - 3
    True
    """
    match array.dtype.kind:
        case "b" | "i" | "u":
            return _of_integers(array)
        case "f":
            return _of_floats(array)
        case "c":
            nan = sum(_count(np.isnan(chunk)) for chunk in _chunks(array))
            return Statistics(nan=nan, inf=sum(_count(np.isinf(chunk)) for chunk in _chunks(array)))
        case "m" | "M":
            return Statistics(nan=sum(_count(np.isnat(chunk)) for chunk in _chunks(array)))
        case _:
            return Statistics()


def memory_order(array: Array) -> str:
    """Return "C" when the last axis runs fastest in memory, "F" when the first does, else "both" or "none".

    Examples
    --------
    >>> a = np.zeros((2, 3))
    >>> memory_order(a), memory_order(a.T), memory_order(a[0]), memory_order(a[:, ::2])
    ('C', 'F', 'both', 'none')
    """
    match (array.flags.c_contiguous, array.flags.f_contiguous):
        case (True, True):
            return "both"
        case (True, False):
            return "C"
        case (False, True):
            return "F"
        case _:
            return "none"


def _chunks(array: Array) -> Iterator[Array]:
    """Give all values once, flat, in pieces and in the order of memory."""
    flags = ["external_loop", "buffered", "zerosize_ok"]
    for strip in strips(array.T if array.flags.f_contiguous else array) if mapping_of(array) else (array,):
        yield from np.nditer(strip, flags, order="K", buffersize=_CHUNK)  # type: ignore[call-overload]


def _of_integers(array: Array) -> Statistics:
    if not array.size:
        return Statistics()
    lows, highs, total = [], [], 0
    for chunk in _chunks(array):
        lows.append(int(chunk.min()))
        highs.append(int(chunk.max()))
        total += _exact_sum(chunk)
    return Statistics(min(lows), max(highs), float(Fraction(total, array.size)))


def _exact_sum(chunk: Array) -> int:
    if chunk.dtype.itemsize <= 4:
        return int(chunk.sum(dtype=np.int64))
    # The halves of a chunk cannot overflow: 2**20 values of 32 bits.
    return (int((chunk >> 32).sum()) << 32) + int((chunk & 0xFFFFFFFF).sum())


def _of_floats(array: Array) -> Statistics:
    found = Statistics()
    means: list[tuple[float, int]] = []
    for chunk in _chunks(array):
        finite = np.isfinite(chunk)
        count = _count(finite)
        if count < chunk.size:
            nan = _count(np.isnan(chunk))
            found = replace(found, nan=found.nan + nan, inf=found.inf + chunk.size - count - nan)
            chunk = chunk[finite]
        if count:
            found = _widened(found, chunk.min(), chunk.max())
            means.append((_mean(chunk), count))
    mean = _combined(means)
    if mean is not None and found.minimum is not None and found.maximum is not None:
        mean = min(max(mean, found.minimum), found.maximum)
    return replace(found, minimum=_plain(found.minimum), maximum=_plain(found.maximum), mean=_plain(mean))


def _widened(found: Statistics, low: Any, high: Any) -> Statistics:
    minimum = low if found.minimum is None else min(found.minimum, low)
    maximum = high if found.maximum is None else max(found.maximum, high)
    return replace(found, minimum=minimum, maximum=maximum)


def _mean(chunk: Array) -> float:
    wide = np.longdouble if chunk.dtype.itemsize > 8 else np.float64
    with np.errstate(over="ignore"):
        mean = chunk.sum(dtype=wide) / chunk.size
        if not np.isfinite(mean):
            # The sum of the largest numbers overflows although their mean does not.
            mean = (chunk / chunk.size).sum(dtype=wide)
    return float(np.clip(mean, chunk.min(), chunk.max()))


def _combined(means: list[tuple[float, int]]) -> float | None:
    total = sum(count for _, count in means)
    # Halves, so that rounding at the very end of the range cannot overflow.
    return 2.0 * math.fsum(value * 0.5 * (count / total) for value, count in means) if total else None


def _plain(value: Any) -> float | None:
    number = None if value is None else float(value)
    return number if number is not None and math.isfinite(number) else None


def _count(mask: Array) -> int:
    return int(np.count_nonzero(mask))
