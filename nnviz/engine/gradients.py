"""Gradient norms, tapped from what the optimizer is handed inside the traced training step."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from time import monotonic
from typing import Any, Protocol

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.gradients import LayerGradient
from nnviz.engine.prober import Prober

# A measured batch costs more than a plain one; so many a second are enough to draw a live curve.
MEASURE_INTERVAL_S = 0.1


class GradientWatch:
    """Says which batches are measured: none unless somebody looks, then one every `MEASURE_INTERVAL_S`."""

    def __init__(self) -> None:
        self.on = False
        self._measured_at = 0.0

    @property
    def due(self) -> bool:
        """Whether the next batch should be measured."""
        return self.on and monotonic() - self._measured_at >= MEASURE_INTERVAL_S

    def rest(self) -> None:
        """Note that a batch was measured now."""
        self._measured_at = monotonic()


class Meter(Protocol):
    """What a training step can be traced with: it taps the optimizer, and makes figures of what that came to."""

    def tapping(self, optimizer: Any) -> AbstractContextManager[None]:
        """Listen to an optimizer meanwhile."""

    @property
    def sums(self) -> Any:
        """A nest of traced tensors, the figures of the step."""

    def figures(self, sums: Any) -> tuple[LayerGradient, ...]:
        """Return the figures of one step from what `sums` came to, as arrays."""


class GradientMeter:
    """Sums the squares of gradients, weights and updates of each layer while a step is traced.

    `layers` maps an id to the layer's trainable variables.
    """

    def __init__(self, layers: Mapping[str, Sequence[Any]]) -> None:
        self.layers = {layer_id: tuple(variables) for layer_id, variables in layers.items() if variables}
        self._sums: Any = None

    @contextmanager
    def tapping(self, optimizer: Any) -> Iterator[None]:
        """Listen to ``optimizer.apply_gradients`` meanwhile; `sums` holds the traced figures afterwards."""
        import tensorflow as tf

        apply_gradients = optimizer.apply_gradients

        def tapped(grads_and_vars: Any) -> Any:
            pairs = list(grads_and_vars)
            gradients = {id(variable): gradient for gradient, variable in pairs}
            variables = [variable for group in self.layers.values() for variable in group]
            before = [tf.identity(variable.value) for variable in variables]
            result = apply_gradients(pairs)
            changes = [tf.identity(variable.value) - old for variable, old in zip(variables, before, strict=True)]
            handed = [gradients.get(id(variable)) for variable in variables]
            self._sums = self._by_layer([_squares(parts) for parts in (handed, changes, before)])
            return result

        optimizer.apply_gradients = tapped
        try:
            yield
        finally:
            del optimizer.apply_gradients

    @property
    def sums(self) -> Any:
        """The sums of squares of the step traced last, a (layers, 3) float64 tensor: gradients, updates, weights."""
        return self._sums

    def figures(self, sums: Array) -> tuple[LayerGradient, ...]:
        """Return the figures of one step from what `sums` came to, (layers, 3)."""
        rows = zip(self.layers, np.sqrt(sums).tolist(), strict=True)
        return tuple(
            LayerGradient(layer_id, norm, change / weight if weight else float("nan"), weight)
            for layer_id, (norm, change, weight) in rows
        )

    def _by_layer(self, columns: Sequence[Sequence[Any]]) -> Any:
        import tensorflow as tf

        owners = [place for place, group in enumerate(self.layers.values()) for _ in group]
        return tf.stack([tf.math.segment_sum(tf.stack(column), owners) for column in columns], axis=1)


def _squares(tensors: Sequence[Any]) -> list[Any]:
    """Return the sum of squares of each tensor in float64, where small gradients do not underflow; None counts 0."""
    import tensorflow as tf

    dense = (tf.zeros(()) if tensor is None else tf.convert_to_tensor(tensor) for tensor in tensors)
    return [tf.reduce_sum(tf.square(tf.cast(tensor, tf.float64))) for tensor in dense]


def layer_variables(prober: Prober) -> dict[str, list[Any]]:
    """Return the trainable variables of each layer by its id; those of a layer called twice belong to the first."""
    taken: set[str] = set()
    found: dict[str, list[Any]] = {}
    for layer in prober.summary.layers:
        keys = [weight.key for weight in layer.weights if weight.trainable and weight.key not in taken]
        taken.update(keys)
        if keys:
            found[layer.id] = [prober.variable(key) for key in keys]
    return found
