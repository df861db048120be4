"""How wide the lines of a drawing are, and wider or finer lines."""

from __future__ import annotations

import numpy as np

from nnviz.core.arrays import FloatArray


def stroke_width(ink: FloatArray) -> float:
    r"""Return the mean width of the lines in `ink`, (H, W), in pixels.

    A line of width w and length l has the area w l and, on both of its sides together, the edge 2 l; so
    :math:`w = 2 \sum ink / \sum |\nabla ink|`. Both sums grow with the darkness of the ink, which cancels.

    Examples
    --------
    >>> bar = np.zeros((200, 60), np.float32)
    >>> bar[:, 20:26] = 0.5
    >>> round(stroke_width(bar))
    6
    """
    padded = np.pad(ink, 1)
    down = padded[1:, :-1] - padded[:-1, :-1]
    right = padded[:-1, 1:] - padded[:-1, :-1]
    edge = float(np.sqrt(down * down + right * right).sum())
    return 2.0 * float(ink.sum()) / edge if edge > 0.0 else 0.0


def thicken(ink: FloatArray, radius: float) -> FloatArray:
    """Return `ink` with every line grown by `radius` pixels (any fraction) on each side, on a picture that much larger.

    Steps of a square and of a cross in turn make an octagon, which is round enough and quick.
    """
    whole = int(np.ceil(radius))
    grown = np.pad(ink, whole)
    before = grown
    for step in range(whole):
        before, grown = grown, _step(grown, np.maximum, square=step % 2 == 1)
    part = radius - (whole - 1)
    return grown if whole == 0 else before + np.float32(part) * (grown - before)


def thin(ink: FloatArray, radius: float) -> FloatArray:
    """Return `ink` with `radius` pixels (any fraction) taken off each side of every line."""
    whole = int(np.ceil(radius))
    left = np.pad(ink, 1)
    before = left
    for step in range(whole):
        before, left = left, _step(left, np.minimum, square=step % 2 == 1)
    part = radius - (whole - 1)
    worn = left if whole == 0 else before + np.float32(part) * (left - before)
    return worn[1:-1, 1:-1]


def _step(ink: FloatArray, extreme: np.ufunc, square: bool) -> FloatArray:
    """Return the extreme of each pixel and its four (cross) or eight (square) neighbours."""
    rows = ink.copy()
    extreme(rows[1:], ink[:-1], out=rows[1:])
    extreme(rows[:-1], ink[1:], out=rows[:-1])
    source = rows if square else ink
    out = rows.copy()
    extreme(out[:, 1:], source[:, :-1], out=out[:, 1:])
    extreme(out[:, :-1], source[:, 1:], out=out[:, :-1])
    return out
