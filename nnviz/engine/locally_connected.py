"""Convolutions whose kernel differs from place to place, as Keras had them until version 2."""

from __future__ import annotations

from itertools import product
from math import prod
from typing import Any


def locally_connected(keras: Any, rank: int) -> type:
    """Return the layer `LocallyConnected1D` or `LocallyConnected2D`."""

    class LocallyConnected(keras.layers.Layer):
        """A dense layer of its own for every place of the kernel."""

        def __init__(self, filters: int, kernel_size: Any, strides: Any = 1, padding: str = "valid",
                     data_format: str = "channels_last", activation: Any = None, use_bias: bool = True,
                     **kwargs: Any) -> None:  # fmt: skip
            _check_padding(padding)
            super().__init__(**kwargs)
            self.filters, self.padding, self.use_bias = filters, padding, use_bias
            self.kernel_size, self.strides = _sizes(kernel_size, rank), _sizes(strides, rank)
            self.data_format, self.activation = data_format, keras.activations.get(activation)

        def build(self, input_shape: Any) -> None:
            first = self.data_format == "channels_first"
            self.places = _places(input_shape[2:] if first else input_shape[1:-1], self.kernel_size, self.strides)
            inputs = input_shape[1 if first else -1]
            area = prod(self.kernel_size) * inputs
            self.kernel = self.add_weight(name="kernel", shape=(prod(self.places), area, self.filters))
            if self.use_bias:
                self.bias = self.add_weight(name="bias", shape=(*self.places, self.filters), initializer="zeros")

        def call(self, inputs: Any) -> Any:
            return self.activation(_locally_connected(keras.ops, inputs, self))

        def get_config(self) -> dict[str, Any]:
            keys = ("filters", "kernel_size", "strides", "padding", "data_format", "use_bias")
            own = {key: getattr(self, key) for key in keys}
            own["activation"] = keras.activations.serialize(self.activation)
            return {**super().get_config(), **own}

    LocallyConnected.__name__ = LocallyConnected.__qualname__ = f"LocallyConnected{rank}D"
    return LocallyConnected


def _check_padding(padding: str) -> None:
    if padding != "valid":
        raise ValueError(f"a locally connected layer has no padding {padding!r}")


def _sizes(value: Any, rank: int) -> tuple[int, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else (value,) * rank


def _places(sizes: Any, kernel: tuple[int, ...], strides: tuple[int, ...]) -> tuple[int, ...]:
    """Return how many places the kernel takes along each axis."""
    return tuple((size - width) // step + 1 for size, width, step in zip(sizes, kernel, strides, strict=True))


def _locally_connected(ops: Any, inputs: Any, layer: Any) -> Any:
    """Return what each place's own kernel makes of its part of `inputs`."""
    first = layer.data_format == "channels_first"
    areas = []
    for place in product(*map(range, layer.places)):
        cut = tuple(
            slice(at * step, at * step + width)
            for at, step, width in zip(place, layer.strides, layer.kernel_size, strict=True)
        )
        area = inputs[(slice(None), slice(None), *cut)] if first else inputs[(slice(None), *cut)]
        areas.append(ops.reshape(area, (-1, layer.kernel.shape[1])))
    values = ops.einsum("bpa,paf->bpf", ops.stack(areas, axis=1), layer.kernel)
    values = ops.reshape(values, (-1, *layer.places, layer.filters))
    if first:
        rank = len(layer.places)
        values = ops.transpose(values, (0, rank + 1, *range(1, rank + 1)))
        # Keras 2 laid the bias out anew instead of turning its axes; the trained values are meant that way.
        return values + ops.reshape(layer.bias, (1, layer.filters, *layer.places)) if layer.use_bias else values
    return values + layer.bias if layer.use_bias else values
