"""Many small maps as one picture: how a layer's output and its kernels become maps, and maps one mosaic."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import numpy as np

from nnviz.core.arrays import Array

_MOST_DOTS = 1_000_000
_GROUPS_WORTH = 0.8


class Cell(NamedTuple):
    """One value of a mosaic: the map, and the row and column inside it, counted from 0."""

    map: int
    row: int
    column: int


@dataclass(frozen=True)
class Tiling:
    """Where each of `count` maps of `height` x `width` lies in a mosaic, row by row, `gap` cells apart.

    `order` holds the maps' numbers as they follow each other, empty by number. A tiling equals one of another order:
    it has the same form.
    """

    count: int
    height: int
    width: int
    columns: int
    gap: float = 1.0
    order: tuple[int, ...] = field(default=(), compare=False)

    @cached_property
    def _places(self) -> dict[int, int]:
        return {number: place for place, number in enumerate(self.order)}

    @property
    def rows(self) -> int:
        """How many rows of maps there are."""
        return -(-self.count // self.columns) if self.count else 0

    @property
    def shape(self) -> tuple[float, float]:
        """(height, width) of the mosaic in cells.

        Examples
        --------
        >>> Tiling(count=5, height=4, width=3, columns=2, gap=0.5).shape
        (13.0, 6.5)
        """
        across = min(self.columns, self.count)
        return (
            max(0.0, self.rows * (self.height + self.gap) - self.gap),
            max(0.0, across * (self.width + self.gap) - self.gap),
        )

    def place_of(self, index: int) -> int:
        """Return how many maps stand before this one."""
        return self._places[index] if self.order else index

    def map_at(self, place: int) -> int:
        """Return the number of the map before which so many stand; the last one's beyond the end.

        Examples
        --------
        >>> Tiling(count=3, height=1, width=1, columns=3, order=(2, 0, 1)).map_at(0)
        2
        """
        held = min(max(place, 0), self.count - 1)
        return self.order[held] if self.order else held

    def origin(self, index: int) -> tuple[float, float]:
        """Return (x, y) of the left upper corner of a map."""
        row, column = divmod(self.place_of(index), self.columns)
        return column * (self.width + self.gap), row * (self.height + self.gap)

    def cell_at(self, x: float, y: float) -> Cell | None:
        """Return the cell under a point of the mosaic, None in a gap or outside.

        Examples
        --------
        >>> Tiling(count=4, height=3, width=3, columns=2).cell_at(5.5, 0.2)
        Cell(map=1, row=0, column=1)
        """
        if not (x >= 0 and y >= 0):
            return None
        across, inner_x = divmod(x, self.width + self.gap)
        down, inner_y = divmod(y, self.height + self.gap)
        place = int(down) * self.columns + int(across)
        if across >= self.columns or place >= self.count or inner_x >= self.width or inner_y >= self.height:
            return None
        return Cell(self.map_at(place), int(inner_y), int(inner_x))

    def beside(self, cell: Cell, dx: int, dy: int) -> Cell:
        """Return the next cell in a direction, on the next map where one ends; at the rim the cell itself.

        Examples
        --------
        >>> Tiling(count=4, height=3, width=3, columns=2).beside(Cell(0, 1, 2), dx=1, dy=0)
        Cell(map=1, row=1, column=0)
        """
        left, top = self.origin(cell.map)
        x, y = left + cell.column + 0.5, top + cell.row + 0.5
        for step in (1.0, 1.0 + self.gap):
            found = self.cell_at(x + step * dx, y + step * dy)
            if found is not None:
                return found
        return cell


class KernelMaps(NamedTuple):
    """Kernels as (N, H, W) pictures; a label is ``input→output`` channel, or the output channel alone."""

    maps: Array
    labels: tuple[str, ...]


def grid_for(count: int, height: int, width: int, aspect: float, gap: float = 1.0, group: int = 1) -> tuple[int, int]:
    """Return (rows, columns) that show `count` maps as large as can be on an area `aspect` times as wide as high.

    Maps that come in groups stay together where that costs little of the size: whole groups stand in a row, or each
    group fills whole rows.

    Examples
    --------
    >>> grid_for(6, 10, 10, aspect=1.5), grid_for(60, 3, 3, aspect=1.5, group=5)
    ((2, 3), (6, 10))
    """
    if count <= 0:
        return 0, 1
    height, width = max(height, 1), max(width, 1)
    columns = np.arange(1, count + 1)
    rows = -(-count // columns)
    scale = np.minimum(aspect / (columns * (width + gap) - gap), 1.0 / (rows * (height + gap) - gap))
    grouped = np.where((columns % group == 0) | (group % columns == 0), scale, 0.0)
    if grouped.max() >= _GROUPS_WORTH * scale.max():
        scale = grouped
    # Among grids that serve equally well, the one with the fewest empty places.
    best = np.flatnonzero(scale >= scale.max() * (1 - 1e-9))
    chosen = best[np.argmin(rows[best] * columns[best])]
    return int(rows[chosen]), int(columns[chosen])


def tile(maps: Array, columns: int, gap: int = 1, fill: float | None = None) -> Array:
    """Return (N, H, W) maps as one 2-D mosaic; gaps and empty places hold `fill`, NaN unless it is given.

    Examples
    --------
    >>> tile(np.arange(3).reshape(3, 1, 1), columns=2, gap=0, fill=9)
    array([[0, 1],
           [2, 9]])
    """
    count, height, width = maps.shape
    rows = -(-count // columns)
    if fill is None:
        fill, maps = np.nan, maps if maps.dtype.kind == "f" else maps.astype(np.float64)
    mosaic = np.full((rows, height + gap, columns, width + gap), fill, maps.dtype)
    whole = count // columns
    grid = maps[: whole * columns].reshape(whole, columns, height, width)
    mosaic[:whole, :height, :, :width] = grid.transpose(0, 2, 1, 3)
    rest = maps[whole * columns :]
    if len(rest):
        mosaic[whole, :height, : len(rest), :width] = rest.transpose(1, 0, 2)
    flat = mosaic.reshape(rows * (height + gap), columns * (width + gap))
    across = min(columns, count)
    return flat[: max(0, len(flat) - gap), : max(0, across * (width + gap) - gap)]


def fineness(maps: Array) -> int:
    """Return into how many dots a side of each value is cut before tiling, so that gaps suit the size of the maps.

    A gap is one dot wide: a quarter of a cell between a few small maps, a whole cell between large or many ones.

    Examples
    --------
    >>> fineness(np.zeros((8, 4, 4))), fineness(np.zeros((8, 28, 28)))
    (4, 1)
    """
    count, height, width = maps.shape
    side = max(1, min(height, width))
    if side > 14 or count > 150 or maps.size > _MOST_DOTS:
        return 1
    return 4 if side <= 6 and count <= 24 else 2


def finer(maps: Array, dots: int) -> Array:
    """Return each value of (N, H, W) maps as a square of `dots` x `dots`."""
    return maps if dots == 1 else maps.repeat(dots, axis=1).repeat(dots, axis=2)


def feature_maps(tensor: Array) -> Array:
    """Return a layer's output, without the batch axis, as (N, H, W) maps; a view where that is possible.

    (H, W, C) becomes C maps. A sequence (steps, channels) or a plain picture (H, W) is one map, a vector one row.
    With more axes, (D, H, W, C), each channel's slices follow each other.

    Examples
    --------
    >>> feature_maps(np.zeros((26, 24, 8))).shape
    (8, 26, 24)
    """
    match tensor.ndim:
        case 0 | 1:
            return tensor.reshape(1, 1, -1)
        case 2:
            return tensor[None]
        case 3:
            return np.moveaxis(tensor, -1, 0)
        case _:
            return np.moveaxis(tensor, -1, 0).reshape(-1, *tensor.shape[-3:-1])


def unit_of(shape: tuple[int, ...], cell: Cell) -> tuple[int, ...]:
    """Return the index into a tensor of this shape of the value that `feature_maps` puts into `cell`.

    Examples
    --------
    >>> unit_of((26, 24, 8), Cell(map=3, row=4, column=5))
    (4, 5, 3)
    """
    match len(shape):
        case 0:
            return ()
        case 1:
            return (cell.column,)
        case 2:
            return (cell.row, cell.column)
        case 3:
            return (cell.row, cell.column, cell.map)
        case _:
            channel, *outer = np.unravel_index(cell.map, (shape[-1], *shape[:-3]))
            return (*(int(place) for place in outer), cell.row, cell.column, int(channel))


def cell_of(shape: tuple[int, ...], unit: tuple[int, ...] | None) -> Cell | None:
    """Return where `feature_maps` puts this unit; None when the tensor has no such unit.

    Examples
    --------
    >>> cell_of((26, 24, 8), (4, 5, 3))
    Cell(map=3, row=4, column=5)
    """
    if unit is None or len(unit) != len(shape) or any(not 0 <= at < size for at, size in zip(unit, shape, strict=True)):
        return None
    match unit:
        case ():
            return Cell(0, 0, 0)
        case (column,):
            return Cell(0, 0, column)
        case (row, column):
            return Cell(0, row, column)
        case _:
            *outer, row, column, channel = unit
            index = np.ravel_multi_index((channel, *outer), (shape[-1], *shape[:-3]))
            return Cell(int(index), row, column)


def kernel_maps(kernel: Array, transposed: bool = False) -> KernelMaps:
    """Return a layer's weights as pictures.

    A kernel (kh, kw, in, out) gives out x in pictures, ordered by output channel; with `transposed` the last two
    axes stand the other way round, as in Conv2DTranspose. A kernel (kd, kh, kw, in, out) gives its slices one after
    another. (k, in, out) gives one picture an output, positions down and inputs across; a matrix or a vector is one.

    Examples
    --------
    >>> kernel_maps(np.zeros((3, 3, 2, 2))).labels
    ('0→0', '1→0', '0→1', '1→1')
    """
    if kernel.ndim < 3:
        return KernelMaps(kernel.reshape(1, 1, -1) if kernel.ndim < 2 else kernel[None], ("",))
    if transposed:
        kernel = np.swapaxes(kernel, -1, -2)
    outputs = kernel.shape[-1]
    if kernel.ndim == 3:
        return KernelMaps(np.moveaxis(kernel, -1, 0), tuple(str(output) for output in range(outputs)))
    inputs = kernel.shape[-2]
    slices = int(np.prod(kernel.shape[:-4]))
    pictures = np.moveaxis(kernel, (-1, -2), (0, 1)).reshape(-1, *kernel.shape[-4:-2])
    labels = tuple(
        (f"{source}→{output}" if inputs > 1 else f"{output}") + (f" [{part}]" if slices > 1 else "")
        for output in range(outputs)
        for source in range(inputs)
        for part in range(slices)
    )
    return KernelMaps(pictures, labels)
