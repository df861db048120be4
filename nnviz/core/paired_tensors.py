"""One array of two models side by side, in colours that mean the same in both, and what differs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.colour import is_signed, resolve_name, value_range
from nnviz.core.coloured_maps import readable_range
from nnviz.core.tensor_display import TensorDisplay, display_of
from nnviz.core.view_state import ColourScale


@dataclass(frozen=True, eq=False)
class PairedTensors:
    """`live` and `reference` in the colours of `scale`; `difference` (live - reference) in those of its own.

    `difference` is None where the shapes differ; `largest` is its greatest absolute value.
    """

    live: TensorDisplay
    reference: TensorDisplay
    difference: TensorDisplay | None
    scale: ColourScale
    difference_scale: ColourScale
    largest: float = 0.0


def pair_of(
    live: Array, reference: Array, name: str = "auto", weights: bool = False, transposed: bool = False
) -> PairedTensors | None:
    """Return two arrays as pictures in the colour map `name`; None where one of them holds no numbers.

    Examples
    --------
    >>> found = pair_of(np.array([1.0, 3.0]), np.array([2.0, 5.0]))
    >>> found.scale.limits, found.difference.maps.tolist(), found.difference_scale.limits
    ((1.0, 5.0), [[[-1.0, -2.0]]], (-2.0, 2.0))
    """
    one, other = (display_of(array, weights, transposed) for array in (live, reference))
    if one is None or other is None:
        return None
    both = np.concatenate([one.maps.reshape(-1), other.maps.reshape(-1)])
    chosen = resolve_name(name, is_signed(both))
    scale = ColourScale(chosen, limits=readable_range(both, chosen == "diverging"))
    apart = difference_of(live, reference)
    shown = None if apart is None else display_of(apart, weights, transposed)
    if apart is None or shown is None:
        return PairedTensors(one, other, None, scale, ColourScale("diverging", limits=(-1.0, 1.0)))
    limits = value_range(shown.maps, True)
    largest = 0.0 if not np.any(apart) else limits[1]
    return PairedTensors(one, other, shown, scale, ColourScale("diverging", limits=limits), largest)


def difference_of(live: Array, reference: Array) -> Array | None:
    """Return live - reference without wrapping round, None where the shapes differ.

    Examples
    --------
    >>> difference_of(np.array([0], np.uint8), np.array([200], np.uint8)).tolist()
    [-200.0]
    """
    if live.shape != reference.shape:
        return None
    kind = np.complex128 if "c" in (live.dtype.kind, reference.dtype.kind) else np.float64
    with np.errstate(invalid="ignore", over="ignore"):
        apart = live.astype(kind) - reference.astype(kind)
    return np.abs(apart) if kind is np.complex128 else apart
