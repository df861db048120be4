"""Asking an array for values: which cells equal, exceed, lie between, or are not a number; how many, and where next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from math import prod
from typing import Any

import numpy as np

from nnviz.core.array_sample import as_numbers, sample
from nnviz.core.arrays import Array
from nnviz.core.file_mapping import fetched

EXACT_CELLS = 2**23
"""Up to so many cells are counted one by one; of more, a sample is."""
SEARCHED_CELLS = 2**27
"""At most so many cells are looked through for the next match."""

_CHUNK = 2**20


class Comparison(StrEnum):
    """How a cell is compared. Complex cells are compared by magnitude."""

    EQUAL = "="
    GREATER = ">"
    LESS = "<"
    BETWEEN = "between"
    NAN = "nan"
    INFINITE = "inf"

    @property
    def operands(self) -> int:
        """How many numbers it needs."""
        return {Comparison.BETWEEN: 2, Comparison.NAN: 0, Comparison.INFINITE: 0}.get(self, 1)


@dataclass(frozen=True)
class ValueQuery:
    """A comparison with one number or two; `between` includes both.

    Examples
    --------
    >>> ValueQuery(Comparison.BETWEEN, 1, 2).matches(np.array([0, 1, 2, 3])).tolist()
    [False, True, True, False]
    >>> ValueQuery(Comparison.NAN).matches(np.array([0.0, np.nan, np.inf])).tolist()
    [False, True, False]
    """

    comparison: Comparison
    value: float = 0.0
    other: float = 0.0

    def matches(self, values: Array) -> Array:
        """Return for every value whether it is asked for. Integers are compared exactly; text never matches."""
        if values.dtype.kind not in "biufcmM":
            return np.zeros(values.shape, bool)
        numbers = values if values.dtype.kind in "biuf" else as_numbers(values)
        if numbers.dtype.kind == "b":
            numbers = numbers.view(np.uint8)
        match self.comparison:
            case Comparison.NAN:
                return np.asarray(np.isnan(numbers))
            case Comparison.INFINITE:
                return np.asarray(np.isinf(numbers))
            case Comparison.EQUAL:
                return np.asarray(numbers == self._operand(self.value, numbers))
            case Comparison.GREATER:
                return np.asarray(numbers > self._operand(self.value, numbers))
            case Comparison.LESS:
                return np.asarray(numbers < self._operand(self.value, numbers))
            case Comparison.BETWEEN:
                low, high = sorted((self._operand(self.value, numbers), self._operand(self.other, numbers)))
                return np.asarray((numbers >= low) & (numbers <= high))

    @staticmethod
    def _operand(value: float, numbers: Array) -> Any:
        # 0.1 typed means the float32 that prints as 0.1; a whole number keeps an integer's comparison exact.
        if numbers.dtype.kind == "f":
            with np.errstate(over="ignore"):
                return numbers.dtype.type(value)
        return int(value) if float(value).is_integer() else value


@dataclass(frozen=True)
class Matches:
    """How many cells match out of how many; where not exact, an estimate from a sample."""

    count: int
    cells: int
    exact: bool = True


def count_matches(array: Array, query: ValueQuery) -> Matches:
    """Return how many cells match."""
    if array.size <= EXACT_CELLS:
        parts = (fetched(array[(*place, ...)]) for _, place in _blocks(array.shape))
        found = sum(int(np.count_nonzero(query.matches(part))) for part in parts)
        return Matches(found, array.size)
    looked_at = sample(array, 4096).values
    step = max(1, -(-looked_at.size // EXACT_CELLS))
    flat = np.asarray(looked_at[::step])
    share = np.count_nonzero(query.matches(flat)) / max(flat.size, 1)
    return Matches(round(share * array.size), array.size, exact=False)


def next_match(
    array: Array, query: ValueQuery, after: tuple[int, ...] | None, forward: bool = True
) -> tuple[int, ...] | None:
    """Return the next matching index in the order of NumPy's print, going round at the end; None when there is none.

    Looks through at most `SEARCHED_CELLS` cells.
    """
    if not array.size:
        return None
    blocks = list(_blocks(array.shape))
    at = -1 if after is None else int(np.ravel_multi_index(after, array.shape))
    if after is None and not forward:
        at = array.size
    firsts = [first for first, _ in blocks]
    here = int(np.clip(np.searchsorted(firsts, at, "right") - 1, 0, len(blocks) - 1))
    step = 1 if forward else -1
    looked = 0
    for turn in range(len(blocks) + 1):
        first, place = blocks[(here + step * turn) % len(blocks)]
        found = np.flatnonzero(query.matches(np.atleast_1d(fetched(array[(*place, ...)]))).ravel()) + first
        if turn == 0:
            found = found[found > at] if forward else found[found < at]
        if len(found):
            flat = int(found[0 if forward else -1])
            return tuple(int(n) for n in np.unravel_index(flat, array.shape))
        looked += _CHUNK
        if looked > SEARCHED_CELLS:
            return None
    return None


def _blocks(shape: tuple[int, ...]) -> Iterator[tuple[int, tuple[int | slice, ...]]]:
    """Give (flat index of the first cell, index) of blocks of at most about `_CHUNK` cells, in order."""
    split = next((n for n in range(len(shape)) if prod(shape[n + 1 :]) <= _CHUNK), 0)
    if not shape:
        yield 0, ()
        return
    inner = prod(shape[split + 1 :])
    length = max(1, _CHUNK // max(inner, 1))
    for number, outer in enumerate(np.ndindex(*shape[:split])):
        for start in range(0, shape[split], length):
            yield (number * shape[split] + start) * inner, (*outer, slice(start, start + length))
