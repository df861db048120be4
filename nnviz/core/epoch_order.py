"""The order in which an epoch goes through the pictures."""

from __future__ import annotations

import numpy as np

from nnviz.core.arrays import Array


class EpochOrder:
    """All pictures of one epoch once, in an order that depends on the seed and the epoch only.

    Examples
    --------
    >>> order = EpochOrder(seed=0, epoch=1, count=5)
    >>> [len(order.take(2)), order.position, len(order.take(2)), len(order.take(2)), order.left]
    [2, 2, 2, 1, 0]
    """

    def __init__(self, seed: int, epoch: int, count: int, position: int = 0) -> None:
        self._numbers = np.random.default_rng((seed, epoch)).permutation(count).astype(np.int32)
        self.position = position

    @property
    def left(self) -> int:
        """How many pictures are still to come."""
        return len(self._numbers) - self.position

    def take(self, size: int) -> Array:
        """Return the numbers of the next pictures, (B,) int32; fewer than `size` at the end."""
        taken = self._numbers[self.position : self.position + size]
        self.position += len(taken)
        return taken
