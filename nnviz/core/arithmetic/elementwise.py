"""Cell by cell: sums and products of several inputs, and functions of one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import prod
from typing import Any

import numpy as np

from nnviz.core.arithmetic import activations
from nnviz.core.arithmetic.subject import Subject, broadcast_cell, cut, single, whole
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.unit_arithmetic import Kind, Part, UnitArithmetic

Combine = Callable[[list[float]], float]
Rule = Callable[[Subject], UnitArithmetic]


def _combination(combine: Combine, formula: str) -> Rule:
    def rule(subject: Subject) -> UnitArithmetic:
        if len(subject.inputs) < 2:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors",
                    "The step “{layer}” combines its input with a number of the model's code, or with itself, "
                    "which is not recorded; its result is shown as Keras computed it.",
                ),
                layer=subject.layer.id,
            )
        windows = tuple(
            cut(subject, single(broadcast_cell(subject.unit, tensor.shape)), place)
            for place, tensor in enumerate(subject.inputs)
        )
        values = [float(window.values.ravel()[0]) for window in windows]
        return UnitArithmetic(
            subject.layer.id,
            subject.unit,
            Kind.COMBINATION,
            windows,
            result=float(combine(values)),
            formula=formula,
            parts=tuple(Part(f"x{place}", value) for place, value in enumerate(values, 1)),
            count=len(values),
        )

    return rule


def _difference(values: list[float]) -> float:
    return values[0] - values[1]


def _quotient(values: list[float]) -> float:
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.float64(values[0]) / values[1])


COMBINATIONS: dict[str, Rule] = {
    "Add": _combination(sum, "x₁ + x₂ + …"),
    "Subtract": _combination(_difference, "x₁ − x₂"),
    "Multiply": _combination(prod, "x₁ · x₂ · …"),
    "Average": _combination(lambda values: sum(values) / len(values), "(x₁ + x₂ + …) / n"),
    "Maximum": _combination(max, "max(x₁, x₂, …)"),
    "Minimum": _combination(min, "min(x₁, x₂, …)"),
    "Divide": _combination(_quotient, "x₁ / x₂"),
    "TrueDivide": _combination(_quotient, "x₁ / x₂"),
}


def _function(compute: Callable[[float], Any], name: str) -> Rule:
    def rule(subject: Subject) -> UnitArithmetic:
        with np.errstate(all="ignore"):
            return _applied(subject, lambda x: float(compute(x)), name)

    return rule


def _applied(subject: Subject, compute: Callable[[float], float], name: str | None) -> UnitArithmetic:
    window = cut(subject, single(broadcast_cell(subject.unit, subject.inputs[0].shape)))
    x = float(window.values.ravel()[0])
    return UnitArithmetic(
        subject.layer.id,
        subject.unit,
        Kind.ACTIVATION,
        (window,),
        pre_activation=x,
        activation=name,
        result=compute(x),
        formula=f"{name}(x)",
        count=1,
    )


def activation(subject: Subject) -> UnitArithmetic:
    """Return a layer that only applies an activation function."""
    name = subject.layer.activation
    if name in activations.ROWS:
        return softmax(subject)
    return _applied(subject, lambda x: activations.activate(name, x), name)


def softmax(subject: Subject) -> UnitArithmetic:
    """Return exp(x) over the sum along an axis."""
    shape = subject.inputs[0].shape
    axis = subject.config.get("axis", -1)
    if isinstance(axis, tuple):
        axes = [one - 1 if one > 0 else len(shape) + one for one in axis]
    else:
        axes = [axis - 1 if axis > 0 else len(shape) + axis]
    window = cut(subject, whole(shape, subject.unit, axes))
    x = float(subject.inputs[0][subject.unit])
    largest = float(window.values.max())
    total = float(np.exp(window.values - largest).sum())
    logarithm = subject.layer.activation == "log_softmax" or subject.layer.type == "LogSoftmax"
    result = x - largest - np.log(total) if logarithm else np.exp(x - largest) / total
    numbers = {"maximum": largest, "numerator": float(np.exp(x - largest)), "denominator": total}
    return UnitArithmetic(
        subject.layer.id,
        subject.unit,
        Kind.ACTIVATION,
        (window,),
        products=np.exp(window.values - largest),
        pre_activation=x,
        activation="log_softmax" if logarithm else "softmax",
        result=float(result),
        formula="x − log Σ exp(xₖ)" if logarithm else "exp(x − max) / Σ exp(xₖ − max)",
        parts=tuple(Part(name, value) for name, value in numbers.items()),
        count=window.values.size,
    )


def relu(subject: Subject) -> UnitArithmetic:
    """Return a ReLU layer with its settings."""
    config = subject.config
    settings = {
        "negative_slope": float(config.get("negative_slope") or 0.0),
        "max_value": config.get("max_value"),
        "threshold": float(config.get("threshold") or 0.0),
    }
    return _applied(subject, lambda x: activations.relu(x, **settings), "relu")


def leaky_relu(subject: Subject) -> UnitArithmetic:
    """Return a leaky ReLU with the slope of the layer."""
    slope = float(subject.config.get("negative_slope", 0.3))
    return _applied(subject, lambda x: activations.leaky_relu(x, slope), "leaky_relu")


def elu(subject: Subject) -> UnitArithmetic:
    """Return an ELU with the alpha of the layer."""
    alpha = float(subject.config.get("alpha", 1.0))
    return _applied(subject, lambda x: activations.elu(x, alpha), "elu")


def prelu(subject: Subject) -> UnitArithmetic:
    """Return a ReLU whose slope for negative values was learnt."""
    alpha = subject.weight_needed("alpha")
    slope = float(alpha[broadcast_cell(subject.unit, alpha.shape)])
    found = _applied(subject, lambda x: max(x, 0.0) + slope * min(x, 0.0), "prelu")
    return replace(found, parts=(*_input(found), Part("slope", slope)))


def rescaling(subject: Subject) -> UnitArithmetic:
    """Return ``x * scale + offset``."""
    scale, offset = (_of_channel(subject, name) for name in ("scale", "offset"))
    found = _applied(subject, lambda x: x * scale + offset, "rescale")
    return replace(found, parts=(*_input(found), Part("scale", scale), Part("offset", offset)))


def _input(found: UnitArithmetic) -> tuple[Part, ...]:
    return () if found.pre_activation is None else (Part("x", found.pre_activation),)


def _of_channel(subject: Subject, name: str) -> float:
    value = subject.config.get(name, 0.0)
    return float(value[subject.unit[-1] % len(value)] if isinstance(value, tuple) else value)


def lookup(subject: Subject) -> UnitArithmetic:
    """Return an embedding: a value of the row that the input names."""
    table = subject.weight_needed("embeddings")
    window = cut(subject, single(subject.unit[:-1]))
    row = int(window.values.ravel()[0])
    return UnitArithmetic(
        subject.layer.id,
        subject.unit,
        Kind.LOOKUP,
        (window,),
        result=float(table[row, subject.unit[-1]]),
        formula="E[x]",
        parts=(Part("row", float(row)), Part("column", float(subject.unit[-1]))),
        count=1,
    )


FUNCTIONS: dict[str, Rule] = {
    "Activation": activation,
    "Softmax": softmax,
    "LogSoftmax": softmax,
    "ReLU": relu,
    "LeakyReLU": leaky_relu,
    "ELU": elu,
    "PReLU": prelu,
    "Rescaling": rescaling,
    "Embedding": lookup,
    **{
        type_name: _function(compute, type_name.lower())
        for type_name, compute in {
            "Sin": np.sin,
            "Cos": np.cos,
            "Exp": np.exp,
            "Log": np.log,
            "Sqrt": np.sqrt,
            "Square": np.square,
            "Negative": np.negative,
            "Absolute": np.abs,
            "Abs": np.abs,
            "Tanh": np.tanh,
            "Reciprocal": np.reciprocal,
        }.items()
    },
    **{
        type_name: _function(activations.FUNCTIONS[name], name)
        for type_name, name in {
            "Relu": "relu",
            "Relu6": "relu6",
            "Sigmoid": "sigmoid",
            "Silu": "silu",
            "Softplus": "softplus",
            "Softsign": "softsign",
            "HardSigmoid": "hard_sigmoid",
            "HardSilu": "hard_silu",
            "Selu": "selu",
        }.items()
    },
}
