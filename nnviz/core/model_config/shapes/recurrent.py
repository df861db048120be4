"""Layers that walk along time, and the wrappers of them."""

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
    channels_first,
    count,
    several,
    spatial_axes,
    whole,
    with_sizes,
)
from nnviz.core.model_config.shapes.convolution import slid

MOST_STEPS = 10_000
"""So many steps of a layer that Keras calls one by one."""

_GATES = {"SimpleRNN": 1, "GRU": 3, "LSTM": 4}
_STATES = {"SimpleRNN": 1, "GRU": 1, "LSTM": 2}


def _cell_weights(kind: str, config: Mapping[str, Any], columns: int) -> tuple[tuple[Shape, ...], list[int]]:
    """Return the weights of a cell and the sizes of its states."""
    units = whole(config.get("units"))
    wide = units * _GATES[kind]
    weights: tuple[Shape, ...] = ((columns, wide), (units, wide))
    if config.get("use_bias", True):
        doubled = kind == "GRU" and config.get("reset_after", True)
        weights = (*weights, (2, wide) if doubled else (wide,))
    return weights, [units] * _STATES[kind]


def _unrolled(config: Mapping[str, Any], shape: Shape, states: list[int], weights: tuple[Shape, ...]) -> Result:
    """Return what walking along axis 1 gives; `states` begin with the size of the output."""
    if len(shape) < 3:
        raise CountingError
    batch, steps, out = shape[0], shape[1], states[0]
    outputs: Any = (batch, steps, out) if config.get("return_sequences") else (batch, out)
    if config.get("return_state"):
        outputs = [outputs, *((batch, size) for size in states)]
    return Result(outputs, weights, extra=batch * steps * max(states) * 4)


def simple(kind: str) -> Rule:
    """Return the rule of a recurrent layer with a cell of its own."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del walk
        shape = call.first()
        weights, states = _cell_weights(kind, config, shape[-1])
        return _unrolled(config, shape, states, weights)

    return rule


def _described_cell(item: Mapping[str, Any], columns: int) -> tuple[tuple[Shape, ...], list[int], int]:
    """Return weights, states and output size of a cell, also of a stack of them."""
    name, config = str(item.get("class_name")), item["config"]
    kind = name.removesuffix("Cell")
    if kind in _GATES and name != kind:
        weights, states = _cell_weights(kind, config, columns)
        return weights, states, states[0]
    if name != "StackedRNNCells" or not config.get("cells"):
        raise CountingError
    everything: tuple[Shape, ...] = ()
    sizes: list[int] = []
    for cell in config["cells"]:
        weights, states, columns = _described_cell(cell, columns)
        everything += weights
        sizes += states
    return everything, sizes, columns


def rnn(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a recurrent layer around a cell."""
    del walk
    shape = call.first()
    weights, states, out = _described_cell(config["cell"], shape[-1])
    found = _unrolled({**config, "return_state": False}, shape, [out, *states], ())
    outputs = [found.outputs, *((shape[0], size) for size in states)] if config.get("return_state") else found.outputs
    return Result(outputs, weights, found.extra)


def cell(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a stack of cells that is called by itself, for one step."""
    del walk
    shape = call.first()
    weights, states, out = _described_cell({"class_name": "StackedRNNCells", "config": config}, shape[-1])
    return Result([(shape[0], out), *((shape[0], size) for size in states)], weights)


def single_cell(kind: str) -> Rule:
    """Return the rule of a cell that is called by itself, for one step."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        return cell({"cells": [{"class_name": kind, "config": config}]}, call, walk)

    return rule


def bidirectional(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count two layers of opposite directions and how their outputs are merged."""
    first = Call([call.first()])
    forward = walk.layer(config["layer"], first)
    backward = walk.layer(config["backward_layer"], first) if config.get("backward_layer") else forward
    outputs, *states = forward.outputs if isinstance(forward.outputs, list) else [forward.outputs]
    other = backward.outputs[0] if isinstance(backward.outputs, list) else backward.outputs
    merged: list[Any] = [outputs, other]
    if config.get("merge_mode", "concat") == "concat":
        merged = [(*outputs[:-1], outputs[-1] + other[-1])]
    elif config.get("merge_mode") is not None:
        merged = [outputs]
    everything = [*merged, *states, *states]
    weights = (*forward.weights, *backward.weights)
    extra = forward.extra + backward.extra + count(outputs) + count(other)
    return Result(everything[0] if len(everything) == 1 else everything, weights, extra)


def time_distributed(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a layer that is called on every step."""
    shape = call.first()
    if len(shape) < 3 or shape[1] > MOST_STEPS:
        raise CountingError
    inner = walk.layer(config["layer"], Call([(shape[0], *shape[2:])]))
    if not isinstance(inner.outputs, tuple):
        raise CountingError
    outputs = (inner.outputs[0], shape[1], *inner.outputs[1:])
    return Result(outputs, inner.weights, inner.extra * shape[1])


def convolutional(rank: int) -> Rule:
    """Return the rule of an LSTM whose products are convolutions."""

    def rule(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
        del walk
        shape = call.first()
        if len(shape) != rank + 3:
            raise CountingError
        picture = (shape[0], *shape[2:])
        window, filters = several(config.get("kernel_size"), rank), whole(config.get("filters"))
        channels = picture[channel_axis(config, picture)]
        weights: tuple[Shape, ...] = ((*window, channels, 4 * filters), (*window, filters, 4 * filters))
        if config.get("use_bias", True):
            weights = (*weights, (4 * filters,))
        out = _convolved(config, picture, window, filters)
        outputs: Any = (out[0], shape[1], *out[1:]) if config.get("return_sequences") else out
        if config.get("return_state"):
            outputs = [outputs, out, out]
        return Result(outputs, weights, extra=count(out) * (shape[1] + 12))

    return rule


def _convolved(config: Mapping[str, Any], shape: Shape, window: Shape, filters: int) -> Shape:
    axes = spatial_axes(config, shape)
    strides = several(config.get("strides") or 1, len(axes))
    dilations = several(config.get("dilation_rate") or 1, len(axes))
    padding = str(config.get("padding", "valid"))
    sizes = {
        axis: slid(shape[axis], one, stride, dilation, padding)
        for axis, one, stride, dilation in zip(axes, window, strides, dilations, strict=True)
    }
    return with_sizes(shape, sizes | {1 if channels_first(config) else len(shape) - 1: filters})


RULES: dict[str, Rule] = {
    **{kind: simple(kind) for kind in _GATES},
    **{f"{kind}Cell": single_cell(f"{kind}Cell") for kind in _GATES},
    "StackedRNNCells": cell,
    "RNN": rnn,
    "Bidirectional": bidirectional,
    "TimeDistributed": time_distributed,
    **{f"ConvLSTM{rank}D": convolutional(rank) for rank in (1, 2, 3)},
}
