"""The functions of NumPy that an expression may call."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.expression import costs
from nnviz.core.expression.budget import Cost
from nnviz.core.expression.calls import Call, Function
from nnviz.core.expression.einsum import einsum
from nnviz.core.expression.shape_errors import reshape_mismatch
from nnviz.core.expression.values import count_of, shape_of
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

CONSTANTS: dict[str, Any] = {
    "pi": np.pi, "e": np.e, "nan": np.nan, "inf": np.inf, "newaxis": None, "euler_gamma": np.euler_gamma,
}  # fmt: skip

_OF_ONE = [
    "abs",
    "absolute",
    "negative",
    "sqrt",
    "square",
    "exp",
    "expm1",
    "log",
    "log1p",
    "log2",
    "log10",
    "sin",
    "cos",
    "tan",
    "arcsin",
    "arccos",
    "arctan",
    "sinh",
    "cosh",
    "tanh",
    "floor",
    "ceil",
    "trunc",
    "rint",
    "sign",
    "isnan",
    "isinf",
    "isfinite",
    "logical_not",
    "reciprocal",
    "degrees",
    "radians",
    "conj",
]
_OF_TWO = [
    "add",
    "subtract",
    "multiply",
    "divide",
    "mod",
    "power",
    "maximum",
    "minimum",
    "arctan2",
    "hypot",
    "equal",
    "not_equal",
    "less",
    "less_equal",
    "greater",
    "greater_equal",
    "logical_and",
    "logical_or",
    "logical_xor",
]
_ALONG_AXIS = "a axis | keepdims"
_LIGHT = {
    "sum": "a axis dtype | keepdims", "prod": "a axis dtype | keepdims", "mean": "a axis dtype | keepdims",
    "max": _ALONG_AXIS, "min": _ALONG_AXIS, "argmax": _ALONG_AXIS, "argmin": _ALONG_AXIS, "all": _ALONG_AXIS,
    "any": _ALONG_AXIS, "ptp": _ALONG_AXIS, "count_nonzero": _ALONG_AXIS, "nanmean": _ALONG_AXIS,
    "nansum": _ALONG_AXIS, "nanmax": _ALONG_AXIS, "nanmin": _ALONG_AXIS,
    "std": "a axis dtype | ddof keepdims", "var": "a axis dtype | ddof keepdims", "cumsum": "a axis dtype",
    "cumprod": "a axis dtype", "diff": "a | axis", "round": "a decimals", "trace": "a offset axis1 axis2",
    "nan_to_num": "x copy nan posinf neginf", "angle": "z deg", "real": "val", "imag": "val", "nonzero": "a",
    "argwhere": "a",
}  # fmt: skip
_KEPT = {
    "transpose": "a axes", "swapaxes": "a axis1 axis2", "moveaxis": "a source destination", "ravel": "a order",
    "squeeze": "a axis", "flip": "m axis", "flipud": "m", "fliplr": "m", "rot90": "m k axes", "roll": "a shift axis",
    "stack": "arrays axis", "concatenate": "arrays axis", "vstack": "tup", "hstack": "tup", "dstack": "tup",
    "column_stack": "tup", "copy": "a", "diagonal": "a offset axis1 axis2", "atleast_1d": "a", "atleast_2d": "a",
    "atleast_3d": "a", "append": "arr values axis", "take": "a indices axis", "tril": "m k", "triu": "m k",
}  # fmt: skip
_SORTING = {
    "sort": "a axis", "argsort": "a axis", "unique": "ar | axis", "median": "a axis | keepdims",
    "percentile": "a q axis", "quantile": "a q axis",
}  # fmt: skip
_NEEDED = {"swapaxes": 3, "moveaxis": 3, "roll": 2, "append": 2, "take": 2, "percentile": 2, "quantile": 2}


def _array(object: Any, dtype: Any = None, ndmin: int = 0) -> Array:  # noqa: A002
    return np.array(object, dtype=dtype, ndmin=ndmin)


def _array_cost(call: Call) -> Cost:
    if isinstance(call.get("dtype"), (list, tuple, np.ndarray)):
        raise UserError(_BRACKETS, right=_bracketed(call))
    return costs.kept(call)


_BRACKETS = QT_TRANSLATE_NOOP("Errors", "the outer brackets are missing: {right}")


def _bracketed(call: Call) -> str:
    return f"{call.name}([{','.join(call.texts.values())}])"


class _ArrayFunction(Function):
    """`np.array`, whose commonest mistake is told before the type of its second argument is looked at."""

    def bound(self, values: Any, named: Any, texts: Any, named_texts: Any) -> Call:
        lists = (list, tuple, np.ndarray)
        if len(values) > 1 and isinstance(values[0], lists) and all(isinstance(one, lists) for one in values):
            raise UserError(_BRACKETS, right=f"{self.name}([{','.join(texts)}])")
        return super().bound(values, named, texts, named_texts)


def _reshape_cost(call: Call) -> Cost:
    target = call["shape"]
    target = tuple(target) if isinstance(target, (list, tuple)) else (target,)
    target = tuple(costs.whole_number(one) for one in target)
    if problem := reshape_mismatch(count_of(call["a"]), shape_of(call["a"]), target):
        raise problem
    return costs.kept(call)


def _reshape(a: Any, shape: Any, order: str = "C") -> Array:
    return np.reshape(a, shape, order=order)  # type: ignore[call-overload,no-any-return]


def _where_cost(call: Call) -> Cost:
    given = [*call.arraylike, *(one for one in call.values.values() if isinstance(one, str))]
    return costs.broadcast_cost(given)


def _median_of_axes(call: Call) -> Cost:
    ranks = costs.sorting(call)
    return Cost(ranks.elements * max(1, count_of(call.get("q", 0.5))), ranks.itemsize, ranks.work)


def _taken(call: Call) -> Cost:
    size, shape = count_of(call["indices"]), shape_of(call["a"])
    if call.get("axis") is None:
        return Cost(size, 16)
    axis = costs.whole_number(call["axis"])
    side = shape[axis] if -len(shape) <= axis < len(shape) else 1
    return Cost(size * count_of(call["a"]) // max(1, side), 16)


def _listed() -> Iterator[Function]:
    for name in _OF_ONE:
        yield _numpy(name, "x", costs.elementwise)
    for name in _OF_TWO:
        yield _numpy(name, "x1 x2", costs.elementwise, 2)
    for table, cost in ((_LIGHT, costs.light), (_KEPT, costs.kept), (_SORTING, costs.sorting)):
        for name, parameters in table.items():
            yield _numpy(name, parameters, _PRICED.get(name, cost), _NEEDED.get(name, 1))
    for name in ("array", "asarray"):
        yield _ArrayFunction(f"np.{name}", _array, "object dtype | ndmin", _array_cost)
    for name in ("zeros", "ones"):
        yield _numpy(name, "shape dtype", costs.filled)
    for name in ("zeros_like", "ones_like"):
        yield _numpy(name, "a dtype", costs.light)
    yield _numpy("full", "shape fill_value dtype", costs.filled_with, 2)
    yield _numpy("full_like", "a fill_value dtype", costs.light, 2)
    yield _numpy("arange", "start stop step dtype", costs.counted)
    yield _numpy("linspace", "start stop num | endpoint", costs.spaced, 2)
    yield _numpy("eye", "N M k dtype", costs.eye)
    yield _numpy("identity", "N", costs.eye)
    yield Function("np.reshape", _reshape, "a shape order", _reshape_cost, 2)
    yield _numpy("expand_dims", "a axis", costs.kept, 2)
    yield _numpy("broadcast_to", "array shape", costs.stretched, 2)
    yield _numpy("repeat", "a repeats axis", costs.repeated, 2)
    yield _numpy("tile", "A reps", costs.tiled, 2)
    yield _numpy("pad", "array pad_width mode | constant_values", costs.padded, 2)
    yield from _products()


def _products() -> Iterator[Function]:
    yield _numpy("dot", "a b", costs.dot, 2)
    yield _numpy("inner", "a b", costs.dot, 2)
    yield _numpy("matmul", "x1 x2", costs.matmul, 2)
    yield _numpy("outer", "a b", costs.outer, 2)
    yield _numpy("diag", "v k", costs.diagonal)
    yield _numpy("einsum", "subscripts *operands", einsum, 2)
    yield _numpy("where", "condition x y", _where_cost)
    yield _numpy("clip", "a a_min a_max", costs.elementwise, 3)
    for name, parameters in (("norm", "x ord axis keepdims"), ("inv", "a"), ("det", "a"), ("solve", "a b")):
        call = getattr(np.linalg, name)
        yield Function(f"np.linalg.{name}", call, parameters, costs.linear_algebra, 2 if name == "solve" else 1)


def _numpy(name: str, parameters: str, cost: Callable[[Call], Cost], needed: int = 1) -> Function:
    return Function(f"np.{name}", getattr(np, name), parameters, cost, needed)


_PRICED = {"percentile": _median_of_axes, "quantile": _median_of_axes, "take": _taken}
FUNCTIONS: dict[str, Function] = {function.name.removeprefix("np."): function for function in _listed()}
"""Every function, by its name behind ``np.``."""


def cast_to(dtype: np.dtype[Any]) -> Function:
    """Return a type as a function, as in ``np.float32(3)``."""

    def cast(x: Any) -> Any:
        return np.asarray(x).astype(dtype)[()]

    return Function(f"np.{dtype.name}", cast, "x", costs.light)
