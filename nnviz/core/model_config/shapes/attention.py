"""Layers in which every place looks at every other."""

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
    axes_of,
    count,
    several,
    whole,
)


def attention(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count dot-product attention over the places of the value."""
    del walk
    query, value = _query_and_value(call)
    weights: tuple[Shape, ...] = ((),) if config.get("use_scale") else ()
    scores = count(query[:-1]) * value[-2]
    if config.get("score_mode") == "concat":
        weights = (*weights, ())
        return _looked_up(call, query, value, weights, scores * (2 + query[-1]))
    return _looked_up(call, query, value, weights, scores * 2)


def additive_attention(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count additive attention, which holds a vector for each pair of places."""
    del walk
    query, value = _query_and_value(call)
    weights = ((query[-1],),) if config.get("use_scale", True) else ()
    return _looked_up(call, query, value, weights, count(query) * value[-2] * 2)


def _query_and_value(call: Call) -> tuple[Shape, Shape]:
    tensors = call.tensors()
    if len(tensors) < 2 or len(tensors[0]) < 2 or len(tensors[1]) < 2:
        raise CountingError
    return tensors[0], tensors[1]


def _looked_up(call: Call, query: Shape, value: Shape, weights: tuple[Shape, ...], extra: int) -> Result:
    outputs: Any = (*query[:-1], value[-1])
    if call.kwargs.get("return_attention_scores"):
        outputs = [outputs, (*query[:-1], value[-2])]
    return Result(outputs, weights, extra)


def multi_head_attention(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count the projections and the scores of every head."""
    del walk
    query, value, key = _three(call)
    heads, width = whole(config.get("num_heads")), whole(config.get("key_dim"))
    depth = whole(config.get("value_dim") or width)
    own = config.get("output_shape")
    last = (query[-1],) if own is None else several(own, len(own) if isinstance(own, list) else 1)
    weights = [(query[-1], heads, width), (key[-1], heads, width), (value[-1], heads, depth), (heads, depth, *last)]
    biases: list[Shape] = [(heads, width), (heads, width), (heads, depth), last]
    if config.get("use_gate"):
        weights.append((query[-1], heads, depth))
        biases.append((heads, depth))
    if config.get("use_bias", True):
        weights += biases
    axes = config.get("attention_axes")
    looked = list(range(1, len(query) - 1)) if axes is None else axes_of(axes, len(query))
    scores = heads * count(query[:-1])
    for axis in looked:
        if axis >= len(value) - 1:
            raise CountingError
        scores *= value[axis]
    outputs: Any = (*query[:-1], *last)
    if call.kwargs.get("return_attention_scores"):
        outputs = [outputs, (scores,)]
    projected = heads * (width + depth) * (count(query[:-1]) + count(value[:-1]) + count(key[:-1]))
    return Result(outputs, tuple(weights), extra=2 * scores + projected)


def _three(call: Call) -> tuple[Shape, Shape, Shape]:
    query = call.argument(0, "query")
    value = call.argument(1, "value")
    key = call.argument(2, "key")
    key = value if key is None else key
    if not all(isinstance(one, tuple) and len(one) >= 2 for one in (query, value, key)):
        raise CountingError
    return query, value, key


def group_query_attention(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count the projections and the scores of heads that share keys and values."""
    del walk
    query, value, key = _three(call)
    width, heads = whole(config.get("head_dim")), whole(config.get("num_query_heads"))
    shared = whole(config.get("num_key_value_heads"))
    weights: list[Shape] = [
        (query[-1], heads, width),
        (key[-1], shared, width),
        (value[-1], shared, width),
        (heads, width, query[-1]),
    ]
    biases: list[Shape] = [(heads, width), (shared, width), (shared, width), (query[-1],)]
    if config.get("use_gate"):
        weights.append((query[-1], heads, width))
        biases.append((heads, width))
    if config.get("use_bias", True):
        weights += biases
    scores = heads * count(query[:-1]) * value[-2]
    outputs: Any = [query, (scores,)] if call.kwargs.get("return_attention_scores") else query
    projected = heads * width * (count(query[:-1]) + 2 * count(value[:-1]))
    return Result(outputs, tuple(weights), extra=2 * scores + 2 * projected)


RULES: dict[str, Rule] = {
    "Attention": attention,
    "AdditiveAttention": additive_attention,
    "MultiHeadAttention": multi_head_attention,
    "GroupQueryAttention": group_query_attention,
}
