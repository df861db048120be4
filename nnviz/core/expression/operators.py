"""Arithmetic, comparison and bits between values, priced before they are computed."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from nnviz.core.expression.budget import Cost, Meter
from nnviz.core.expression.calls import Call
from nnviz.core.expression.costs import broadcast_cost, matmul
from nnviz.core.expression.values import is_arraylike, is_scalar, too_large_integer
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

_BINARY: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv, ast.Mod: operator.mod, ast.Pow: operator.pow, ast.MatMult: operator.matmul,
    ast.BitAnd: operator.and_, ast.BitOr: operator.or_, ast.BitXor: operator.xor, ast.LShift: operator.lshift,
    ast.RShift: operator.rshift,
}  # fmt: skip
_UNARY: dict[type[ast.unaryop], Callable[[Any], Any]] = {
    ast.USub: operator.neg, ast.UAdd: operator.pos, ast.Invert: operator.invert,
}  # fmt: skip
_COMPARE: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}  # fmt: skip
_MOST_BITS = 64


def binary(kind: type[ast.operator], left: Any, right: Any, texts: tuple[str, str], meter: Meter) -> Any:
    """Return ``left OP right``.

    Raises
    ------
    UserError
        When the two do not fit, are no numbers, or the result would be too large.
    """
    for side in (left, right):
        _must_compute(side)
    if not any(isinstance(side, (np.ndarray, np.generic)) for side in (left, right)):
        if isinstance(left, (list, tuple)) or isinstance(right, (list, tuple)):
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors", "lists are not computed with: put them into np.array(…) first, as np.array([1, 2]) * 3."
                )
            )
        _must_stay_small(kind, left, right)
    if kind is ast.MatMult:
        meter.pay(matmul(Call("@", {"x1": left, "x2": right}, dict(zip(("x1", "x2"), texts, strict=True)))))
    else:
        small = kind in (ast.Add, ast.Sub, ast.Mult, ast.BitAnd, ast.BitOr, ast.BitXor)
        meter.pay(broadcast_cost([left, right], 1 if small else 8))
    if kind is ast.Pow and isinstance(left, np.ndarray):
        meter.pay(Cost(left.size, 1))
    return _BINARY[kind](left, right)


def unary(kind: type[ast.unaryop], value: Any, meter: Meter) -> Any:
    """Return ``OP value``.

    Raises
    ------
    UserError
        When it is no number or array, or the word `not` is used.
    """
    if kind is ast.Not:
        raise words_of_truth()
    _must_compute(value)
    if isinstance(value, (list, tuple)):
        raise UserError(QT_TRANSLATE_NOOP("Errors", "lists are not computed with: put them into np.array(…) first."))
    meter.pay(broadcast_cost([value], 1))
    if kind is ast.Invert and isinstance(value, bool):
        return np.invert(np.bool_(value))  # Python's ~True is -2, and not what is meant
    return _UNARY[kind](value)


def compare(kind: type[ast.cmpop], left: Any, right: Any, meter: Meter) -> Any:
    """Return ``left OP right`` with a truth for every value.

    Raises
    ------
    UserError
        When the two do not fit, or `in` or `is` is used.
    """
    if kind not in _COMPARE:
        text = QT_TRANSLATE_NOOP("Errors", "“in” and “is” are not used here. Compare values with == < > <= >= !=.")
        raise UserError(text)
    dtypes = isinstance(left, np.dtype) or isinstance(right, np.dtype)
    if not dtypes:
        for side in (left, right):
            if not is_arraylike(side):
                raise _no_number()
        if any(isinstance(side, np.ndarray) for side in (left, right)):
            meter.pay(broadcast_cost([left, right], 1))
    return _COMPARE[kind](left, right)


def words_of_truth() -> UserError:
    """Return the sentence about `and`, `or`, `not`."""
    text = QT_TRANSLATE_NOOP(
        "Errors", "“and”, “or” and “not” take single truths. For arrays write & | ~ with brackets: (a > 1) & (a < 3)."
    )
    return UserError(text)


def _must_compute(value: Any) -> None:
    textual = isinstance(value, np.ndarray) and value.dtype.kind in "US"
    if not is_arraylike(value) or isinstance(value, str) or textual:
        raise _no_number()


def _no_number() -> UserError:
    return UserError(QT_TRANSLATE_NOOP("Errors", "this is neither a number nor an array, and cannot be computed with."))


def _must_stay_small(kind: type[ast.operator], left: Any, right: Any) -> None:
    """Refuse a power or a shift of Python's endless whole numbers that would not fit into 64 bits."""
    whole = all(isinstance(side, int) and is_scalar(side) for side in (left, right))
    if whole and ((kind is ast.Pow and abs(left) > 1) or (kind is ast.LShift and left)) and right > _MOST_BITS:
        raise too_large_integer()
