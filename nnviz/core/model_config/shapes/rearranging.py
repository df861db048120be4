"""Operations of `keras.ops` that move, cut out, repeat and join values."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from nnviz.core.model_config.shapes.base import (
    Call,
    CountingError,
    Result,
    Rule,
    Shape,
    Walk,
    axes_of,
    axis_of,
    broadcast,
    count,
    whole,
)
from nnviz.core.model_config.shapes.reshaping import joined, reshaped

MOST_PIECES = 1_000


def concatenate(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count tensors joined along an axis."""
    del walk
    return Result(joined(call.tensors(), config.get("axis", 0)))


def joined_along(axis: int) -> Rule:
    """Return the rule of `hstack`, `vstack` and `dstack`."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del config, walk
        rank = max(axis + 1, *(len(shape) for shape in call.tensors()), 1)
        return Result(joined([(1,) * (rank - len(shape)) + shape for shape in call.tensors()], axis))

    return rule


def stack(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count tensors put side by side along a new axis."""
    del walk
    tensors = call.tensors()
    first = call.first()
    axis = axis_of(config.get("axis", 0), len(first) + 1)
    return Result((*first[:axis], len(tensors), *first[axis:]))


def split(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count the pieces of a tensor, each as large as the whole at most."""
    del walk
    shape, parts = call.first(), config.get("indices_or_sections")
    axis = axis_of(config.get("axis", 0), len(shape))
    if isinstance(parts, list):
        edges = [0, *(whole(one, 0) for one in parts), shape[axis]]
        sizes = [max(0, end - start) for start, end in pairwise(edges)]
    else:
        pieces = whole(parts)
        if pieces > MOST_PIECES:
            raise CountingError
        sizes = [shape[axis] // pieces] * pieces
    return Result([(*shape[:axis], size, *shape[axis + 1 :]) for size in sizes])


def unstack(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count the slices of a tensor along an axis."""
    del walk
    shape = call.first()
    axis = axis_of(config.get("axis", 0), len(shape))
    number = shape[axis] if config.get("num") is None else whole(config["num"])
    if number > MOST_PIECES:
        raise CountingError
    return Result([(*shape[:axis], *shape[axis + 1 :])] * number)


def expand_dims(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a tensor with new axes of size one."""
    del walk
    shape, own = call.first(), config.get("axis")
    wanted = own if isinstance(own, list) else [own]
    axes = axes_of(wanted, len(shape) + len(wanted))
    sizes = list(shape)
    for axis in axes:
        sizes.insert(axis, 1)
    return Result(tuple(sizes))


def squeeze(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a tensor without its axes of size one."""
    del walk
    shape, own = call.first(), config.get("axis")
    if own is None:
        return Result(tuple(size for size in shape if size != 1))
    axes = axes_of(own, len(shape))
    return Result(tuple(size for axis, size in enumerate(shape) if axis not in axes))


def transpose(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a tensor with its axes in another order."""
    del walk
    shape, axes = call.first(), config.get("axes")
    order = list(range(len(shape)))[::-1] if axes is None else axes
    if not isinstance(order, list) or sorted(axis_of(axis, len(shape)) for axis in order) != list(range(len(shape))):
        raise CountingError
    return Result(tuple(shape[axis] for axis in order))


def moved(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a tensor with some axes elsewhere."""
    del walk
    shape = call.first()
    sources = config.get("source", config.get("axis1"))
    targets = config.get("destination", config.get("axis2"))
    first = [axis_of(one, len(shape)) for one in (sources if isinstance(sources, list) else [sources])]
    second = [axis_of(one, len(shape)) for one in (targets if isinstance(targets, list) else [targets])]
    if "axis1" in config:
        order = list(range(len(shape)))
        order[first[0]], order[second[0]] = second[0], first[0]
        return Result(tuple(shape[axis] for axis in order))
    order = [axis for axis in range(len(shape)) if axis not in first]
    for target, source in sorted(zip(second, first, strict=True)):
        order.insert(target, source)
    return Result(tuple(shape[axis] for axis in order))


def reshape(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a tensor of another shape."""
    del walk
    wanted = config.get("newshape")
    return Result(reshaped(call.first(), wanted if isinstance(wanted, list) else [wanted]))


def ravel(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a flat tensor."""
    del config, walk
    return Result((count(call.first()),))


def broadcast_to(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a tensor repeated to a larger shape."""
    del walk
    wanted = config.get("shape")
    if not isinstance(wanted, list):
        raise CountingError
    shape = (1,) * (len(wanted) - len(call.first())) + call.first()
    sizes = zip(wanted, shape[-len(wanted) :] if wanted else (), strict=True)
    return Result(tuple(old if new in (None, -1) else whole(new, 0) for new, old in sizes))


def tile(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a tensor repeated along its axes."""
    del walk
    shape, own = call.first(), config.get("repeats")
    times = [whole(one) for one in (own if isinstance(own, list) else [own])]
    rank = max(len(times), len(shape))
    times = [1] * (rank - len(times)) + times
    sizes = (1,) * (rank - len(shape)) + shape
    return Result(tuple(size * one for size, one in zip(sizes, times, strict=True)))


def repeat(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a tensor with its values repeated along an axis."""
    del walk
    shape, own, axis = call.first(), config.get("repeats"), config.get("axis")
    if axis is None:
        shape, axis = (count(shape),), 0
    along = axis_of(axis, len(shape))
    size = sum(whole(one, 0) for one in own) if isinstance(own, list) else shape[along] * whole(own, 0)
    return Result((*shape[:along], max(size, shape[along]), *shape[along + 1 :]))


def pad(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a tensor with margins."""
    del walk
    shape, own = call.first(), config.get("pad_width")
    pairs = own if isinstance(own, list) and own and isinstance(own[0], list) else [own] * len(shape)
    pairs = pairs * len(shape) if len(pairs) == 1 else pairs
    if len(pairs) != len(shape):
        raise CountingError
    added = [sum(whole(one, 0) for one in (pair if isinstance(pair, list) else [pair] * 2)) for pair in pairs]
    return Result(tuple(size + one for size, one in zip(shape, added, strict=True)))


def take(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count what is picked by index along an axis."""
    del walk
    shape, indices = call.first(), call.argument(1, "indices")
    picked = indices if isinstance(indices, tuple) else _listed(indices)
    axis = config.get("axis")
    if axis is None:
        return Result(picked)
    along = axis_of(axis, len(shape))
    return Result((*shape[:along], *picked, *shape[along + 1 :]))


def _listed(value: Any) -> Shape:
    """Return the shape of nested lists."""
    sizes: list[int] = []
    while isinstance(value, list):
        sizes.append(len(value))
        value = value[0] if value else None
    return tuple(sizes)


def take_along_axis(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count what is picked for each place; never more than both together span."""
    del config, walk
    tensors = call.tensors()
    return Result(broadcast(*tensors)) if len(tensors) == 2 else Result(call.first())


def get_item(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a part of a tensor, cut out by slices."""
    del config, walk
    shape, key = call.first(), call.argument(1, "key")
    keys = key if isinstance(key, list) else [key]
    named = [one for one in keys if one is not None and not _is(one, "__ellipsis__")]
    skipped = len(shape) - len(named)
    if skipped < 0:
        raise CountingError
    sizes: list[int] = []
    axis = 0
    for one in keys:
        if one is None:
            sizes.append(1)
        elif _is(one, "__ellipsis__"):
            sizes += shape[axis : axis + skipped]
            axis += skipped
        else:
            if not isinstance(one, int):
                sizes.append(_sliced(one, shape[axis]))
            axis += 1
    return Result((*sizes, *shape[axis:]))


def _is(value: Any, class_name: str) -> bool:
    return isinstance(value, dict) and value.get("class_name") == class_name


def _sliced(one: Any, size: int) -> int:
    if not _is(one, "__slice__"):
        raise CountingError
    bounds = [one["config"][name] for name in ("start", "stop", "step")]
    if not all(bound is None or (isinstance(bound, int) and not isinstance(bound, bool)) for bound in bounds):
        raise CountingError
    if bounds[2] == 0:
        raise CountingError
    return len(range(*slice(*bounds).indices(size)))


RULES: dict[str, Rule] = {
    "Concatenate": concatenate, "Hstack": joined_along(1), "Vstack": joined_along(0), "Dstack": joined_along(2),
    "Stack": stack, "Split": split, "Unstack": unstack, "ExpandDims": expand_dims, "Squeeze": squeeze,
    "Transpose": transpose, "Moveaxis": moved, "Swapaxes": moved, "Reshape": reshape, "Ravel": ravel,
    "BroadcastTo": broadcast_to, "Tile": tile, "Repeat": repeat, "Pad": pad, "Take": take,
    "TakeAlongAxis": take_along_axis, "GetItem": get_item,
}  # fmt: skip
