"""Normalisation: (x - mean) / sqrt(variance + epsilon) * gamma + beta, whatever the mean is taken over."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from nnviz.core.arithmetic.subject import Subject, cut, single, whole
from nnviz.core.unit_arithmetic import Kind, Part, UnitArithmetic, Window

_EPSILON = 1e-3


def batch(subject: Subject) -> UnitArithmetic:
    """Return batch normalisation as in use: with the mean and variance gathered while training."""
    axis = int(subject.config.get("axis", -1))
    channel = subject.unit[axis - 1 if axis > 0 else axis]
    numbers = {name: subject.weight(name) for name in ("moving_mean", "moving_variance", "gamma", "beta")}
    chosen = {name: None if values is None else float(values[channel]) for name, values in numbers.items()}
    window = cut(subject, single(subject.unit))
    mean, variance = chosen["moving_mean"] or 0.0, chosen["moving_variance"]
    spread = 1.0 if variance is None else variance
    return _normalised(subject, window, mean, spread, chosen["gamma"], chosen["beta"])


def layer(subject: Subject) -> UnitArithmetic:
    """Return layer normalisation: mean and variance of the unit's own row."""
    shape = subject.inputs[0].shape
    axis = subject.config.get("axis", -1)
    axes = sorted((one - 1 if one > 0 else len(shape) + one) for one in (axis if isinstance(axis, tuple) else (axis,)))
    window = cut(subject, whole(shape, subject.unit, axes))
    place = tuple(subject.unit[one] for one in axes)
    gamma, beta = subject.weight("gamma"), subject.weight("beta")
    if gamma is None:
        gamma = subject.weight("scale")
    own = [None if values is None else float(values[place]) for values in (gamma, beta)]
    root_mean_square = subject.layer.type == "RMSNormalization" or bool(subject.config.get("rms_scaling"))
    mean = 0.0 if root_mean_square else float(window.values.mean())
    # With rms_scaling Keras divides by the variance about the mean, but does not subtract the mean.
    centre = float(window.values.mean()) if subject.config.get("rms_scaling") else mean
    variance = float(np.square(window.values - centre).mean())
    return _normalised(subject, window, mean, variance, own[0], own[1])


def group(subject: Subject) -> UnitArithmetic:
    """Return group normalisation: mean and variance of all cells of the unit's group of channels."""
    shape = subject.inputs[0].shape
    axis = int(subject.config.get("axis", -1))
    place = axis - 1 if axis > 0 else len(shape) + axis
    groups = int(subject.config.get("groups", 1))
    size = shape[place] // (shape[place] if groups == -1 else groups)
    first = subject.unit[place] // size * size
    cells = [range(side) for side in shape]
    cells[place] = range(first, first + size)
    window = cut(subject, tuple(cells))
    gamma, beta = subject.weight("gamma"), subject.weight("beta")
    own = [None if values is None else float(values[subject.unit[place]]) for values in (gamma, beta)]
    return _normalised(subject, window, float(window.values.mean()), float(window.values.var()), own[0], own[1])


def _normalised(
    subject: Subject, window: Window, mean: float, variance: float, gamma: float | None, beta: float | None
) -> UnitArithmetic:
    epsilon = float(subject.config.get("epsilon") or _EPSILON)
    x = float(subject.inputs[0][subject.unit])
    normalised = (x - mean) / np.sqrt(variance + epsilon)
    result = normalised * (1.0 if gamma is None else gamma) + (beta or 0.0)
    numbers = {"x": x, "mean": mean, "variance": variance, "epsilon": epsilon, "normalised": float(normalised)}
    numbers |= {name: value for name, value in (("gamma", gamma), ("beta", beta)) if value is not None}
    formula = "(x − μ) / √(σ² + ε)" + (" · γ" if gamma is not None else "") + (" + β" if beta is not None else "")
    return UnitArithmetic(
        subject.layer.id,
        subject.unit,
        Kind.NORMALISATION,
        (window,),
        result=float(result),
        formula=formula,
        parts=tuple(Part(name, value) for name, value in numbers.items()),
        count=window.values.size,
    )


Rule = Callable[[Subject], UnitArithmetic]
RULES: dict[str, Rule] = {
    "BatchNormalization": batch,
    "LayerNormalization": layer,
    "RMSNormalization": layer,
    "GroupNormalization": group,
}
