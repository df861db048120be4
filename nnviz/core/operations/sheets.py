"""Where the cells of an array lie when it is drawn as flat sheets, and where arrays lie beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array, FloatArray

CELL_ASPECT = 1.3
"""A cell is so many times as wide as high: values are words."""
_SIDE_BY_SIDE = 4  # so many sheets are laid under each other in full, more overlap
_SHEET_SHIFT, _SHEET_GAP, _OVERLAP = 0.5, 0.4, 0.55
_GROUP_GAP = 0.9
_LARGEST_CELL_PX = 76.0
_PREFERENCE = (1.0, 0.86, 0.8)  # one line is easier to read than two


@dataclass(frozen=True)
class AxisSpan:
    """The line along which the length of an axis is written, in cells; `side` is where it stands."""

    axis: int
    length: int
    start: tuple[float, float]
    end: tuple[float, float]
    side: str


@dataclass(frozen=True, eq=False)
class Sheets:
    """`places` (n, 2) are the left upper corners of the cells in C order, in cells; `order` is that of painting."""

    places: FloatArray
    size: tuple[float, float]
    spans: tuple[AxisSpan, ...]
    order: Array


@dataclass(frozen=True)
class Arrangement:
    """The height of a cell and the left upper corner of every array, pixels; `lines` says which are in a line."""

    cell_px: float
    origins: tuple[tuple[float, float], ...]
    lines: tuple[tuple[int, ...], ...]


def lay_out(shape: tuple[int, ...], channels_last: bool = False) -> Sheets:
    """Return the places of an array of at most four axes: groups of sheets of rows of cells.

    Examples
    --------
    >>> lay_out((2, 3)).places.tolist()[-1], lay_out((2, 3)).size, lay_out((2, 1, 1)).places.tolist()
    ([2.0, 1.0], (3.0, 2.0), [[0.0, 0.0], [0.5, 1.4]])
    """
    rank = len(shape)
    axes = tuple(range(rank))
    if channels_last and rank > 2:
        axes = (*reversed(axes[2:]), 0, 1)
    group, sheet, row, column = _indices(shape, axes)
    lengths = [1] * (4 - rank) + [shape[axis] for axis in axes]
    groups, sheets, rows, columns = lengths
    apart = sheets <= _SIDE_BY_SIDE
    shift_x = _SHEET_SHIFT if apart else _OVERLAP
    shift_y = rows + _SHEET_GAP if apart else -_OVERLAP
    top = 0.0 if apart else (sheets - 1) * _OVERLAP
    group_width = columns + (sheets - 1) * shift_x
    x = column + sheet * shift_x + group * (group_width + _GROUP_GAP)
    y = row + sheet * shift_y + top
    size = (groups * (group_width + _GROUP_GAP) - _GROUP_GAP, rows + (sheets - 1) * abs(shift_y))
    order = np.argsort(-sheet, kind="stable")
    spans = _spans(shape, axes, (shift_x, shift_y), top, size)
    return Sheets(np.stack([x, y], axis=1).astype(float), size, spans, order)


def _indices(shape: tuple[int, ...], axes: tuple[int, ...]) -> tuple[Array, ...]:
    indices = np.indices(shape).reshape(len(shape), int(np.prod(shape)))
    missing = [np.zeros(indices.shape[1], int)] * (4 - len(shape))
    return (*missing, *(indices[axis] for axis in axes))


def _spans(
    shape: tuple[int, ...], axes: tuple[int, ...], shift: tuple[float, float], top: float, size: tuple[float, float]
) -> tuple[AxisSpan, ...]:
    spans = []
    lengths = dict(zip(("group", "sheet", "row", "column")[4 - len(axes) :], axes, strict=True))
    if "column" in lengths:
        axis = lengths["column"]
        # of sheets that go back, the one at the very back is at the top
        start = 0.0 if top == 0.0 else (shape[lengths["sheet"]] - 1) * shift[0]
        spans.append(AxisSpan(axis, shape[axis], (start, 0.0), (start + shape[axis], 0.0), "top"))
    if "row" in lengths:
        axis = lengths["row"]
        spans.append(AxisSpan(axis, shape[axis], (0.0, top), (0.0, top + shape[axis]), "left"))
    if "sheet" in lengths and "row" in lengths:
        axis, columns = lengths["sheet"], shape[lengths["column"]]
        steps = shape[axis] - 1
        rows = shape[lengths["row"]]
        right = columns + steps * shift[0]
        if top == 0.0:
            begin, end = (right, rows / 2), (right, rows / 2 + steps * shift[1])
        else:
            begin, end = (columns, top + rows), (right, float(rows))
        spans.append(AxisSpan(axis, shape[axis], begin, end, "right"))
    if "group" in lengths:
        spans.append(AxisSpan(lengths["group"], shape[lengths["group"]], (0.0, size[1]), size, "bottom"))
    return tuple(spans)


def arrange(
    sizes: Sequence[tuple[float, float]], width: float, height: float, margin: tuple[float, float], gap: float
) -> Arrangement:
    """Return the largest cells with which arrays, the last the result, fit; `margin` (x, y) pixels around each."""
    count = len(sizes)
    one_line: tuple[tuple[int, ...], ...] = (tuple(range(count)),)
    two = (tuple(range(count - 1)), (count - 1,)) if count > 2 else tuple((n,) for n in range(count))
    each = tuple((n,) for n in range(count))
    best, best_score = one_line, -1.0
    for lines, preference in zip((one_line, two, each), _PREFERENCE, strict=True):
        score = preference * _cell_px(lines, sizes, (width, height), margin, gap)
        if score > best_score:
            best, best_score = lines, score
    cell = max(_cell_px(best, sizes, (width, height), margin, gap), 1.0)
    return Arrangement(cell, _origins(best, sizes, (width, height), margin, gap, cell), best)


def _cell_px(
    lines: tuple[tuple[int, ...], ...],
    sizes: Sequence[tuple[float, float]],
    room: tuple[float, float],
    margin: tuple[float, float],
    gap: float,
) -> float:
    fits = [_LARGEST_CELL_PX]
    for line in lines:
        free = room[0] - len(line) * 2 * margin[0] - len(line) * gap
        fits.append(free / (CELL_ASPECT * sum(sizes[n][0] for n in line)))
    free = room[1] - len(lines) * 2 * margin[1]
    fits.append(free / sum(max(sizes[n][1] for n in line) for line in lines))
    return min(fits)


def _origins(
    lines: tuple[tuple[int, ...], ...],
    sizes: Sequence[tuple[float, float]],
    room: tuple[float, float],
    margin: tuple[float, float],
    gap: float,
    cell: float,
) -> tuple[tuple[float, float], ...]:
    origins: dict[int, tuple[float, float]] = {}
    heights = [max(sizes[n][1] for n in line) * cell + 2 * margin[1] for line in lines]
    y = max((room[1] - sum(heights)) / 2, 0.0)
    for line, line_height in zip(lines, heights, strict=True):
        widths = [sizes[n][0] * CELL_ASPECT * cell + 2 * margin[0] for n in line]
        x = max((room[0] - sum(widths) - gap * (len(line) - 1)) / 2, 0.0)
        for n, block in zip(line, widths, strict=True):
            origins[n] = (x + margin[0], y + (line_height - sizes[n][1] * cell) / 2)
            x += block + gap
        y += line_height
    return tuple(origins[n] for n in range(len(sizes)))


def tints(values: Array, largest: float) -> FloatArray:
    """Return how strongly each cell is coloured, -1 ... 1: its value in parts of the largest."""
    numbers = np.nan_to_num(values.astype(float).ravel(), posinf=largest, neginf=-largest)
    parts: FloatArray = np.clip(numbers / largest, -1.0, 1.0) if largest > 0 else np.zeros(numbers.size)
    return parts


def largest_value(*arrays: Array) -> float:
    """Return the largest finite absolute value."""
    sizes = [np.abs(array[np.isfinite(array)].astype(float)).max(initial=0.0) for array in arrays]
    return float(max(sizes, default=0.0))
