"""Concatenate, stack, pad and one-hot: more cells than before, or others."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.operations.frames import Frame, Operand, Plan, Sentence
from nnviz.core.operations.mismatch import ShapeError
from nnviz.core.operations.moving import moving_plan, numbered
from nnviz.core.operations.number_text import number_text, shape_text
from nnviz.core.operations.parsing import check_size, parse_integer, parse_pad_width
from nnviz.core.operations.shaping import ARROW, check_rank, checked_axis

Names = tuple[str, ...]
Arrays = tuple[Array, ...]
Settings = dict[str, str]

_HOT = QT_TRANSLATE_NOOP("OperationSteps", "Label {label} of {name}[{row}]: a 1 in column {label}, 0 everywhere else")
_FITS_JOINED = QT_TRANSLATE_NOOP(
    "Errors", "{left} and {right} cannot be joined along axis {axis}: along axis {other} they are {first} and {second} "
    "long. All axes but the joined one must be equal."
)  # fmt: skip
_FITS_STACKED = QT_TRANSLATE_NOOP(
    "Errors", "{left} and {right} cannot be stacked: stacking needs equal shapes. Concatenate joins along an axis that "
    "differs."
)  # fmt: skip
_RANKS = QT_TRANSLATE_NOOP(
    "Errors", "{left} has {first} axes and {right} has {second}: joined arrays need as many axes as each other. Expand "
    "the smaller one by an axis first."
)  # fmt: skip


def concatenate(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan ``np.concatenate([a, b], axis)``."""
    a, b = arrays
    shapes = {"left": shape_text(a.shape), "right": shape_text(b.shape)}
    if a.ndim != b.ndim:
        raise ShapeError(_RANKS, **shapes, first=a.ndim, second=b.ndim)
    axis = checked_axis(parse_integer(settings["axis"], "axis", -4, 3), a.ndim)
    for other in range(a.ndim):
        if other != axis and a.shape[other] != b.shape[other]:
            words = {"axis": axis, "other": other, "first": a.shape[other], "second": b.shape[other]}
            raise ShapeError(_FITS_JOINED, ((0, other), (1, other)), **shapes, **words)
    code = f"np.concatenate([{names[0]}, {names[1]}], axis={axis})"
    return _joined(names, arrays, np.concatenate(numbered(a, b), axis), np.concatenate([a, b], axis), code)


def stack(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan ``np.stack([a, b], axis)``: a new axis of length 2."""
    a, b = arrays
    if a.shape != b.shape:
        differing = [axis for axis in range(min(a.ndim, b.ndim)) if a.shape[axis] != b.shape[axis]]
        offending = tuple((operand, axis) for axis in differing for operand in range(2))
        raise ShapeError(_FITS_STACKED, offending, left=shape_text(a.shape), right=shape_text(b.shape))
    check_rank(a.ndim + 1)
    axis = checked_axis(parse_integer(settings["axis"], "axis", -5, 4), a.ndim + 1)
    code = f"np.stack([{names[0]}, {names[1]}], axis={axis})"
    return _joined(names, arrays, np.stack(numbered(a, b), axis), np.stack([a, b], axis), code)


def pad(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan ``np.pad(a, pad_width, constant_values=value)``."""
    (array,) = arrays
    if not array.ndim:
        raise UserError(QT_TRANSLATE_NOOP("Errors", "A single number has no axes. Give an array, as [1, 2, 3]."))
    widths = parse_pad_width(settings["pad_width"], array.ndim)
    value = parse_integer(settings["value"], "value", -999, 999)
    sides = np.array(array.shape) + np.sum(widths, axis=1)
    check_size("result", int(np.prod(sides)))
    result = np.pad(array, widths, constant_values=value)
    origins = np.pad(numbered(array)[0], widths, constant_values=-1)
    same = len({width for pair in widths for width in pair}) == 1
    written = widths[0][0] if same else (widths if array.ndim > 1 else widths[0])
    code = f"np.pad({names[0]}, {written}, constant_values={value})"
    return moving_plan((Operand.of(names[0], array),), origins, result, ARROW, code)


def one_hot(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan ``np.eye(classes)[labels]``: a row a label."""
    (labels,) = arrays
    classes = parse_integer(settings["classes"], "classes", 1, 64)
    if labels.ndim != 1 or labels.dtype.kind != "i":
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "Labels are a list of whole numbers, as [3, 0, 2]; “{name}” is an array {shape} of {kind}."
        )
        raise ShapeError(sentence, name=names[0], shape=shape_text(labels.shape), kind=labels.dtype.name)
    if labels.min() < 0 or labels.max() >= classes:
        wrong = int(labels.max() if labels.max() >= classes else labels.min())
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "There is no class {label} among {classes}: they are counted from 0 to {last}. For class "
            "{label}, raise the number of classes or correct the label."
        )  # fmt: skip
        raise UserError(sentence, label=wrong, classes=classes, last=classes - 1)
    check_size("result", classes * len(labels))
    result = np.eye(classes)[labels]
    count = len(labels) if len(labels) <= 240 else 240
    chunk = -(-len(labels) // count)
    rows = _HotRows(names[0], labels, result, chunk)
    done_at = np.repeat(np.arange(len(labels)) // chunk, classes)
    operands = (Operand.of(names[0], labels),)
    code = f"np.eye({classes})[{names[0]}]"
    return Plan(operands, ARROW, result, code, int(done_at[-1]) + 1, done_at, rows.frame, chunk * classes)


@dataclass(frozen=True, eq=False)
class _HotRows:
    name: str
    labels: Array
    result: Array
    chunk: int

    def frame(self, index: int) -> Frame:
        rows = np.arange(index * self.chunk, min((index + 1) * self.chunk, len(self.labels)))
        classes = self.result.shape[1]
        fills = np.arange(rows[0] * classes, (rows[-1] + 1) * classes)
        hot = rows * classes + self.labels[rows]
        moves = np.stack([np.zeros_like(rows), rows, hot], axis=1)
        words = {"label": number_text(self.labels[rows[0]]), "name": self.name, "row": int(rows[0])}
        return Frame((rows,), fills, self.result.ravel()[fills], Sentence(_HOT, words), moves=moves)


def _joined(names: Names, arrays: Arrays, origins: Array, result: Array, code: str) -> Plan:
    check_size("result", result.size)
    operands = tuple(Operand.of(name, array) for name, array in zip(names, arrays, strict=True))
    return moving_plan(operands, origins, result, ("", "→"), code)
