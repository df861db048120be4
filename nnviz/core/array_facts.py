"""What is said about an array beside its picture, and the range of its colours, from a look that stays short."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnviz.core.array_sample import as_numbers, is_mapped, sample
from nnviz.core.array_statistics import Statistics, memory_order, statistics
from nnviz.core.arrays import Array
from nnviz.core.box import shape_text
from nnviz.core.colour import is_signed, value_range

_MAPPED_PAGES = 6_000
_LOADED_PAGES = 16_384


@dataclass(frozen=True)
class ArrayFacts:
    """Type, order in memory ("C", "F", "both", "none") and size of an array; its figures, and the range for colours.

    Where `exact` is False the figures and the range come from a sample. `strides` are bytes to the next value along
    each axis. `view_of` is the shape and type of the array in whose memory the values lie, empty where they are its
    own.
    """

    dtype: str
    order: str
    nbytes: int
    figures: Statistics
    low: float
    high: float
    exact: bool = True
    mapped: bool = False
    strides: tuple[int, ...] = ()
    view_of: str = ""


def facts_of(array: Array) -> ArrayFacts:
    """Return the facts of any array; a large one is sampled."""
    mapped = is_mapped(array)
    if not array.size:
        return ArrayFacts(
            str(array.dtype), memory_order(array), 0, Statistics(), 0.0, 1.0, True, mapped, array.strides, _owner(array)
        )
    looked_at = sample(array, _MAPPED_PAGES if mapped else _LOADED_PAGES)
    numbers = as_numbers(np.asarray(looked_at.values))
    low, high = value_range(numbers, is_signed(numbers))
    return ArrayFacts(
        dtype=str(array.dtype),
        order=memory_order(array),
        nbytes=int(array.nbytes),
        figures=statistics(looked_at.values),
        low=low,
        high=high,
        exact=looked_at.exact,
        mapped=mapped,
        strides=array.strides,
        view_of=_owner(array),
    )


def _owner(array: Array) -> str:
    """Tell of the array whose memory another one looks at.

    A view of all of it, in its own order, is not told, nor what a file was read or mapped into.

    Examples
    --------
    >>> a = np.zeros((2, 3))
    >>> _owner(a), _owner(a[:]), _owner(a.T), _owner(a[0]), _owner(a.copy())
    ('', '', '(2, 3) float64', '(2, 3) float64', '')
    """
    owner = array
    while isinstance(owner.base, np.ndarray):
        owner = owner.base
    same = (owner.shape, owner.strides, owner.dtype) == (array.shape, array.strides, array.dtype)
    return "" if owner is array or same or not owner.flags.owndata else f"{shape_text(owner.shape)} {owner.dtype}"
