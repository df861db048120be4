"""Reduce and enlarge pictures without aliasing: each new pixel is the mean of the area that it covers."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from nnviz.core.arrays import Array, FloatArray


@lru_cache(maxsize=256)
def area_weights(length: int, new_length: int) -> FloatArray:
    """Return the (new_length, length) matrix that averages `length` samples by the area each new one covers.

    Every row sums to 1. Where the axis grows, a new sample lies inside one old sample or across two.

    Examples
    --------
    >>> area_weights(4, 2).tolist()
    [[0.5, 0.5, 0.0, 0.0], [0.0, 0.0, 0.5, 0.5]]
    """
    edges = np.linspace(0.0, length, new_length + 1)
    left, right = edges[:-1, None], edges[1:, None]
    cells = np.arange(length)
    covered = np.minimum(right, cells + 1.0) - np.maximum(left, cells)
    weights: FloatArray = (np.clip(covered, 0.0, None) * (new_length / length)).astype(np.float32)
    weights.flags.writeable = False
    return weights


@lru_cache(maxsize=256)
def linear_weights(length: int, new_length: int) -> FloatArray:
    """Return the (new_length, length) matrix that interpolates linearly between the centres of the samples."""
    position = (np.arange(new_length) + 0.5) * (length / new_length) - 0.5
    position = np.clip(position, 0.0, length - 1.0)[:, None]
    nearness = 1.0 - np.abs(position - np.arange(length))
    weights: FloatArray = np.clip(nearness, 0.0, None).astype(np.float32)
    weights.flags.writeable = False
    return weights


def resize(picture: Array, height: int, width: int) -> FloatArray:
    """Return `picture`, (H, W) or (H, W, C), as float32 of the new size: areas averaged down, lines drawn up."""
    rows = (area_weights if height <= picture.shape[0] else linear_weights)(picture.shape[0], height)
    columns = (area_weights if width <= picture.shape[1] else linear_weights)(picture.shape[1], width)
    values = picture.astype(np.float32, copy=False)
    if values.ndim == 2:
        return rows @ values @ columns.T
    channels = [rows @ values[..., index] @ columns.T for index in range(values.shape[2])]
    return np.stack(channels, axis=-1)


def largest_of_blocks(picture: Array, side: int) -> Array:
    """Return the maximum of each block of `side` x `side` pixels; no line vanishes, however thin.

    Examples
    --------
    >>> largest_of_blocks(np.array([[0, 0, 5], [0, 1, 0]]), 2).tolist()
    [[1, 5]]
    """
    if side == 1:
        return picture
    height, width = picture.shape
    padded = np.pad(picture, ((0, -height % side), (0, -width % side)), mode="edge")
    rows = padded[::side].copy()
    for start in range(1, side):
        np.maximum(rows, padded[start::side], out=rows)
    blocks = rows[:, ::side].copy()
    for start in range(1, side):
        np.maximum(blocks, rows[:, start::side], out=blocks)
    return blocks
