"""How any array of a model is put on a flat screen."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.coloured_maps import MOST_VALUES, first_maps
from nnviz.core.map_order import MapOrder, by_filters, filter_norms, map_figures, order_by
from nnviz.core.tiling import Cell, feature_maps, kernel_maps


@dataclass(frozen=True, eq=False)
class TensorDisplay:
    """(N, H, W) maps, or a vector as one row; `labels` name the maps where numbers do not.

    `hidden` values are too many to be shown; `group` maps in a row stand together. The first axis of `maps` holds
    `maps_a_filter` for each filter in turn; where a matrix has a filter a column, it is 0. `norms` are the filters'.
    """

    maps: Array
    labels: tuple[str, ...] | None
    is_vector: bool
    hidden: int
    group: int = 1
    maps_a_filter: int = 1
    norms: FloatArray | None = None

    def figures(self, order: MapOrder, like: int = 0) -> FloatArray | None:
        """Return what the maps, or the filters that they belong to, are sorted by; None for their number."""
        if order is MapOrder.NORM:
            return self.norms if self.maps_a_filter else None
        return None if self.is_vector else map_figures(self.maps, order, like)

    def ordered(self, figures: FloatArray | None, like: int | None = None) -> tuple[int, ...]:
        """Return the numbers of the maps in the order of the figures; empty by number."""
        if figures is None or len(self.maps) < 2:
            return ()
        return by_filters(order_by(figures, like), max(1, self.maps_a_filter), len(self.maps))

    def norm_at(self, cell: Cell) -> float | None:
        """Return the norm of the filter that a cell belongs to."""
        if self.norms is None:
            return None
        return float(self.norms[cell.map // self.maps_a_filter if self.maps_a_filter else cell.column])


def display_of(
    array: Array, weights: bool = False, transposed: bool = False, depthwise: bool = False
) -> TensorDisplay | None:
    """Return how an array is shown; None when it holds no numbers.

    `weights` are ordered by output channel, those of a `transposed` convolution too. In a `depthwise` kernel each
    map is a filter of its own.

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
    vector, hidden = array.ndim < 2, maps.size - shown.size
    if not weights or vector:
        return TensorDisplay(shown, labels, vector, hidden, group)
    if labels is None:
        return TensorDisplay(shown, labels, vector, hidden, group, 0, filter_norms(array))
    if depthwise:
        norms = map_figures(maps, MapOrder.NORM)
        return TensorDisplay(shown, labels, vector, hidden, group, 1, norms)
    norms = filter_norms(array, transposed)
    return TensorDisplay(shown, labels, vector, hidden, group, len(maps) // len(norms), norms)
