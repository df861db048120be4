"""The batch on which a training broke down, kept to be looked at."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array


@dataclass(frozen=True)
class LayerOutcome:
    """What a layer gave for the batch: the share of its numbers that are finite, and the largest of them in size."""

    layer_id: str
    finite: float
    largest: float


@dataclass(frozen=True, eq=False)
class BadBatch:
    """Pictures (B, H, W, C) uint8 with their numbers in the training set and labels, (B,) each.

    `layers` are in the order of the network, computed with the weights before this batch; empty where those were not
    kept. `spoilt` (B,) bool marks the pictures for which the network's answer held a number that is not finite.
    """

    run_id: str
    step: int
    pictures: Array
    indices: Array
    labels: Array
    layers: tuple[LayerOutcome, ...]
    spoilt: Array
    class_names: tuple[str, ...]

    @property
    def places(self) -> Array:
        """The places in the batch, (B,) int64."""
        return np.arange(len(self.labels))

    @property
    def first(self) -> LayerOutcome | None:
        """The first layer with a number that is not finite, or None."""
        return next((layer for layer in self.layers if layer.finite < 1.0), None)

    @property
    def largest(self) -> LayerOutcome | None:
        """The layer with the largest finite number, or None."""
        return max(self.layers, key=lambda layer: layer.largest, default=None)
