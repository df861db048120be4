"""Follow the largest contribution backwards, from a unit to the input."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnviz.core.arithmetic import arithmetic_of
from nnviz.core.arrays import FloatArray
from nnviz.core.model_summary import ModelSummary
from nnviz.core.probe import Probe
from nnviz.core.unit_arithmetic import Kind, UnitArithmetic


@dataclass(frozen=True)
class PathStep:
    """One unit on the path; `contribution` is what it adds to the step before (its own value at the start)."""

    key: str
    unit: tuple[int, ...]
    value: float
    contribution: float


def strongest_path(summary: ModelSummary, probe: Probe, layer_id: str, unit: tuple[int, ...]) -> tuple[PathStep, ...]:
    """Return the units from `unit` back to the input, each the largest |contribution| to the one before.

    `probe` must hold all tensors and weights; the path ends early where a layer cannot be followed.
    """
    tensor = probe.tensors.get(layer_id)
    if tensor is None or len(unit) != tensor.ndim:
        return ()
    value = float(tensor[unit])
    path = [PathStep(layer_id, tuple(unit), value, value)]
    while len(path) <= len(summary.layers):
        step = strongest_source(arithmetic_of(summary, probe, path[-1].key, path[-1].unit))
        if step is None:
            break
        path.append(step)
    return tuple(path)


def strongest_source(arithmetic: UnitArithmetic) -> PathStep | None:
    """Return the cell that adds most to a unit, None where nothing outside the padding does."""
    best: PathStep | None = None
    if arithmetic.kind is Kind.CONSTANT:
        return None
    for window in arithmetic.windows:
        contributions = np.where(window.padded, 0.0, _contributions(arithmetic, window.values))
        sizes = np.where(window.padded, -1.0, np.abs(contributions))
        index = tuple(int(axis) for axis in np.unravel_index(int(np.argmax(sizes)), sizes.shape)) if sizes.ndim else ()
        if window.padded[index]:
            continue
        if best is None or sizes[index] > abs(best.contribution):
            value = float(window.values[index])
            best = PathStep(window.key, window.cell(index), value, float(contributions[index]))
    return best


def _contributions(arithmetic: UnitArithmetic, values: FloatArray) -> FloatArray:
    """Return what each cell of a window adds to the unit."""
    match arithmetic.kind:
        case Kind.WEIGHTED_SUM if arithmetic.products is not None:
            return arithmetic.products
        case Kind.AVERAGE:
            return values / max(1, arithmetic.count)
        case Kind.LARGEST:
            return np.where(values == arithmetic.result, values, 0.0)
        case Kind.NORMALISATION | Kind.ACTIVATION if values.size > 1:
            # Of a row, the unit's own cell is what the unit is made of; the others only set the scale.
            own = next((part.value for part in arithmetic.parts if part.name == "x"), arithmetic.pre_activation)
            return np.where(values == own, values, 0.0)
        case _:
            return values
