"""Dot product, matrix product and dense layer: a row meets a column, products are added up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.operations.frames import Operand, Plan, Sentence, index_text
from nnviz.core.operations.mismatch import ShapeError, WayOut
from nnviz.core.operations.number_text import product_text, shape_text, sum_text
from nnviz.core.operations.parsing import check_size
from nnviz.core.operations.sums import sum_plan

Names = tuple[str, ...]
Arrays = tuple[Array, ...]
Settings = dict[str, str]

_TERM = QT_TRANSLATE_NOOP("OperationSteps", "{left}{row} times {right}{column}, term {term} of {terms} of result{cell}")
_CELL = QT_TRANSLATE_NOOP("OperationSteps", "result{cell} is the sum of {terms} products of {left} and {right}")
_BIAS = QT_TRANSLATE_NOOP("OperationSteps", "The bias {bias}{place} is added: result{cell} is finished")
_INNER = QT_TRANSLATE_NOOP(
    "Errors", "{left} and {right}: inner sizes {inner} and {other} differ, so no row meets a column of its length."
)
_TURNED = QT_TRANSLATE_NOOP(
    "Errors", "{left} and {right}: inner sizes {inner} and {other} differ; {name}.T is {turned}."
)


@dataclass(frozen=True, eq=False)
class Products:
    """Each result cell is a sum of products of cells of operand 0 and 1, and of a bias, operand 2, if there is one."""

    operands: tuple[Operand, ...]
    shape: tuple[int, ...]
    pairs: Callable[[int], tuple[Array, Array]]
    bias: Callable[[int], int] | None = None

    def terms(self, cell: int) -> int:
        """Return the number of products, one more with a bias."""
        return len(self.pairs(cell)[0]) + (self.bias is not None)

    def reads(self, cell: int, term: int | None) -> tuple[Array, ...]:
        """Return the cells of one product, of the bias, or all."""
        left, right = self.pairs(cell)
        if self.bias is None:
            return (left, right) if term is None else (left[term : term + 1], right[term : term + 1])
        place = np.array([self.bias(cell)])
        if term is None:
            return left, right, place
        return left[term : term + 1], right[term : term + 1], place if term == len(left) else place[:0]

    def value(self, cell: int, term: int) -> float:
        """Return the partial sum."""
        left, right = (cells[: term + 1] for cells in self.pairs(cell))
        total = self.operands[0].values.ravel()[left] @ self.operands[1].values.ravel()[right]
        if self.bias is not None and term == self.terms(cell) - 1:
            total += self.operands[2].values.flat[self.bias(cell)]
        return float(total)

    def text(self, cell: int, term: int) -> str:
        """Return ``1·0.2 + 2·0.8``."""
        left, right = (cells[: term + 1] for cells in self.pairs(cell))
        values = zip(self.operands[0].values.ravel()[left], self.operands[1].values.ravel()[right], strict=True)
        parts = [product_text(pair) for pair in values]
        if self.bias is not None and term == self.terms(cell) - 1:
            parts.append(product_text([self.operands[2].values.flat[self.bias(cell)]]))
        return sum_text(parts)

    def sentence(self, cell: int, term: int) -> Sentence:
        """Return which factors meet."""
        left, right = self.pairs(cell)
        words: dict[str, object] = {"cell": index_text(self.shape, cell), "terms": len(left), "term": term + 1}
        words |= {"left": self.operands[0].name, "right": self.operands[1].name}
        if self.bias is not None and term == len(left):
            bias = self.operands[2]
            words |= {"bias": bias.name, "place": index_text(bias.values.shape, self.bias(cell))}
            return Sentence(_BIAS, words)
        if len(left) > 8:
            return Sentence(_CELL, words)
        words["row"] = index_text(self.operands[0].values.shape, int(left[term]))
        words["column"] = index_text(self.operands[1].values.shape, int(right[term]))
        return Sentence(_TERM, words)


def dot(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan ``np.dot(a, b)`` of vectors and matrices."""
    del settings
    for name, array in zip(names, arrays, strict=True):
        if array.ndim > 2:
            sentence = QT_TRANSLATE_NOOP(
                "Errors", "“{name}” has shape {shape}: this dot product takes vectors and matrices. For stacks of "
                "matrices choose the matrix product."
            )  # fmt: skip
            raise ShapeError(sentence, name=name, shape=shape_text(array.shape))
    return _product(names, arrays, f"np.dot({names[0]}, {names[1]})", "·")


def matmul(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan ``a @ b``."""
    del settings
    return _product(names, arrays, f"{names[0]} @ {names[1]}", "@")


def dense(names: Names, arrays: Arrays, settings: Settings) -> Plan:
    """Plan a dense layer, ``X @ W.T + b``: a row of W and a number of b for each neuron."""
    del settings
    x, w, b = arrays
    if x.ndim not in (1, 2) or w.ndim != 2:
        raise _wrong_ranks(names[:2], arrays[:2])
    turned = (names[0], f"{names[1]}.T")
    check_inner(turned, (x, w.T))
    if b.shape != (len(w),):
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "{bias} is {given}, but {weights} has {neurons} rows: one bias a neuron, so {bias} "
            "must be {needed}."
        )  # fmt: skip
        offending = ((1, 0), *(((2, b.ndim - 1),) if b.ndim else ()))
        words = {"bias": names[2], "given": shape_text(b.shape), "weights": names[1], "neurons": len(w)}
        raise ShapeError(sentence, offending, (), **words, needed=shape_text((len(w),)))
    operands = (Operand.of(names[0], x), Operand.of(turned[1], w.T), Operand.of(names[2], b))
    result = x @ w.T + b
    rule = Products(operands, result.shape, _pairs(x, w.T, result.shape), lambda cell: cell % len(w))
    return sum_plan(rule, operands, result, ("@", "+", "="), f"{names[0]} @ {names[1]}.T + {names[2]}")


def _product(names: Names, arrays: Arrays, code: str, sign: str) -> Plan:
    a, b = arrays
    if not (a.ndim and b.ndim):
        raise _wrong_ranks(names, arrays)
    check_inner(names, arrays)
    try:
        shape = np.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    except ValueError:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "{left} and {right}: the axes in front, {front} and {other}, do not fit each other; they must be "
            "equal or 1."
        )  # fmt: skip
        front, other = shape_text(a.shape[:-2]), shape_text(b.shape[:-2])
        raise ShapeError(sentence, **_shapes(arrays), front=front, other=other) from None
    check_size("result", int(np.prod(shape)) * (a.shape[-2] if a.ndim > 1 else 1) * (b.shape[-1] if b.ndim > 1 else 1))
    result = np.asarray(a @ b)
    operands = (Operand.of(names[0], a), Operand.of(names[1], b))
    return sum_plan(Products(operands, result.shape, _pairs(a, b, result.shape)), operands, result, (sign, "="), code)


def check_inner(names: Names, arrays: Arrays) -> None:
    """Raise `ShapeError`, with the ways out there are, unless the inner sizes of a product agree."""
    a, b = arrays
    place = 0 if b.ndim == 1 else b.ndim - 2
    inner, other = a.shape[-1], b.shape[place]
    if inner == other:
        return
    words: dict[str, object] = {**_shapes(arrays), "inner": inner, "other": other, "name": names[1]}
    offending = ((0, a.ndim - 1), (1, place))
    ways = tuple(_ways(names, arrays))
    if b.ndim == 2 and b.shape[1] == inner:
        raise ShapeError(_TURNED, offending, ways, **words, turned=shape_text(b.T.shape))
    raise ShapeError(_INNER, offending, ways, **words)


def _ways(names: Names, arrays: Arrays) -> Sequence[WayOut]:
    a, b = arrays
    ways = []
    if b.ndim == 2 and b.shape[1] == a.shape[-1]:
        ways.append(WayOut(_transposed(names[1]), (names[0], _transposed(names[1])), (a, b.T)))
    if a.ndim == 2 and b.shape[0 if b.ndim == 1 else -2] == a.shape[0]:
        ways.append(WayOut(_transposed(names[0]), (_transposed(names[0]), names[1]), (a.T, b)))
    if b.shape[-1] == a.shape[0 if a.ndim == 1 else -2]:
        ways.append(WayOut(QT_TRANSLATE_NOOP("Operations", "{name} first"), (names[1], names[0]), (b, a)))
    return ways


def _transposed(name: str) -> str:
    return name[:-2] if name.endswith(".T") else f"{name}.T"


def _pairs(a: Array, b: Array, shape: tuple[int, ...]) -> Callable[[int], tuple[Array, Array]]:
    left: Array = np.arange(a.size).reshape(a.shape if a.ndim > 1 else (1, -1))
    right: Array = np.arange(b.size).reshape(b.shape if b.ndim > 1 else (-1, 1))
    front = np.broadcast_shapes(left.shape[:-2], right.shape[:-2])
    left = np.broadcast_to(left, (*front, *left.shape[-2:]))
    right = np.broadcast_to(right, (*front, *right.shape[-2:]))
    full = (*front, left.shape[-2], right.shape[-1])
    assert int(np.prod(full)) == int(np.prod(shape))

    def pairs(cell: int) -> tuple[Array, Array]:
        *outer, row, column = (int(place) for place in np.unravel_index(cell, full))
        matrix: Array = right[tuple(outer)]
        return left[(*outer, row)], matrix[:, column]

    return pairs


def _shapes(arrays: Arrays) -> dict[str, object]:
    return {"left": shape_text(arrays[0].shape), "right": shape_text(arrays[1].shape)}


def _wrong_ranks(names: Names, arrays: Arrays) -> UserError:
    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "{first} is {left} and {second} is {right}: a product needs vectors or matrices here. Put brackets around the "
        "numbers, as [1, 2, 3] or [[1, 2], [3, 4]].",
    )
    return ShapeError(sentence, first=names[0], second=names[1], **_shapes(arrays))
