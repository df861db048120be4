"""Layers that slide a window: convolutions and pooling."""

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
    channel_axis,
    count,
    several,
    spatial_axes,
    whole,
    with_sizes,
)


def slid(size: int, window: int, stride: int, dilation: int, padding: str) -> int:
    """Return the number of places of a window along an axis.

    Examples
    --------
    >>> slid(28, 3, 1, 1, "valid"), slid(28, 3, 2, 1, "same")
    (26, 14)
    """
    reach = size - dilation * (window - 1) if padding == "valid" else size
    return max(1, -(-reach // stride))


def _windowed(config: Mapping[str, Any], shape: Shape, window: Shape, channels: int) -> Shape:
    axes = spatial_axes(config, shape)
    strides = several(config.get("strides") or 1, len(axes))
    dilations = several(config.get("dilation_rate") or 1, len(axes))
    padding = str(config.get("padding", "valid"))
    sizes = {
        axis: slid(shape[axis], one, stride, dilation, padding)
        for axis, one, stride, dilation in zip(axes, window, strides, dilations, strict=True)
    }
    return with_sizes(shape, sizes | {channel_axis(config, shape): channels})


def _bias(config: Mapping[str, Any], channels: int) -> tuple[Shape, ...]:
    return ((channels,),) if config.get("use_bias", True) else ()


def _ranked(rank: int, call: Call) -> Shape:
    shape = call.first()
    if len(shape) != rank + 2:
        raise CountingError
    return shape


def convolution(rank: int) -> Rule:
    """Return the rule of a convolution along `rank` axes."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del walk
        shape = _ranked(rank, call)
        window, filters = several(config.get("kernel_size"), rank), whole(config.get("filters"))
        groups = whole(config.get("groups", 1))
        channels = shape[channel_axis(config, shape)]
        if channels % groups or filters % groups:
            raise CountingError
        weights = ((*window, channels // groups, filters), *_bias(config, filters))
        return Result(_windowed(config, shape, window, filters), weights)

    return rule


def transposed(rank: int) -> Rule:
    """Return the rule of a transposed convolution."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del walk
        shape = _ranked(rank, call)
        window, filters = several(config.get("kernel_size"), rank), whole(config.get("filters"))
        strides = several(config.get("strides") or 1, rank)
        dilations = several(config.get("dilation_rate") or 1, rank)
        added = config.get("output_padding")
        more = [None] * rank if added is None else list(several(added, rank, 0))
        padding = str(config.get("padding", "valid"))
        sizes = {
            axis: _grown(shape[axis], dilation * (one - 1) + 1, stride, extra, padding)
            for axis, one, stride, dilation, extra in zip(
                spatial_axes(config, shape), window, strides, dilations, more, strict=True
            )
        }
        channel = channel_axis(config, shape)
        weights = ((*window, filters, shape[channel]), *_bias(config, filters))
        return Result(with_sizes(shape, sizes | {channel: filters}), weights)

    return rule


def _grown(size: int, reach: int, stride: int, added: int | None, padding: str) -> int:
    if added is None:
        return size * stride if padding == "same" else size * stride + max(reach - stride, 0)
    around = reach // 2 if padding == "same" else 0
    return (size - 1) * stride + reach - 2 * around + added


def depthwise(rank: int) -> Rule:
    """Return the rule of a convolution of each channel for itself."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del walk
        shape = _ranked(rank, call)
        window, times = several(config.get("kernel_size"), rank), whole(config.get("depth_multiplier", 1))
        channels = shape[channel_axis(config, shape)]
        weights = ((*window, channels, times), *_bias(config, channels * times))
        return Result(_windowed(config, shape, window, channels * times), weights)

    return rule


def separable(rank: int) -> Rule:
    """Return the rule of a depthwise convolution followed by one of a single place."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del walk
        shape = _ranked(rank, call)
        window, times = several(config.get("kernel_size"), rank), whole(config.get("depth_multiplier", 1))
        filters, channels = whole(config.get("filters")), shape[channel_axis(config, shape)]
        weights = (
            (*window, channels, times),
            (*(1,) * rank, channels * times, filters),
            *_bias(config, filters),
        )
        between = _windowed(config, shape, window, channels * times)
        return Result(_windowed(config, shape, window, filters), weights, extra=count(between))

    return rule


def pooling(rank: int) -> Rule:
    """Return the rule of a pooling along `rank` axes."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del walk
        shape = _ranked(rank, call)
        window = several(config.get("pool_size", 2), rank)
        strides = config.get("strides") or list(window)
        settings = {**config, "strides": strides, "dilation_rate": 1}
        return Result(_windowed(settings, shape, window, shape[channel_axis(config, shape)]))

    return rule


def global_pooling(rank: int) -> Rule:
    """Return the rule of a pooling of everything."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del walk
        shape = _ranked(rank, call)
        axes = spatial_axes(config, shape)
        if config.get("keepdims"):
            return Result(with_sizes(shape, dict.fromkeys(axes, 1)))
        return Result(tuple(size for axis, size in enumerate(shape) if axis not in axes))

    return rule


def adaptive_pooling(rank: int) -> Rule:
    """Return the rule of a pooling to a given size; it is computed with a matrix along each axis."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del walk
        shape = _ranked(rank, call)
        axes = spatial_axes(config, shape)
        sizes = dict(zip(axes, several(config.get("output_size"), rank), strict=True))
        matrices = sum(shape[axis] * size for axis, size in sizes.items())
        windows = count(shape) * max(max(shape[axis], size) for axis, size in sizes.items())
        return Result(with_sizes(shape, sizes), extra=matrices + windows)

    return rule


RULES: dict[str, Rule] = {
    **{f"Conv{rank}D": convolution(rank) for rank in (1, 2, 3)},
    **{f"Conv{rank}DTranspose": transposed(rank) for rank in (1, 2, 3)},
    **{f"DepthwiseConv{rank}D": depthwise(rank) for rank in (1, 2)},
    **{f"SeparableConv{rank}D": separable(rank) for rank in (1, 2)},
    **{f"{kind}Pooling{rank}D": pooling(rank) for kind in ("Max", "Average") for rank in (1, 2, 3)},
    **{f"Global{kind}Pooling{rank}D": global_pooling(rank) for kind in ("Max", "Average") for rank in (1, 2, 3)},
    **{f"Adaptive{kind}Pooling{rank}D": adaptive_pooling(rank) for kind in ("Max", "Average") for rank in (1, 2, 3)},
}
