"""Reshape, flatten, transpose, squeeze, expand: the same numbers in another shape."""

from __future__ import annotations

from math import prod

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.operations.frames import Operand, Plan
from nnviz.core.operations.mismatch import ShapeError
from nnviz.core.operations.moving import moving_plan, numbered
from nnviz.core.operations.number_text import shape_text
from nnviz.core.operations.parsing import MOST_RANK, parse_integers

Names = tuple[str, ...]
Arrays = tuple[Array, ...]
Settings = dict[str, str]
ARROW = ("→",)


def reshape(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan ``a.reshape(shape)``; one length may be -1."""
    (array,) = arrays
    shape = parse_integers(settings["shape"], "shape")
    check_rank(len(shape))
    _check_count(names[0], array, shape)
    return _moved(names[0], array, numbered(array)[0].reshape(shape), f"{names[0]}.reshape{_call(shape)}")


def flatten(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan ``a.flatten()``, row by row."""
    del settings
    return _moved(names[0], arrays[0], numbered(arrays[0])[0].ravel(), f"{names[0]}.flatten()")


def transpose(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan ``a.T`` or ``a.transpose(axes)``."""
    (array,) = arrays
    axes = parse_integers(settings["axes"], "axes")
    if not axes:
        return _moved(names[0], array, numbered(array)[0].T, f"{names[0]}.T")
    if sorted(axis % array.ndim if array.ndim and -array.ndim <= axis < array.ndim else -1 for axis in axes) != list(
        range(array.ndim)
    ):
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "{axes} does not name every axis of {shape} once. Write each of {known} once, in the new order."
        )
        known = ", ".join(str(axis) for axis in range(array.ndim))
        raise UserError(sentence, axes=shape_text(axes), shape=shape_text(array.shape), known=known)
    return _moved(names[0], array, numbered(array)[0].transpose(axes), f"{names[0]}.transpose{_call(axes)}")


def squeeze(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan ``np.squeeze(a, axis)``: axes of length 1 go."""
    (array,) = arrays
    axes = parse_integers(settings["axis"], "axis")
    for axis in axes:
        checked_axis(axis, array.ndim)
        if array.shape[axis] != 1:
            sentence = QT_TRANSLATE_NOOP(
                "Errors", "Axis {axis} of {shape} has length {length}: only an axis of length 1 can be squeezed away."
            )
            place = ((0, axis % array.ndim),)
            raise ShapeError(sentence, place, axis=axis, shape=shape_text(array.shape), length=array.shape[axis])
    check_no_repeat(axes, array.ndim)
    moved = np.squeeze(numbered(array)[0], axes or None)
    return _moved(names[0], array, moved, f"np.squeeze({names[0]}{_axis_argument(axes)})")


def expand_dims(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan ``np.expand_dims(a, axis)``: an axis of length 1 comes."""
    (array,) = arrays
    axes = parse_integers(settings["axis"], "axis")
    rank = array.ndim + len(axes)
    check_rank(rank)
    for axis in axes:
        checked_axis(axis, rank)
    check_no_repeat(axes, rank)
    moved = np.expand_dims(numbered(array)[0], axes)
    return _moved(names[0], array, moved, f"np.expand_dims({names[0]}{_axis_argument(axes) or ', axis=()'})")


def checked_axis(axis: int, rank: int) -> int:
    """Return an axis counted from the front.

    Raises
    ------
    UserError
        When the array has no such axis.
    """
    if -rank <= axis < rank:
        return axis % rank
    if not rank:
        raise UserError(QT_TRANSLATE_NOOP("Errors", "A single number has no axes. Give an array, as [1, 2, 3]."))
    sentence = QT_TRANSLATE_NOOP("Errors", "There is no axis {axis}: this array has the axes 0 to {last}.")
    raise UserError(sentence, axis=axis, last=rank - 1)


def check_rank(rank: int) -> None:
    """Raise `UserError` when the result would have more axes than are drawn."""
    if rank > MOST_RANK:
        sentence = QT_TRANSLATE_NOOP("Errors", "The result would have {rank} axes; at most {most} can be animated.")
        raise UserError(sentence, rank=rank, most=MOST_RANK)


def check_no_repeat(axes: tuple[int, ...], rank: int) -> None:
    """Raise `UserError` when an axis is named twice."""
    if len({axis % rank for axis in axes}) != len(axes):
        raise UserError(QT_TRANSLATE_NOOP("Errors", "An axis is named twice: {axes}. Name each once."), axes=axes)


def _check_count(name: str, array: Array, shape: tuple[int, ...]) -> None:
    known = [side for side in shape if side != -1]
    count, free = prod(known), len(shape) - len(known)
    if any(side < 1 for side in known) or free > 1:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "{shape} is no shape: lengths are 1 or more, and at most one may be -1, worked out from the rest."
        )
        raise UserError(sentence, shape=shape_text(shape))
    if (free and array.size % count) or (not free and count != array.size):
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{given} has {size} numbers, {shape} needs {count}: reshape keeps every number. Lengths that fit are the "
            "divisors of {size}: {divisors}.",
        )
        if free:
            sentence = QT_TRANSLATE_NOOP(
                "Errors",
                "{given} has {size} numbers, which cannot be shared out among groups of {count} for {shape}. Lengths "
                "that fit are the divisors of {size}: {divisors}.",
            )
        divisors = ", ".join(str(n) for n in range(1, array.size + 1) if array.size % n == 0)
        words = {"given": shape_text(array.shape), "size": array.size, "shape": shape_text(shape), "count": count}
        offending = tuple((0, axis) for axis in range(array.ndim))
        raise ShapeError(sentence, offending, name=name, divisors=divisors, **words)


def _moved(name: str, array: Array, origins: Array, code: str) -> Plan:
    result = array.ravel()[origins]
    return moving_plan((Operand.of(name, array),), origins, result, ARROW, code)


def _call(numbers: tuple[int, ...]) -> str:
    return f"({', '.join(str(number) for number in numbers)})" if numbers else "(())"


def _axis_argument(axes: tuple[int, ...]) -> str:
    if not axes:
        return ""
    return f", axis={axes[0] if len(axes) == 1 else axes}"
