"""In which order the maps of a layer stand: by number, by a figure of each, or by likeness to one of them."""

from __future__ import annotations

from enum import StrEnum

import numpy as np

from nnviz.core.arrays import Array, FloatArray

_MOST_SINGLE = 10_000  # so many squares are added in single precision without loss
_MOST_SQUARED = 1e15


class MapOrder(StrEnum):
    """What maps are sorted by; all but the index put the greatest first."""

    INDEX = "index"
    MEAN = "mean"
    VARIANCE = "variance"
    SIMILARITY = "similarity"
    NORM = "norm"


FEATURE_ORDERS = (MapOrder.INDEX, MapOrder.MEAN, MapOrder.VARIANCE, MapOrder.SIMILARITY)
FILTER_ORDERS = (MapOrder.INDEX, MapOrder.NORM)


def map_figures(maps: Array, order: MapOrder, like: int = 0) -> FloatArray | None:
    """Return the figure (N,) that (N, H, W) maps are sorted by, None for the index; `like` is the map of likeness.

    The magnitudes of complex maps count. The norm is that of each map alone; see `filter_norms` for whole filters.

    Examples
    --------
    >>> maps = np.array([[[1.0, 1.0]], [[5.0, 3.0]]])
    >>> map_figures(maps, MapOrder.MEAN), map_figures(maps, MapOrder.VARIANCE)
    (array([1., 4.]), array([0., 1.]))
    """
    values = np.abs(maps) if np.iscomplexobj(maps) else maps
    with np.errstate(all="ignore"):
        match order:
            case MapOrder.MEAN:
                return np.asarray(values.mean(axis=(1, 2), dtype=np.float64))
            case MapOrder.VARIANCE:
                away = _centred(values)
                squares = np.einsum("nhw,nhw->n", away, away).astype(np.float64)
                return np.asarray(squares / max(1, away.shape[1] * away.shape[2]))
            case MapOrder.SIMILARITY:
                return correlations(values, like)
            case MapOrder.NORM:
                return np.asarray(np.sqrt(np.square(values, dtype=np.float64).sum(axis=(1, 2))))
            case _:
                return None


def correlations(maps: Array, like: int) -> FloatArray:
    """Return Pearson's correlation (N,) of each of (N, H, W) maps with map `like`; NaN where one is constant.

    ``r = sum((x - mean x) (y - mean y)) / (|x - mean x| |y - mean y|)``; a map is wholly like itself.

    Examples
    --------
    >>> correlations(np.array([[[1.0, 2.0, 3.0]], [[3.0, 2.0, 1.0]], [[4.0, 4.0, 4.0]]]), like=0)
    array([ 1., -1., nan])
    """
    within = (1, 2)
    with np.errstate(all="ignore"):
        # A constant map: rounding would leave it a little length.
        flat = maps.min(axis=within) == maps.max(axis=within)
        away = _centred(maps)
        lengths = np.sqrt(np.einsum("nhw,nhw->n", away, away).astype(np.float64))
        products = np.einsum("nhw,hw->n", away, away[like].copy()).astype(np.float64)
        found = np.clip(products / (lengths * lengths[like]), -1.0, 1.0)
    found[flat | flat[like]] = np.nan
    found[like] = 1.0
    return np.asarray(found)


def _centred(maps: Array) -> FloatArray:
    """Return maps less the mean of each: float32 where sums of its squares are as good, which is twice as fast."""
    within = (1, 2)
    small = (
        maps.size
        and maps.dtype == np.float32
        and maps[0].size <= _MOST_SINGLE
        and max(maps.max(), -maps.min()) < _MOST_SQUARED
    )
    kind = np.float32 if small else np.float64
    means = maps.mean(axis=within, dtype=np.float64, keepdims=True)
    return np.asarray(maps.astype(kind, copy=False) - means.astype(kind))


def filter_norms(kernel: Array, transposed: bool = False) -> FloatArray:
    """Return the L2 norm (filters,) of the weights of each filter of a kernel (..., in, out), its last axis.

    With `transposed` the last two axes stand the other way round, as in Conv2DTranspose.

    Examples
    --------
    >>> filter_norms(np.array([[3.0, 1.0], [4.0, 0.0]]))
    array([5., 1.])
    """
    axis = kernel.ndim - (2 if transposed and kernel.ndim > 2 else 1)
    others = tuple(at for at in range(kernel.ndim) if at != axis)
    magnitudes = np.abs(kernel) if np.iscomplexobj(kernel) else kernel
    with np.errstate(all="ignore"):
        return np.asarray(np.sqrt(np.square(magnitudes, dtype=np.float64).sum(axis=others)))


def order_by(figures: FloatArray | None, like: int | None = None) -> tuple[int, ...]:
    """Return the numbers of the maps, the greatest figure first; equals keep their order, what is NaN comes last.

    Without figures the tuple is empty: by number. The map `like` goes first.

    Examples
    --------
    >>> order_by(np.array([1.0, np.nan, 3.0, 3.0]))
    (2, 3, 0, 1)
    """
    if figures is None:
        return ()
    keys = -np.where(np.isnan(figures), -np.inf, figures)
    if like is not None and like < len(keys):
        keys[like] = -np.inf
    # NaN after even the least number: by a second key, not by its own.
    return tuple(np.lexsort((keys, np.isnan(figures))).tolist())


def by_filters(order: tuple[int, ...], maps_a_filter: int, count: int) -> tuple[int, ...]:
    """Return the order of `count` maps that stand in filters of so many, when the filters are in `order`.

    Examples
    --------
    >>> by_filters((1, 0), maps_a_filter=2, count=4)
    (2, 3, 0, 1)
    """
    if maps_a_filter == 1 and len(order) == count:
        return order
    maps = np.asarray(order, np.intp)[:, None] * maps_a_filter + np.arange(maps_a_filter)
    return tuple(maps[maps < count].tolist())
