"""Keeps the weights before a batch where a training may break down, and then finds out where it did."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.bad_batch import LayerOutcome

# A copy of all weights costs as much as a small step, so it is made only where a loss is likely to leave the numbers:
# in the first batches, after a change by hand, and while the loss is above what guessing costs.
_WATCHED_BATCHES = 20
_FAR_ABOVE = 2.0


class CarefulWatch:
    """Follows a training batch by batch. `layers` and `spoilt` are what `examine` found."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._first, self._latest = math.inf, 0.0
        self._left = _WATCHED_BATCHES
        self._weights: list[Array] | None = None
        self.layers: tuple[LayerOutcome, ...] = ()
        self.spoilt: Array = np.zeros(0, bool)

    def look_closely(self) -> None:
        """Keep the weights before each of the next batches."""
        self._left = _WATCHED_BATCHES

    def before_batch(self) -> None:
        """Keep the weights if the next batch may be the last."""
        careful = self._left > 0 or self._latest > _FAR_ABOVE * self._first
        self._left = max(0, self._left - 1)
        self._weights = self._model.get_weights() if careful else None

    def after_batch(self, loss: float) -> None:
        """Take the loss of the batch."""
        self._latest = loss
        self._first = min(self._first, loss) if math.isinf(self._first) else self._first

    def examine(self, pictures: Array) -> None:
        """Run the pictures, (B, H, W, C) uint8, through the weights before the batch, layer by layer.

        The weights stay in the model: who ends the training puts back others anyway.
        """
        if self._weights is None:
            return
        import keras

        self._model.set_weights(self._weights)
        layers = [layer for layer in self._model.layers if not isinstance(layer, keras.layers.InputLayer)]
        entry = self._model.inputs[0]
        whole = keras.Model(entry, [layer.output for layer in layers])
        scaled = pictures.astype(np.float32) / np.float32(255.0)
        outputs = whole(scaled.reshape(-1, *entry.shape[1:]), training=True)
        arrays = [np.asarray(output) for output in outputs]
        self.layers = tuple(_outcome(layer.name, array) for layer, array in zip(layers, arrays, strict=True))
        self.spoilt = ~np.isfinite(arrays[-1].reshape(len(pictures), -1)).all(axis=1)


def _outcome(name: str, values: Array) -> LayerOutcome:
    finite = np.isfinite(values)
    largest = float(np.abs(values[finite]).max(initial=0.0))
    return LayerOutcome(name, float(finite.mean()) if values.size else 1.0, largest)
