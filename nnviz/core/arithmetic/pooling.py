"""Pooling: the largest or the mean of a window, and reductions over whole axes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnviz.core.arithmetic.axis_window import sides
from nnviz.core.arithmetic.subject import Cells, Subject, cut
from nnviz.core.arithmetic.weighted import sliding
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.unit_arithmetic import Kind, UnitArithmetic


def largest_of_window(subject: Subject) -> UnitArithmetic:
    """Return the maximum of a sliding window."""
    return largest(subject, _pool_cells(subject))


def average_of_window(subject: Subject) -> UnitArithmetic:
    """Return the mean of a sliding window; the padding does not count."""
    return average(subject, _pool_cells(subject))


def largest_of_all(subject: Subject) -> UnitArithmetic:
    """Return the maximum of a whole map."""
    return largest(subject, _global_cells(subject))


def average_of_all(subject: Subject) -> UnitArithmetic:
    """Return the mean of a whole map."""
    return average(subject, _global_cells(subject))


def reduced_largest(subject: Subject) -> UnitArithmetic:
    """Return the maximum over some axes."""
    return largest(subject, reduced_cells(subject.config.get("axis"), subject.unit, subject.inputs[0].shape))


def reduced_average(subject: Subject) -> UnitArithmetic:
    """Return the mean over some axes."""
    return average(subject, reduced_cells(subject.config.get("axis"), subject.unit, subject.inputs[0].shape))


def largest(subject: Subject, cells: Cells) -> UnitArithmetic:
    """Return the maximum of a window."""
    window = cut(subject, cells, padding=-np.inf)
    return UnitArithmetic(
        subject.layer.id,
        subject.unit,
        Kind.LARGEST,
        (window,),
        result=float(window.values.max()),
        formula="max x",
        count=int((~window.padded).sum()),
    )


def average(subject: Subject, cells: Cells) -> UnitArithmetic:
    """Return the mean of a window's cells inside the input."""
    window = cut(subject, cells)
    count = int((~window.padded).sum())
    total = float(window.values.sum())
    return UnitArithmetic(
        subject.layer.id,
        subject.unit,
        Kind.AVERAGE,
        (window,),
        products=window.values,
        sum=total,
        result=total / count,
        formula="Σ x / n",
        count=count,
    )


def _pool_cells(subject: Subject) -> Cells:
    rank = subject.inputs[0].ndim - 1
    cells, _ = sliding(subject, sides(subject.config.get("pool_size"), rank))
    return subject.with_channels(cells, (subject.unit[subject.channel_axis],))


def _global_cells(subject: Subject) -> Cells:
    shape = subject.inputs[0].shape
    channel = subject.unit[subject.channel_axis] if subject.config.get("keepdims") else subject.unit[0]
    return subject.with_channels([range(size) for size in subject.spatial(shape)], (channel,))


def reduced_cells(axis: object, unit: Sequence[int], shape: Sequence[int]) -> Cells:
    """Return the cells that a reduction over `axis` (counted with the batch) reads for a unit.

    Raises
    ------
    UserError
        When the batch is reduced too.
    """
    axes = axis if isinstance(axis, tuple) else (axis,)
    rank = len(shape) + 1
    reduced = {one % rank - 1 for one in axes if isinstance(one, int)}
    if -1 in reduced or None in axes:
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "This step mixes the pictures of a batch, so it has no unit of one picture.")
        )
    kept = list(unit) if len(unit) < len(shape) else [one for place, one in enumerate(unit) if place not in reduced]
    return tuple(range(size) if place in reduced else (kept.pop(0),) for place, size in enumerate(shape))
