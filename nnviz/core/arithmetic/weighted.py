"""Weighted sums: convolutions of all kinds and dense layers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from nnviz.core.arithmetic import activations
from nnviz.core.arithmetic.axis_window import AxisWindow, windows_of
from nnviz.core.arithmetic.subject import Cells, Subject, cut, whole
from nnviz.core.arrays import Array
from nnviz.core.unit_arithmetic import Kind, Part, UnitArithmetic

Sum = Callable[[Subject], UnitArithmetic]


def weighted(sum_of: Sum) -> Sum:
    """Return the rule of a layer that puts an activation function on a sum."""

    def rule(subject: Subject) -> UnitArithmetic:
        found = sum_of(subject)
        assert found.pre_activation is not None
        name = subject.layer.activation
        if name in activations.ROWS:
            return _with_row(subject, found, sum_of, name)
        result = activations.activate(name, found.pre_activation)
        function = "" if name in (None, "linear") else name
        body = "Σ x·w" + ("" if found.bias is None else " + b")
        return replace(found, activation=name, result=result, formula=f"{function}({body})" if function else body)

    return rule


def _with_row(subject: Subject, found: UnitArithmetic, sum_of: Sum, name: str | None) -> UnitArithmetic:
    """Return the unit with softmax: the sums of the whole last axis belong to it."""
    *front, place = subject.unit
    others = [sum_of(replace(subject, unit=(*front, other))) for other in range(subject.output_shape[-1])]
    sums = np.array([other.pre_activation for other in others], np.float64)
    largest = float(sums.max())
    exponentials = np.exp(sums - largest)
    share = float(exponentials[place] / exponentials.sum())
    parts = (
        Part("maximum", largest),
        Part("numerator", float(exponentials[place])),
        Part("denominator", float(exponentials.sum())),
    )
    result = share if name == "softmax" else float(sums[place] - largest - np.log(exponentials.sum()))
    formula = "exp(z − max) / Σ exp(zₖ − max)" if name == "softmax" else "z − log Σ exp(zₖ)"
    return replace(found, activation=name, result=result, parts=parts, formula=formula)


def products_of(subject: Subject, cells: Cells, weights: Array, bias: float | None) -> UnitArithmetic:
    """Return the sum of a window's values times weights of the same shape."""
    window = cut(subject, cells)
    kernel = weights.astype(np.float64)
    products = window.values * kernel
    total = float(products.sum())
    return UnitArithmetic(
        layer_id=subject.layer.id,
        unit=subject.unit,
        kind=Kind.WEIGHTED_SUM,
        windows=(window,),
        kernel=kernel,
        products=products,
        sum=total,
        bias=bias,
        pre_activation=total + (bias or 0.0),
        count=products.size,
    )


def bias_of(subject: Subject, channel: int) -> float | None:
    """Return the bias of a channel, None where the layer has none."""
    bias = subject.weight("bias")
    return None if bias is None else float(bias[channel])


def sliding(subject: Subject, kernel: Sequence[int], transposed: bool = False) -> tuple[list[tuple[int, ...]], ...]:
    """Return, for each spatial axis, the cells that the unit reads and the taps of the kernel that they meet."""
    sizes = subject.spatial(subject.inputs[0].shape)
    outputs = subject.spatial(subject.output_shape)
    windows: tuple[AxisWindow, ...] = windows_of(subject.config, kernel, sizes, outputs, transposed)
    places = [window.taps(output) for window, output in zip(windows, subject.spatial(subject.unit), strict=True)]
    return [cells for cells, _ in places], [taps for _, taps in places]


def convolution(subject: Subject) -> UnitArithmetic:
    """Return the sum of a convolution: of one group of input channels, where there are groups."""
    kernel = subject.weight_needed("kernel")
    channel = subject.unit[subject.channel_axis]
    cells, _ = sliding(subject, kernel.shape[:-2])
    depth, filters = kernel.shape[-2:]
    group = channel // (filters // int(subject.config.get("groups") or 1))
    channels = range(group * depth, (group + 1) * depth)
    weights = np.moveaxis(kernel[..., channel], -1, subject.channel_axis)
    return products_of(subject, subject.with_channels(cells, channels), weights, bias_of(subject, channel))


def depthwise(subject: Subject) -> UnitArithmetic:
    """Return the sum of a depthwise convolution: of one input channel."""
    kernel = subject.weight_needed("kernel")
    channel = subject.unit[subject.channel_axis]
    cells, _ = sliding(subject, kernel.shape[:-2])
    source, multiple = divmod(channel, kernel.shape[-1])
    weights = np.expand_dims(kernel[..., source, multiple], subject.channel_axis)
    return products_of(subject, subject.with_channels(cells, (source,)), weights, bias_of(subject, channel))


def separable(subject: Subject) -> UnitArithmetic:
    """Return the sum of a separable convolution; `kernel` is the product of its two."""
    depth = subject.weight_needed("depthwise_kernel").astype(np.float64)
    point = subject.weight_needed("pointwise_kernel")
    channel = subject.unit[subject.channel_axis]
    cells, _ = sliding(subject, depth.shape[:-2])
    mixing = point.reshape(-1, point.shape[-1])[:, channel].reshape(depth.shape[-2:])
    weights = np.moveaxis((depth * mixing).sum(axis=-1), -1, subject.channel_axis)
    channels = range(depth.shape[-2])
    return products_of(subject, subject.with_channels(cells, channels), weights, bias_of(subject, channel))


def transposed(subject: Subject) -> UnitArithmetic:
    """Return the sum of a transposed convolution: of every cell whose stamp reaches the unit."""
    kernel = subject.weight_needed("kernel")
    channel = subject.unit[subject.channel_axis]
    cells, taps = sliding(subject, kernel.shape[:-2], transposed=True)
    weights = kernel[..., channel, :][np.ix_(*taps, range(kernel.shape[-1]))]
    weights = np.moveaxis(weights, -1, subject.channel_axis)
    channels = range(kernel.shape[-1])
    return products_of(subject, subject.with_channels(cells, channels), weights, bias_of(subject, channel))


def dense(subject: Subject) -> UnitArithmetic:
    """Return the sum of a dense layer: over the last axis."""
    kernel = subject.weight_needed("kernel")
    source = subject.inputs[0]
    channel = subject.unit[-1]
    cells = whole(source.shape, subject.unit, (source.ndim - 1,))
    weights = kernel[:, channel].reshape((1,) * (source.ndim - 1) + (-1,))
    return products_of(subject, cells, weights, bias_of(subject, channel))


def einsum(subject: Subject) -> UnitArithmetic:
    """Return the sum of an einsum layer: over the letters that the output does not have."""
    kernel = subject.weight_needed("kernel")
    read, given = str(subject.config.get("equation")).replace(" ", "").split("->")
    source, weight = read.split(",")
    if "." in read:
        # The dots stand for the leading axes of the input, the batch first.
        letters = [letter for letter in "ABCDEFGH" if letter not in read + given]
        dots = "".join(letters[: subject.inputs[0].ndim + 1 - len(source.replace("...", ""))])
        source, given = source.replace("...", dots), given.replace("...", dots)
    source, given = source[1:], given[1:]
    index = dict(zip(given, subject.unit, strict=True))
    cells = tuple(
        (index[letter],) if letter in index else range(size)
        for letter, size in zip(source, subject.inputs[0].shape, strict=True)
    )
    kept = [letter for letter in weight if letter not in index]
    chosen = kernel[tuple(index.get(letter, slice(None)) for letter in weight)]
    order = [kept.index(letter) for letter in source if letter in kept]
    weights = np.transpose(chosen, order).reshape(tuple(len(axis) for axis in cells))
    bias = subject.weight("bias")
    place = (
        None
        if bias is None
        else tuple(
            0 if side == 1 else one
            for side, one in zip(bias.shape, subject.unit[len(subject.unit) - bias.ndim :], strict=True)
        )
    )
    return products_of(subject, cells, weights, None if bias is None or place is None else float(bias[place]))
