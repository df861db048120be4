"""One unit's arithmetic: the numbers from which one value of a layer's output is computed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.messages import UserError

AGREEMENT = 1e-5
_HALF_PRECISION = {"float16": 2.0**-9, "bfloat16": 2.0**-6}


class Kind(StrEnum):
    """How a unit is computed."""

    WEIGHTED_SUM = "weighted_sum"  # convolutions of all kinds, dense layers: activation(sum of products + bias)
    LARGEST = "largest"  # max pooling
    AVERAGE = "average"  # average pooling; padded cells do not count
    NORMALISATION = "normalisation"  # (x - mean) / sqrt(variance + epsilon) * gamma + beta
    COMBINATION = "combination"  # add, multiply ... of one cell of each input
    ACTIVATION = "activation"  # a function of one cell, or of a row for softmax
    MOVED = "moved"  # the same value stands elsewhere in the input: flatten, reshape, padding, upsampling
    CONSTANT = "constant"  # comes from no input: padding
    LOOKUP = "lookup"  # the row of a table: embedding
    NOT_FOLLOWED = "not_followed"  # `reason` says why


@dataclass(frozen=True, eq=False)
class Window:
    """The cells of one input tensor that a unit reads; all arrays have the rank of that tensor, in its own layout.

    The cell `index` of `values` is the cell ``origin + index * steps`` of the tensor `key`; where `padded` is True it
    lies outside, and its value is the padding (0, or -inf for a maximum).
    """

    key: str
    origin: tuple[int, ...]
    steps: tuple[int, ...]
    values: FloatArray
    padded: Array

    def cell(self, index: tuple[int, ...]) -> tuple[int, ...]:
        """Return the index into the input tensor of a cell of the window; outside the tensor where it is padded."""
        return tuple(first + place * step for first, place, step in zip(self.origin, index, self.steps, strict=True))

    @property
    def ranges(self) -> tuple[tuple[int, int], ...]:
        """(start, stop) of the window in each axis of the input, padding included."""
        sides = self.values.shape
        return tuple(
            (first, first + (side - 1) * step + 1)
            for first, step, side in zip(self.origin, self.steps, sides, strict=True)
        )


@dataclass(frozen=True)
class Term:
    """One product of the sum: the cell of the input tensor `key`, its value, its weight and value * weight."""

    key: str
    cell: tuple[int, ...]
    value: float
    weight: float
    product: float


@dataclass(frozen=True)
class Part:
    """A named number of a formula: `mean`, `variance`, `gamma`, `beta`, `epsilon`, `normalised`, `maximum` ..."""

    name: str
    value: float


@dataclass(frozen=True, eq=False)
class UnitArithmetic:
    """How ``output[unit]`` of a layer comes about.

    `windows` has an entry for each input tensor that the unit reads. For a weighted sum `kernel` and `products` have
    the shape of ``windows[0].values``, ``sum = products.sum()`` and ``pre_activation = sum + bias``; for an average
    `products` are the cells that count and `count` is their number. `parts` are further named numbers of the formula.
    `expected` is what Keras computed, where that is known.
    """

    layer_id: str
    unit: tuple[int, ...]
    kind: Kind
    windows: tuple[Window, ...] = ()
    kernel: FloatArray | None = None
    products: FloatArray | None = None
    sum: float | None = None
    bias: float | None = None
    pre_activation: float | None = None
    activation: str | None = None
    result: float | None = None
    expected: float | None = None
    formula: str = ""
    parts: tuple[Part, ...] = ()
    count: int = 0
    dtype: str = "float32"
    reason: UserError | None = None

    @property
    def followed(self) -> bool:
        """Whether the numbers are there; else `reason` says why not."""
        return self.result is not None

    @property
    def difference(self) -> float | None:
        """|result - what Keras computed|, None where one of them is not known."""
        if self.result is None or self.expected is None:
            return None
        if self.result == self.expected or (np.isnan(self.result) and np.isnan(self.expected)):
            return 0.0
        return abs(self.result - self.expected)

    @property
    def agrees(self) -> bool | None:
        """Whether the result equals Keras' to 1e-5 (to the precision of the layer's numbers where they are halves)."""
        if self.difference is None or self.expected is None:
            return None
        tolerance = _HALF_PRECISION.get(self.dtype.removeprefix("mixed_"), AGREEMENT)
        return self.difference <= tolerance * max(1.0, abs(self.expected), self._largest_term)

    @property
    def _largest_term(self) -> float:
        # A sum of large terms that cancel is no more exact than float32 carries the terms.
        if self.products is None or not self.products.size or self.kind is not Kind.WEIGHTED_SUM:
            return 0.0
        return float(np.abs(self.products).max()) * 0.1

    def terms(self, limit: int | None = None) -> tuple[Term, ...]:
        """Return the products, the largest by size first; cells in the padding are left out."""
        if not self.windows or self.products is None:
            return ()
        window, products = self.windows[0], self.products
        flat = np.abs(products).ravel()
        order = np.argsort(-flat, kind="stable")[:limit] if limit != 0 else np.zeros(0, np.intp)
        kernel = self.kernel if self.kernel is not None else np.ones_like(products)
        found = []
        for place in order:
            index = tuple(int(axis) for axis in np.unravel_index(place, products.shape))
            if not window.padded[index]:
                value, weight = float(window.values[index]), float(kernel[index])
                found.append(Term(window.key, window.cell(index), value, weight, float(products[index])))
        return tuple(found)
