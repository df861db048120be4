"""Activation functions of one number, by Keras' names, in double precision."""

from __future__ import annotations

import math
from collections.abc import Callable

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

ROWS = ("softmax", "log_softmax")
"""Functions of a whole row, not of one value."""

Function = Callable[[float], float]

_SELU_SCALE, _SELU_ALPHA = 1.0507009873554805, 1.6732632423543772


def sigmoid(x: float) -> float:
    """Return 1 / (1 + exp(-x)), without overflow."""
    if x >= 0:
        return 1.0 / (1.0 + math.exp(-x))
    return math.exp(x) / (1.0 + math.exp(x))


def softplus(x: float) -> float:
    """Return log(1 + exp(x)), without overflow."""
    return max(x, 0.0) + math.log1p(math.exp(-abs(x)))


def elu(x: float, alpha: float = 1.0) -> float:
    """Return x where it is positive, else ``alpha * (exp(x) - 1)``."""
    return x if x > 0 else alpha * math.expm1(x)


def leaky_relu(x: float, negative_slope: float = 0.2) -> float:
    """Return x where it is positive, else ``negative_slope * x``."""
    return x if x > 0 else negative_slope * x


def relu(x: float, negative_slope: float = 0.0, max_value: float | None = None, threshold: float = 0.0) -> float:
    """Return x above the threshold, at most `max_value`, and ``negative_slope * (x - threshold)`` below."""
    if x < threshold:
        return negative_slope * (x - threshold)
    return x if max_value is None else min(x, max_value)


def hard_sigmoid(x: float) -> float:
    """Return x / 6 + 1/2, between 0 and 1."""
    return min(max(x / 6.0 + 0.5, 0.0), 1.0)


def _exponential(x: float) -> float:
    return math.exp(x) if x < 709.0 else math.inf


FUNCTIONS: dict[str, Function] = {
    "linear": lambda x: x,
    "relu": lambda x: max(x, 0.0),
    "relu6": lambda x: min(max(x, 0.0), 6.0),
    "leaky_relu": leaky_relu,
    "elu": elu,
    "celu": elu,
    "selu": lambda x: _SELU_SCALE * elu(x, _SELU_ALPHA),
    "gelu": lambda x: 0.5 * x * (1.0 + math.erf(x / math.sqrt(2.0))),
    "sigmoid": sigmoid,
    "log_sigmoid": lambda x: -softplus(-x),
    "tanh": math.tanh,
    "silu": lambda x: x * sigmoid(x),
    "swish": lambda x: x * sigmoid(x),
    "hard_sigmoid": hard_sigmoid,
    "hard_silu": lambda x: x * hard_sigmoid(x),
    "hard_swish": lambda x: x * hard_sigmoid(x),
    "hard_tanh": lambda x: min(max(x, -1.0), 1.0),
    "tanh_shrink": lambda x: x - math.tanh(x),
    "softplus": softplus,
    "softsign": lambda x: x / (1.0 + abs(x)),
    "exponential": _exponential,
    "mish": lambda x: x * math.tanh(softplus(x)),
    "squareplus": lambda x: 0.5 * (x + math.sqrt(x * x + 4.0)),
}


def activate(name: str | None, x: float) -> float:
    """Return the value of an activation function of one number.

    Raises
    ------
    UserError
        When nobody here knows the function.

    Examples
    --------
    >>> activate("relu", -2.0), activate(None, 3.0)
    (0.0, 3.0)
    """
    function = FUNCTIONS.get(name or "linear")
    if function is None:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The activation function “{name}” is not one that nnviz can follow; its result is shown as Keras "
                "computed it.",
            ),
            name=name,
        )
    return x if math.isnan(x) else function(x)
