"""The values that an expression may hold, and how many numbers lie in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

LARGEST = 2**63 - 1
"""Whole numbers outside ±this do not fit into NumPy's int64 and are refused, so that none grows without end."""

_DTYPE_TEXT = re.compile(r"[<>=|]?(?:\?|[iu][1248]|f[248]|c8|c16|b1)")
DTYPE_NAMES = (
    "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
    "float16", "float32", "float64", "complex64", "complex128",
)  # fmt: skip
_MORE_NAMES = {"int": "int64", "float": "float64", "complex": "complex128", "bool_": "bool"}
_SCALARS = (bool, int, float, complex, np.generic)


def dtype_named(name: str) -> np.dtype[Any] | None:
    """Return a plain type of numbers by its name, None for any other; records and objects have no name here.

    Examples
    --------
    >>> dtype_named("float32"), dtype_named(">i2"), dtype_named("object"), dtype_named("(9,)f4")
    (dtype('float32'), dtype('>i2'), None, None)
    """
    name = _MORE_NAMES.get(name, name)
    if name in DTYPE_NAMES or _DTYPE_TEXT.fullmatch(name):
        return np.dtype(name)
    return None


def dtype_of(value: Any) -> np.dtype[Any] | None:
    """Return the type that an argument `dtype` means.

    Raises
    ------
    UserError
        When it is no type of numbers.
    """
    if value is None:
        return None
    found = value if isinstance(value, np.dtype) else dtype_named(value) if isinstance(value, str) else None
    if found is None or found.kind not in "biufcU":
        text = QT_TRANSLATE_NOOP("Errors", "this is no type of numbers. There are: {names}.")
        raise UserError(text, names=", ".join(DTYPE_NAMES))
    return found


def is_scalar(value: Any) -> bool:
    """Tell whether this is a single number."""
    return isinstance(value, _SCALARS) and not isinstance(value, (str, np.str_))


def is_arraylike(value: Any) -> bool:
    """Tell whether NumPy takes this as an array."""
    return isinstance(value, (*_SCALARS, np.ndarray, list, tuple, str))


def checked_result(value: Any) -> Any:
    """Return a value that may be worked on further.

    Raises
    ------
    UserError
        When a whole number is too large, or an array holds anything but numbers and texts.
    """
    if isinstance(value, int) and not isinstance(value, bool) and not -LARGEST - 1 <= value <= LARGEST:
        raise too_large_integer()
    if isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind not in "biufcUS":
        text = QT_TRANSLATE_NOOP("Errors", "this gives an array of Python objects; only numbers and texts are shown.")
        raise UserError(text)
    return value


def too_large_integer() -> UserError:
    """Return the sentence about a whole number that does not fit."""
    text = QT_TRANSLATE_NOOP(
        "Errors", "this whole number does not fit into 64 bits (at most 2**63 - 1). Write it with a point, as 1e20."
    )
    return UserError(text)


def count_of(value: Any) -> int:
    """Return how many numbers an array or nested lists hold; lists that occur many times are looked at once.

    Raises
    ------
    UserError
        When something in the lists is neither a number, a text nor an array.
    """
    return _count(value, {})


def _count(value: Any, known: dict[int, int]) -> int:
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, (list, tuple)):
        if id(value) not in known:
            known[id(value)] = sum(_count(one, known) for one in value)
        return known[id(value)]
    if is_arraylike(value):
        return 1
    text = QT_TRANSLATE_NOOP("Errors", "a list here holds something that is neither a number nor an array.")
    raise UserError(text)


def itemsize_of(values: Sequence[Any], least: int = 8) -> int:
    """Return the bytes that one number made of these may take."""
    return max([least, *(_itemsize(value) for value in values)])


def _itemsize(value: Any) -> int:
    match value:
        case np.ndarray() | np.generic() | np.dtype():
            return int(value.dtype.itemsize if not isinstance(value, np.dtype) else value.itemsize)
        case complex():
            return 16
        case str():
            return 4 * len(value)
        case list() | tuple():
            return max((_itemsize(one) for one in value[:256] if not isinstance(one, (list, tuple))), default=8)
        case _:
            return 1


def shape_of(value: Any) -> tuple[int, ...]:
    """Return the shape of what may become an array, without making it.

    Nested lists are followed along their first elements, as NumPy does.
    """
    sizes: list[int] = []
    while isinstance(value, (list, tuple)) and len(sizes) < 64:
        sizes.append(len(value))
        if not value:
            return tuple(sizes)
        value = value[0]
    return (*sizes, *np.shape(value)) if isinstance(value, np.ndarray) else tuple(sizes)


def array_of(value: Any) -> Array:
    """Return a result as an array, in a form that is shown: numbers and texts, a type by its name.

    Raises
    ------
    UserError
        When it is no array.
    """
    if isinstance(value, np.dtype):
        return np.array(value.name)
    if not is_arraylike(value):
        text = QT_TRANSLATE_NOOP("Errors", "the result is no array. End with an expression such as np.arange(6).")
        raise UserError(text)
    count_of(value)
    try:
        made = np.asarray(value)
    except (ValueError, TypeError, OverflowError) as error:
        raise ragged() from error
    return np.asarray(checked_result(made))


def ragged() -> UserError:
    """Return the sentence about lists of different lengths."""
    text = QT_TRANSLATE_NOOP(
        "Errors", "the inner lists are not all of the same length, so they make no array. Fill the shorter ones up."
    )
    return UserError(text)
