"""An operation as a sequence of frames: which cells are read, which are filled, and with what numbers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil, prod

import numpy as np

from nnviz.core.arrays import Array

MOST_FRAMES = 240
"""An animation has at most so many frames: one a cell while there are few, then one a row, a sheet, or a part."""
MOST_TERM_FRAMES = 60
"""Partial sums get a frame a term up to so many frames, above that a frame shows a finished cell."""
NO_CELLS: Array = np.zeros(0, np.intp)
NO_MOVES: Array = np.zeros((0, 3), np.intp)


@dataclass(frozen=True)
class Sentence:
    """An English sentence of the context ``OperationSteps`` with fields, and what they stand for."""

    template: str
    values: dict[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.template.format(**self.values)


@dataclass(frozen=True, eq=False)
class Operand:
    """An array as it is drawn; `ghost` (bool, its shape) marks cells that are not in memory: stretched, or padding.

    `shape` is the one it was given in. `channels_last` draws the last axis as sheets instead of the first.
    """

    name: str
    values: Array
    shape: tuple[int, ...]
    ghost: Array | None = None
    channels_last: bool = False

    @classmethod
    def of(cls, name: str, values: Array, channels_last: bool = False) -> Operand:
        """Return an array as it is."""
        return cls(name, values, values.shape, None, channels_last)


@dataclass(frozen=True, eq=False)
class Frame:
    """One step. Cells are flat C-order indices into the operands as drawn, and into the result.

    `reads` are the cells read now, `context` those that belong to the same sum; `fills` the cells of the result that
    get the values `shown` (`before`: what stood there, None for nothing); `moves` (n, 3) are operand, cell, result
    cell of what travels; `text` the arithmetic with its numbers.
    """

    reads: tuple[Array, ...]
    fills: Array
    shown: Array
    sentence: Sentence
    text: str = ""
    moves: Array = field(default_factory=lambda: NO_MOVES)
    context: tuple[Array, ...] = ()
    before: Array | None = None


@dataclass(frozen=True, eq=False)
class Plan:
    """An operation worked out: `done_at` (result.size,) is the frame after which a cell of the result is final.

    `signs` stand after each operand. `channels_last` concerns the result. Frames are made when they are asked for.
    """

    operands: tuple[Operand, ...]
    signs: tuple[str, ...]
    result: Array
    code: str
    count: int
    done_at: Array
    make: Callable[[int], Frame]
    cells_a_frame: int = 1
    channels_last: bool = False

    def frame(self, index: int) -> Frame:
        """Return frame `index`, 0 ... count - 1.

        Raises
        ------
        IndexError
            When there is no such frame.
        """
        if not 0 <= index < self.count:
            raise IndexError(index)
        return self.make(index)

    @property
    def drawn_result(self) -> Operand:
        """The result as it is drawn."""
        return Operand.of("", self.result, self.channels_last)


def chunk_size(shape: tuple[int, ...], most: int = MOST_FRAMES) -> int:
    """Return how many cells, in C order, share a frame: one, a row, a sheet ..., so that frames are at most `most`.

    Examples
    --------
    >>> chunk_size((3, 4)), chunk_size((50, 20)), chunk_size((30, 20, 10)), chunk_size((1000,))
    (1, 20, 200, 5)
    """
    size = prod(shape)
    for axis in range(len(shape), -1, -1):
        chunk = prod(shape[axis:])
        if size <= most * chunk and (axis > 0 or size <= most):
            return max(chunk, 1)
    return ceil(size / most)


def index_text(shape: tuple[int, ...], cell: int) -> str:
    """Return a flat index as it is written behind a name.

    Examples
    --------
    >>> index_text((3, 4), 6), index_text((), 0)
    ('[1, 2]', '[()]')
    """
    places = np.unravel_index(cell, shape)
    return f"[{', '.join(str(int(place)) for place in places)}]" if places else "[()]"
