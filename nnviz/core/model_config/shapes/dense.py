"""Layers that multiply, scale and normalise."""

from __future__ import annotations

import re
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
    axis_of,
    count,
    whole,
)

_EQUATIONS = (
    re.compile(r"(?P<input>[a-zA-Z]+),(?P<kernel>[a-zA-Z]+)->(?P<output>[a-zA-Z]+)"),
    re.compile(r"(?P<left>0)(?P<input>[a-zA-Z]+),(?P<kernel>[a-zA-Z]+)->0(?P<output>[a-zA-Z]+)"),
    re.compile(r"(?P<input>[a-zA-Z]{2,})0,(?P<kernel>[a-zA-Z]+)->(?P<output>[a-zA-Z]+)0"),
)


def dense(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a Dense layer."""
    del walk
    shape, units = call.first(), whole(config.get("units"))
    if len(shape) < 2:
        raise CountingError
    weights = ((shape[-1], units), *(((units,),) if config.get("use_bias", True) else ()))
    return Result((*shape[:-1], units), weights)


def einsum_dense(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count an EinsumDense layer, whose weights follow from its equation."""
    del walk
    return einsum_projection(
        str(config.get("equation")), config.get("output_shape"), config.get("bias_axes"), call.first()
    )


def einsum_projection(equation: str, output_shape: Any, bias_axes: Any, shape: Shape) -> Result:
    """Return output and weights of an Einstein sum with a kernel."""
    text = equation.replace("...", "0")
    match = next((found for one in _EQUATIONS if (found := one.fullmatch(text))), None)
    if match is None:
        raise CountingError
    letters, left = match["input"], "left" in match.groupdict()
    elided = len(shape) - len(letters)
    if elided < 0:
        raise CountingError
    sizes = dict(zip(letters, shape[elided:] if left else shape, strict=False))
    rest = shape[:elided] if left else shape[len(letters) :]
    wanted = output_shape if isinstance(output_shape, list) else [output_shape]
    named = [shape[0], *wanted] if not (left and elided) else list(wanted)
    if len(named) != len(match["output"]):
        raise CountingError
    for letter, size in zip(match["output"], named, strict=True):
        if letter not in sizes:
            sizes[letter] = whole(size)
    result = tuple(sizes[letter] for letter in match["output"])
    outputs = (*rest, *result) if left else (*result, *rest)
    weights = [_sized(match["kernel"], sizes)]
    if bias_axes:
        weights.append(_bias(str(bias_axes), match["output"], sizes, 0 if left else len(rest)))
    return Result(outputs, tuple(weights))


def _sized(letters: str, sizes: Mapping[str, int]) -> Shape:
    if not set(letters) <= set(sizes):
        raise CountingError
    return tuple(sizes[letter] for letter in letters)


def _bias(axes: str, output: str, sizes: Mapping[str, int], behind: int) -> Shape:
    """Return the shape of a bias: ones along the axes behind its first one that it does not vary over."""
    if not set(axes) <= set(output):
        raise CountingError
    first = min(output.index(letter) for letter in axes)
    return tuple(sizes[letter] if letter in axes else 1 for letter in output[first:]) + (1,) * behind


def embedding(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a table of vectors."""
    del walk
    rows, columns = whole(config.get("input_dim")), whole(config.get("output_dim"))
    return Result((*call.first(), columns), ((rows, columns),))


def reversible_embedding(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a table of vectors that also gives the scores of its rows."""
    found = embedding(config, call, walk)
    rows, columns = found.weights[0]
    weights = found.weights if config.get("tie_weights", True) else (*found.weights, (columns, rows))
    if call.argument(1, "reverse", False):
        return Result((*call.first()[:-1], rows), weights)
    return Result(found.outputs, weights)


def prelu(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count a leaky function with a slope for each place."""
    del walk
    shape = call.first()
    shared = axes_of(config.get("shared_axes") or [], len(shape))
    return Result(shape, (tuple(1 if axis in shared else size for axis, size in enumerate(shape))[1:],))


def batch_normalization(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count gamma, beta and the moving figures of each channel."""
    del walk
    shape = call.first()
    axis = config.get("axis", -1)
    axis = axis[0] if isinstance(axis, list) and len(axis) == 1 else axis
    channel = (shape[axis_of(axis, len(shape))],)
    number = 2 + bool(config.get("scale", True)) + bool(config.get("center", True)) + 3 * bool(config.get("renorm"))
    return Result(shape, (channel,) * number, extra=count(shape))


def layer_normalization(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count gamma and beta over the normalised axes."""
    del walk
    shape = call.first()
    own = config.get("axis", -1)
    axes = [axis_of(one, len(shape)) for one in (own if isinstance(own, list) else [own])]
    weight = tuple(shape[axis] for axis in axes)
    scaled = bool(config.get("scale", True)) or bool(config.get("rms_scaling"))
    shifted = bool(config.get("center", True)) and not config.get("rms_scaling")
    return Result(shape, (weight,) * (scaled + shifted), extra=count(shape))


def group_normalization(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count gamma and beta of each channel."""
    del walk
    shape = call.first()
    channel = (shape[axis_of(config.get("axis", -1), len(shape))],)
    number = bool(config.get("scale", True)) + bool(config.get("center", True))
    return Result(shape, (channel,) * number, extra=count(shape))


def rms_normalization(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count the scale over the normalised axes."""
    del walk
    shape, own = call.first(), config.get("axis", -1)
    axes = [axis_of(one, len(shape)) for one in (own if isinstance(own, list) else [own])]
    return Result(shape, (tuple(shape[axis] for axis in axes),), extra=count(shape))


def normalization(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count mean, variance and count where the layer has learnt them from data."""
    del walk
    shape, own = call.first(), config.get("axis", -1)
    axes = [] if own is None else axes_of(own, len(shape))
    weight = tuple(shape[axis] for axis in axes)
    return Result(shape, (weight, weight, ()) if config.get("mean") is None else ())


def spectral_normalization(config: Mapping[str, Any], call: Call, walk: Walk) -> Result:
    """Count the wrapped layer and the vector that estimates its largest singular value."""
    inner = walk.layer(config["layer"], call)
    kernels = [shape for shape in inner.weights if len(shape) > 1]
    if not kernels:
        raise CountingError
    return Result(inner.outputs, ((1, kernels[0][-1]), *inner.weights), inner.extra + 2 * count(kernels[0]))


RULES: dict[str, Rule] = {
    "Dense": dense,
    "EinsumDense": einsum_dense,
    "Embedding": embedding,
    "ReversibleEmbedding": reversible_embedding,
    "PReLU": prelu,
    "BatchNormalization": batch_normalization,
    "LayerNormalization": layer_normalization,
    "GroupNormalization": group_normalization,
    "RMSNormalization": rms_normalization,
    "Normalization": normalization,
    "SpectralNormalization": spectral_normalization,
}
