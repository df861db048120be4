"""Layers that move, repeat, crop and join values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nnviz.core.model_config.shapes.base import (
    Call,
    CountingError,
    Result,
    Rule,
    Shape,
    Walk,
    axis_of,
    broadcast,
    count,
    known,
    several,
    spatial_axes,
    whole,
    with_sizes,
)


def flatten(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a layer that makes a vector of each sample."""
    del config, walk
    shape = call.first()
    return Result((shape[0], count(shape[1:])))


def reshape(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a layer that gives each sample another shape."""
    del walk
    shape, wanted = call.first(), config.get("target_shape")
    if not isinstance(wanted, list):
        raise CountingError
    return Result((shape[0], *reshaped(shape[1:], wanted)))


def reshaped(shape: Shape, wanted: list[Any]) -> Shape:
    """Return a shape with at most one size left open as -1.

    Examples
    --------
    >>> reshaped((4, 6), [-1, 8])
    (3, 8)
    """
    sizes = [-1 if size is None else size for size in wanted]
    open_ones = sizes.count(-1)
    if open_ones > 1:
        raise CountingError
    fixed = count(tuple(whole(size, 0) for size in sizes if size != -1))
    rest = count(shape) // max(1, fixed)
    return tuple(rest if size == -1 else size for size in sizes)


def permute(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a layer that swaps axes."""
    del walk
    shape, dims = call.first(), config.get("dims")
    if not isinstance(dims, list) or sorted(dims) != list(range(1, len(shape))):
        raise CountingError
    return Result((shape[0], *(shape[axis] for axis in dims)))


def repeat_vector(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a layer that repeats a vector."""
    del walk
    shape = call.first()
    return Result((shape[0], whole(config.get("n")), *shape[1:]))


def cropping(rank: int, sign: int) -> Rule:
    """Return the rule of a layer that takes off (`sign` -1) or adds (+1) margins."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del walk
        shape = call.first()
        if len(shape) != rank + 2:
            raise CountingError
        margins = config.get("cropping" if sign < 0 else "padding", 1)
        axes = spatial_axes(config, shape)
        both = _margins(margins, rank)
        return Result(with_sizes(shape, {axis: shape[axis] + sign * one for axis, one in zip(axes, both, strict=True)}))

    return rule


def _margins(value: Any, rank: int) -> list[int]:
    """Return the sum of both margins of each axis."""
    if rank == 1:
        pair = value if isinstance(value, list) else [value, value]
        return [sum(several(pair[0] if len(pair) == 1 and isinstance(pair[0], list) else pair, 2, 0))]
    items = value if isinstance(value, list) else [value] * rank
    if len(items) != rank:
        raise CountingError
    return [sum(several(item, 2, 0)) for item in items]


def upsampling(rank: int) -> Rule:
    """Return the rule of a layer that repeats rows and columns."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del walk
        shape = call.first()
        if len(shape) != rank + 2:
            raise CountingError
        axes = spatial_axes(config, shape)
        times = several(config.get("size", 2), rank)
        return Result(with_sizes(shape, {axis: shape[axis] * one for axis, one in zip(axes, times, strict=True)}))

    return rule


def merge(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count an element-wise merge."""
    del config, walk
    tensors = call.tensors()
    if not tensors:
        raise CountingError
    return Result(broadcast(*tensors))


def concatenate(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a layer that joins tensors along an axis."""
    del walk
    return Result(joined(call.tensors(), config.get("axis", -1)))


def joined(tensors: list[Shape], axis: Any) -> Shape:
    """Return the shape of tensors joined along an axis."""
    if not tensors or len({len(shape) for shape in tensors}) != 1:
        raise CountingError
    along = axis_of(axis, len(tensors[0]))
    sizes = [max(shape[index] for shape in tensors) for index in range(len(tensors[0]))]
    sizes[along] = sum(shape[along] for shape in tensors)
    return tuple(sizes)


def dot(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count the products of two tensors along an axis of each."""
    del walk
    tensors = call.tensors()
    if len(tensors) != 2:
        raise CountingError
    first, second = tensors
    own = config.get("axes")
    pair = own if isinstance(own, list) else [own, own]
    if len(pair) != 2:
        raise CountingError
    left, right = axis_of(pair[0], len(first)), axis_of(pair[1], len(second))
    kept = [size for axis, size in enumerate(first) if axis != left]
    kept += [size for axis, size in enumerate(second) if axis not in (0, right)]
    return Result(tuple(kept) if len(kept) > 1 else (*kept, 1), extra=count(first) + count(second))


def input_layer(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Return the declared shape of an input."""
    del call, walk
    if config.get("batch_shape") is not None:
        return Result(known(config["batch_shape"]))
    if config.get("shape") is None:
        raise CountingError
    return Result(known([config.get("batch_size"), *config["shape"]]))


RULES: dict[str, Rule] = {
    "InputLayer": input_layer,
    "Flatten": flatten,
    "Reshape": reshape,
    "Permute": permute,
    "RepeatVector": repeat_vector,
    **{f"Cropping{rank}D": cropping(rank, -1) for rank in (1, 2, 3)},
    **{f"ZeroPadding{rank}D": cropping(rank, 1) for rank in (1, 2, 3)},
    **{f"UpSampling{rank}D": upsampling(rank) for rank in (1, 2, 3)},
    **dict.fromkeys(("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"), merge),
    "Concatenate": concatenate,
    "Dot": dot,
}
