"""Boxes behind what slides a window, and behind dense layers."""

from __future__ import annotations

from collections.abc import Sequence

from nnviz.core.arithmetic.axis_window import AxisWindow, sides, windows_of
from nnviz.core.fields.box import Range, Ranges, Reach, span, whole, with_axes

Found = tuple[Ranges | None, ...]


def convolution(reach: Reach) -> Found:
    """Return the box behind a convolution: all channels of the groups that are touched."""
    depth = reach.inputs[0][reach.channel_axis]
    groups = int(reach.config.get("groups") or 1)
    low, high = _channels(reach)
    filters = reach.output[reach.channel_axis] // groups
    channels = (low // filters * (depth // groups), ((high - 1) // filters + 1) * (depth // groups))
    return (_slid(reach, reach.config.get("kernel_size"), channels),)


def depthwise(reach: Reach) -> Found:
    """Return the box behind a depthwise convolution: the channels themselves."""
    times = int(reach.config.get("depth_multiplier") or 1)
    low, high = _channels(reach)
    return (_slid(reach, reach.config.get("kernel_size"), (low // times, (high - 1) // times + 1)),)


def all_channels(reach: Reach) -> Found:
    """Return the box behind a separable convolution."""
    return (_slid(reach, reach.config.get("kernel_size"), (0, reach.inputs[0][reach.channel_axis])),)


def transposed(reach: Reach) -> Found:
    """Return the box behind a transposed convolution."""
    channels = (0, reach.inputs[0][reach.channel_axis])
    return (_slid(reach, reach.config.get("kernel_size"), channels, transposed=True),)


def pool(reach: Reach) -> Found:
    """Return the box behind a pooling window."""
    return (_slid(reach, reach.config.get("pool_size"), reach.ranges[reach.channel_axis]),)


def everywhere(reach: Reach) -> Found:
    """Return the box behind pooling over whole maps."""
    channel = reach.ranges[reach.channel_axis] if len(reach.ranges) > 1 else reach.ranges[0]
    return (tuple(channel if axis == reach.channel_axis else (0, side) for axis, side in enumerate(reach.inputs[0])),)


def dense(reach: Reach) -> Found:
    """Return the box behind a dense layer: the whole last axis."""
    return (with_axes(reach.ranges, (-1,), reach.inputs[0]),)


def einsum(reach: Reach) -> Found:
    """Return the box behind an einsum layer: whole along the letters that the output does not have."""
    read, given = str(reach.config.get("equation")).replace(" ", "").split("->")
    source = read.split(",")[0]
    if "." in read:
        letters = [letter for letter in "ABCDEFGH" if letter not in read + given]
        dots = "".join(letters[: len(reach.inputs[0]) + 1 - len(source.replace("...", ""))])
        source, given = source.replace("...", dots), given.replace("...", dots)
    index = dict(zip(given[1:], reach.ranges, strict=True))
    return (tuple(index.get(letter, (0, side)) for letter, side in zip(source[1:], reach.inputs[0], strict=True)),)


def recurrent(reach: Reach) -> Found:
    """Return the box behind a recurrent layer: the times up to the unit's own where it puts out a sequence."""
    box = whole(reach.inputs[0])
    if len(reach.ranges) == 2 and reach.config.get("return_sequences") and not reach.config.get("go_backwards"):
        box = ((0, reach.ranges[0][1]), *box[1:])
    return (box, *(None for _ in reach.inputs[1:]))


def _channels(reach: Reach) -> Range:
    return reach.ranges[reach.channel_axis]


def _slid(reach: Reach, kernel: object, channels: Range, transposed: bool = False) -> Ranges | None:
    axes = reach.spatial_axes
    shape = reach.inputs[0]
    taps = sides(kernel, len(axes))
    windows = windows_of(reach.config, taps, _of(shape, axes), [reach.output[axis] for axis in axes], transposed)
    found = list(whole(shape))
    found[reach.channel_axis] = channels
    for axis, window in zip(axes, windows, strict=True):
        side = _side(reach.ranges[axis], window)
        if side is None:
            return None
        found[axis] = side
    return tuple(found)


def _side(outputs: Range, window: AxisWindow) -> Range | None:
    """Return the range of the cells that are read, with the padding that touches it; None where all is padding."""
    cells = {cell for output in range(*outputs) for cell in window.taps(output)[0]}
    inside = span(cell for cell in cells if 0 <= cell < window.size)
    if inside is None:
        return None
    low, high = inside
    return (min(cells) if low == 0 else low, max(cells) + 1 if high == window.size else high)


def _of(values: Sequence[int], axes: Sequence[int]) -> list[int]:
    return [values[axis] for axis in axes]
