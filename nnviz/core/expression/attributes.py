"""What may stand behind a point: properties and methods of an array."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnviz.core.expression import costs
from nnviz.core.expression.calls import Function
from nnviz.core.expression.functions import FUNCTIONS
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

PROPERTIES = ("T", "shape", "ndim", "size", "dtype", "nbytes", "itemsize", "strides", "real", "imag")
_SAME_AS_FUNCTION = [
    "reshape",
    "transpose",
    "swapaxes",
    "sum",
    "mean",
    "min",
    "max",
    "argmax",
    "argmin",
    "std",
    "var",
    "cumsum",
    "cumprod",
    "prod",
    "round",
    "clip",
    "copy",
    "squeeze",
    "dot",
    "ravel",
    "repeat",
    "all",
    "any",
    "trace",
    "diagonal",
    "take",
    "nonzero",
    "conj",
]
METHODS = (*_SAME_AS_FUNCTION, "astype", "flatten")


def attribute(array: Any, name: str) -> Any:
    """Return a property of an array, or a function that takes the array first.

    Raises
    ------
    UserError
        When there is none of this name here.
    """
    value = np.asarray(array)
    if name in PROPERTIES:
        return getattr(value, name)
    if name == "astype":
        return Bound(Function("astype", _astype, "a dtype", costs.light, 2), value)
    if name == "flatten":
        return Bound(Function("flatten", _flatten, "a order", costs.kept), value)
    if name in _SAME_AS_FUNCTION:
        return Bound(FUNCTIONS[name], value)
    text = QT_TRANSLATE_NOOP("Errors", "an array has no “{name}” here. It has: {names}.")
    raise UserError(text, name=name, names=", ".join((*PROPERTIES, *METHODS)))


class Bound:
    """A method: a function with the array that stands before the point."""

    def __init__(self, function: Function, array: np.ndarray[Any, Any]) -> None:
        self.function, self.array = function, array

    def arguments(self, values: list[Any], texts: list[str]) -> tuple[list[Any], list[str]]:
        """Return the arguments as the function takes them; lengths and axes may stand without brackets."""
        loose = {"np.reshape": 1, "np.transpose": 0}.get(self.function.name)
        if loose is not None and len(values) > loose and all(isinstance(one, (int, np.integer)) for one in values):
            values, texts = [tuple(values)], [f"({', '.join(texts)})"]
        return values, texts


def _astype(a: Any, dtype: Any) -> Any:
    return np.asarray(a).astype(dtype)


def _flatten(a: Any, order: str = "C") -> Any:
    return np.asarray(a).flatten(order)  # type: ignore[arg-type]
