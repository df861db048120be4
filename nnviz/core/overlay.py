"""Values laid over a picture: the stronger, the less can be seen through."""

from __future__ import annotations

import numpy as np

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.colour import to_argb, value_range


def heat_range(values: FloatArray, signed: bool) -> tuple[str, float, float]:
    """Return the colour map of `heat_pixels` and the values at its ends.

    Examples
    --------
    >>> heat_range(np.array([1.0, 4.0]), False), heat_range(np.array([-1.0, 4.0]), True)
    (('viridis', 0.0, 4.0), ('diverging', -4.0, 4.0))
    """
    low, high = value_range(values, signed)
    return ("diverging", low, high) if signed else ("viridis", min(low, 0.0), high)


def heat_pixels(values: FloatArray, signed: bool, strength: float = 1.0) -> Array:
    """Return (H, W) values as colours with transparency, uint32 0xAARRGGBB: nothing is clear, the most opaque.

    Signed values are diverging about zero, others run from clear to yellow.

    Examples
    --------
    >>> [hex(int(pixel)) for pixel in heat_pixels(np.array([[0.0, 1.0]]), False)[0]]
    ['0x440154', '0xfffde725']
    """
    finite = np.nan_to_num(np.asarray(values, np.float64), nan=0.0, posinf=0.0, neginf=0.0)
    name, low, high = heat_range(finite, signed)
    colours = to_argb(finite, low, high, name) & np.uint32(0x00FFFFFF)
    share = np.abs(finite) / max(abs(low), abs(high), 1e-30)
    opacity = np.round(255 * np.clip(strength * np.sqrt(share), 0.0, 1.0)).astype(np.uint32)
    pixels: Array = colours | opacity << np.uint32(24)
    return pixels
