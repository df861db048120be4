"""What calls will make, inferred from shapes; shapes that do not fit are told here, before NumPy is asked."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from nnviz.core.expression.budget import Cost
from nnviz.core.expression.calls import Call
from nnviz.core.expression.shape_errors import broadcast_shape, product_mismatch
from nnviz.core.expression.values import count_of, itemsize_of, shape_of
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

Shape = tuple[int, ...]


def whole_number(value: Any) -> int:
    """Return an argument that must be a whole number.

    Raises
    ------
    UserError
        When it is not.
    """
    if isinstance(value, np.ndarray) and value.ndim == 0 and value.dtype.kind in "iu":
        return int(value)
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, np.integer)):
        raise UserError(QT_TRANSLATE_NOOP("Errors", "a whole number is needed here."))
    return int(value)


def shape_argument(value: Any) -> Shape:
    """Return an argument that must be a shape: a whole number or several.

    Raises
    ------
    UserError
        When it is not, or has a negative length.
    """
    parts = list(value) if isinstance(value, (list, tuple)) or np.ndim(value) == 1 else [value]
    shape = tuple(whole_number(part) for part in parts)
    if any(size < 0 for size in shape):
        raise UserError(QT_TRANSLATE_NOOP("Errors", "a length cannot be negative in the shape {shape}."), shape=shape)
    return shape


def light(call: Call) -> Cost:
    """Cost of what makes no more than it is given: sums, sorting, turning."""
    given = call.arraylike
    size = sum(most_left_of(one) for one in given)
    return Cost(size, itemsize_of([*given, call.get("dtype")], 1 if call.get("dtype") is not None else 8), size)


def most_left_of(value: Any) -> int:
    """Return at most how many values are left when something is summed up along an axis.

    That is no more than there are, but where there are none: the sum of (0, 5) along axis 0 is (5,).
    """
    return count_of(value) or math.prod(max(1, side) for side in shape_of(value))


def kept(call: Call) -> Cost:
    """Cost of what keeps the type of its values: reshaping, joining, copying."""
    given = call.arraylike
    return Cost(sum(count_of(one) for one in given), itemsize_of(given, 1))


def sorting(call: Call) -> Cost:
    """Cost of putting into order."""
    size = sum(most_left_of(one) for one in call.arraylike)
    return Cost(size, itemsize_of(call.arraylike), size * max(1, size.bit_length()))


def elementwise(call: Call) -> Cost:
    """Cost of what works on each value, stretched to a common shape."""
    given = call.arraylike
    return broadcast_cost(given)


def broadcast_cost(given: Sequence[Any], least: int = 8) -> Cost:
    """Return the cost of values stretched to a common shape.

    Raises
    ------
    UserError
        When the shapes do not fit.
    """
    shapes = [shape_of(one) for one in given]
    copied = sum(count_of(one) for one in given if isinstance(one, (list, tuple)))
    return Cost(max(math.prod(broadcast_shape(shapes)), copied), itemsize_of(given, least))


def filled(call: Call) -> Cost:
    """Cost of `zeros`, `ones`, `full`: the shape says."""
    dtype = call.get("dtype")
    return Cost(math.prod(shape_argument(call["shape"])), 8 if dtype is None else dtype.itemsize, 0)


def filled_with(call: Call) -> Cost:
    """Cost of `full`, whose value may be an array itself."""
    cost = filled(call)
    least = 1 if call.get("dtype") is not None else 8
    return Cost(
        cost.elements, max(cost.itemsize, itemsize_of([call["fill_value"]], least)), count_of(call["fill_value"])
    )


def counted(call: Call) -> Cost:
    """Cost of `arange`."""
    given = [call[name] for name in ("start", "stop", "step") if name in call.values]
    if not all(np.ndim(one) == 0 and isinstance(one, (int, float, np.generic, np.ndarray)) for one in given):
        raise UserError(QT_TRANSLATE_NOOP("Errors", "np.arange takes numbers: np.arange(start, stop, step)."))
    numbers = [float(np.real(one)) for one in given]
    start, stop = (0.0, numbers[0]) if len(numbers) == 1 else numbers[:2]
    step = numbers[2] if len(numbers) == 3 else 1.0
    length = (stop - start) / step if step else math.nan
    if not math.isfinite(length):
        raise UserError(QT_TRANSLATE_NOOP("Errors", "np.arange needs finite numbers and a step that is not 0."))
    return Cost(max(0, math.ceil(length)), itemsize_of([*given, call.get("dtype")]))


def spaced(call: Call) -> Cost:
    """Cost of `linspace`."""
    ends = [call["start"], call["stop"]]
    number = whole_number(call.get("num", 50))
    cost = broadcast_cost(ends)
    return Cost(cost.elements * max(number, 0), itemsize_of(ends))


def eye(call: Call) -> Cost:
    """Cost of `eye`."""
    rows = whole_number(call["N"])
    columns = rows if call.get("M") is None else whole_number(call["M"])
    return Cost(max(rows, 0) * max(columns, 0), itemsize_of([call.get("dtype")]))


def repeated(call: Call) -> Cost:
    """Cost of `repeat`."""
    repeats = call["repeats"]
    count = count_of(repeats)
    times = whole_number(repeats) if np.ndim(repeats) == 0 else int(np.sum(np.asarray(repeats, np.int64)))
    size = count_of(call["a"])
    total = size * max(times, 0) if count == 1 else -(-size * max(times, 0) // max(1, _side(call)))
    return Cost(max(total, times, 0), itemsize_of([call["a"]], 1))


def _side(call: Call) -> int:
    shape, axis = shape_of(call["a"]), call.get("axis")
    if axis is None:
        return max(1, count_of(call["a"]))
    place = whole_number(axis)
    return shape[place] if -len(shape) <= place < len(shape) else 1


def tiled(call: Call) -> Cost:
    """Cost of `tile`."""
    return Cost(count_of(call["A"]) * math.prod(shape_argument(call["reps"])), itemsize_of([call["A"]], 1))


def padded(call: Call) -> Cost:
    """Cost of `pad`: each side longer by what is added before and behind."""
    shape = shape_of(call["array"])
    if call.get("mode", "constant") not in ("constant", "edge", "reflect", "symmetric", "wrap", "mean", "maximum"):
        text = QT_TRANSLATE_NOOP("Errors", "np.pad knows the modes constant, edge, reflect, symmetric, wrap here.")
        raise UserError(text)
    count_of(call["pad_width"])
    try:
        width = np.broadcast_to(np.asarray(call["pad_width"]), (len(shape), 2)).tolist()
    except ValueError as error:
        text = QT_TRANSLATE_NOOP("Errors", "np.pad needs (before, after) for each of the {rank} axes of {shape}.")
        raise UserError(text, rank=len(shape), shape=shape) from error
    sides = [size + int(before) + int(after) for size, (before, after) in zip(shape, width, strict=True)]
    return Cost(math.prod(max(0, side) for side in sides), itemsize_of([call["array"]], 1))


def outer(call: Call) -> Cost:
    """Cost of `outer`."""
    return Cost(count_of(call["a"]) * count_of(call["b"]), itemsize_of([call["a"], call["b"]]))


def diagonal(call: Call) -> Cost:
    """Cost of `diag`, which makes a matrix of a vector."""
    shape = shape_of(call["v"])
    side = (shape[0] if shape else 1) + abs(whole_number(call.get("k", 0)))
    return Cost(side * side if len(shape) == 1 else count_of(call["v"]), itemsize_of([call["v"]], 1))


def stretched(call: Call) -> Cost:
    """Cost of `broadcast_to`."""
    return Cost(max(math.prod(shape_argument(call["shape"])), count_of(call["array"])), itemsize_of([call["array"]], 1))


def matmul(call: Call) -> Cost:
    """Cost of `@`: rows meet columns, over what is stacked before them."""
    first, second = call.arraylike[:2]
    count_of(first), count_of(second)
    a, b = shape_of(first), shape_of(second)
    if not a or not b:
        text = QT_TRANSLATE_NOOP("Errors", "@ multiplies matrices and vectors, not single numbers: use * for these.")
        raise UserError(text)
    inner, other = a[-1], b[-2] if len(b) > 1 else b[0]
    if inner != other:
        raise product_mismatch(call)
    stack = broadcast_shape([a[:-2], b[:-2]])
    rows, columns = a[-2:-1], b[-1:] if len(b) > 1 else ()
    made = math.prod((*stack, *rows, *columns))
    return Cost(
        max(made, _listed(first), _listed(second)),
        itemsize_of([first, second]),
        made * inner * _slowness(first, second),
    )


def dot(call: Call) -> Cost:
    """Cost of `dot`, which joins the axes of both but the two that meet."""
    first, second = call.arraylike[:2]
    a, b = shape_of(first), shape_of(second)
    if not a or not b:
        return broadcast_cost([first, second])
    inner, other = a[-1], b[-2] if len(b) > 1 and call.name != "np.inner" else b[-1]
    if inner != other:
        raise product_mismatch(call)
    made = (count_of(first) // max(inner, 1)) * (count_of(second) // max(inner, 1))
    return Cost(
        max(made, _listed(first), _listed(second)),
        itemsize_of([first, second]),
        made * inner * _slowness(first, second),
    )


def _slowness(*values: Any) -> int:
    """Return how much longer a product takes where it is not left to the fast routines for floats."""
    whole = any(isinstance(one, np.ndarray) and one.dtype.kind in "iub" for one in values)
    return 4 if whole else 1


def _listed(value: Any) -> int:
    return count_of(value) if isinstance(value, (list, tuple)) else 0


def linear_algebra(call: Call) -> Cost:
    """Cost of an inverse, a determinant or a solution: the third power of the side."""
    given = call.arraylike
    size = sum(count_of(one) for one in given)
    side = max((size for one in given for size in shape_of(one)[-1:]), default=1)
    stacked = broadcast_cost(given).elements if len(given) > 1 and all(len(shape_of(one)) > 2 for one in given) else 0
    return Cost(max(size, stacked), itemsize_of(given), max(size, stacked) * side)


def free(call: Call) -> Cost:
    """Cost of what makes nothing of account."""
    del call
    return Cost(0)
