"""The colours of a box's faces as they are painted: mapped, shaded by direction, never finer than the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from nnviz.core.array_sample import block_any, block_means
from nnviz.core.arrays import Array, FloatArray
from nnviz.core.box import FaceTexture
from nnviz.core.colour import to_rgba
from nnviz.core.projection import Face

LEAST_LIMIT = 64

# Light from the upper left before the box; weak, so that a colour still reads off the legend.
_SHADES = {Face(2, 0): 1.0, Face(2, 1): 1.0, Face(1, 0): 0.94, Face(1, 1): 0.82, Face(0, 0): 0.88, Face(0, 1): 0.88}

# What is dimmed is a grey that stands back in both themes, with a trace of its colour.
_DIM_GREY, _DIM_SHARE = np.float32(112.0), np.float32(0.15)


@dataclass(frozen=True)
class Colours:
    """A colour map of `core.colour` ("auto" or a name) and the values at its ends."""

    name: str = "auto"
    low: float = 0.0
    high: float = 1.0


def face_pixels(numbers: FloatArray, face: Face, colours: Colours, lit: Array | None = None) -> Array:
    """Return the shaded colours of a face's texels as 0xffRRGGBB, uint32 (rows, columns); those not lit are dimmed."""
    rgba = to_rgba(numbers, colours.low, colours.high, colours.name)
    if lit is not None:
        dimmed = np.round(_DIM_GREY + (rgba.astype(np.float32) - _DIM_GREY) * _DIM_SHARE).astype(np.uint8)
        rgba = np.where(lit[..., None], rgba, dimmed)
    shades = np.round(np.arange(256) * _SHADES[face]).astype(np.uint32)
    red, green, blue = (shades[rgba[..., channel]] for channel in range(3))
    pixels: Array = 0xFF000000 | (red << 16) | (green << 8) | blue
    return pixels.astype(np.uint32, order="C")


def limit_for(size_px: float, most: int) -> int:
    """Return how many texels a side suffice for a face of this size on screen: a power of two, at most `most`.

    Examples
    --------
    >>> limit_for(300, 1024), limit_for(5000, 1024), limit_for(2, 1024)
    (512, 1024, 64)
    """
    limit = LEAST_LIMIT
    while limit < min(size_px, most):
        limit *= 2
    return min(limit, most)


def reduced(texture: FaceTexture, limit: int) -> FaceTexture:
    """Return a texture with at most `limit` texels along each axis, by averages over blocks."""
    rows, columns = (-(-size // limit) for size in texture.numbers.shape)
    if rows == columns == 1:
        return texture
    return replace(
        texture,
        numbers=block_means(texture.numbers, (rows, columns)),
        values=None,
        lit=None if texture.lit is None else block_any(texture.lit, (rows, columns)),
        reduced_by=(texture.reduced_by[0] * columns, texture.reduced_by[1] * rows),
    )
