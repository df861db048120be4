"""What is said about an evaluation."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnviz.core.classification import Evaluation
from nnviz.core.fit import Fit, fit_of
from nnviz.core.training import EpochRecord
from nnviz.qt.numerals import percent, whole

ALL = -1


def cell_sentence(evaluation: Evaluation, row: int, column: int) -> str:
    """Say how many pictures of one class are taken for another; `ALL` stands for every class."""
    names, counts = evaluation.class_names, evaluation.confusion
    translate = QCoreApplication.translate
    if row == ALL:
        said = int(counts[:, column].sum())
        text = translate("Evaluations", "{0} pictures are taken for “{1}”; {2} of them are right")
        return text.format(whole(said), names[column], whole(int(counts[column, column])))
    total = int(counts[row].sum())
    if column == ALL or row == column:
        text = translate("Evaluations", "{0} of {1} pictures of “{2}” are recognised ({3})")
        right = int(counts[row, row])
        return text.format(whole(right), whole(total), names[row], percent(right / total if total else 0.0))
    text = translate("Evaluations", "{0} of {1} pictures of “{2}” are taken for “{3}” ({4})")
    part = int(counts[row, column])
    return text.format(whole(part), whole(total), names[row], names[column], percent(part / total if total else 0.0))


def summary_sentence(evaluation: Evaluation) -> str:
    """Say how many pictures are read right."""
    total = len(evaluation.labels)
    text = QCoreApplication.translate("Evaluations", "{0} right: {1} of {2} pictures are misread. Mean F1 {3}.")
    means = evaluation.averages
    return text.format(percent(means.accuracy), whole(evaluation.mistakes), whole(total), percent(means.f1))


def fit_sentence(record: EpochRecord) -> str:
    """Say what the accuracies on training and validation pictures mean."""
    translate = QCoreApplication.translate
    verdicts = {
        Fit.OVERFITTING: translate("Evaluations", "overfitting: it knows its training pictures better than new ones"),
        Fit.UNDERFITTING: translate("Evaluations", "underfitting: it does not even know its training pictures well"),
        Fit.BALANCED: translate("Evaluations", "in balance: new pictures are read about as well as known ones"),
    }
    text = translate("Evaluations", "Training {0}, validation {1}: {2}.")
    verdict = verdicts[fit_of(record.accuracy, record.val_accuracy)]
    return text.format(percent(record.accuracy), percent(record.val_accuracy), verdict)


def pictures_sentence(evaluation: Evaluation, row: int, column: int, count: int) -> str:
    """Say which pictures are listed, and in which order."""
    names = evaluation.class_names
    translate = QCoreApplication.translate
    if row == ALL and column == ALL:
        text = translate("Evaluations", "All {0} mistakes, the most certain first")
    elif row == column:
        text = translate("Evaluations", "{0} pictures of “{1}” that are recognised, the least certain first")
    elif column == ALL:
        text = translate("Evaluations", "{0} pictures of “{1}” that are misread, the most certain mistakes first")
    elif row == ALL:
        text = translate("Evaluations", "{0} pictures wrongly taken for “{2}”, the most certain mistakes first")
    else:
        text = translate("Evaluations", "{0} pictures of “{1}” taken for “{2}”, the most certain mistakes first")
    return text.format(whole(count), names[row], names[column])
