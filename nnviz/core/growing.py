"""An array that grows at its end, at a constant cost a value."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from nnviz.core.arrays import Array, read_only

_FIRST_CAPACITY = 256


class GrowingArray:
    """Append-only values of one type; views handed out earlier stay valid and keep their length.

    Examples
    --------
    >>> column = GrowingArray(np.int64)
    >>> column.append([1, 2])
    >>> column.append([3])
    >>> column.values
    array([1, 2, 3])
    """

    def __init__(self, dtype: npt.DTypeLike = np.float64) -> None:
        self._buffer: Array = np.empty(_FIRST_CAPACITY, dtype)
        self._length = 0

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> Array:
        """The values so far, (N,), read-only."""
        return read_only(self._buffer[: self._length])

    def append(self, values: npt.ArrayLike) -> None:
        """Add values at the end."""
        more = np.asarray(values, self._buffer.dtype)
        length = self._length + len(more)
        if length > len(self._buffer):
            self._grow(length)
        self._buffer[self._length : length] = more
        self._length = length

    def _grow(self, needed: int) -> None:
        # A new buffer: what was handed out before goes on showing the old one.
        larger = np.empty(max(needed, 2 * len(self._buffer)), self._buffer.dtype)
        larger[: self._length] = self._buffer[: self._length]
        self._buffer = larger
