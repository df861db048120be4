"""Indexing and slicing, with what is taken counted first."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from nnviz.core.expression.budget import Cost, Meter
from nnviz.core.expression.shape_errors import broadcast_shape
from nnviz.core.expression.values import count_of, is_arraylike
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError


def indexed(value: Any, index: Any, meter: Meter) -> Any:
    """Return ``value[index]``.

    Raises
    ------
    UserError
        When the place does not exist, or cannot be a place.
    """
    if isinstance(value, (list, tuple)):
        return _of_list(value, index)
    if not isinstance(value, (np.ndarray, np.generic)):
        raise UserError(QT_TRANSLATE_NOOP("Errors", "only arrays and lists have places to take, as a[0]."))
    array = np.asarray(value)
    parts = tuple(_part(one) for one in (index if isinstance(index, tuple) else (index,)))
    _must_exist(array, parts)
    meter.pay(_cost(array, parts))
    return array[parts]


def _of_list(value: Any, index: Any) -> Any:
    if isinstance(index, np.integer):
        index = int(index)
    if not isinstance(index, (int, slice)):
        raise UserError(QT_TRANSLATE_NOOP("Errors", "a list is indexed by one whole number; np.array(…) by several."))
    if isinstance(index, int) and not -len(value) <= index < len(value):
        text = QT_TRANSLATE_NOOP("Errors", "there is no place {index} in a list of {count}.")
        raise UserError(text, index=index, count=len(value))
    return value[index]


def _part(one: Any) -> Any:
    if one is None or one is Ellipsis or isinstance(one, (bool, int, slice, np.integer, np.bool_)):
        return one
    if is_arraylike(one) and not isinstance(one, str):
        count_of(one)
        made = np.asarray(one)
        if not made.size and made.dtype.kind == "f":
            made = made.astype(np.intp)
        if made.dtype.kind in "iub":
            return made
    raise UserError(
        QT_TRANSLATE_NOOP("Errors", "a place is a whole number, a slice as 1:3, or an array of these or of truths.")
    )


def _axes_of(part: Any) -> int:
    if part is None or part is Ellipsis:
        return 0
    if isinstance(part, (bool, np.bool_)):
        return 0
    return part.ndim if isinstance(part, np.ndarray) and part.dtype.kind == "b" else 1


def _must_exist(array: np.ndarray[Any, Any], parts: tuple[Any, ...]) -> None:
    taken = sum(_axes_of(part) for part in parts)
    if taken > array.ndim:
        text = QT_TRANSLATE_NOOP("Errors", "{taken} places are given for the {rank} axes of {shape}.")
        raise UserError(text, taken=taken, rank=array.ndim, shape=array.shape)
    if sum(part is Ellipsis for part in parts) > 1:
        raise UserError(QT_TRANSLATE_NOOP("Errors", "only one … can stand in an index."))
    axis = 0
    for part in parts:
        if part is Ellipsis:
            axis = array.ndim - sum(_axes_of(one) for one in parts[parts_after(parts) :])
            continue
        if isinstance(part, (int, np.integer)) and not isinstance(part, bool):
            size = array.shape[axis]
            if not -size <= part < size:
                text = QT_TRANSLATE_NOOP("Errors", "there is no place {index} along axis {axis}, which has {size}.")
                raise UserError(text, index=int(part), axis=axis, size=size)
        axis += _axes_of(part)


def parts_after(parts: tuple[Any, ...]) -> int:
    """Return the number of the part behind the ellipsis."""
    return next(place for place, part in enumerate(parts) if part is Ellipsis) + 1


def _cost(array: np.ndarray[Any, Any], parts: tuple[Any, ...]) -> Cost:
    """Return what is copied: nothing for slices, which are views."""
    if not any(isinstance(part, np.ndarray) for part in parts):
        return Cost(0)
    gathered: list[tuple[int, ...]] = []
    rest: list[int] = []
    axis = 0
    for part in parts:
        if part is Ellipsis:
            behind = array.ndim - sum(_axes_of(one) for one in parts[parts_after(parts) :])
            rest += array.shape[axis:behind]
            axis = behind
        elif isinstance(part, slice):
            rest.append(len(range(*part.indices(array.shape[axis]))))
            axis += 1
        else:
            if isinstance(part, np.ndarray):
                gathered.append((int(np.count_nonzero(part)),) if part.dtype.kind == "b" else part.shape)
            axis += _axes_of(part)
    rest += array.shape[axis:]
    return Cost(math.prod(broadcast_shape(gathered)) * math.prod(rest), array.dtype.itemsize)
