"""The weights of dense neurons as pictures of the map that they read: 784 of them as 28 x 28."""

from __future__ import annotations

from dataclasses import dataclass
from math import isqrt, prod

import numpy as np

from nnviz.core.arithmetic_slices import row_length
from nnviz.core.arrays import FloatArray
from nnviz.core.dense_columns import inputs_of_dense, kernel_info, weights_of_dense
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.core.probe import Probe

MOST_PICTURES = 256
_MOST_VALUES = 4_000_000
_LEAST_SIDE = 4
# Layers that leave the order of the values as it is.
_IN_ORDER = ("Flatten", "Reshape", "Dropout", "Activation", "ReLU", "LeakyReLU", "BatchNormalization", "Rescaling")


@dataclass(frozen=True)
class InputMap:
    """The map (height, width, channels) whose values, row by row, a dense layer reads."""

    height: int
    width: int
    channels: int = 1
    is_map: bool = True

    @property
    def size(self) -> int:
        """How many values there are."""
        return self.height * self.width * self.channels

    def place(self, source: int) -> tuple[int, int, int]:
        """Return the (row, column, channel) of an input of the dense layer.

        Examples
        --------
        >>> InputMap(28, 28).place(57), InputMap(4, 4, 3).place(20)
        ((2, 1, 0), (1, 2, 2))
        """
        row, column, channel = np.unravel_index(source, (self.height, self.width, self.channels))
        return int(row), int(column), int(channel)


def input_map(summary: ModelSummary, layer: LayerInfo) -> InputMap:
    """Return the map that a dense layer reads, looking through the layers that only line its values up.

    `is_map` is False where the layer reads a vector: its values then stand in rows that fill a nearly square picture.
    """
    kernel = kernel_info(layer)
    count = 1 if kernel is None else kernel.shape[0]
    key = layer.inputs[0] if layer.inputs else None
    for _ in summary.layers:
        before = summary.layer(key)
        if before is None:
            break
        found = _as_map(before.output_shape[1:], count)
        if found is not None:
            return found
        if before.type not in _IN_ORDER or before.config.get("data_format") == "channels_first":
            break
        key = before.inputs[0] if before.inputs else None
    if isqrt(count) ** 2 == count and count >= 16 * _LEAST_SIDE:
        return InputMap(isqrt(count), isqrt(count))
    width = row_length(count)
    return InputMap(count // width, width, 1, is_map=False)


def _as_map(shape: tuple[int | None, ...], count: int) -> InputMap | None:
    sides = [side for side in shape if side is not None]
    if len(sides) != len(shape) or prod(sides) != count or min(sides, default=0) < 1:
        return None
    match sides:
        case [height, width, channels]:
            return InputMap(height, width, channels)
        case [height, width] if min(height, width) >= _LEAST_SIDE:
            return InputMap(height, width)
        case _:
            return None


def picture_layers(summary: ModelSummary) -> tuple[LayerInfo, ...]:
    """Return the dense layers that read a map, lined up."""
    dense = (layer for layer in summary.layers if layer.type == "Dense" and kernel_info(layer) and layer.inputs)
    return tuple(layer for layer in dense if len(layer.output_shape) == 2 and input_map(summary, layer).is_map)


def weight_pictures(
    layer: LayerInfo, probe: Probe, grid: InputMap, channel: int | None = None, times_input: bool = False
) -> FloatArray:
    """Return the weights of every neuron as pictures, (N, H, W); of one `channel`, or summed over all of them.

    ``times_input`` multiplies each weight by the value that it meets: the terms w * x of the neuron's sum. At most
    `MOST_PICTURES` neurons are pictured, the first ones.
    """
    weights = weights_of_dense(layer, probe)
    most = max(1, min(MOST_PICTURES, _MOST_VALUES // max(1, len(weights))))
    weights = weights[:, :most]
    if times_input:
        weights = weights * inputs_of_dense(layer, probe)[:, None]
    cube = weights.T.reshape(-1, grid.height, grid.width, grid.channels)
    return np.asarray(cube.sum(axis=-1) if channel is None else cube[..., channel])


def neuron_picture(
    layer: LayerInfo, neuron: int, probe: Probe, grid: InputMap, times_input: bool = False
) -> FloatArray:
    """Return the weights of one neuron as a picture, (H, W), summed over the channels; see `weight_pictures`."""
    weights = weights_of_dense(layer, probe)[:, neuron]
    if times_input:
        weights = weights * inputs_of_dense(layer, probe)
    return np.asarray(weights.reshape(grid.height, grid.width, grid.channels).sum(axis=-1))


def input_picture(layer: LayerInfo, probe: Probe, grid: InputMap) -> FloatArray:
    """Return what a dense layer reads as one picture, (H, W): the mean over the channels."""
    cube = inputs_of_dense(layer, probe).reshape(grid.height, grid.width, grid.channels)
    return np.asarray(cube.mean(axis=-1))
