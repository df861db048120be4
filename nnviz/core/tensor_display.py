"""How any array of a model is put on a flat screen."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.core.arrays import Array
from nnviz.core.coloured_maps import MOST_VALUES, first_maps
from nnviz.core.tiling import feature_maps, kernel_maps


@dataclass(frozen=True, eq=False)
class TensorDisplay:
    """(N, H, W) maps, or a vector as one row; `labels` name the maps where numbers do not.

    `hidden` values are too many to be shown; `group` maps in a row belong to one filter.
    """

    maps: Array
    labels: tuple[str, ...] | None
    is_vector: bool
    hidden: int
    group: int = 1


def display_of(array: Array, weights: bool = False, transposed: bool = False) -> TensorDisplay | None:
    """Return how an array is shown; None when it holds no numbers.

    `weights` are ordered by output channel, those of a `transposed` convolution too.

    Examples
    --------
    >>> import numpy as np
    >>> display_of(np.zeros((26, 26, 8))).maps.shape, display_of(np.zeros((3, 3, 2, 4)), weights=True).labels[:3]
    ((8, 26, 26), ('0→0', '1→0', '0→1'))
    """
    if array.dtype.kind not in "biufc" or array.size == 0:
        return None
    labels: tuple[str, ...] | None = None
    if weights and array.ndim > 2:
        maps, labels = kernel_maps(array, transposed)
    else:
        maps = feature_maps(array)
    shown = first_maps(maps, MOST_VALUES)
    group = 1 if labels is None or array.ndim < 4 else array.shape[-1 if transposed else -2]
    return TensorDisplay(shown, labels, array.ndim < 2, maps.size - shown.size, group)
