"""The operations there are, with their operands, settings and examples to begin with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.operations import convolution, joining, products, reducing, shaping
from nnviz.core.operations.frames import Plan

Planner = Callable[[tuple[str, ...], tuple[Array, ...], dict[str, str]], Plan]


@dataclass(frozen=True)
class Setting:
    """What is chosen beside the operands: a line to type in, or one of `options`."""

    name: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Example:
    """Operands as they are typed, and settings in the order of the operation."""

    title: str
    operands: tuple[str, ...]
    settings: tuple[str, ...] = ()
    names: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Operation:
    """`id` names it in English everywhere, `names` are the operands', the first example is shown at first."""

    id: str
    title: str
    names: tuple[str, ...]
    planner: Planner
    examples: tuple[Example, ...]
    settings: tuple[Setting, ...] = ()

    def plan(self, arrays: tuple[Array, ...], settings: dict[str, str], names: tuple[str, ...] | None = None) -> Plan:
        """Return the operation worked out.

        Raises
        ------
        UserError
            When the shapes or the settings do not fit: a sentence why, and what would.
        """
        return self.planner(names or self.names, arrays, settings)


_X = "[[1, 2, 3, 2.5], [2, 5, -1, 2], [-1.5, 2.7, 3.3, -0.8]]"
_W = "[[0.2, 0.8, -0.5, 1.0], [0.5, -0.91, 0.26, -0.5], [-0.26, -0.27, 0.17, 0.87]]"
_GRID = "[[0, 1, 2, 3], [4, 5, 6, 7], [8, 9, 10, 11]]"
_BOX = "[[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 12]]]"
_PICTURE = (
    "[[[0, 1], [0, 1], [9, 0], [0, 2], [0, 2]], [[0, 1], [0, 1], [9, 0], [0, 2], [0, 2]], "
    "[[0, 1], [0, 1], [9, 0], [0, 2], [0, 2]], [[0, 1], [0, 1], [9, 0], [0, 2], [0, 2]], "
    "[[0, 1], [0, 1], [9, 0], [0, 2], [0, 2]]]"
)
_KERNEL = (
    "[[[[-1], [0]], [[2], [0]], [[-1], [1]]], [[[-1], [0]], [[2], [0]], [[-1], [1]]], "
    "[[[-1], [0]], [[2], [0]], [[-1], [1]]]]"
)
_SEVEN = "[[0, 0, 0, 0, 0], [5, 5, 5, 5, 0], [0, 0, 5, 0, 0], [0, 5, 0, 0, 0], [0, 5, 0, 0, 0]]"
_UPRIGHT = "[[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]]"
_VECTOR, _MATRIX, _TENSOR = (
    QT_TRANSLATE_NOOP("Operations", "Vector"),
    QT_TRANSLATE_NOOP("Operations", "Matrix"),
    QT_TRANSLATE_NOOP("Operations", "Three axes"),
)
_MISMATCH = QT_TRANSLATE_NOOP("Operations", "Shapes that do not fit")
_AXIS_0, _AXIS_1, _ALL = (
    QT_TRANSLATE_NOOP("Operations", "Down the columns, axis 0"),
    QT_TRANSLATE_NOOP("Operations", "Along the rows, axis 1"),
    QT_TRANSLATE_NOOP("Operations", "Everything"),
)
_AXIS = Setting("axis")
_REDUCTIONS = (
    Example(_AXIS_0, (_GRID,), ("0",)),
    Example(_AXIS_1, (_GRID,), ("1",)),
    Example(_ALL, (_GRID,), ("",)),
    Example(_TENSOR, (_BOX,), ("0",)),
)

OPERATIONS: tuple[Operation, ...] = (
    Operation("matmul", QT_TRANSLATE_NOOP("Operations", "Matrix product  @"), ("X", "W"), products.matmul, (
        Example(QT_TRANSLATE_NOOP("Operations", "Batch of three, X @ W.T"), (
            _X, "[[0.2, 0.5, -0.26], [0.8, -0.91, -0.27], [-0.5, 0.26, 0.17], [1.0, -0.5, 0.87]]"), (), ("X", "W.T")),
        Example(QT_TRANSLATE_NOOP("Operations", "(4,) meets (3, 4)"), ("[1, 2, 3, 2.5]", _W), (), ("x", "W")),
        Example(_MATRIX, ("[[1, 2], [3, 4]]", "[[0, 1], [1, 0]]"), (), ("a", "b")),
    )),
    Operation("dot", QT_TRANSLATE_NOOP("Operations", "Dot product"), ("a", "b"), products.dot, (
        Example(_VECTOR, ("[1, 2, 3]", "[3, 2, 1]")),
        Example(_MISMATCH, ("[1, 2, 3]", "[3, 2, 1, 0]")),
    )),
    Operation("dense", QT_TRANSLATE_NOOP("Operations", "Dense layer"), ("X", "W", "b"), products.dense, (
        Example(QT_TRANSLATE_NOOP("Operations", "Batch of three, three neurons"), (_X, _W, "[2, 3, 0.5]")),
        Example(QT_TRANSLATE_NOOP("Operations", "One sample"), ("[1, 2, 3, 2.5]", _W, "[2, 3, 0.5]")),
    )),
    Operation("convolution", QT_TRANSLATE_NOOP("Operations", "Convolution"), ("x", "k"), convolution.convolution, (
        Example(QT_TRANSLATE_NOOP("Operations", "Upright edges"), (_SEVEN, _UPRIGHT), ("valid", "1")),
        Example(QT_TRANSLATE_NOOP("Operations", "Two channels"), (_PICTURE, _KERNEL), ("valid", "1")),
        Example(QT_TRANSLATE_NOOP("Operations", "Padded, stride 2"), (_SEVEN, _UPRIGHT), ("same", "2")),
    ), (Setting("padding", ("valid", "same")), Setting("stride", ("1", "2", "3")))),
    Operation("broadcast", QT_TRANSLATE_NOOP("Operations", "Broadcast"), ("a", "b"), reducing.broadcast, (
        Example(QT_TRANSLATE_NOOP("Operations", "Matrix and row"), (_GRID, "[10, 20, 30, 40]"), ("+",)),
        Example(QT_TRANSLATE_NOOP("Operations", "Column and row"), ("[[1], [2], [3]]", "[10, 20, 30, 40]"), ("*",)),
        Example(_MISMATCH, (_GRID, "[10, 20, 30]"), ("+",)),
    ), (Setting("operator", tuple(reducing.SIGNS)),)),
    Operation("sum", QT_TRANSLATE_NOOP("Operations", "Sum"), ("a",), reducing.total, _REDUCTIONS, (_AXIS,)),
    Operation("mean", QT_TRANSLATE_NOOP("Operations", "Mean"), ("a",), reducing.mean, _REDUCTIONS, (_AXIS,)),
    Operation("reshape", QT_TRANSLATE_NOOP("Operations", "Reshape"), ("a",), shaping.reshape, (
        Example(_MATRIX, (_GRID,), ("(2, 6)",)),
        Example(_TENSOR, (_GRID,), ("(2, 3, 2)",)),
        Example(_MISMATCH, (_GRID,), ("(5, 2)",)),
    ), (Setting("shape"),)),
    Operation("flatten", QT_TRANSLATE_NOOP("Operations", "Flatten"), ("a",), shaping.flatten, (
        Example(_MATRIX, (_GRID,)), Example(_TENSOR, (_BOX,)),
    )),
    Operation("transpose", QT_TRANSLATE_NOOP("Operations", "Transpose"), ("a",), shaping.transpose, (
        Example(_MATRIX, (_GRID,), ("",)), Example(_TENSOR, (_BOX,), ("(1, 0, 2)",)),
    ), (Setting("axes"),)),
    Operation("squeeze", QT_TRANSLATE_NOOP("Operations", "Squeeze"), ("a",), shaping.squeeze, (
        Example(_MATRIX, ("[[[1, 2, 3]], [[4, 5, 6]]]",), ("1",)), Example(_MISMATCH, (_GRID,), ("0",)),
    ), (_AXIS,)),
    Operation("expand_dims", QT_TRANSLATE_NOOP("Operations", "Expand"), ("a",), shaping.expand_dims, (
        Example(QT_TRANSLATE_NOOP("Operations", "A row becomes a column"), ("[1, 2, 3]",), ("1",)),
        Example(_MATRIX, (_GRID,), ("0",)),
    ), (_AXIS,)),
    Operation("concatenate", QT_TRANSLATE_NOOP("Operations", "Concatenate"), ("a", "b"), joining.concatenate, (
        Example(_AXIS_0, ("[[1, 2, 3], [4, 5, 6]]", "[[7, 8, 9]]"), ("0",)),
        Example(_AXIS_1, ("[[1, 2], [3, 4]]", "[[5], [6]]"), ("1",)),
        Example(_MISMATCH, ("[[1, 2, 3], [4, 5, 6]]", "[[7, 8, 9]]"), ("1",)),
    ), (_AXIS,)),
    Operation("stack", QT_TRANSLATE_NOOP("Operations", "Stack"), ("a", "b"), joining.stack, (
        Example(_VECTOR, ("[1, 2, 3]", "[4, 5, 6]"), ("0",)),
        Example(_MATRIX, ("[[1, 2], [3, 4]]", "[[5, 6], [7, 8]]"), ("0",)),
    ), (_AXIS,)),
    Operation("pad", QT_TRANSLATE_NOOP("Operations", "Pad"), ("a",), joining.pad, (
        Example(_MATRIX, ("[[1, 2, 3], [4, 5, 6]]",), ("1", "0")),
        Example(QT_TRANSLATE_NOOP("Operations", "Each side its own width"), (
            "[[1, 2, 3], [4, 5, 6]]",), ("((0, 1), (2, 0))", "0")),
    ), (Setting("pad_width"), Setting("value"))),
    Operation("one_hot", QT_TRANSLATE_NOOP("Operations", "One-hot"), ("labels",), joining.one_hot, (
        Example(_VECTOR, ("[3, 0, 2, 1]",), ("5",)),
        Example(_MISMATCH, ("[3, 0, 7, 1]",), ("5",)),
    ), (Setting("classes"),)),
)  # fmt: skip
BY_ID = {operation.id: operation for operation in OPERATIONS}
