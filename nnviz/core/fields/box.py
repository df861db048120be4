"""Boxes of cells: a range for each axis of a tensor."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from nnviz.core.layer_config import LayerConfig
from nnviz.core.model_summary import LayerInfo

Range = tuple[int, int]
Ranges = tuple[Range, ...]
"""(start, stop) for each axis of a tensor without its batch axis, half open."""


@dataclass(frozen=True)
class Reach:
    """A box of a layer's output on its way back; all shapes are without the batch axis."""

    layer: LayerInfo
    ranges: Ranges
    output: tuple[int, ...]
    inputs: tuple[tuple[int, ...], ...]

    @property
    def config(self) -> LayerConfig:
        """The layer's settings."""
        return self.layer.config

    @property
    def channel_axis(self) -> int:
        """The axis of the channels in the first input: the first or the last."""
        return 0 if self.config.get("data_format") == "channels_first" else len(self.inputs[0]) - 1

    @property
    def spatial_axes(self) -> tuple[int, ...]:
        """The other axes."""
        return tuple(axis for axis in range(len(self.inputs[0])) if axis != self.channel_axis)


def whole(shape: Sequence[int]) -> Ranges:
    """Return the box of all cells.

    Examples
    --------
    >>> whole((4, 3))
    ((0, 4), (0, 3))
    """
    return tuple((0, side) for side in shape)


def hull(first: Ranges | None, second: Ranges) -> Ranges:
    """Return the smallest box around two.

    Examples
    --------
    >>> hull(((0, 2),), ((5, 6),))
    ((0, 6),)
    """
    if first is None:
        return second
    return tuple((min(a, c), max(b, d)) for (a, b), (c, d) in zip(first, second, strict=True))


def span(cells: Iterable[int]) -> Range | None:
    """Return the range around some cells, None where there are none."""
    found = list(cells)
    return (min(found), max(found) + 1) if found else None


def with_axes(ranges: Ranges, axes: Iterable[int], shape: Sequence[int]) -> Ranges:
    """Return the box with the whole side along some axes (negative ones count from the end).

    Examples
    --------
    >>> with_axes(((1, 2), (1, 2)), (-1,), (5, 7))
    ((1, 2), (0, 7))
    """
    chosen = {axis % len(shape) for axis in axes}
    return tuple((0, shape[axis]) if axis in chosen else one for axis, one in enumerate(ranges))


def without_batch(axis: int, rank: int) -> int:
    """Return an axis of a tensor without batch from Keras' number, which counts the batch; `rank` is without it."""
    return axis - 1 if axis > 0 else rank + axis
