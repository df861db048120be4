"""The unit that is followed, with all that its rule may read, and how cells are cut out of its inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.layer_config import LayerConfig
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import LayerInfo
from nnviz.core.unit_arithmetic import Window

Cells = tuple[Sequence[int], ...]
"""The indices along each axis of a tensor; together they span a window."""


@dataclass(frozen=True, eq=False)
class Subject:
    """One unit of a layer; `inputs` and `weights` (by their short names) are without the batch axis."""

    layer: LayerInfo
    unit: tuple[int, ...]
    inputs: tuple[Array, ...]
    weights: Mapping[str, Array]
    output_shape: tuple[int, ...]

    @property
    def config(self) -> LayerConfig:
        """The layer's settings."""
        return self.layer.config

    @property
    def channel_axis(self) -> int:
        """The axis of the channels in the tensors without batch: the first or the last."""
        return 0 if self.config.get("data_format") == "channels_first" else self.inputs[0].ndim - 1

    def spatial(self, values: Sequence[int]) -> tuple[int, ...]:
        """Return the entries, one an axis, without the one of the channels."""
        channel = 0 if self.config.get("data_format") == "channels_first" else len(values) - 1
        return tuple(value for axis, value in enumerate(values) if axis != channel)

    def with_channels(self, spatial: Sequence[Sequence[int]], channels: Sequence[int]) -> Cells:
        """Return the cells of all axes from those of the spatial ones and those of the channels."""
        cells = list(spatial)
        cells.insert(self.channel_axis, channels)
        return tuple(cells)

    def weight(self, name: str) -> Array | None:
        """Return a variable, or None where the layer has none of this name."""
        return self.weights.get(name)

    def weight_needed(self, name: str) -> Array:
        """Return a variable, in its own precision: some are too large to copy.

        Raises
        ------
        UserError
            When it is not there: the layer keeps its weights in another form.
        """
        found = self.weight(name)
        if found is None:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors",
                    "The layer “{layer}” has no plain variable “{name}” (it may be compressed or not yet read), "
                    "so its sum cannot be followed.",
                ),
                layer=self.layer.name,
                name=name,
            )
        return found


def cut(subject: Subject, cells: Cells, place: int = 0, padding: float = 0.0) -> Window:
    """Return the window that `cells` span in one input; those outside hold `padding`.

    Raises
    ------
    UserError
        When the unit reads no cell at all.
    """
    tensor = subject.inputs[place]
    inside = [np.asarray(axis, np.intp) for axis in cells]
    padded = np.zeros(tuple(len(axis) for axis in inside), bool)
    for axis, (indices, size) in enumerate(zip(inside, tensor.shape, strict=True)):
        out = (indices < 0) | (indices >= size)
        padded |= out.reshape((-1,) + (1,) * (len(inside) - 1 - axis))
    clipped = [np.clip(indices, 0, size - 1) for indices, size in zip(inside, tensor.shape, strict=True)]
    values = tensor[np.ix_(*clipped)].astype(np.float64) if clipped else np.asarray(tensor, np.float64)
    values[padded] = padding
    return Window(
        key=subject.layer.inputs[place],
        origin=tuple(int(axis[0]) if len(axis) else 0 for axis in inside),
        steps=tuple(int(axis[1] - axis[0]) if len(axis) > 1 else 1 for axis in inside),
        values=values,
        padded=padded,
    )


def single(cell: Sequence[int]) -> Cells:
    """Return the cells of a window that is one cell."""
    return tuple((index,) for index in cell)


def whole(shape: Sequence[int], cell: Sequence[int], axes: Sequence[int]) -> Cells:
    """Return all cells along `axes`, and along the others the one of `cell`."""
    return tuple(
        range(size) if axis in axes else (index,) for axis, (size, index) in enumerate(zip(shape, cell, strict=True))
    )


def broadcast_cell(cell: Sequence[int], shape: Sequence[int]) -> tuple[int, ...]:
    """Return where a cell of a result lies in a tensor that was broadcast to it.

    Examples
    --------
    >>> broadcast_cell((4, 3, 2), (3, 1))
    (3, 0)
    """
    last = cell[len(cell) - len(shape) :]
    return tuple(0 if size == 1 else index for index, size in zip(last, shape, strict=True))
