"""A box that is cut, opened and taken apart: the parts that are left, and where each of them lies.

The parts never overlap, so painting them from back to front (`projection.back_to_front`) is exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product
from typing import Any, NamedTuple

import numpy as np

from nnviz.core.arrays import FloatArray
from nnviz.core.box import BoxSource
from nnviz.core.projection import Box, Cell

MOST_SLABS = 32
"""More layers than this along the axis that is taken apart are shown several to a slab."""
MOST_GROUPS = 16
"""At most so many boxes beside or below each other."""

_GROUP_GAP, _FRAME_ROOM = 0.4, 0.05

Range = tuple[int, int]


@dataclass(frozen=True)
class Cut:
    """What is left of a box and how it is opened.

    Parameters
    ----------
    windows : tuple[tuple[int, int], ...]
        (start, stop) along every axis of the array; empty: everything.
    plane : tuple[int, int] or None
        (axis, index): what lies between the eye and this layer is taken away.
    apart : tuple[int, float] or None
        (axis, gap): the layers along an axis stand apart; a gap of 1 is half as wide as the box.
    """

    windows: tuple[Range, ...] = ()
    plane: Range | None = None
    apart: tuple[int, float] | None = None


@dataclass(frozen=True)
class Groups:
    """The axes along which boxes stand beside each other (`columns`) and below each other (`rows`)."""

    columns: int | None = None
    rows: int | None = None

    @property
    def axes(self) -> tuple[int, ...]:
        """The axes of both, rows first."""
        return tuple(axis for axis in (self.rows, self.columns) if axis is not None)


NO_CUT, NO_GROUPS = Cut(), Groups()


class Found(NamedTuple):
    """Where a cell of the array is: which part, and which of its cells (x, y, z)."""

    part: int
    cell: Cell


@dataclass(frozen=True, eq=False)
class GroupFrame:
    """The frame around one of several boxes: its solid, the index of each axis in `Groups.axes`."""

    solid: Box
    index: tuple[int, ...]

    @property
    def frame(self) -> Box:
        """The solid with a little room around it."""
        extent = np.array(self.solid.cell_size)
        room = _FRAME_ROOM * float(extent.max())
        return _solid(np.array(self.solid.origin) - room, extent + 2 * room)


@dataclass(frozen=True, eq=False)
class BoxScene:
    """The parts of an array's box. `solid` holds all of them, and what the slice plane took away.

    A slab is `layers` thick. `hidden` tells how many boxes of the groups are not shown.
    """

    whole: BoxSource
    cut: Cut
    parts: tuple[BoxSource, ...]
    solid: Box
    frames: tuple[GroupFrame, ...] = ()
    layers: int = 1
    hidden: int = 0

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """The solid of each part."""
        return tuple(part.box for part in self.parts)

    @cached_property
    def marked_solid(self) -> Box:
        """The solid whose edges carry the lengths: the first of several boxes, else all."""
        return self.frames[0].solid if self.frames else self.solid

    def find(self, index: tuple[int, ...]) -> Found | None:
        """Return where the cell of an index of the array is; None when it is cut away or on another index."""
        for number, part in enumerate(self.parts):
            starts = (*part.start, *[0] * len(index))
            local = [place - start for place, start in zip(index, starts, strict=False)]
            if any(local[axis] != at for axis, at in zip(part.fixed_axes, part.fixed_indices, strict=True)):
                continue
            x, y, z = (0 if axis is None else local[axis] for axis in part.box_axes)
            if all(0 <= at < count for at, count in zip((x, y, z), part.box.cells, strict=True)):
                return Found(number, (x, y, z))
        return None

    def is_seen_from_below(self, viewpoint: FloatArray) -> bool:
        """Tell whether the eye stands on that side of the slice plane where indices are smaller."""
        if self.cut.plane is None or self.cut.plane[0] not in self.whole.box_axes:
            return True
        axis, index = self.cut.plane
        start, stop = windows_of(self.whole, self.cut)[axis]
        along = self.whole.box_axes.index(axis)
        low, high = self.solid.bounds[:, along]
        middle = low + (high - low) * (index + 0.5 - start) / max(stop - start, 1)
        return bool(viewpoint[along] <= viewpoint[3] * middle)


def windows_of(source: BoxSource, cut: Cut) -> tuple[Range, ...]:
    """Return (start, stop) along every axis: what is asked for, within the axis and at least one cell long."""
    windows = []
    for axis, size in enumerate(source.array.shape):
        start, stop = cut.windows[axis] if axis < len(cut.windows) else (0, size)
        start = min(max(start, 0), max(size - 1, 0))
        windows.append((start, min(max(stop, start + 1), size)))
    return tuple(windows)


def scene_of(source: BoxSource, cut: Cut = NO_CUT, groups: Groups = NO_GROUPS, from_below: bool = True) -> BoxScene:
    """Return the parts of a box that are left after a cut, seen from one side of its slice plane."""
    if source.is_empty:
        return BoxScene(source, cut, (source,), source.box)
    windows = windows_of(source, cut)
    plan = _Plan(source, cut, windows)
    columns, rows = (_group_indices(axis, windows) for axis in (groups.columns, groups.rows))
    parts: list[BoxSource] = []
    frames: list[GroupFrame] = []
    step = (
        plan.extent
        + _GROUP_GAP * max(plan.extent[0], plan.extent[1])
        + (0.3 * plan.extent[2], 0.5 * plan.extent[2], 0.0)
    )
    for (row, i), (column, j) in product(enumerate(rows), enumerate(columns)):
        shift = np.array([column * step[0], row * step[1], 0.0])
        chosen = {axis: n for axis, n in ((groups.columns, j), (groups.rows, i)) if axis is not None}
        parts.extend(plan.parts(shift, chosen, from_below))
        if groups.axes:
            frames.append(GroupFrame(_solid(shift, plan.extent), tuple(chosen[axis] for axis in groups.axes)))
    last = np.array([(len(columns) - 1) * step[0], (len(rows) - 1) * step[1], 0.0])
    asked = int(np.prod([windows[axis][1] - windows[axis][0] for axis in groups.axes]))
    hidden = asked - len(frames) if groups.axes else 0
    solid = _solid(np.zeros(3), plan.extent + last)
    return BoxScene(source, cut, tuple(parts), solid, tuple(frames), plan.layers, hidden)


def _group_indices(axis: int | None, windows: tuple[Range, ...]) -> list[int]:
    return [0] if axis is None else list(range(*windows[axis]))[:MOST_GROUPS]


def _solid(low: FloatArray, extent: FloatArray) -> Box:
    x, y, z = low.tolist()
    wide, high, deep = extent.tolist()
    return Box((1, 1, 1), (x, y, z), (wide, high, deep))


class _Plan:
    """How one box is cut into slabs, in cells of the array and in lengths."""

    def __init__(self, source: BoxSource, cut: Cut, windows: tuple[Range, ...]) -> None:
        self._source, self._cut, self._windows = source, cut, windows
        picked = tuple(
            slice(*windows[axis]) if axis in source.shown_axes else slice(None) for axis in range(source.array.ndim)
        )
        whole = replace(source, array=source.array[(*picked, ...)]).box
        self._cell_size = whole.cell_size
        self._ranges = [(0, 1) if axis is None else windows[axis] for axis in source.box_axes]
        self._apart = self._box_axis(None if cut.apart is None else cut.apart[0])
        self.layers, self._gap, slabs = 1, 0.0, 1
        lengths = np.array(whole.cells) * np.array(whole.cell_size)
        if self._apart is not None and cut.apart is not None:
            count = whole.cells[self._apart]
            self.layers = -(-count // MOST_SLABS)
            slabs = -(-count // self.layers)
            self._gap = cut.apart[1] * 0.5 * float(np.delete(lengths, self._apart).max())
            lengths[self._apart] += (slabs - 1) * self._gap
        self.extent: FloatArray = lengths

    def _box_axis(self, axis: int | None) -> int | None:
        return None if axis is None or axis not in self._source.box_axes else self._source.box_axes.index(axis)

    def parts(self, shift: FloatArray, chosen: dict[int, int], from_below: bool) -> Iterator[BoxSource]:
        """Give what is left of one box: one part, or a part a slab."""
        kept = list(self._ranges)
        along = self._box_axis(None if self._cut.plane is None else self._cut.plane[0])
        if along is not None and self._cut.plane is not None:
            start, stop = kept[along]
            index = min(max(self._cut.plane[1], start), stop - 1)
            kept[along] = (index, stop) if from_below else (start, index + 1)
        for number, slab in self._slabs():
            ranges = list(kept)
            if self._apart is not None:
                low, high = kept[self._apart]
                ranges[self._apart] = (max(low, slab[0]), min(high, slab[1]))
            if all(low < high for low, high in ranges):
                yield self._part(ranges, shift, number, chosen)

    def _slabs(self) -> Iterator[tuple[int, Range]]:
        if self._apart is None:
            yield 0, (0, 0)
            return
        start, stop = self._ranges[self._apart]
        for number, first in enumerate(range(start, stop, self.layers)):
            yield number, (first, min(first + self.layers, stop))

    def _part(self, ranges: list[Range], shift: FloatArray, slab: int, chosen: dict[int, int]) -> BoxSource:
        source = self._source
        origin = shift + np.array([first - low for (first, _), (low, _) in zip(ranges, self._ranges, strict=True)]) * (
            np.array(self._cell_size)
        )
        if self._apart is not None:
            origin[self._apart] += slab * self._gap
        picked: list[Any] = [slice(None)] * source.array.ndim
        starts = [0] * source.array.ndim
        for axis, (first, stop) in zip(source.box_axes, ranges, strict=True):
            if axis is not None:
                picked[axis], starts[axis] = slice(first, stop), first
        x, y, z = (stop - first for first, stop in ranges)
        fixed = [chosen.get(axis, at) for axis, at in zip(source.fixed_axes, source.fixed_indices, strict=True)]
        left, top, near = origin.tolist()
        place = Box((x, y, z), (left, top, near), self._cell_size)
        return replace(source, array=source.array[(*picked, ...)], fixed=tuple(fixed), start=tuple(starts), place=place)
