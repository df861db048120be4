"""Maps in the colours of one scale: what a view of them paints, and what its legend says."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.colour import is_signed, map_ranges, resolve_name, to_argb, value_range
from nnviz.core.view_state import ColourScale

MOST_VALUES = 8_000_000
_NEARLY_NOTHING = 0.05


@dataclass(frozen=True, eq=False)
class ColouredMaps:
    """(N, H, W) maps and their colours, uint32 0xAARRGGBB of the same shape.

    The colour map `name` runs from `low` to `high`; with `per_map` each map has a range of its own, and these are the
    least and the greatest of them.
    """

    maps: Array
    pixels: Array
    name: str
    low: float
    high: float
    per_map: bool

    def one(self, index: int) -> ColouredMaps:
        """Return one map in the colours that it has among the others."""
        return replace(self, maps=self.maps[index : index + 1], pixels=self.pixels[index : index + 1])


def colour_maps(maps: Array, scale: ColourScale, beside: Array | None = None) -> ColouredMaps:
    """Return maps in colours, signed values about zero where the scale chooses by itself.

    The ranges hold the values of maps of the same shape that stand `beside` them, too: both can be compared.

    Examples
    --------
    >>> found = colour_maps(np.array([[[-1.0, 3.0]]]), ColourScale())
    >>> found.name, found.low, found.high
    ('diverging', -3.0, 3.0)
    """
    both = maps if beside is None or beside.shape != maps.shape else np.concatenate((maps, beside), axis=1)
    name = resolve_name(scale.name, is_signed(both))
    if scale.limits is not None:
        low, high = scale.limits
        return ColouredMaps(maps, to_argb(maps, low, high, name), name, low, high, per_map=False)
    about_zero = name == "diverging"
    low, high = readable_range(both, about_zero)
    if scale.per_map and len(maps) > 1:
        lows, highs = map_ranges(both, about_zero)
        return ColouredMaps(maps, to_argb(maps, lows, highs, name), name, low, high, per_map=True)
    return ColouredMaps(maps, to_argb(maps, low, high, name), name, low, high, per_map=False)


def readable_range(values: Array, about_zero: bool) -> tuple[float, float]:
    """Return the range of values, from zero on where it begins close above it."""
    low, high = value_range(values, about_zero)
    # So that the darkest colour means nothing, and the legend reads well.
    return (0.0, high) if 0 < low < _NEARLY_NOTHING * high else (low, high)


def first_maps(maps: Array, most: int = MOST_VALUES) -> Array:
    """Return as many whole maps as hold at most `most` values, and as many rows of a single one.

    Examples
    --------
    >>> first_maps(np.zeros((5, 10, 10)), most=250).shape, first_maps(np.zeros((1, 10, 10)), most=25).shape
    ((2, 10, 10), (1, 2, 10))
    """
    _, height, width = maps.shape
    if maps.size <= most:
        return maps
    whole = max(1, most // max(1, height * width))
    rows = height if whole > 1 or height * width <= most else max(1, most // max(1, width))
    return maps[:whole, :rows, : max(1, most)]
