"""Colour maps that every eye and every projector can read, and arrays turned into pixels with them.

viridis (van der Walt, Smith, Firing) and cividis (Nuñez, Anderton, Renslow 2018) are published under CC0; here every
15th of their 256 colours is kept and the others lie on straight lines between them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np

from nnviz.core.arrays import Array, FloatArray

COLOUR_MAPS: tuple[str, ...] = ("viridis", "cividis", "grey", "diverging")
BAD_COLOUR = (255, 0, 200, 255)

_ANCHORS = {
    "viridis": (
        "440154 481769 472a7a 433d84 3d4e8a 355e8d 2e6d8e 297b8e 23898e "
        "1f978b 21a585 2eb37c 46c06f 65cb5e 89d548 b0dd2f d8e219 fde725"
    ),
    "cividis": (
        "00204d 002b67 00356e 28406c 3d4a6b 4d556c 5b606e 696b71 767676 "
        "848179 928d78 a19976 b1a573 c1b26d d1bf66 e2cd5c f3db4f ffea46"
    ),
    "grey": "000000 ffffff",
    "diverging": "123f8c 2a6cb8 5b9fd6 a5cdea f7f7f5 f6c48f e8904a c65a1c 7f2704",
}


def resolve_name(name: str, signed: bool) -> str:
    """Return the map that `name` stands for: "auto" is diverging for signed values and viridis for others."""
    if name == "auto":
        return "diverging" if signed else "viridis"
    if name not in COLOUR_MAPS:
        raise ValueError(f"unknown colour map {name!r}, known: auto, {', '.join(COLOUR_MAPS)}")
    return name


@cache
def colour_table(name: str) -> Array:
    """Return the 256 colours of a map, (256, 4) uint8 RGBA, lowest value first, read-only.

    The middle colour of "diverging" is number 128, so that it stands for zero exactly.

    Examples
    --------
    >>> colour_table("grey")[[0, 255]].tolist()
    [[0, 0, 0, 255], [255, 255, 255, 255]]
    """
    anchors = np.array([list(bytes.fromhex(word)) for word in _ANCHORS[resolve_name(name, False)].split()])
    places = np.linspace(0.0, 1.0, len(anchors))
    at = np.linspace(0.0, 1.0, 256)
    if name == "diverging":
        at = np.clip((np.arange(256) - 128) / 254 + 0.5, 0.0, 1.0)
    table = np.full((256, 4), 255, np.uint8)
    for channel in range(3):
        table[:, channel] = np.round(np.interp(at, places, anchors[:, channel]))
    table.flags.writeable = False
    return table


def is_signed(array: Array) -> bool:
    """Return whether any finite value lies below zero.

    Examples
    --------
    >>> is_signed(np.array([0.0, 1.0])), is_signed(np.array([0.0, -1.0, np.nan]))
    (False, True)
    """
    lowest = _extremes(_real(array))[0]
    return bool(lowest < 0)


def value_range(array: Array, signed: bool) -> tuple[float, float]:
    """Return (low, high) over the finite values, low < high; symmetric about zero when `signed`.

    Examples
    --------
    >>> value_range(np.array([-1.0, 3.0, np.inf]), signed=True)
    (-3.0, 3.0)
    >>> value_range(np.zeros(4), signed=False)
    (0.0, 1.0)
    """
    return _widened(*_extremes(_real(array)), signed)


def map_ranges(maps: Array, signed: bool) -> tuple[Array, Array]:
    """Return the `value_range` of each of the (N, H, W) maps, as two (N, 1, 1) float64 arrays."""
    ranges = np.array([value_range(one, signed) for one in maps], np.float64).reshape(-1, 2)
    return ranges[:, 0, None, None], ranges[:, 1, None, None]


def to_rgba(array: Array, low: float | Array, high: float | Array, name: str) -> Array:
    """Return `array` as colours, (..., 4) uint8 RGBA; values outside [low, high] take the end's colour.

    `low` and `high` are numbers or arrays that broadcast against `array`. NaN and infinities get `BAD_COLOUR`.
    """
    return _looked_up(array, low, high, name, _rgba_words)[..., None].view(np.uint8)


def to_argb(array: Array, low: float | Array, high: float | Array, name: str) -> Array:
    """Return the colours of `to_rgba` as 0xAARRGGBB, (...) uint32: what a screen's pixels are."""
    return _looked_up(array, low, high, name, _argb_words)


def _looked_up(
    array: Array, low: float | Array, high: float | Array, name: str, words: Callable[[Array], Array]
) -> Array:
    values = _real(array)
    table = words(colour_table(resolve_name(name, bool(np.any(np.asarray(low) < 0)))))
    bad = None if np.isfinite(_extremes_raw(values)).all() else ~np.isfinite(values)
    if bad is not None:
        values = np.where(bad, values.dtype.type(0), values)
    pixels = np.asarray(table[_levels(values, low, high)])
    if bad is not None:
        pixels[bad] = words(np.array([BAD_COLOUR], np.uint8))[0]
    return pixels


def _rgba_words(colours: Array) -> Array:
    return np.ascontiguousarray(colours).view(np.uint32)[:, 0]


def _argb_words(colours: Array) -> Array:
    red, green, blue, alpha = colours.astype(np.uint32).T
    words: Array = alpha << 24 | red << 16 | green << 8 | blue
    return words


def _levels(values: FloatArray, low: float | Array, high: float | Array) -> Array:
    """Return each value's number in a table of 256 colours, uint8."""
    low, high = (np.asarray(bound, values.dtype) for bound in (low, high))
    with np.errstate(over="ignore"):
        span = high - low
    if not (np.isfinite(span).all() and (span > np.finfo(values.dtype).tiny * 1024).all()):
        # Halves cannot overflow, and a range too narrow for the array's own precision is widened.
        values, low, high = values / 2, low / 2, high / 2
        span = np.maximum(high - low, np.finfo(values.dtype).tiny)
        scaled = np.asarray((np.clip(values, low, high) - low) / span * 255)
    else:
        scaled = np.asarray(values - low)
        scaled *= values.dtype.type(255) / span
    scaled += values.dtype.type(0.5)
    return np.clip(scaled, 0, 255, out=scaled).astype(np.uint8)


def _real(array: Array) -> FloatArray:
    """Return float32 or float64 values: magnitudes of complex ones, half precision widened."""
    values: Any = np.abs(array) if np.iscomplexobj(array) else np.asarray(array)
    if values.dtype in (np.float32, np.float64):
        return values.astype(values.dtype.newbyteorder("="), copy=False)  # type: ignore[no-any-return]
    return values.astype(np.float32 if values.dtype == np.float16 else np.float64)  # type: ignore[no-any-return]


def _extremes_raw(values: FloatArray) -> tuple[float, float]:
    return (float(values.min()), float(values.max())) if values.size else (0.0, 0.0)


def _extremes(values: FloatArray) -> tuple[float, float]:
    """Return the least and the greatest finite value, (0, 0) where there is none."""
    low, high = _extremes_raw(values)
    if np.isfinite(low) and np.isfinite(high):
        return low, high
    return _extremes_raw(values[np.isfinite(values)])


def _widened(low: float, high: float, signed: bool) -> tuple[float, float]:
    if signed:
        reach = max(abs(low), abs(high)) or 1.0
        return -reach, reach
    if low < high:
        return low, high
    if low == 0.0:
        return 0.0, 1.0
    return min(low, 0.0), max(low, 0.0)
