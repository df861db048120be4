"""What a model is made of, told without Keras."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from nnviz.core.layer_config import LayerConfig

Shape = tuple[int | None, ...]


def output_keys(call_id: str, count: int) -> tuple[str, ...]:
    """Return the keys of the `count` outputs of a call.

    Examples
    --------
    >>> output_keys("lstm", 3)
    ('lstm', 'lstm:1', 'lstm:2')
    """
    return tuple(call_id if index == 0 else f"{call_id}:{index}" for index in range(count))


@dataclass(frozen=True)
class WeightInfo:
    """One variable of a layer: `key` is ``layer/name``, as used in `Probe.weights`."""

    key: str
    name: str
    shape: tuple[int, ...]
    trainable: bool = True


@dataclass(frozen=True)
class LayerInfo:
    """One call of one layer.

    `id` is ``name``, ``name#2`` for a second call of a shared layer, ``outer/inner`` inside a nested model; it is
    the key of the call's output in `Probe.tensors` (a further output of the same call is ``id:1``, ``id:2`` ...).
    `output_shape` is Keras' own, the batch axis (None) first, of the first output. `copies` names for each output the
    tensor that it hands on unchanged (a nested model its last layer's), None where it computes. `direct` is False where
    Python code of the model stands between `inputs` and the call.
    """

    id: str
    name: str
    type: str
    output_shape: Shape
    parameters: int
    weights: tuple[WeightInfo, ...] = ()
    inputs: tuple[str, ...] = ()
    activation: str | None = None
    output_shapes: tuple[Shape, ...] = ()
    config: LayerConfig = field(default_factory=LayerConfig)
    copies: tuple[str | None, ...] = ()
    direct: bool = True

    @property
    def output_keys(self) -> tuple[str, ...]:
        """The keys of the outputs in `Probe.tensors`, the first output's first."""
        return output_keys(self.id, max(1, len(self.output_shapes)))


@dataclass(frozen=True)
class ModelSummary:
    """A model as the panels see it: its layers in the order of computation, inputs first."""

    id: str
    name: str
    layers: tuple[LayerInfo, ...]
    input_shapes: tuple[Shape, ...]
    parameters: int
    class_names: tuple[str, ...] = ()
    file: str | None = None

    @property
    def picture_shape(self) -> tuple[int, int, int] | None:
        """(height, width, channels) of the picture that the model reads, or None when it reads something else."""
        if len(self.input_shapes) != 1:
            return None
        match self.input_shapes[0]:
            case (_, int(height), int(width), int(channels)) if channels in (1, 3):
                return (height, width, channels)
            case (_, int(height), int(width)) if min(height, width) >= 8:
                return (height, width, 1)
            case _:
                return None

    def layer(self, layer_id: str | None) -> LayerInfo | None:
        """Return the call with this id, or None."""
        return self._by_id.get(layer_id or "")

    @cached_property
    def _by_id(self) -> dict[str, LayerInfo]:
        return {layer.id: layer for layer in reversed(self.layers)}
