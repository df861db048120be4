"""Arrays written as nested lists of numbers in JSON, alone or several by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_config.limits import parse_json
from nnviz.core.model_config.refusal import ModelRefused

MAX_BYTES = 64 * 2**20
MOST_VALUES = 4_000_000
MAX_RANK = 32


def arrays_in_json(data: bytes, name: str) -> Array | dict[str, Any]:
    """Return the array of nested lists, or what lies under each name, still as lists.

    Raises
    ------
    UserError
        When it is no JSON text, too long or too deep, or neither lists nor names.
    """
    try:
        value = parse_json(data, MAX_BYTES, MOST_VALUES)
    except ModelRefused as error:
        text = QT_TRANSLATE_NOOP("Errors", "{file} was not opened: {reason}. Choose another file.")
        raise UserError(text, file=name, reason=error) from error
    return value if isinstance(value, dict) else array_of_lists(value, name)


def array_of_lists(value: Any, name: str) -> Array:
    """Return nested lists of numbers (null is not a number), of yes and no, or of texts as an array.

    Raises
    ------
    UserError
        When the lists are of different lengths or hold different things.

    Examples
    --------
    >>> array_of_lists([[1, 2], [3, None]], "a.json").tolist()
    [[1.0, 2.0], [3.0, nan]]
    """
    shape = tuple(_sizes(value))
    flat = list(_leaves(value, shape, name))
    return _converted(flat, name).reshape(shape)


def _sizes(value: Any) -> Iterator[int]:
    for _ in range(MAX_RANK):
        if not isinstance(value, list):
            return
        yield len(value)
        if not value:
            return
        value = value[0]


def _leaves(value: Any, shape: tuple[int, ...], name: str) -> Iterator[Any]:
    if not shape:
        if isinstance(value, (list, dict)):
            raise _uneven(name)
        yield value
        return
    if not isinstance(value, list) or len(value) != shape[0]:
        raise _uneven(name)
    for one in value:
        yield from _leaves(one, shape[1:], name)


def _converted(flat: list[Any], name: str) -> Array:
    kinds = {type(one) for one in flat}
    if kinds <= {bool} and flat:
        return np.array(flat, np.bool_)
    if kinds <= {str} and flat:
        return np.array(flat, np.str_)
    if not kinds <= {int, float, type(None)}:
        text = QT_TRANSLATE_NOOP(
            "Errors", "{file} was not opened: its lists hold numbers and other things. Leave only numbers in them."
        )
        raise UserError(text, file=name)
    if kinds <= {int} and flat and all(-(2**63) <= one < 2**63 for one in flat):
        return np.array(flat, np.int64)
    if kinds <= {int} and flat and all(0 <= one < 2**64 for one in flat):
        return np.array(flat, np.uint64)
    return np.array([np.nan if one is None else float(one) for one in flat], np.float64)


def _uneven(name: str) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Errors", "{file} was not opened: its lists are not all of the same length. Fill them up to the longest one."
    )
    return UserError(text, file=name)
