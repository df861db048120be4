"""An array as nested brackets, with the place of every number that is written: from text to index and back.

Of long axes only the first and the last items are written, with … between them, as `numpy.array2string` does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from nnviz.core.arrays import Array
from nnviz.core.cell_text import short_text
from nnviz.core.file_mapping import fetched

MOST_NUMBERS = 1500
"""About so many numbers are written at most."""

_MOST_EDGE = 16

Span = tuple[int, int]
Index = tuple[int, ...]


@dataclass(frozen=True, eq=False)
class BracketText:
    """The text, the span (start, end) of every number in it, in order, and the index of each in the array."""

    text: str
    spans: tuple[Span, ...]
    indices: tuple[Index, ...]
    shortened: bool = False

    @cached_property
    def _starts(self) -> list[int]:
        return [start for start, _ in self.spans]

    @cached_property
    def _places(self) -> dict[Index, int]:
        return {index: number for number, index in enumerate(self.indices)}

    def index_at(self, position: int) -> Index | None:
        """Return the index of the number written at a position of the text, None between numbers."""
        number = bisect_right(self._starts, position) - 1
        return self.indices[number] if number >= 0 and position < self.spans[number][1] else None

    def span_of(self, index: Index) -> Span | None:
        """Return where the number of an index is written, None where it is left out."""
        number = self._places.get(index)
        return None if number is None else self.spans[number]


def bracket_text(array: Array, start: Index = (), most: int = MOST_NUMBERS) -> BracketText:
    """Return an array of any rank as nested brackets; `start` is the index of its first cell in a larger one.

    Examples
    --------
    >>> import numpy as np
    >>> written = bracket_text(np.array([[1, 20], [3, 4]]))
    >>> print(written.text)
    [[ 1, 20],
     [ 3,  4]]
    >>> written.index_at(6), written.index_at(0), written.span_of((1, 1))
    ((0, 1), None, (18, 19))
    """
    edges = _edges(array.shape, most)
    writer = _Writer(array, (*start, *[0] * (array.ndim - len(start))), edges)
    writer.write((), 0)
    return BracketText("".join(writer.pieces), tuple(writer.spans), tuple(writer.indices), writer.shortened)


def _edges(shape: tuple[int, ...], most: int) -> tuple[int, ...]:
    """Return how many items are written at either end of each axis: fewer, until all fit."""
    edges = list(shape)

    def written() -> int:
        count = 1
        for size, edge in zip(shape, edges, strict=True):
            count *= min(size, 2 * edge)
        return count

    edge = _MOST_EDGE
    while written() > most and edge >= 1:
        # The longest axis gives first, so that a long list of short rows keeps its rows whole.
        for axis in sorted(range(len(shape)), key=lambda axis: -shape[axis]):
            if written() > most:
                edges[axis] = min(edges[axis], edge)
        edge //= 2
    return tuple(edges)


class _Writer:
    def __init__(self, array: Array, start: Index, edges: tuple[int, ...]) -> None:
        self._array, self._start, self._edges = array, start, edges
        self.pieces: list[str] = []
        self.spans: list[Span] = []
        self.indices: list[Index] = []
        self.shortened = False
        self._length = 0
        self._width = max((len(self._number(index)) for index in self._every(())), default=0)

    def _number(self, index: Index) -> str:
        place: tuple[Any, ...] = (*index, ...)
        return short_text(fetched(self._array[place])[()])

    def _items(self, axis: int) -> list[int | None]:
        size, edge = self._array.shape[axis], self._edges[axis]
        if size <= 2 * edge:
            return list(range(size))
        self.shortened = True
        return [*range(edge), None, *range(size - edge, size)]

    def _every(self, index: Index) -> Iterator[Index]:
        if len(index) == self._array.ndim:
            yield index
            return
        for item in self._items(len(index)):
            if item is not None:
                yield from self._every((*index, item))

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self._length += len(text)

    def write(self, index: Index, indent: int) -> None:
        axis, rank = len(index), self._array.ndim
        if axis == rank:
            text = self._number(index)
            self._put(" " * (self._width - len(text)))
            self.spans.append((self._length, self._length + len(text)))
            self.indices.append(tuple(at + first for at, first in zip(index, self._start, strict=True)))
            self._put(text)
            return
        between = ", " if axis == rank - 1 else "," + "\n" * (rank - 1 - axis) + " " * (indent + 1)
        self._put("[")
        for number, item in enumerate(self._items(axis)):
            if number:
                self._put(between)
            if item is None:
                self._put("…")
            else:
                self.write((*index, item), indent + 1)
        self._put("]")
