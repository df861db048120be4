"""Boxes behind all other layers: cell by cell, along an axis, or moved."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate, pairwise
from math import prod

import numpy as np

from nnviz.core.arithmetic.axis_window import sides
from nnviz.core.fields import windowed
from nnviz.core.fields.box import Ranges, Reach, whole, with_axes, without_batch
from nnviz.core.fields.windowed import Found

Rule = Callable[[Reach], Found]

_LARGEST_ENUMERATION = 2_000_000


def same_cell(reach: Reach) -> Found:
    """Return the same box of every input; sides that are broadcast are one cell long."""
    return tuple(
        tuple((0, 1) if side == 1 else one for one, side in zip(_last(reach.ranges, len(shape)), shape, strict=True))
        for shape in reach.inputs
    )


def _last(ranges: Ranges, count: int) -> Ranges:
    return ranges[len(ranges) - count :]


def along_axis(reach: Reach) -> Found:
    """Return the box with the whole side along the axes of the layer (softmax, layer normalisation)."""
    axis = reach.config.get("axis", -1)
    axes = axis if isinstance(axis, tuple) else (axis,)
    shape = reach.inputs[0]
    return (with_axes(reach.ranges, [without_batch(one, len(shape)) for one in axes], shape),)


def group(reach: Reach) -> Found:
    """Return whole maps of the groups of channels that are touched."""
    shape = reach.inputs[0]
    place = without_batch(int(reach.config.get("axis", -1)), len(shape))
    groups = int(reach.config.get("groups", 1))
    size = 1 if groups == -1 else shape[place] // groups
    low, high = reach.ranges[place]
    found = list(whole(shape))
    found[place] = (low // size * size, ((high - 1) // size + 1) * size)
    return (tuple(found),)


def reduced(reach: Reach) -> Found:
    """Return the box behind a mean or maximum over axes."""
    shape = reach.inputs[0]
    axis = reach.config.get("axis")
    axes = {without_batch(one, len(shape)) for one in (axis if isinstance(axis, tuple) else (axis,)) if one is not None}
    if axis is None or -1 in axes:
        return (whole(shape),)
    kept = list(reach.ranges)
    if len(kept) == len(shape):
        kept = [one for place, one in enumerate(kept) if place not in axes]
    return (tuple((0, side) if place in axes else kept.pop(0) for place, side in enumerate(shape)),)


def activation(reach: Reach) -> Found:
    """Return the box behind an activation layer."""
    return along_axis(reach) if str(reach.layer.activation).endswith("softmax") else same_cell(reach)


def reshaped(reach: Reach) -> Found:
    """Return the box around the same cells in another shape."""
    source = reach.inputs[0]
    if reach.ranges == whole(reach.output) or prod(b - a for a, b in reach.ranges) > _LARGEST_ENUMERATION:
        return (whole(source),)
    first = reach.layer.type == "Flatten" and reach.config.get("data_format") == "channels_first" and len(source) > 1
    order = (*range(1, len(source)), 0) if first else tuple(range(len(source)))
    shape = [source[axis] for axis in order]
    corners = np.ix_(*(np.arange(start, stop) for start, stop in reach.ranges))
    numbers = np.ravel_multi_index(np.broadcast_arrays(*corners), reach.output)
    cells = np.unravel_index(numbers, shape) if shape else ()
    found = {axis: (int(cell.min()), int(cell.max()) + 1) for axis, cell in zip(order, cells, strict=True)}
    return (tuple(found[axis] for axis in range(len(source))),)


def permuted(reach: Reach) -> Found:
    """Return the box with its axes in the order of the input."""
    order = [axis for axis in (reach.config.get("dims") or reach.config.get("axes") or ()) if axis != 0]
    if len(order) != len(reach.inputs[0]):
        return (whole(reach.inputs[0]),)
    found = list(reach.ranges)
    for place, axis in enumerate(order):
        found[axis - 1] = reach.ranges[place]
    return (tuple(found),)


def _shifted(name: str, sign: int) -> Rule:
    def rule(reach: Reach) -> Found:
        found = list(reach.ranges)
        axes = reach.spatial_axes
        value = reach.config.get(name)
        entries = (value,) if len(axes) == 1 else value if isinstance(value, tuple) else (value,) * len(axes)
        for axis, entry in zip(axes, entries, strict=True):
            before = sign * int(entry[0] if isinstance(entry, tuple) else entry)
            found[axis] = (found[axis][0] + before, found[axis][1] + before)
        return (tuple(found),)

    return rule


def enlarged(reach: Reach) -> Found:
    """Return the box before each cell was repeated; other interpolations read a cell more on either side."""
    found = list(reach.ranges)
    more = 0 if reach.config.get("interpolation", "nearest") == "nearest" else 2
    axes = reach.spatial_axes
    for axis, times in zip(axes, sides(reach.config.get("size", 2), len(axes)), strict=True):
        low, high = found[axis]
        found[axis] = (low // times - more, (high - 1) // times + 1 + more)
    return (tuple(found),)


def repeated(reach: Reach) -> Found:
    """Return the box of the row that was repeated."""
    return (reach.ranges[1:],)


def joined(reach: Reach) -> Found:
    """Return the part of the box that came from each input."""
    place = without_batch(int(reach.config.get("axis", -1)), len(reach.output))
    borders = accumulate((shape[place] for shape in reach.inputs), initial=0)
    low, high = reach.ranges[place]
    found: list[Ranges | None] = []
    for start, stop in pairwise(borders):
        part = (max(low, start) - start, min(high, stop) - start)
        inside = part[0] < part[1]
        found.append((*reach.ranges[:place], part, *reach.ranges[place + 1 :]) if inside else None)
    return tuple(found)


def looked_up(reach: Reach) -> Found:
    """Return the box of the words whose rows were looked up."""
    return (reach.ranges[:-1],)


_CELLS = (
    *("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum", "Divide", "TrueDivide", "Power"),
    *("BatchNormalization", "ReLU", "LeakyReLU", "ELU", "PReLU", "Rescaling", "Normalization", "Discretization"),
    *("Sin", "Cos", "Exp", "Log", "Sqrt", "Square", "Negative", "Absolute", "Abs", "Tanh", "Reciprocal", "Relu"),
    *("Relu6", "Sigmoid", "Silu", "Softplus", "Softsign", "HardSigmoid", "HardSilu", "Selu", "Elu", "Gelu", "Clip"),
    *("Cast", "NotEqual", "Equal", "Greater", "Less", "LeakyRelu", "Sign", "Where"),
)

RULES: dict[str, Rule] = {
    **dict.fromkeys(_CELLS, same_cell),
    **dict.fromkeys(("Conv1D", "Conv2D", "Conv3D"), windowed.convolution),
    **dict.fromkeys(("DepthwiseConv1D", "DepthwiseConv2D"), windowed.depthwise),
    **dict.fromkeys(("SeparableConv1D", "SeparableConv2D"), windowed.all_channels),
    **dict.fromkeys((f"Conv{rank}DTranspose" for rank in (1, 2, 3)), windowed.transposed),
    **dict.fromkeys((f"{kind}Pooling{rank}D" for kind in ("Max", "Average") for rank in (1, 2, 3)), windowed.pool),
    **dict.fromkeys(
        (f"Global{kind}Pooling{rank}D" for kind in ("Max", "Average") for rank in (1, 2, 3)), windowed.everywhere
    ),
    "Dense": windowed.dense,
    "EinsumDense": windowed.einsum,
    **dict.fromkeys(("LSTM", "GRU", "SimpleRNN"), windowed.recurrent),
    **dict.fromkeys(
        ("LayerNormalization", "RMSNormalization", "UnitNormalization", "Softmax", "LogSoftmax"), along_axis
    ),
    "GroupNormalization": group,
    "Activation": activation,
    **dict.fromkeys(("Mean", "Max", "Min", "Sum"), reduced),
    **dict.fromkeys(("Flatten", "Reshape", "Squeeze", "ExpandDims"), reshaped),
    **dict.fromkeys(("Permute", "Transpose"), permuted),
    **dict.fromkeys((f"ZeroPadding{rank}D" for rank in (1, 2, 3)), _shifted("padding", -1)),
    **dict.fromkeys((f"Cropping{rank}D" for rank in (1, 2, 3)), _shifted("cropping", 1)),
    **dict.fromkeys((f"UpSampling{rank}D" for rank in (1, 2, 3)), enlarged),
    "RepeatVector": repeated,
    "Concatenate": joined,
    "Embedding": looked_up,
}
