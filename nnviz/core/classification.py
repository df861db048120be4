"""How well classes are told apart: who is taken for whom, the figures of each class, and the pictures behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

import numpy as np

from nnviz.core.arrays import Array, FloatArray, read_only
from nnviz.core.calibration import Reliability, reliability

Share = Literal["count", "row", "column"]


def confusion_matrix(labels: Array, predicted: Array, classes: int) -> Array:
    """Return how many pictures of each class are taken for each, (classes, classes) int64; rows are the true class.

    Examples
    --------
    >>> confusion_matrix(np.array([0, 0, 1]), np.array([0, 1, 1]), 2).tolist()
    [[1, 1], [0, 1]]
    """
    pairs = np.bincount(np.asarray(labels) * classes + predicted, minlength=classes * classes)
    return pairs.reshape(classes, classes).astype(np.int64)


def shares(confusion: Array, by: Share) -> FloatArray:
    """Return the counts as parts of their row or column, float64; an empty row or column stays 0.

    A row shows what becomes of a class (its diagonal is the recall), a column what an answer is worth (precision).

    Examples
    --------
    >>> shares(np.array([[3, 1], [0, 0]]), "row").tolist()
    [[0.75, 0.25], [0.0, 0.0]]
    """
    counts = confusion.astype(np.float64)
    if by == "count":
        return counts
    return _ratio(counts, np.broadcast_to(counts.sum(axis=1 if by == "row" else 0, keepdims=True), counts.shape))


def strengths(values: FloatArray) -> FloatArray:
    """Return how strongly each cell is coloured, 0 to 1: the diagonal beside its largest value, the rest beside theirs.

    Two scales, because a few mistakes beside thousands of right answers would all look alike on one.

    Examples
    --------
    >>> strengths(np.array([[100.0, 2.0], [1.0, 50.0]])).tolist()
    [[1.0, 1.0], [0.5, 0.5]]
    """
    diagonal = np.eye(len(values), dtype=bool)
    right = np.where(diagonal, values, 0.0)
    wrong = np.where(diagonal, 0.0, values)
    most_right, most_wrong = (max(float(part.max(initial=0.0)), 1e-300) for part in (right, wrong))
    found: FloatArray = np.where(diagonal, right / most_right, wrong / most_wrong)
    return found


class ClassFigures(NamedTuple):
    """Figures of every class, each (classes,): of its answers, how many are right; of its pictures, how many found.

    ``precision = TP / (TP + FP)``, ``recall = TP / (TP + FN)`` and their harmonic mean ``F1 = 2 TP / (2 TP + FP + FN)``
    (van Rijsbergen, 1979); where the divisor is 0 the figure is 0. `support` counts the pictures of the class.
    """

    precision: FloatArray
    recall: FloatArray
    f1: FloatArray
    support: Array


class Averages(NamedTuple):
    """The accuracy over all pictures, and the means over the classes that occur, every class counting alike."""

    accuracy: float
    precision: float
    recall: float
    f1: float


def class_figures(confusion: Array) -> ClassFigures:
    """Return precision, recall, F1 and support of every class.

    Examples
    --------
    >>> figures = class_figures(np.array([[3, 1], [0, 4]]))
    >>> figures.precision.tolist(), figures.recall.tolist(), figures.f1.round(3).tolist()
    ([1.0, 0.8], [0.75, 1.0], [0.857, 0.889])
    """
    right = np.diagonal(confusion).astype(np.float64)
    answers, support = confusion.sum(axis=0), confusion.sum(axis=1)
    f1 = _ratio(2.0 * right, (answers + support).astype(np.float64))
    return ClassFigures(_ratio(right, answers), _ratio(right, support), f1, support)


def averages(confusion: Array) -> Averages:
    """Return the accuracy and the macro averages; classes without a picture and without an answer do not count.

    Examples
    --------
    >>> averages(np.array([[3, 1], [0, 4]]))
    Averages(accuracy=0.875, precision=0.9, recall=0.875, f1=0.873015873015873)
    """
    figures, total = class_figures(confusion), int(confusion.sum())
    occurs = (confusion.sum(axis=0) + confusion.sum(axis=1)) > 0
    if not total:
        return Averages(0.0, 0.0, 0.0, 0.0)
    means = (float(column[occurs].mean()) for column in (figures.precision, figures.recall, figures.f1))
    return Averages(float(np.trace(confusion) / total), *means)


@dataclass(frozen=True, eq=False)
class Evaluation:
    """A model's answers to N labelled pictures, in the order of the pictures.

    `labels` and `predicted` are (N,) integers, `confidence` the probability (0 to 1) of the predicted class, `truth`
    that of the label, `losses` what each picture costs; all (N,). `probabilities` (N, classes) float16 is None where it
    would take too much memory.
    """

    labels: Array
    predicted: Array
    confidence: FloatArray
    truth: FloatArray
    losses: FloatArray
    class_names: tuple[str, ...]
    probabilities: FloatArray | None = None

    @cached_property
    def confusion(self) -> Array:
        """Counts, (classes, classes) int64; rows are the true class."""
        return read_only(confusion_matrix(self.labels, self.predicted, len(self.class_names)))

    @cached_property
    def figures(self) -> ClassFigures:
        """The figures of every class."""
        return class_figures(self.confusion)

    @cached_property
    def averages(self) -> Averages:
        """The accuracy and the means over the classes."""
        return averages(self.confusion)

    @cached_property
    def reliability(self) -> Reliability:
        """How far the probabilities can be believed."""
        return reliability(self.confidence, self.predicted == self.labels)

    @property
    def mistakes(self) -> int:
        """How many pictures are misread."""
        return int(self.confusion.sum() - np.trace(self.confusion))

    def pictures_of(self, label: int | None = None, said: int | None = None) -> Array:
        """Return the numbers of pictures labelled `label` and read as `said`, the most certain mistakes first.

        None stands for every class; then, and unless both are the same class, right answers are left out. Of the right
        answers of a class the least certain come first.

        Examples
        --------
        >>> made = Evaluation(*np.array([[0, 0, 1, 1], [0, 1, 1, 0]]), np.array([.9, .6, .8, .7]), *np.zeros((2, 4)),
        ...                   ("a", "b"))
        >>> made.pictures_of().tolist(), made.pictures_of(0, 1).tolist(), made.pictures_of(1, 1).tolist()
        ([3, 1], [1], [2])
        """
        chosen = np.ones(len(self.labels), bool) if label is None else self.labels == label
        if said is not None:
            chosen = chosen & (self.predicted == said)
        right = label is not None and label == said
        if not right:
            chosen = chosen & (self.predicted != self.labels)
        numbers = np.flatnonzero(chosen)
        certainty = self.confidence[numbers]
        return numbers[np.argsort(certainty if right else -certainty, kind="stable")]


def named(class_names: Sequence[str], classes: int) -> tuple[str, ...]:
    """Return a name for each of so many classes: their number where there is none.

    Examples
    --------
    >>> named(("cat", "dog"), 3)
    ('cat', 'dog', '2')
    """
    return tuple(class_names[number] if number < len(class_names) else str(number) for number in range(classes))


def confusion_text(evaluation: Evaluation, by: Share) -> str:
    """Return the matrix with names around it, a line a true class, with tabs between the cells."""
    values = evaluation.confusion.tolist() if by == "count" else shares(evaluation.confusion, by).round(6).tolist()
    head = "\t".join(("", *evaluation.class_names))
    rows = ("\t".join((name, *map(str, row))) for name, row in zip(evaluation.class_names, values, strict=True))
    return "\n".join((head, *rows)) + "\n"


def figures_text(evaluation: Evaluation) -> str:
    """Return the figures of every class and their means, a line each, with tabs between the cells."""
    lines = ["class\tprecision\trecall\tf1\tsupport"]
    for name, *figures, support in zip(evaluation.class_names, *evaluation.figures, strict=True):
        lines.append("\t".join((name, *(f"{figure:.6f}" for figure in figures), str(support))))
    means = evaluation.averages
    lines.append(f"macro average\t{means.precision:.6f}\t{means.recall:.6f}\t{means.f1:.6f}\t{len(evaluation.labels)}")
    return "\n".join((*lines, f"accuracy\t{means.accuracy:.6f}")) + "\n"


def _ratio(part: FloatArray, whole: Array) -> FloatArray:
    """Return part / whole, 0 where `whole` is."""
    return np.divide(part, whole, out=np.zeros(part.shape), where=whole != 0)
