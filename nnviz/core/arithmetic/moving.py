"""Values that only move: where a cell of the output stood in the input."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np

from nnviz.core.arithmetic.axis_window import sides
from nnviz.core.arithmetic.subject import Subject, cut, single
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.unit_arithmetic import Kind, UnitArithmetic

Place = tuple[int, tuple[int, ...]]
"""The number of an input, and a cell of it; the cell may lie outside, in the padding."""
Source = Callable[[Subject], Place]


def moved(subject: Subject) -> UnitArithmetic:
    """Return where the unit's value comes from."""
    number, cell = SOURCES[subject.layer.type](subject)
    window = cut(subject, single(cell), number)
    padded = bool(window.padded.any())
    return UnitArithmetic(
        subject.layer.id,
        subject.unit,
        Kind.CONSTANT if padded else Kind.MOVED,
        (window,),
        result=float(window.values.ravel()[0]),
        formula="0" if padded else "x",
        count=1,
    )


def _flattened(subject: Subject) -> Place:
    shape = subject.inputs[0].shape
    if subject.config.get("data_format") == "channels_first" and len(shape) > 1:
        last = (*shape[1:], shape[0])
        *spatial, channel = _same_place(subject.unit, subject.output_shape, last)
        return 0, (channel, *spatial)
    return _reshaped(subject)


def _reshaped(subject: Subject) -> Place:
    return 0, _same_place(subject.unit, subject.output_shape, subject.inputs[0].shape)


def _same_place(cell: Sequence[int], shape: Sequence[int], other: Sequence[int]) -> tuple[int, ...]:
    """Return the cell of another shape that is the same one when both are written in a row."""
    number = int(np.ravel_multi_index(tuple(cell), tuple(shape))) if len(shape) else 0
    return tuple(int(index) for index in np.unravel_index(number, tuple(other))) if len(other) else ()


def _permuted(subject: Subject) -> Place:
    """`dims` of a layer count from 1 without the batch, `axes` of an operation from 0 with it: the same numbers."""
    order = subject.config.get("dims") or subject.config.get("axes")
    rank = subject.inputs[0].ndim
    if order is None:
        raise _mixes_pictures()
    order = [axis for axis in order if axis != 0]
    if len(order) != rank:
        raise _mixes_pictures()
    cell = [0] * rank
    for place, axis in enumerate(order):
        cell[axis - 1] = subject.unit[place]
    return 0, tuple(cell)


def _mixes_pictures() -> UserError:
    return UserError(
        QT_TRANSLATE_NOOP("Errors", "This step mixes the pictures of a batch, so it has no unit of one picture.")
    )


def _padded(subject: Subject) -> Place:
    return 0, _shifted(subject, [-before for before in befores(subject, "padding")])


def _cropped(subject: Subject) -> Place:
    return 0, _shifted(subject, befores(subject, "cropping"))


def befores(subject: Subject, name: str) -> list[int]:
    """Return how many cells stand (or are cut off) in front of each spatial axis."""
    value = subject.config.get(name)
    rank = subject.inputs[0].ndim - 1
    if rank == 1 and isinstance(value, tuple) and len(value) == 2:
        return [int(value[0])]
    entries = value if isinstance(value, tuple) else (value,) * rank
    return [int(entry[0]) if isinstance(entry, tuple) else int(entry) for entry in entries]


def _shifted(subject: Subject, shifts: Sequence[int]) -> tuple[int, ...]:
    cell = list(subject.unit)
    axes = [axis for axis in range(len(cell)) if axis != subject.channel_axis]
    for axis, shift in zip(axes, shifts, strict=True):
        cell[axis] += shift
    return tuple(cell)


def _enlarged(subject: Subject) -> Place:
    if str(subject.config.get("interpolation", "nearest")) != "nearest":
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The layer “{layer}” enlarges with “{interpolation}”, which mixes several cells; only “nearest” is "
                "followed. Its result is shown as Keras computed it.",
            ),
            layer=subject.layer.name,
            interpolation=subject.config.get("interpolation"),
        )
    cell = list(subject.unit)
    axes = [axis for axis in range(len(cell)) if axis != subject.channel_axis]
    for axis, times in zip(axes, sides(subject.config.get("size", 2), len(axes)), strict=True):
        cell[axis] //= times
    return 0, tuple(cell)


def _repeated(subject: Subject) -> Place:
    return 0, subject.unit[1:]


def _joined(subject: Subject) -> Place:
    axis = int(subject.config.get("axis", -1))
    place = axis - 1 if axis > 0 else subject.inputs[0].ndim + axis
    borders = np.cumsum([0, *(tensor.shape[place] for tensor in subject.inputs)])
    if borders[-1] != subject.output_shape[place]:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The step “{layer}” joins more than the tensors that are recorded; its result is shown as Keras "
                "computed it.",
            ),
            layer=subject.layer.id,
        )
    for number, (start, stop) in enumerate(pairwise(borders)):
        if start <= subject.unit[place] < stop:
            cell = list(subject.unit)
            cell[place] -= int(start)
            return number, tuple(cell)
    raise IndexError(subject.unit)


SOURCES: dict[str, Source] = {
    "Flatten": _flattened,
    "Reshape": _reshaped,
    "Squeeze": _reshaped,
    "ExpandDims": _reshaped,
    "Permute": _permuted,
    "Transpose": _permuted,
    **{f"ZeroPadding{rank}D": _padded for rank in (1, 2, 3)},
    **{f"Cropping{rank}D": _cropped for rank in (1, 2, 3)},
    **{f"UpSampling{rank}D": _enlarged for rank in (1, 2, 3)},
    "RepeatVector": _repeated,
    "Concatenate": _joined,
}
