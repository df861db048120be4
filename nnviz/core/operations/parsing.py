"""Arrays and settings out of what a person types: nested lists, shapes, axes. Nothing is evaluated."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

MOST_CELLS = 2048
"""A larger array cannot be followed cell by cell."""
MOST_RANK = 4
_LONGEST_TEXT = 40_000


def parse_array(text: str, name: str = "a") -> Array:
    """Return a nested list of numbers as an array, int64 or float64.

    Raises
    ------
    UserError
        When it is not a nested list of numbers with rows of one length, or is too large to be animated.

    Examples
    --------
    >>> parse_array("[[1, 2], [3, 4.5]]").shape, parse_array("7").shape, parse_array("1, 2, 3").tolist()
    ((2, 2), (), [1, 2, 3])
    """
    array = _as_array(_literal(text, name), name)
    if array.ndim > MOST_RANK:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "“{name}” has {rank} axes; at most {most} can be animated. Take a part of it."
        )
        raise UserError(sentence, name=name, rank=array.ndim, most=MOST_RANK)
    if array.size > MOST_CELLS or not array.size:
        check_size(name, array.size)
    return array


def check_size(name: str, size: int) -> None:
    """Raise `UserError` unless an array of so many numbers can be drawn."""
    if not 0 < size <= MOST_CELLS:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "“{name}” would have {count} numbers; 1 to {most} can be animated. Choose another size."
        )
        raise UserError(sentence, name=name, count=size, most=MOST_CELLS)


def parse_integers(text: str, name: str) -> tuple[int, ...]:
    """Return whole numbers written with or without brackets.

    Raises
    ------
    UserError
        When there is anything else.

    Examples
    --------
    >>> parse_integers("(2, -1)", "shape"), parse_integers("3", "shape"), parse_integers("", "axes")
    ((2, -1), (3,), ())
    """
    value = () if not text.strip() else _setting(text, name)
    numbers = value if isinstance(value, (tuple, list)) else (value,)
    if len(numbers) > 8 or not all(type(number) is int and abs(number) < 10**6 for number in numbers):
        raise _not_integers(text, name)
    return tuple(numbers)


def parse_integer(text: str, name: str, low: int, high: int) -> int:
    """Return one whole number from `low` to `high`.

    Raises
    ------
    UserError
        When it is anything else.
    """
    numbers = parse_integers(text, name)
    if len(numbers) != 1 or not low <= numbers[0] <= high:
        sentence = QT_TRANSLATE_NOOP("Errors", "“{name}” is one whole number from {low} to {high}; “{text}” is not.")
        raise UserError(sentence, name=name, low=low, high=high, text=text)
    return numbers[0]


def parse_pad_width(text: str, rank: int) -> tuple[tuple[int, int], ...]:
    """Return (before, after) of each axis: one number for all sides, a pair for all axes, or a pair an axis.

    Raises
    ------
    UserError
        When it is none of these.

    Examples
    --------
    >>> parse_pad_width("1", 2), parse_pad_width("(0, 2)", 1), parse_pad_width("((1, 1), (0, 2))", 2)
    (((1, 1), (1, 1)), ((0, 2),), ((1, 1), (0, 2)))
    """
    name = "pad_width"
    try:
        widths = np.broadcast_to(np.array(_setting(text, name)), (rank, 2))
    except (ValueError, TypeError, OverflowError):
        widths = np.full((rank, 2), -1)
    if widths.dtype.kind != "i" or widths.min(initial=0) < 0 or widths.max(initial=0) > 64:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "“{text}” is no pad width for {rank} axes. Write one number for all sides, as 1, or a pair (before, after) "
            "for each axis, as ((1, 1), (0, 2)); at most 64.",
        )
        raise UserError(sentence, text=text, rank=rank)
    return tuple((int(before), int(after)) for before, after in widths)


def _literal(text: str, name: str) -> Any:
    try:
        if len(text) > _LONGEST_TEXT:
            raise ValueError("too long")
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "“{name}” is not a list of numbers. Write it as [1, 2, 3], or with a bracket a row: [[1, 2], [3, 4]].",
        )
        raise UserError(sentence, name=name) from None


def _setting(text: str, name: str) -> Any:
    try:
        if len(text) > 200:
            raise ValueError("too long")
        return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
        raise _not_integers(text, name) from None


def _as_array(value: Any, name: str) -> Array:
    try:
        array = np.array(value)
    except (ValueError, TypeError, OverflowError):
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "The rows of “{name}” have different lengths; in an array every row is as long as the others."
        )
        raise UserError(sentence, name=name) from None
    if array.dtype.kind not in "biuf":
        sentence = QT_TRANSLATE_NOOP("Errors", "“{name}” holds something else than numbers.")
        raise UserError(sentence, name=name)
    wide: Array = array.astype(np.float64 if array.dtype.kind == "f" else np.int64)
    return wide


def _not_integers(text: str, name: str) -> UserError:
    sentence = QT_TRANSLATE_NOOP("Errors", "“{text}” is no {name}: write whole numbers, as 3 or (2, 6).")
    return UserError(sentence, text=text[:40], name=name)
