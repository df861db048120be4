"""Which pictures of a data set are shown."""

from __future__ import annotations

import numpy as np

from nnviz.core.arrays import Array


def chosen_samples(labels: Array, label: int | None = None, among: Array | None = None) -> Array:
    """Return the indices of the samples with this label, of those in `among` where it is given.

    Examples
    --------
    >>> chosen_samples(np.array([1, 0, 1, 1]), 1, np.array([0, 1, 2])).tolist()
    [0, 2]
    """
    indices = np.arange(len(labels)) if among is None else among
    chosen: Array = indices if label is None else indices[labels[indices] == label]
    return chosen
