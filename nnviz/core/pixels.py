"""Numbers as the brightness of pixels."""

from __future__ import annotations

import numpy as np

from nnviz.core.arrays import Array


def pixel_bytes(values: Array) -> Array:
    """Return numbers from 0 to 1 as uint8 of the same shape; what lies outside is cut, what is no number is black.

    Examples
    --------
    >>> pixel_bytes(np.array([[0.0, 0.5, 2.0, np.nan]])).tolist()
    [[0, 128, 255, 0]]
    """
    within = np.clip(np.nan_to_num(np.asarray(values, np.float32), nan=0.0), 0.0, 1.0)
    rounded: Array = np.rint(255.0 * within).astype(np.uint8)
    return rounded
