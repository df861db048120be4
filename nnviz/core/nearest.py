"""The examples of a class that are nearest to a drawing, and what it would take to become one of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array, FloatArray, read_only

CHUNK = 2048


@dataclass(frozen=True, eq=False)
class Neighbours:
    """`pictures` (N, H, W, C) uint8 at `indices` (N,) of the set, nearest first; `distances` (N,) from 0 to 1 pixels.

    A distance is the root of the summed squares of differences between pixels that reach from 0 to 1.
    """

    indices: Array
    distances: FloatArray
    pictures: Array


def nearest(image: Array, pictures: Array, count: int, among: Array | None = None, chunk: int = CHUNK) -> Neighbours:
    """Return the `count` pictures that are nearest to `image` by Euclidean distance, fewer where there are fewer.

    Parameters
    ----------
    image
        (H, W, C) from 0 to 1.
    pictures
        (N, H, W, C) uint8.
    among
        Indices of the pictures to look at; by default all. They are read in chunks of `chunk`.

    Examples
    --------
    >>> black, grey, white = (np.full((2, 2, 1), level, np.uint8) for level in (0, 128, 255))
    >>> nearest(np.ones((2, 2, 1)), np.stack([black, grey, white]), 2).indices.tolist()
    [2, 1]
    """
    among = np.arange(len(pictures)) if among is None else np.asarray(among)
    wanted = np.asarray(image, np.float32).ravel()
    squares = np.empty(len(among), np.float32)
    for start in range(0, len(among), chunk):
        part = pictures[among[start : start + chunk]].reshape(-1, wanted.size).astype(np.float32)
        part /= 255.0
        part -= wanted
        squares[start : start + chunk] = np.einsum("np,np->n", part, part)
    order = np.argsort(squares, kind="stable")[:count]
    found = among[order]
    return Neighbours(read_only(found), read_only(np.sqrt(squares[order])), read_only(pictures[found]))


def ink_to_change(image: Array, example: Array) -> FloatArray:
    """Return (H, W) from -1 to 1: ink that `image` (0 to 1) lacks of `example` (uint8) above 0, too much below.

    Examples
    --------
    >>> ink_to_change(np.array([[1.0, 0.0]]), np.array([[0, 255]], np.uint8)).tolist()
    [[-1.0, 1.0]]
    """
    change = np.asarray(example, np.float32) / 255.0 - np.asarray(image, np.float32)
    flat: FloatArray = change.mean(axis=2) if change.ndim == 3 else change
    return flat
