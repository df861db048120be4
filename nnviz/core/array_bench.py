"""Arrays with names, to be combined in expressions, and texts that are arrays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import numpy as np

from nnviz.core.arrays import Array, read_only
from nnviz.core.box import MAX_RANK
from nnviz.core.code_text.literal import array as array_code
from nnviz.core.expression import ExpressionError, evaluate, is_name
from nnviz.core.json_array import arrays_in_json
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.text_table import read_table, whole_table

MOST_ARRAYS = 200
MOST_BYTES = 2 * 2**30
MOST_PASTED = 32 * 2**20

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\b|\bnan\b", re.IGNORECASE)
_W = "W = np.array([[0.2, 0.8, -0.5, 1.0], [0.5, -0.91, 0.26, -0.5], [-0.26, -0.27, 0.17, 0.87]])\n"


@dataclass(frozen=True)
class BenchExample:
    """A text to begin with, and what it shows."""

    name: str
    code: str


EXAMPLES = (
    BenchExample(QT_TRANSLATE_NOOP("BenchExamples", "Vector (3,)"), "np.array([1, 2, 3])"),
    BenchExample(QT_TRANSLATE_NOOP("BenchExamples", "Matrix (3, 4)"), "np.arange(12).reshape(3, 4)"),
    BenchExample(QT_TRANSLATE_NOOP("BenchExamples", "Nested lists (2, 4)"), "np.array([[0, 1, 2, 3], [0, 1, 2, 3]])"),
    BenchExample(QT_TRANSLATE_NOOP("BenchExamples", "Cube (2, 2, 2)"), "np.arange(8).reshape(2, 2, 2)"),
    BenchExample(QT_TRANSLATE_NOOP("BenchExamples", "Four axes (2, 3, 4, 5)"), "np.arange(120).reshape(2, 3, 4, 5)"),
    BenchExample(QT_TRANSLATE_NOOP("BenchExamples", "Dot product: 10"), "np.dot([1, 2, 3], [3, 2, 1])"),
    BenchExample(
        QT_TRANSLATE_NOOP("BenchExamples", "A dense layer on a batch: X @ W.T + b"),
        "X = np.array([[1, 2, 3, 2.5], [2, 5, -1, 2], [-1.5, 2.7, 3.3, -0.8]])\n"
        f"{_W}b = np.array([2, 3, 0.5])\nX @ W.T + b",
    ),
    BenchExample(
        QT_TRANSLATE_NOOP("BenchExamples", "Two dense layers of random weights"),
        "X = np.array([[1, 2, 3, 2.5], [2, 5, -1, 2], [-1.5, 2.7, 3.3, -0.8]])\nnp.random.seed(0)\n"
        "W1 = 0.10 * np.random.randn(4, 5)\nW2 = 0.10 * np.random.randn(5, 2)\nX @ W1 @ W2",
    ),
    BenchExample(
        QT_TRANSLATE_NOOP("BenchExamples", "Broadcasting: a column and a row"),
        "np.arange(3).reshape(3, 1) * 10 + np.arange(4)",
    ),
    BenchExample(
        QT_TRANSLATE_NOOP("BenchExamples", "Mistake: shapes (4,) and (3, 4)"),
        f"x = np.array([1, 2, 3, 2.5])\n{_W}np.dot(x, W)",
    ),
    BenchExample(
        QT_TRANSLATE_NOOP("BenchExamples", "Mistake: outer brackets missing"), "np.array([0,1,2,3],[0,1,2,3])"
    ),
)
"""What the menu of examples offers: the figures of the course notes."""


@dataclass(frozen=True, eq=False)
class BenchArray:
    """One array of the bench: its name, its values (read-only) and how it was made, if that is known."""

    name: str
    array: Array
    code: str = ""


@dataclass(frozen=True, eq=False)
class ArrayBench:
    """Named arrays in the order in which they were put there; every change is another bench."""

    entries: tuple[BenchArray, ...] = ()

    def __iter__(self) -> Iterator[BenchArray]:
        return iter(self.entries)

    def __len__(self) -> int:
        return len(self.entries)

    @property
    def arrays(self) -> Mapping[str, Array]:
        """The arrays by name."""
        return MappingProxyType({entry.name: entry.array for entry in self.entries})

    def get(self, name: str) -> BenchArray | None:
        """Return the array of a name, None when there is none."""
        return next((entry for entry in self.entries if entry.name == name), None)

    def free_name(self, wish: str = "a") -> str:
        """Return a valid name that is not taken, as near to `wish` as can be.

        Examples
        --------
        >>> ArrayBench().free_name("conv/kernel:0"), ArrayBench().put("a", np.zeros(2)).free_name()
        ('conv_kernel_0', 'a2')
        """
        base = re.sub(r"\W+", "_", wish).strip("_")[:30] or "a"
        base = base if is_name(base) else f"a_{base}"
        names = {entry.name for entry in self.entries}
        return base if base not in names else next(f"{base}{n}" for n in range(2, 10**6) if f"{base}{n}" not in names)

    def put(self, name: str, array: Array, code: str = "") -> ArrayBench:
        """Return a bench with one array more, or with other values in the place of one.

        Raises
        ------
        UserError
            When the name cannot be one, the array holds Python objects or has too many axes, or the bench is full.
        """
        _must_be_name(name)
        if array.dtype.kind not in "biufcUSm":
            text = QT_TRANSLATE_NOOP("Errors", "An array of Python objects is not put on the bench. Nothing changed.")
            raise UserError(text)
        if array.ndim > MAX_RANK:
            text = QT_TRANSLATE_NOOP(
                "Errors",
                "{name} would have {rank} axes, and at most {limit} can be shown. Nothing changed; reshape it.",
            )
            raise UserError(text, name=name, rank=array.ndim, limit=MAX_RANK)
        entry = BenchArray(name, read_only(np.asarray(array)), code)
        others = tuple(entry if one.name == name else one for one in self.entries)
        entries = others if self.get(name) else (*others, entry)
        if len(entries) > MOST_ARRAYS or sum(_held_bytes(one.array) for one in entries) > MOST_BYTES:
            text = QT_TRANSLATE_NOOP("Errors", "The bench is full: {name} was not put there. Remove an array first.")
            raise UserError(text, name=name)
        return ArrayBench(entries)

    def without(self, name: str) -> ArrayBench:
        """Return a bench without one array."""
        return ArrayBench(tuple(entry for entry in self.entries if entry.name != name))

    def renamed(self, old: str, new: str) -> ArrayBench:
        """Return a bench with another name for an array, in its place.

        Raises
        ------
        UserError
            When the name cannot be one or is taken.
        """
        if new == old:
            return self
        _must_be_name(new)
        if self.get(new):
            text = QT_TRANSLATE_NOOP(
                "Errors", "There is an array called {name} already; the name stayed. Take another."
            )
            raise UserError(text, name=new)
        changed = (BenchArray(new, one.array, one.code) if one.name == old else one for one in self.entries)
        return ArrayBench(tuple(changed))

    def evaluated(self, text: str) -> tuple[ArrayBench, str]:
        """Return a bench with what an expression gave, and the name of its last value.

        What has no name gets the next free one.

        Raises
        ------
        UserError
            When it cannot be evaluated; this bench is as it was.
        """
        made = evaluate(text, self.arrays)
        bench = self
        for name, array in made.named:
            bench = bench.put(name, array, text.strip())
        name = made.name or made.code
        if bench.get(name) is None:
            name = bench.free_name()
            bench = bench.put(name, made.value, text.strip())
        return bench, name


def _must_be_name(name: str) -> None:
    if not is_name(name):
        text = QT_TRANSLATE_NOOP(
            "Errors",
            "“{name}” cannot be the name of an array; nothing changed. A name has letters, digits and _, and begins "
            "with a letter.",
        )
        raise UserError(text, name=name)


def _held_bytes(array: Array) -> int:
    return 0 if isinstance(array.base, np.memmap) or isinstance(array, np.memmap) else array.nbytes


def code_of(entry: BenchArray) -> str:
    """Return an array as a line of NumPy: ``name = np.array(...)``.

    Raises
    ------
    UserError
        When it has too many values to be written.
    """
    return f"{entry.name} = {array_code(entry.array)}"


def pasted_array(text: str, name: str) -> Array:
    """Return the array that a pasted text is: nested lists, a NumPy literal, or a table between commas, tabs, spaces.

    Parameters
    ----------
    name : str
        What the text is called in a sentence about it.

    Raises
    ------
    UserError
        When it is none of these.

    Examples
    --------
    >>> pasted_array("[[1, 2], [3, 4]]", "text").shape, pasted_array("1;2,5", "text").tolist()
    ((2, 2), [[1.0, 2.5]])
    """
    text = text.strip().lstrip("\ufeff").rstrip(",;") if len(text) <= MOST_PASTED else text
    if len(text) > MOST_PASTED or not text:
        problem = QT_TRANSLATE_NOOP("Errors", "{file} is empty or too long to be pasted: nothing changed. Open a file.")
        raise UserError(problem, file=name)
    if text.startswith("["):
        return _of_lists(text, name)
    if "np." in text or text.startswith(("(", "array(")):
        return evaluate(text.replace("array(", "np.array(", 1) if text.startswith("array(") else text).value
    return read_only(whole_table(read_table(text.encode("utf-8", "replace"), name), name))


def _of_lists(text: str, name: str) -> Array:
    """Return nested lists as JSON, as Python writes them, or as NumPy prints them: without commas."""
    if "," not in text and len(_NUMBER.findall(text)) > 1:
        text = re.sub(r"\]\s*\[", "],[", re.sub(r"(?<=[\w.])\s+(?=[-+.\w])", ",", text))
    try:
        made: Any = arrays_in_json(text.encode("utf-8", "replace"), name)
    except UserError:
        try:
            made = evaluate(f"np.array({text})").value
        except ExpressionError as error:
            raise UserError(
                QT_TRANSLATE_NOOP("Errors", "The pasted lists are no array; nothing changed. {reason}"),
                reason=error.values["reason"],
            ) from error
    return read_only(np.asarray(made))
