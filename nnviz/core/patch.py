"""The part of a picture that a unit sees, cut out with the padding around the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.model_summary import ModelSummary
from nnviz.core.receptive_field import receptive_field

Span = tuple[int, int]

PADDING_RGB = ((92, 64, 110), (120, 88, 140))
"""The two colours of the squares that stand for padding: no grey, so that they are no part of a grey picture."""


class Window(NamedTuple):
    """Rows and columns of a picture, half open; they may reach outside of it."""

    rows: Span
    columns: Span

    @property
    def shape(self) -> tuple[int, int]:
        """(height, width) in pixels."""
        return self.rows[1] - self.rows[0], self.columns[1] - self.columns[0]


@dataclass(frozen=True, eq=False)
class Patch:
    """`pixels` (h, w, C) uint8 of a window, 0 in the padding; `inside` (h, w) is True where there is picture."""

    pixels: Array
    inside: Array
    window: Window


def window_of(
    summary: ModelSummary,
    layer_id: str,
    unit: tuple[int, ...],
    picture: tuple[int, ...],
    shapes: Mapping[str, tuple[int, ...]] | None = None,
) -> Window:
    """Return the window of a picture, (H, W, C), that can change a unit, as large at the rim as in the middle.

    It is the whole picture where the model reads none, reads several inputs, or cannot be followed. `shapes` are those
    of `receptive_field`.
    """
    own = _span_on_picture(summary, layer_id, unit, picture, shapes)
    layer = summary.layer(layer_id)
    if own is None or layer is None:
        return Window((0, picture[0]), (0, picture[1]))
    given = (shapes or {}).get(layer_id) or tuple(side or 1 for side in layer.output_shape[1:])
    middle = tuple(side // 2 for side in given)
    usual = _span_on_picture(summary, layer_id, middle, picture, shapes) or own
    return Window(
        _widened(own.rows, usual.shape[0], picture[0]),
        _widened(own.columns, usual.shape[1], picture[1]),
    )


def cut_out(picture: Array, window: Window) -> Patch:
    """Return a window of a picture, (H, W, C) uint8.

    Examples
    --------
    >>> patch = cut_out(np.full((2, 2, 1), 9, np.uint8), Window((-1, 1), (1, 3)))
    >>> patch.pixels[..., 0].tolist(), patch.inside.tolist()
    ([[0, 0], [9, 0]], [[False, False], [True, False]])
    """
    pixels = np.zeros((*window.shape, picture.shape[2]), picture.dtype)
    inside = np.zeros(window.shape, bool)
    rows, columns = (
        slice(max(low, 0), max(0, min(high, side)))
        for (low, high), side in zip((window.rows, window.columns), picture.shape[:2], strict=True)
    )
    found = picture[rows, columns]
    top, left = rows.start - window.rows[0], columns.start - window.columns[0]
    place = (slice(top, top + found.shape[0]), slice(left, left + found.shape[1]))
    pixels[place], inside[place] = found, True
    return Patch(pixels, inside, window)


def patch_colours(patch: Patch) -> Array:
    """Return a patch as (h, w, 3) uint8, with a checked pattern where there is padding.

    Examples
    --------
    >>> patch_colours(cut_out(np.full((1, 1, 1), 9, np.uint8), Window((0, 1), (0, 2)))).tolist()
    [[[9, 9, 9], [120, 88, 140]]]
    """
    height, width = patch.inside.shape
    checks = np.add.outer(np.arange(height), np.arange(width)) % 2
    colours: Array = np.array(PADDING_RGB, np.uint8)[checks]
    colours[patch.inside] = np.broadcast_to(patch.pixels, colours.shape)[patch.inside]
    return colours


def square_tiles(pictures: list[Array]) -> Array:
    """Return pictures, each (h, w, 3), enlarged to (N, s, s, 3) without smoothing, so that one sheet holds them all.

    Examples
    --------
    >>> square_tiles([np.full((1, 1, 3), 5, np.uint8), np.zeros((2, 2, 3), np.uint8)]).shape
    (2, 2, 2, 3)
    """
    side = max((max(picture.shape[:2]) for picture in pictures), default=1)
    tiles = np.zeros((len(pictures), side, side, 3), np.uint8)
    for tile, picture in zip(tiles, pictures, strict=True):
        height, width = picture.shape[:2]
        longest = max(height, width)
        rows, columns = (np.arange(side) * longest // side - (longest - own) // 2 for own in (height, width))
        down, right = (rows >= 0) & (rows < height), (columns >= 0) & (columns < width)
        tile[np.ix_(down, right)] = picture[np.ix_(rows[down], columns[right])]
    return tiles


def _span_on_picture(
    summary: ModelSummary,
    layer_id: str,
    unit: tuple[int, ...],
    picture: tuple[int, ...],
    shapes: Mapping[str, tuple[int, ...]] | None,
) -> Window | None:
    inputs = [layer.id for layer in summary.layers if layer.type == "InputLayer"]
    if len(inputs) != 1:
        return None
    ranges = receptive_field(summary, layer_id, unit, shapes).unclipped.get(inputs[0])
    layer = summary.layer(inputs[0])
    sides = () if layer is None else (shapes or {}).get(inputs[0]) or layer.output_shape[1:]
    if ranges is None or len(ranges) < 2 or tuple(sides[:2]) != tuple(picture[:2]):
        return None
    return Window(ranges[0], ranges[1])


def _widened(span: Span, size: int, side: int) -> Span:
    """Return a span of at least `size`, made longer where it was cut at the picture's rim."""
    low, high = span
    missing = size - (high - low)
    if missing <= 0:
        return span
    if low <= 0 and high >= side:
        return low - missing // 2, high + missing - missing // 2
    return (low - missing, high) if low <= 0 else (low, high + missing)
