"""Maps as one picture, ready to be saved."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.colour import is_signed, resolve_name, to_rgba, value_range
from nnviz.core.tiling import Tiling, grid_for, tile

MAX_SIDE_PX = 8192


@dataclass(frozen=True, eq=False)
class Sheet:
    """A mosaic in colours, (H, W, 4) uint8: each value is `scale` px wide, or each px the mean of `block` x `block`.

    `shown` maps of the given ones are on it; `colour_map` runs from `low` to `high`.
    """

    pixels: Array
    tiling: Tiling
    scale: int
    block: int
    shown: int
    low: float
    high: float
    colour_map: str


def make_sheet(maps: Array, colour_map: str = "auto", aspect: float = 1.6, side_px: int = 1024) -> Sheet:
    """Return (N, H, W) maps side by side on one sheet with one range of colours, about `side_px` wide.

    Examples
    --------
    >>> make_sheet(np.zeros((6, 10, 10))).pixels.shape
    (672, 1024, 4)
    """
    block = max(1, -(-max(maps.shape[1:], default=1) // MAX_SIDE_PX))
    signed = is_signed(maps)
    low, high = value_range(maps, signed)
    name = resolve_name(colour_map, signed)
    small = _block_means(maps, block)
    _, height, width = small.shape
    shown = min(len(small), max(1, MAX_SIDE_PX // (height + 1)) * max(1, MAX_SIDE_PX // (width + 1)))
    _, columns = grid_for(shown, height, width, aspect)
    tiling = Tiling(shown, height, width, columns)
    scale = max(1, int(side_px / max(*tiling.shape, 1.0)))
    colours = to_rgba(small[:shown], low, high, name).view(np.uint32)[..., 0]
    mosaic = tile(colours, columns, fill=0)
    pixels = np.ascontiguousarray(mosaic.repeat(scale, axis=0).repeat(scale, axis=1))
    rgba = pixels[..., None].view(np.uint8)
    return Sheet(rgba, tiling, scale, block, shown, low, high, name)


def _block_means(maps: Array, block: int) -> Array:
    """Return maps whose every value is the mean over `block` x `block` values; a last incomplete block is left out."""
    if block == 1:
        return maps
    count, height, width = maps.shape
    rows, columns = max(1, height // block), max(1, width // block)
    tall, wide = min(block, height), min(block, width)
    cut = maps[:, : rows * tall, : columns * wide]
    means: Array = cut.reshape(count, rows, tall, columns, wide).mean(axis=(2, 4))
    return means
