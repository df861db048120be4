"""How far the weights of one model are from those of another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import nan, sqrt

import numpy as np

from nnviz.core.arrays import Array


@dataclass(frozen=True)
class WeightDifference:
    """What sums over two arrays of the same shape, `a` (live) and `b` (reference), tell about their difference.

    Sums of parts can be added, so that long arrays are compared piece by piece, and several weights as one.
    """

    squared: float = 0.0
    a_squared: float = 0.0
    b_squared: float = 0.0
    product: float = 0.0
    largest: float = 0.0
    count: int = 0

    @property
    def norm(self) -> float:
        """The L2 norm of the difference, ``||a - b||``."""
        return sqrt(self.squared)

    @property
    def relative(self) -> float:
        """The relative change ``||a - b|| / ||b||``; infinite where only the reference is zero everywhere.

        Examples
        --------
        >>> weight_difference(np.array([3.0, 4.0]), np.array([3.0, 0.0])).relative
        1.3333333333333333
        """
        if self.b_squared == 0.0:
            return 0.0 if self.squared == 0.0 else float("inf")
        return sqrt(self.squared / self.b_squared)

    @property
    def cosine(self) -> float:
        """The cosine of the angle between both, ``a . b / (||a|| ||b||)``; not a number where one is zero everywhere.

        Examples
        --------
        >>> weight_difference(np.array([2.0, 0.0]), np.array([1.0, 1.0])).cosine
        0.7071067811865475
        """
        lengths = sqrt(self.a_squared) * sqrt(self.b_squared)
        return self.product / lengths if lengths else nan

    def __add__(self, other: WeightDifference) -> WeightDifference:
        return WeightDifference(
            self.squared + other.squared,
            self.a_squared + other.a_squared,
            self.b_squared + other.b_squared,
            self.product + other.product,
            float(np.maximum(self.largest, other.largest)),  # unlike max, keeps NaN
            self.count + other.count,
        )


def weight_difference(a: Array, b: Array) -> WeightDifference:
    """Return the difference of two arrays of the same shape, summed in float64.

    Examples
    --------
    >>> found = weight_difference(np.array([1.0, 2.0]), np.array([1.0, -1.0]))
    >>> found.norm, found.largest
    (3.0, 3.0)
    """
    if a.shape != b.shape:
        raise ValueError(f"shapes differ: {a.shape} and {b.shape}")
    one, other = (np.asarray(array, np.float64).ravel() for array in (a, b))
    with np.errstate(invalid="ignore", over="ignore"):
        apart = one - other
        return WeightDifference(
            float(apart @ apart),
            float(one @ one),
            float(other @ other),
            float(one @ other),
            float(np.abs(apart).max()) if apart.size else 0.0,
            apart.size,
        )


def total(parts: Iterable[WeightDifference]) -> WeightDifference:
    """Return the difference of several weights, taken as one long vector."""
    return sum(parts, WeightDifference())
