"""Layers of old versions of Keras, of which nnviz has its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nnviz.core.model_config.shapes.base import (
    Call,
    CountingError,
    Result,
    Rule,
    Walk,
    channel_axis,
    channels_first,
    count,
    several,
    spatial_axes,
    whole,
)
from nnviz.core.model_config.shapes.reshaping import upsampling

MOST_PLACES = 10_000
MOST_TIMES = 256


def locally_connected(rank: int) -> Rule:
    """Return the rule of a convolution with a kernel of its own at each place, one operation each."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del walk
        shape = call.first()
        if len(shape) != rank + 2:
            raise CountingError
        window, filters = several(config.get("kernel_size"), rank), whole(config.get("filters"))
        strides = several(config.get("strides", 1), rank)
        axes = spatial_axes(config, shape)
        sizes = zip(axes, window, strides, strict=True)
        places = tuple(max(1, (shape[axis] - one) // stride + 1) for axis, one, stride in sizes)
        if count(places) > MOST_PLACES:
            raise CountingError
        area = count(window) * shape[channel_axis(config, shape)]
        weights = [(count(places), area, filters)]
        outputs = (shape[0], filters, *places) if channels_first(config) else (shape[0], *places, filters)
        kept: list[tuple[int, ...]] = [*weights, *([(*places, filters)] if config.get("use_bias", True) else [])]
        return Result(outputs, tuple(kept), extra=count(places) * area)

    return rule


def maxout_dense(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count several dense layers, of which the largest counts."""
    del walk
    shape, units, features = call.first(), whole(config.get("units")), whole(config.get("nb_feature", 4))
    weights: tuple[tuple[int, ...], ...] = ((features, shape[-1], units),)
    if config.get("use_bias", True):
        weights = (*weights, (features, units))
    return Result((*shape[:-1], units), weights, extra=count(shape[:-1]) * features * units)


def highway(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a dense layer and the gate beside it."""
    del walk
    shape = call.first()
    size = shape[-1]
    biases = ((size,), (size,)) if config.get("use_bias", True) else ()
    return Result(shape, ((size, size), (size, size), *biases), extra=2 * count(shape))


def by_place(number: int) -> Rule:
    """Return the rule of a function with `number` learnt figures for each place."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del config, walk
        shape = call.first()
        return Result(shape, (shape[1:],) * number, extra=2 * count(shape))

    return rule


def enlarged(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count an enlargement that takes an operation for each new pixel between two old ones."""
    if max(several(config.get("size", 2), 2)) > MOST_TIMES:
        raise CountingError
    return upsampling(2)(config, call, walk)


RULES: dict[str, Rule] = {
    "LocallyConnected1D": locally_connected(1),
    "LocallyConnected2D": locally_connected(2),
    "MaxoutDense": maxout_dense,
    "Highway": highway,
    "SReLU": by_place(4),
    "ParametricSoftplus": by_place(2),
    "BilinearUpSampling2D": enlarged,
}
