"""Shapes as nnviz counts them: whole numbers only, so that a size can be told before anything is built."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config.refusal import ModelRefused, shown

UNKNOWN = 128
"""An open size (the length of a text, the height of a picture) counts as this many."""

Shape = tuple[int, ...]
"""Tuples are always shapes, with the batch; lists and dictionaries hold several."""


@dataclass(frozen=True)
class Call:
    """What a layer is called with: plain values, and a shape for every tensor."""

    args: list[Any]
    kwargs: dict[str, Any] = field(default_factory=dict)

    def tensors(self) -> list[Shape]:
        """Return all shapes in their order."""
        return list(shapes_in([self.args, list(self.kwargs.values())]))

    def first(self) -> Shape:
        """Return the shape of the first tensor."""
        found = self.tensors()
        if not found:
            raise CountingError
        return found[0]

    def argument(self, index: int, name: str, default: Any = None) -> Any:
        """Return an argument by its place or its name."""
        return self.args[index] if index < len(self.args) else self.kwargs.get(name, default)


@dataclass(frozen=True)
class Result:
    """What a call gives and needs: shapes of the outputs and of the layer's weights, and values held beside them."""

    outputs: Any
    weights: tuple[Shape, ...] = ()
    extra: int = 0


class Walk(Protocol):
    """Counts a layer inside another one."""

    def layer(self, item: Mapping[str, Any], call: Call) -> Result:
        """Return what the inner layer gives and needs."""


Rule = Callable[[Mapping[str, Any], Call, Walk], Result]


class CountingError(Exception):
    """The settings of a layer do not fit the shapes that it gets."""


def does_not_fit(layer: object, class_name: object) -> ModelRefused:
    """Tell that a layer cannot take what it gets."""
    reason = QT_TRANSLATE_NOOP(
        "Errors", "the layer “{layer}” ({class_name}) does not fit the shape of what it is called with"
    )
    return ModelRefused(reason, layer=shown(layer), class_name=shown(class_name))


def shapes_in(structure: Any) -> Iterator[Shape]:
    """Give every shape of a structure, in order."""
    if isinstance(structure, tuple):
        yield structure
    elif isinstance(structure, list):
        for one in structure:
            yield from shapes_in(one)
    elif isinstance(structure, dict):
        for one in structure.values():
            yield from shapes_in(one)


def count(shape: Shape) -> int:
    """Return the number of values."""
    return math.prod(shape)


def known(sizes: Any) -> Shape:
    """Return a declared shape with its open sizes filled in: the batch counts as one."""
    if not isinstance(sizes, (list, tuple)):
        raise CountingError
    filled = [UNKNOWN if size is None else size for size in sizes]
    if filled and sizes[0] is None:
        filled[0] = 1
    return tuple(whole(size, 0) for size in filled)


def whole(value: Any, least: int = 1) -> int:
    """Return a whole number of at least `least`."""
    if isinstance(value, bool) or not isinstance(value, int) or value < least:
        raise CountingError
    return value


def several(value: Any, number: int, least: int = 1) -> Shape:
    """Return `number` whole numbers, given as one or as a list."""
    items = value if isinstance(value, list) else [value] * number
    if len(items) != number:
        raise CountingError
    return tuple(whole(item, least) for item in items)


def axis_of(value: Any, rank: int) -> int:
    """Return an axis counted from the front."""
    if isinstance(value, bool) or not isinstance(value, int) or not -rank <= value < rank:
        raise CountingError
    return value % rank


def axes_of(value: Any, rank: int) -> list[int]:
    """Return one or more axes, sorted."""
    return sorted({axis_of(one, rank) for one in (value if isinstance(value, list) else [value])})


def channels_first(config: Mapping[str, Any]) -> bool:
    """Tell where the channels are."""
    return config.get("data_format") == "channels_first"


def channel_axis(config: Mapping[str, Any], shape: Shape) -> int:
    """Return the axis of the channels."""
    if len(shape) < 2:
        raise CountingError
    return 1 if channels_first(config) else len(shape) - 1


def spatial_axes(config: Mapping[str, Any], shape: Shape) -> list[int]:
    """Return the axes that are neither batch nor channels."""
    return [axis for axis in range(1, len(shape)) if axis != channel_axis(config, shape)]


def with_sizes(shape: Shape, sizes: Mapping[int, int]) -> Shape:
    """Return the shape with some sizes replaced; none is smaller than one."""
    return tuple(max(1, sizes.get(axis, size)) for axis, size in enumerate(shape))


def broadcast(*shapes: Shape) -> Shape:
    """Return the shape of an element-wise result, at least."""
    rank = max((len(shape) for shape in shapes), default=0)
    padded = [(1,) * (rank - len(shape)) + shape for shape in shapes]
    return tuple(max(sizes) for sizes in zip(*padded, strict=True))


def same(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a layer that keeps the shape and has no weights."""
    del config, walk
    return Result(call.first())
