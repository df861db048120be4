"""Operations whose cells only change their place: each travels from an operand to the result."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.operations.frames import Frame, Operand, Plan, Sentence, chunk_size, index_text
from nnviz.core.operations.number_text import number_text

_ONE = QT_TRANSLATE_NOOP("OperationSteps", "{name}{source} = {value} goes to result{target}")
_MANY = QT_TRANSLATE_NOOP(
    "OperationSteps", "{count} cells at once: {name}{source} and those after it go to result{target} and on"
)
_RIM = QT_TRANSLATE_NOOP("OperationSteps", "The rim of {count} cells is filled with {value}")


@dataclass(frozen=True, eq=False)
class _Moves:
    """`table` (n, 3): operand, its cell, the result's cell, in the order of the animation; `rim` the cells left."""

    operands: tuple[Operand, ...]
    result: Array
    table: Array
    chunk: int
    rim: Array

    def frame(self, index: int) -> Frame:
        part = self.table[index * self.chunk : (index + 1) * self.chunk]
        if not len(part):
            return self._rim()
        reads = tuple(part[part[:, 0] == number, 1] for number in range(len(self.operands)))
        operand, source, target = (int(place) for place in part[0])
        values = self.operands[operand].values
        words = {
            "name": self.operands[operand].name,
            "source": index_text(values.shape, source),
            "value": number_text(values.flat[source]),
            "target": index_text(self.result.shape, target),
            "count": len(part),
        }
        sentence = Sentence(_ONE if len(part) == 1 else _MANY, words)
        return Frame(reads, part[:, 2], self.result.ravel()[part[:, 2]], sentence, moves=part)

    def _rim(self) -> Frame:
        shown = self.result.ravel()[self.rim]
        sentence = Sentence(_RIM, {"count": len(self.rim), "value": number_text(shown[0])})
        return Frame((), self.rim, shown, sentence)


def moving_plan(
    operands: tuple[Operand, ...], origins: Array, result: Array, signs: tuple[str, ...], code: str
) -> Plan:
    """Return the plan of a move; `origins` has the result's shape and counts through all operands, -1 is the rim."""
    flat = origins.ravel()
    targets = np.argsort(flat, kind="stable")
    targets = targets[flat[targets] >= 0]
    starts = np.cumsum([0] + [operand.values.size for operand in operands])
    numbers = np.searchsorted(starts, flat[targets], side="right") - 1
    table = np.stack([numbers, flat[targets] - starts[numbers], targets], axis=1)
    rim = np.flatnonzero(flat < 0)
    shape = operands[0].values.shape
    chunk = chunk_size(shape) if len(operands) == 1 else chunk_size((len(table),))
    moved = -(-len(table) // chunk)
    done_at = np.full(result.size, moved)
    done_at[targets] = np.arange(len(targets)) // chunk
    moves = _Moves(operands, result, table, chunk, rim)
    return Plan(operands, signs, result, code, moved + bool(len(rim)), done_at, moves.frame, chunk)


def numbered(*arrays: Array) -> list[Array]:
    """Return for each array its cells' numbers, counted on from one array to the next, in its shape."""
    starts = np.cumsum([0] + [array.size for array in arrays])
    return [
        np.arange(start, start + array.size).reshape(array.shape)
        for start, array in zip(starts[:-1], arrays, strict=True)
    ]
