"""An array as a box of cells: which axis runs where, and the pictures on its faces.

Two conventions for three axes (y runs downwards, x to the right, z away from the viewer):

- ``LAST_INTO_DEPTH``, for Keras' (H, W, C): axis 0 is y, axis 1 is x, axis 2 is z. Each map is a picture that faces the
  viewer, and the channels lie one behind the other. The default for tensors of a model.
- ``FIRST_INTO_DEPTH``, for NumPy's stack of matrices: axis 0 is z, axis 1 is y, axis 2 is x. Each ``a[i]`` is a sheet
  as it is printed. The default for everything else.

A matrix has its rows downwards and its columns to the right, a vector runs to the right, in both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np

from nnviz.core.array_sample import as_numbers, block_any, block_means, sample
from nnviz.core.arrays import Array, FloatArray
from nnviz.core.file_mapping import fetched
from nnviz.core.projection import Box, Cell, Face, texture_axes
from nnviz.core.value_query import ValueQuery

MAX_RANK = 8
TEXTURE_LIMIT = 1024
"""A face with more cells than this along an axis is reduced."""

_THINNEST = 1 / 24


class Axes(StrEnum):
    """Which of three axes runs into depth."""

    LAST_INTO_DEPTH = "last"
    FIRST_INTO_DEPTH = "first"

    def arrangement(self, count: int) -> tuple[int | None, int | None, int | None]:
        """Return which of `count` axes in their order runs along x, y and z.

        Examples
        --------
        >>> Axes.LAST_INTO_DEPTH.arrangement(3), Axes.FIRST_INTO_DEPTH.arrangement(3)
        ((1, 0, 2), (2, 1, 0))
        """
        match count:
            case 0:
                return (None, None, None)
            case 1:
                return (0, None, None)
            case 2:
                return (1, 0, None)
            case _:
                return (1, 0, 2) if self is Axes.LAST_INTO_DEPTH else (2, 1, 0)


@dataclass(frozen=True, eq=False)
class FaceTexture:
    """The picture on one face, rows along v and columns along u.

    `numbers` are what colours show. A texel stands for `reduced_by` (columns, rows) cells: their mean, or, where
    `sampled`, the mean of few of them. `values` are the cells themselves, None when a texel stands for several.
    `lit` tells which texels hold a cell that was asked for, None when nothing is.
    """

    numbers: FloatArray
    values: Array | None
    reduced_by: tuple[int, int] = (1, 1)
    sampled: bool = False
    lit: Array | None = None


@dataclass(frozen=True, eq=False)
class BoxSource:
    """Up to three axes of an array, with every other axis fixed at one index.

    Parameters
    ----------
    array : Array
        Of rank 0 to 8.
    fixed : tuple[int, ...]
        The index along each axis that is not shown, in the order of the axes; those left out are 0.
    axes : Axes
        Which axis runs into depth.
    shown : tuple[int, ...] or None
        The axes shown, in ascending order; by default the last three.
    order : tuple or None
        The array's axis along x, y and z, None where there is none, in place of what `axes` says.
    start : tuple[int, ...]
        The index of the first cell along every axis, where `array` is a part of a larger one; those left out are 0.
    place : Box or None
        Where the cells lie; by default at the origin.
    """

    array: Array
    fixed: tuple[int, ...] = ()
    axes: Axes = Axes.FIRST_INTO_DEPTH
    shown: tuple[int, ...] | None = None
    order: tuple[int | None, int | None, int | None] | None = None
    start: tuple[int, ...] = ()
    place: Box | None = None

    def __post_init__(self) -> None:
        rank = self.array.ndim
        if rank > MAX_RANK:
            raise ValueError(f"an array of {rank} axes, at most {MAX_RANK} can be shown")
        shown = self.shown_axes
        if self.order is not None and sorted(axis for axis in self.order if axis is not None) != list(shown):
            raise ValueError(f"the axes {self.order} along x, y and z are not the axes {shown} that are shown")
        if list(shown) != sorted(set(shown)) or not set(shown) <= set(range(rank)) or len(shown) > 3:
            raise ValueError(f"the axes {shown} of an array of {rank} axes cannot be shown")

    @property
    def shown_axes(self) -> tuple[int, ...]:
        """The axes of the array that are shown, ascending."""
        return default_shown(self.array.ndim) if self.shown is None else self.shown

    @property
    def fixed_axes(self) -> tuple[int, ...]:
        """The axes of the array that are held at one index, ascending."""
        return tuple(axis for axis in range(self.array.ndim) if axis not in self.shown_axes)

    @property
    def fixed_indices(self) -> tuple[int, ...]:
        """The index along each fixed axis, within its size."""
        given = (*self.fixed, *[0] * len(self.fixed_axes))
        return tuple(
            int(np.clip(index, 0, max(self.array.shape[axis] - 1, 0)))
            for axis, index in zip(self.fixed_axes, given, strict=False)
        )

    @property
    def is_empty(self) -> bool:
        """Whether there is no cell at all."""
        return self.array.size == 0

    @cached_property
    def box_axes(self) -> tuple[int | None, int | None, int | None]:
        """The array's axis along x, y and z; None where there is none."""
        if self.order is not None:
            return self.order
        shown = self.shown_axes
        x, y, z = (None if n is None else shown[n] for n in self.axes.arrangement(len(shown)))
        return x, y, z

    @cached_property
    def volume(self) -> Array:
        """The shown part as a view (z, y, x)."""
        picked: list[Any] = [slice(None)] * self.array.ndim
        for axis, index in zip(self.fixed_axes, self.fixed_indices, strict=True):
            picked[axis] = index
        if self.is_empty:
            return self.array.reshape(0, 0, 0)
        part = self.array[(*picked, ...)]
        shown = self.shown_axes
        order = [shown.index(axis) for axis in reversed(self.box_axes) if axis is not None]
        missing = tuple(n for n, axis in enumerate(reversed(self.box_axes)) if axis is None)
        return np.expand_dims(part.transpose(order), missing)

    @cached_property
    def box(self) -> Box:
        """The solid that is drawn; a side much shorter than the longest is stretched until it can be seen."""
        if self.place is not None:
            return self.place
        z, y, x = (max(size, 1) for size in self.volume.shape)
        longest = max(x, y, z)
        real = [self.box_axes[0] is not None, True, self.box_axes[2] is not None]
        wide, high, deep = (
            max(1.0, longest * _THINNEST / size) if is_real else 0.0
            for size, is_real in zip((x, y, z), real, strict=True)
        )
        wide = wide or 1.0
        return Box((x, y, z), cell_size=(wide, high, deep or min(wide, high)))

    def is_like(self, other: BoxSource) -> bool:
        """Tell whether another source has the same box, whatever its values."""
        return (self.array.shape, self.box_axes, self.box) == (other.array.shape, other.box_axes, other.box)

    def index_of(self, cell: Cell) -> tuple[int, ...]:
        """Return the array's index of a cell (x, y, z), in the larger array where this is a part of one."""
        starts = (*self.start, *[0] * self.array.ndim)
        return tuple(place + start for place, start in zip(self._place_of(cell), starts, strict=False))

    def value_at(self, cell: Cell) -> Any:
        """Return the exact value of a cell, as a numpy scalar."""
        place: tuple[Any, ...] = (*self._place_of(cell), ...)
        return fetched(self.array[place])[()]

    def _place_of(self, cell: Cell) -> tuple[int, ...]:
        index = dict(zip(self.fixed_axes, self.fixed_indices, strict=True))
        index.update({axis: place for axis, place in zip(self.box_axes, cell, strict=True) if axis is not None})
        return tuple(index[axis] for axis in range(self.array.ndim))

    def face_texture(self, face: Face, limit: int = TEXTURE_LIMIT, query: ValueQuery | None = None) -> FaceTexture:
        """Return the picture on a face, read from few pages of memory and with at most `limit` texels an axis."""
        looked_at = sample(self._face_values(face))
        values, numbers = looked_at.values, None
        blocks = tuple(-(-size // limit) for size in values.shape)
        lit = None if query is None else block_any(query.matches(values), (blocks[0], blocks[1]))
        if values.dtype.kind in "SU":
            values = values[:: blocks[0], :: blocks[1]]
        elif max(blocks) > 1:
            numbers = block_means(as_numbers(values), (blocks[0], blocks[1]))
        reduced_by = (blocks[1] * looked_at.steps[1], blocks[0] * looked_at.steps[0])
        whole = reduced_by == (1, 1)
        return FaceTexture(
            numbers=as_numbers(values) if numbers is None else numbers,
            values=values if whole else None,
            reduced_by=reduced_by,
            sampled=not looked_at.exact or (not whole and values.dtype.kind in "SU"),
            lit=lit,
        )

    def _face_values(self, face: Face) -> Array:
        place: list[Any] = [slice(None)] * 3
        place[2 - face.axis] = -face.side
        values: Array = self.volume[tuple(place)]
        u, v = texture_axes(face)
        # What is left of (z, y, x) has its rows along the greater axis.
        return values if v > u else values.T


def default_shown(rank: int, kernel: bool = False) -> tuple[int, ...]:
    """Return the axes shown at first: the last three; of a convolution's kernel the first three, one filter.

    Examples
    --------
    >>> default_shown(4), default_shown(4, kernel=True), default_shown(1)
    ((1, 2, 3), (0, 1, 2), (0,))
    """
    return tuple(range(3)) if kernel and rank == 4 else tuple(range(max(rank - 3, 0), rank))


def shape_text(shape: Sequence[int]) -> str:
    """Return a shape as NumPy writes it.

    Examples
    --------
    >>> shape_text((3,)), shape_text((2, 3)), shape_text(())
    ('(3,)', '(2, 3)', '()')
    """
    return str(tuple(int(size) for size in shape))
