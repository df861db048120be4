"""Operations whose every result cell is worked out of several cells: terms, partial sums, a finished number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.operations.frames import (
    MOST_TERM_FRAMES,
    Frame,
    Operand,
    Plan,
    Sentence,
    chunk_size,
    index_text,
)
from nnviz.core.operations.number_text import number_text

_MANY = QT_TRANSLATE_NOOP(
    "OperationSteps", "{count} cells at once, from result{first} to result{last}; the sum shown is that of the first"
)
_MOST_MOVES = 6  # more would hide each other on their way


class Rule(Protocol):
    """How one cell of the result comes about; `cell` is its flat index, `term` counts from 0."""

    def terms(self, cell: int) -> int:
        """Return the number of terms of a cell."""

    def reads(self, cell: int, term: int | None) -> tuple[Array, ...]:
        """Return the cells of each operand that a term reads; of all terms where it is None."""

    def value(self, cell: int, term: int) -> float:
        """Return the value after a term."""

    def text(self, cell: int, term: int) -> str:
        """Return the arithmetic up to a term, with numbers."""

    def sentence(self, cell: int, term: int) -> Sentence:
        """Return what happens, in words."""


@dataclass(frozen=True, eq=False)
class _Steps:
    """`by_term` shows each partial sum, else a frame fills `chunk` cells."""

    rule: Rule
    operands: tuple[Operand, ...]
    result: Array
    length: int
    chunk: int
    by_term: bool

    def frame(self, index: int) -> Frame:
        if self.by_term:
            cell, term = divmod(index, self.length)
            return self._partial(cell, term)
        cells = np.arange(index * self.chunk, min((index + 1) * self.chunk, self.result.size))
        return self._finished(cells)

    def _partial(self, cell: int, term: int) -> Frame:
        reads = self.rule.reads(cell, term)
        last = term == self.length - 1
        shown = self.result.flat[cell] if last else self.rule.value(cell, term)
        before = np.array([self.rule.value(cell, term - 1)]) if term else None
        context = self.rule.reads(cell, None)
        text = f"{self.rule.text(cell, term)} = {number_text(shown)}"
        moves = _moves(reads, np.array([cell]))
        fills, sentence = np.array([cell]), self.rule.sentence(cell, term)
        return Frame(reads, fills, np.array([shown]), sentence, text, moves, context, before)

    def _finished(self, cells: Array) -> Frame:
        first, last_term = int(cells[0]), self.length - 1
        every = [self.rule.reads(int(cell), None) for cell in cells]
        reads = tuple(np.unique(np.concatenate(of_operand)) for of_operand in zip(*every, strict=True))
        text = f"{self.rule.text(first, last_term)} = {number_text(self.result.flat[first])}"
        moves = _moves(reads, cells) if len(cells) == 1 else np.zeros((0, 3), np.intp)
        sentence = self.rule.sentence(first, last_term)
        if len(cells) > 1:
            shape = self.result.shape
            ends = {"first": index_text(shape, first), "last": index_text(shape, int(cells[-1]))}
            sentence = Sentence(_MANY, {"count": len(cells), **ends})
        return Frame(reads, cells, self.result.ravel()[cells], sentence, text, moves)


def sum_plan(
    rule: Rule,
    operands: tuple[Operand, ...],
    result: Array,
    signs: tuple[str, ...],
    code: str,
    channels_last: bool = False,
) -> Plan:
    """Return the plan of an operation that a rule describes."""
    length = rule.terms(0)
    by_term = length * result.size <= MOST_TERM_FRAMES
    chunk = 1 if by_term else chunk_size(result.shape)
    steps = _Steps(rule, operands, result, length, chunk, by_term)
    cells = np.arange(result.size)
    done_at = cells * length + length - 1 if by_term else cells // chunk
    count = int(done_at[-1]) + 1
    return Plan(operands, signs, result, code, count, done_at, steps.frame, chunk, channels_last)


def _moves(reads: tuple[Array, ...], fills: Array) -> Array:
    parts = [
        np.stack([np.full(len(cells), number), cells, np.full(len(cells), fills[0])], axis=1)
        for number, cells in enumerate(reads)
    ]
    moves: Array = np.concatenate(parts)
    return moves if len(moves) <= _MOST_MOVES else moves[:0]
