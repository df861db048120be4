"""Arrays of records: several named values in each place, of which one field is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_config.refusal import shown

_DEEPEST = 8
_MOST_SHOWN = 40


def field_names(dtype: np.dtype[Any]) -> tuple[str, ...]:
    """Return the names of the plain values in a record, those inside of other records with a dot.

    Examples
    --------
    >>> field_names(np.dtype([("x", "f4"), ("at", [("row", "i4"), ("column", "i4")])]))
    ('x', 'at.row', 'at.column')
    """
    return tuple(_names(dtype, "", 0))


def _names(dtype: np.dtype[Any], before: str, depth: int) -> Iterator[str]:
    for name in dtype.names or ():
        inner = dtype[name].base
        if inner.names is not None and depth < _DEEPEST:
            yield from _names(inner, f"{before}{name}.", depth + 1)
        elif inner.kind != "V":
            yield before + name


def field_of(array: Array, name: str) -> Array:
    """Return a view of one field; its own axes come last."""
    rest = name
    while rest:
        names = array.dtype.names or ()
        own = max((one for one in names if rest == one or rest.startswith(f"{one}.")), key=len)
        array, rest = array[own], rest[len(own) + 1 :]
    return array


def chosen_field(dtype: np.dtype[Any], key: str | None, name: str) -> str:
    """Return the field that `key` names; it may be left out where there is only one.

    Raises
    ------
    UserError
        When there is none of this name, or no name and several fields.
    """
    names = field_names(dtype)
    if key in names:
        return str(key)
    if key is None and len(names) == 1:
        return names[0]
    listed = ", ".join(shown(one) for one in names[:_MOST_SHOWN]) + (", …" if len(names) > _MOST_SHOWN else "")
    if key is None:
        text = QT_TRANSLATE_NOOP("Errors", "{file} holds records. Choose one of their fields by its key: {keys}.")
    else:
        text = QT_TRANSLATE_NOOP("Errors", "{file} holds records without a field “{key}”. Their fields: {keys}.")
    raise UserError(text, file=name, key=key, keys=listed)
