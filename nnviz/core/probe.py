"""Everything that a model computed for one input, at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nnviz.core.arrays import Array


@dataclass(frozen=True, eq=False)
class Probe:
    """Read-only numpy copies, made between two training steps, so that all of them belong together.

    `image` is the input without the batch axis; `output` is the model's first output, flattened; `tensors` maps a
    call's id (see `LayerInfo`) to its output without the batch axis, in Keras' order (H, W, C); `weights` maps a
    variable's key to its value. `step` counts training steps so far, `generation` the request that it answers.
    `digit_score` (0 to 1) tells how much the image looks like a digit at all, for drawings of a model of digits.
    """

    generation: int
    model_id: str
    step: int
    image: Array
    output: Array
    tensors: Mapping[str, Array] = field(default_factory=dict)
    weights: Mapping[str, Array] = field(default_factory=dict)
    elapsed_ms: float = 0.0
    digit_score: float | None = None

    def tensor(self, key: str) -> Array | None:
        """Return the output or weight called `key`, or None when it was not asked for."""
        found = self.tensors.get(key)
        return self.weights.get(key) if found is None else found
