"""A unit's window in flat pieces that fit on a screen: its values, its weights and their products side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.unit_arithmetic import UnitArithmetic, Window

MOST_TERMS = 9
_MOST_SIDE = 11


@dataclass(frozen=True, eq=False)
class WindowSlice:
    """Cells of one window, (H, W): `values`, and `weights` and `products` where the rule has them.

    `channel` is the channel of the input that they lie in, None where they come from several; `total` is the sum of
    the products. `rows` names the rows where they are single terms, ranked; `hidden` products are left out of sight.
    """

    values: FloatArray
    padded: Array
    weights: FloatArray | None
    products: FloatArray | None
    channel: int | None
    total: float
    rows: tuple[str, ...] = ()
    hidden: int = 0


def window_slices(arithmetic: UnitArithmetic) -> tuple[WindowSlice, ...]:
    """Return the pieces of the first window, the one that adds most first.

    A window of pictures gives a slice a channel; a vector, or a window too wide for numbers, its largest terms.
    """
    if not arithmetic.windows:
        return ()
    window = arithmetic.windows[0]
    if window.values.ndim >= 2 and max(window.values.shape[-3:-1], default=1) <= _MOST_SIDE:
        return _by_channel(window, arithmetic)
    return (_largest_terms(window, arithmetic),)


def _by_channel(window: Window, arithmetic: UnitArithmetic) -> tuple[WindowSlice, ...]:
    found = []
    for channel in range(window.values.shape[-1]):
        values, padded = _flat(window.values[..., channel]), _flat(window.padded[..., channel])
        weights = None if arithmetic.kernel is None else _flat(arithmetic.kernel[..., channel])
        products = None if arithmetic.products is None else _flat(arithmetic.products[..., channel])
        total = 0.0 if products is None else float(products.sum())
        place = window.origin[-1] + channel * window.steps[-1]
        found.append(WindowSlice(values, padded, weights, products, place, total))
    return tuple(sorted(found, key=lambda one: -abs(one.total)))


def _flat(cells: Array) -> Array:
    """Return (..., H, W) cells as rows below each other."""
    return cells.reshape(-1, cells.shape[-1])


def _largest_terms(window: Window, arithmetic: UnitArithmetic) -> WindowSlice:
    values = window.values.ravel()
    size = np.abs(values if arithmetic.products is None else arithmetic.products.ravel())
    order = np.argsort(-np.nan_to_num(size, nan=np.inf), kind="stable")[:MOST_TERMS]
    names = []
    for place in order:
        cell = window.cell(tuple(int(at) for at in np.unravel_index(place, window.values.shape)))
        names.append(", ".join(str(at) for at in cell))
    weights = None if arithmetic.kernel is None else arithmetic.kernel.ravel()[order, None]
    products = None if arithmetic.products is None else arithmetic.products.ravel()[order, None]
    return WindowSlice(
        values[order, None],
        window.padded.ravel()[order, None],
        weights,
        products,
        None,
        0.0 if products is None else float(products.sum()),
        tuple(names),
        values.size - len(order),
    )


@dataclass(frozen=True, eq=False)
class FlatMap:
    """Part of a tensor as one picture: `values` (H, W), and which index of the tensor each of its cells is."""

    values: Array
    shape: tuple[int, ...]
    at: tuple[int, ...]

    def index(self, row: int, column: int) -> tuple[int, ...]:
        """Return the tensor's index of a cell."""
        match len(self.shape):
            case 0:
                return ()
            case 1:
                return (row * self.values.shape[1] + column,)
            case 2:
                return (row, column)
            case _:
                return (*self.at[:-3], row, column, self.at[-1])

    def place(self, index: tuple[int, ...]) -> tuple[int, int]:
        """Return the row and column of an index."""
        match len(self.shape):
            case 0:
                return (0, 0)
            case 1:
                row, column = divmod(index[0], self.values.shape[1])
                return (row, column)
            case 2:
                return (index[0], index[1])
            case _:
                return (index[-3], index[-2])


def flat_map(tensor: Array, at: tuple[int, ...]) -> FlatMap:
    """Return the map of a tensor that holds the index `at`; a vector is broken into rows.

    Examples
    --------
    >>> found = flat_map(np.arange(24).reshape(2, 3, 4), (1, 2, 3))
    >>> found.values.tolist(), found.place((1, 2, 3)), found.index(0, 1)
    ([[3, 7, 11], [15, 19, 23]], (1, 2), (0, 1, 3))
    """
    match tensor.ndim:
        case 0:
            values = tensor.reshape(1, 1)
        case 1:
            values = tensor.reshape(-1, row_length(tensor.size))
        case 2:
            values = tensor
        case _:
            outer: Any = at[:-3]
            values = tensor[outer][..., at[-1]]
    return FlatMap(values, tensor.shape, at)


def row_length(count: int) -> int:
    """Return how many values stand in a row when `count` of them fill a nearly square picture without a gap.

    Examples
    --------
    >>> [row_length(count) for count in (784, 10, 128, 13)]
    [28, 5, 16, 13]
    """
    fitting = [side for side in range(1, count + 1) if count % side == 0 and side * side >= count]
    return fitting[0] if fitting and fitting[0] <= 6 * count / fitting[0] else max(count, 1)


def strongest_unit(tensor: Array) -> tuple[int, ...]:
    """Return the index of the largest value, the first cell where there is none."""
    if not tensor.size or tensor.dtype.kind not in "biuf":
        return (0,) * tensor.ndim
    place = int(np.argmax(np.nan_to_num(tensor.astype(float), nan=-np.inf)))
    return tuple(int(at) for at in np.unravel_index(place, tensor.shape))
