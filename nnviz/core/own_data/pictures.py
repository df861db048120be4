"""Arrays of any usual shape and range as pictures (N, H, W, C) uint8."""

from __future__ import annotations

from math import isqrt

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.resampling import resize

MOST_SIDE_PX = 128
"""Larger pictures are reduced: a network for learning would take for ever with them."""
MOST_BYTES = 2**30
"""All pictures of a set together, one byte a value."""
_BLOCK = 4096


def as_stack(values: Array) -> Array:
    """Return (N, H, W, C) with 1 or 3 channels of (N, H, W), (N, H, W, C), (N, C, H, W) or (N, F), F a square number.

    Raises
    ------
    UserError
        When the shape is none of these.

    Examples
    --------
    >>> as_stack(np.zeros((5, 784))).shape, as_stack(np.zeros((5, 3, 8, 9))).shape
    ((5, 28, 28, 1), (5, 8, 9, 3))
    """
    shape = values.shape
    if values.dtype.kind not in "biuf" or 0 in shape:
        raise _no_pictures(values)
    if len(shape) == 2 and shape[1] > 1 and isqrt(shape[1]) ** 2 == shape[1]:
        side = isqrt(shape[1])
        return values.reshape(shape[0], side, side, 1)
    if len(shape) == 3:
        return values[..., None]
    if len(shape) == 4 and shape[3] in (1, 3):
        return values
    if len(shape) == 4 and shape[1] in (1, 3):
        return values.transpose(0, 2, 3, 1)
    raise _no_pictures(values)


def whole_rows(values: Array) -> Array:
    """Return which of the first axis hold only finite numbers, (N,) bool."""
    if values.dtype.kind != "f":
        return np.ones(len(values), bool)
    return np.asarray(np.isfinite(values.reshape(len(values), -1)).all(axis=1))


def value_scale(values: Array) -> tuple[float, float]:
    """Return (black, white): the usual range, 0 to 1, -1 to 1, 0 to 255 or 0 to 65535, that holds all of the values.

    Raises
    ------
    UserError
        When there is none.

    Examples
    --------
    >>> value_scale(np.array([0.0, 0.9])), value_scale(np.array([3, 200], np.uint8))
    ((0.0, 1.0), (0.0, 255.0))
    """
    low, high = float(values.min()), float(values.max())
    for black, white in ((0.0, 1.0), (-1.0, 1.0), (0.0, 255.0), (0.0, 65535.0)):
        if black <= low and high <= white and (white < 65535.0 or values.dtype.kind in "iu"):
            return black, white
    text = QT_TRANSLATE_NOOP(
        "Errors",
        "The values of the pictures run from {low} to {high}: nothing was loaded. Save them from 0 to 1 or "
        "from 0 to 255.",
    )
    raise UserError(text, low=low, high=high)


def as_bytes(values: Array) -> Array:
    """Return values of a usual range as uint8, 0 to 255, rounded to the nearest."""
    black, white = value_scale(values)
    if values.dtype == np.uint8 and white == 255.0:
        return values
    made = np.empty(values.shape, np.uint8)
    for start in range(0, len(values), _BLOCK):
        block = values[start : start + _BLOCK].astype(np.float64)
        made[start : start + _BLOCK] = np.rint((block - black) * (255.0 / (white - black)))
    return made


def reduced_size(height: int, width: int, most: int = MOST_SIDE_PX) -> tuple[int, int]:
    """Return a size of the same proportions, no side of which is longer than `most`.

    Examples
    --------
    >>> reduced_size(480, 640), reduced_size(28, 28)
    ((96, 128), (28, 28))
    """
    shrink = min(1.0, most / max(height, width, 1))
    return max(1, round(height * shrink)), max(1, round(width * shrink))


def fitted(picture: Array, size: tuple[int, int]) -> Array:
    """Return a picture, (H, W) or (H, W, C) uint8, of this (height, width)."""
    if picture.shape[:2] == size:
        return picture
    made: Array = np.clip(np.rint(resize(picture, *size)), 0, 255).astype(np.uint8)
    return made


def colourless(picture: Array) -> Array:
    """Return (H, W) of a colour picture whose channels are all alike; any other picture as it is."""
    if picture.ndim == 3 and (picture == picture[..., :1]).all():
        return picture[..., 0]
    return picture


def _no_pictures(values: Array) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors",
        "Pictures cannot have the shape {shape} ({type}): nothing was loaded. Give (pictures, height, width), "
        "(pictures, height, width, 1 or 3), or rows of a square number of pixels.",
    )
    return UserError(text, shape=values.shape, type=values.dtype)
