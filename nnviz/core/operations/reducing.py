"""Broadcasting, and sums and means along an axis."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.operations.frames import Operand, Plan, Sentence, index_text
from nnviz.core.operations.mismatch import ShapeError, WayOut
from nnviz.core.operations.number_text import factor_text, number_text, shape_text, sum_text
from nnviz.core.operations.parsing import check_size, parse_integers
from nnviz.core.operations.shaping import checked_axis
from nnviz.core.operations.sums import sum_plan

Names = tuple[str, ...]
Arrays = tuple[Array, ...]
Settings = dict[str, str]

SIGNS = {"+": np.add, "-": np.subtract, "*": np.multiply}
_DRAWN = {"+": "+", "-": "−", "*": "×"}
_PAIR = QT_TRANSLATE_NOOP("OperationSteps", "{left}{place} and {right}{other} make result{cell}")
_STRETCHED = QT_TRANSLATE_NOOP(
    "OperationSteps", "{left}{place} and {right}{other} make result{cell}; the dashed cells are stretched copies"
)
_ADDED = QT_TRANSLATE_NOOP("OperationSteps", "{name}{place} is number {term} of {terms} for result{cell}")
_MEAN = QT_TRANSLATE_NOOP("OperationSteps", "All {terms} numbers are in: the sum is divided by {terms}")
_UNEQUAL = QT_TRANSLATE_NOOP(
    "Errors", "{left} and {right} cannot be broadcast: read from the right, lengths {first} and {second} differ and "
    "neither is 1."
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Pairs:
    """Each result cell is made of the two cells at its place."""

    operands: tuple[Operand, ...]
    given: Arrays
    sign: str

    def terms(self, cell: int) -> int:
        """Return 1: there is nothing to add up."""
        del cell
        return 1

    def reads(self, cell: int, term: int | None) -> tuple[Array, ...]:
        """Return the cells at the place, of the operands as stretched."""
        del term
        return np.array([cell]), np.array([cell])

    def value(self, cell: int, term: int) -> float:
        """Return the number made."""
        del term
        left, right = (operand.values.flat[cell] for operand in self.operands)
        return float(SIGNS[self.sign](left, right))

    def text(self, cell: int, term: int) -> str:
        """Return ``4.8 + 2``."""
        del term
        left, right = (operand.values.flat[cell] for operand in self.operands)
        sign = {"+": "+", "-": "-", "*": "·"}[self.sign]
        return f"{number_text(left)} {sign} {factor_text(right)}"

    def sentence(self, cell: int, term: int) -> Sentence:
        """Return which cells meet, by their indices in memory."""
        del term
        shape = self.operands[0].values.shape
        places = []
        for array in self.given:
            index = np.unravel_index(cell, shape)[len(shape) - array.ndim :]
            kept = tuple(0 if side == 1 else int(place) for place, side in zip(index, array.shape, strict=True))
            places.append(f"[{', '.join(str(place) for place in kept)}]" if kept else "")
        words: dict[str, object] = {"place": places[0], "other": places[1], "cell": index_text(shape, cell)}
        words |= {"left": self.operands[0].name, "right": self.operands[1].name}
        ghosts = any(operand.ghost is not None for operand in self.operands)
        return Sentence(_STRETCHED if ghosts else _PAIR, words)


@dataclass(frozen=True, eq=False)
class Totals:
    """Each result cell is the sum, or the mean, of the cells in a line of `lines` (result cells, k)."""

    operand: Operand
    lines: Array
    shape: tuple[int, ...]
    mean: bool

    def terms(self, cell: int) -> int:
        """Return how many numbers are added."""
        del cell
        return int(self.lines.shape[1])

    def reads(self, cell: int, term: int | None) -> tuple[Array, ...]:
        """Return one cell of the line, or all."""
        line = self.lines[cell]
        return (line if term is None else line[term : term + 1],)

    def value(self, cell: int, term: int) -> float:
        """Return the partial sum."""
        return float(self.operand.values.ravel()[self.lines[cell, : term + 1]].sum())

    def text(self, cell: int, term: int) -> str:
        """Return ``1 + 4 + 7``; a finished mean is divided."""
        values = self.operand.values.ravel()[self.lines[cell, : term + 1]]
        text = sum_text([number_text(value) for value in values])
        return f"({text}) / {len(values)}" if self.mean and term == self.terms(cell) - 1 else text

    def sentence(self, cell: int, term: int) -> Sentence:
        """Return which number is added."""
        terms = self.terms(cell)
        if self.mean and term == terms - 1:
            return Sentence(_MEAN, {"terms": terms})
        place = index_text(self.operand.values.shape, int(self.lines[cell, term]))
        words = {"name": self.operand.name, "place": place, "term": term + 1, "terms": terms}
        return Sentence(_ADDED, words | {"cell": index_text(self.shape, cell) if self.shape else ""})


def broadcast(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan ``a + b``, ``a - b`` or ``a * b`` with stretching."""
    a, b = arrays
    sign = settings["operator"]
    _check_lengths(names, arrays)
    shape = np.broadcast_shapes(a.shape, b.shape)
    check_size("result", int(np.prod(shape)))
    operands = tuple(_stretched(name, array, shape) for name, array in zip(names, arrays, strict=True))
    result = np.asarray(SIGNS[sign](a, b))
    rule = Pairs(operands, arrays, sign)
    return sum_plan(rule, operands, result, (_DRAWN[sign], "="), f"{names[0]} {sign} {names[1]}")


def total(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan ``a.sum(axis)``."""
    return _reduced(names[0], arrays[0], settings, mean=False)


def mean(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan ``a.mean(axis)``."""
    return _reduced(names[0], arrays[0], settings, mean=True)


def _reduced(name: str, array: Array, settings: Settings, mean: bool) -> Plan:
    axes = parse_integers(settings["axis"], "axis")[:1]
    numbers = np.arange(array.size).reshape(array.shape)
    if axes:
        axis = checked_axis(axes[0], array.ndim)
        lines = np.moveaxis(numbers, axis, -1).reshape(-1, array.shape[axis])
    else:
        lines = numbers.reshape(1, -1)
    which = axes[0] if axes else None
    result = np.asarray(array.mean(which) if mean else array.sum(which))
    operand = Operand.of(name, array)
    code = f"{name}.{'mean' if mean else 'sum'}({f'axis={which}' if axes else ''})"
    return sum_plan(Totals(operand, lines, result.shape, mean), (operand,), result, ("→",), code)


def _check_lengths(names: Names, arrays: Arrays) -> None:
    a, b = arrays
    for back in range(1, min(a.ndim, b.ndim) + 1):
        first, second = a.shape[-back], b.shape[-back]
        if first != second and 1 not in (first, second):
            offending = ((0, a.ndim - back), (1, b.ndim - back))
            words = {"left": shape_text(a.shape), "right": shape_text(b.shape), "first": first, "second": second}
            raise ShapeError(_UNEQUAL, offending, _columns(names, arrays), **words)


def _columns(names: Names, arrays: Arrays) -> tuple[WayOut, ...]:
    """Return the ways out that make a column of one of two arrays."""
    a, b = arrays
    ways = []
    if b.ndim == 1 and a.ndim > 1 and len(b) == a.shape[-2]:
        name = f"{names[1]}[:, None]"
        ways.append(WayOut(name, (names[0], name), (a, b[:, None])))
    if a.ndim == 1 and (b.ndim == 1 or (b.ndim == 2 and len(a) == len(b))):
        name = f"{names[0]}[:, None]"
        ways.append(WayOut(name, (name, names[1]), (a[:, None], b)))
    return tuple(ways)


def _stretched(name: str, array: Array, shape: tuple[int, ...]) -> Operand:
    if array.shape == shape:
        return Operand.of(name, array)
    ghost = np.ones(shape, bool)
    offset = len(shape) - array.ndim
    kept = [0] * offset + [
        slice(None) if array.shape[axis] == shape[offset + axis] else 0 for axis in range(array.ndim)
    ]
    ghost[tuple(kept)] = False
    return Operand(name, np.broadcast_to(array, shape), array.shape, ghost)
