"""Confusions, the figures of classes, their means and the order of mistakes, against scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from sklearn import metrics
from sklearn.calibration import calibration_curve

from nnviz.core.calibration import reliability
from nnviz.core.classification import (
    Evaluation,
    averages,
    class_figures,
    confusion_matrix,
    confusion_text,
    figures_text,
    shares,
    strengths,
)


@st.composite
def answers(draw):
    classes = draw(st.integers(2, 12))
    count = draw(st.integers(1, 60))
    numbers = arrays.arrays(np.int64, count, elements=st.integers(0, classes - 1))
    return draw(numbers), draw(numbers), classes


@given(answers())
def test_confusion_and_its_shares_are_those_of_scikit_learn(case):
    labels, predicted, classes = case
    found = confusion_matrix(labels, predicted, classes)
    for by, normalize in (("count", None), ("row", "true"), ("column", "pred")):
        expected = metrics.confusion_matrix(labels, predicted, labels=range(classes), normalize=normalize)
        np.testing.assert_allclose(shares(found, by), expected, atol=1e-12)


@given(answers())
def test_figures_of_classes_are_those_of_scikit_learn(case):
    labels, predicted, classes = case
    found = class_figures(confusion_matrix(labels, predicted, classes))
    expected = metrics.precision_recall_fscore_support(labels, predicted, labels=range(classes), zero_division=0.0)
    for mine, theirs in zip(found, expected, strict=True):
        np.testing.assert_allclose(mine, theirs, atol=1e-12)


@given(answers())
def test_means_are_those_of_scikit_learn(case):
    labels, predicted, classes = case
    found = averages(confusion_matrix(labels, predicted, classes))
    # Without `labels` scikit-learn averages over the classes that occur in either.
    expected = metrics.precision_recall_fscore_support(labels, predicted, average="macro", zero_division=0.0)
    assert found[1:] == pytest.approx(expected[:3])
    assert found.accuracy == pytest.approx(metrics.accuracy_score(labels, predicted))


@given(answers(), st.integers(0, 1000))
def test_mistakes_come_in_the_order_of_certainty(case, seed):
    labels, predicted, classes = case
    confidence = np.random.default_rng(seed).random(len(labels))
    made = evaluation(labels, predicted, confidence, classes)
    everything = made.pictures_of()
    assert set(everything) == set(np.flatnonzero(labels != predicted))
    assert made.mistakes == len(everything)
    assert (np.diff(confidence[everything]) <= 0).all()
    counts = [[len(made.pictures_of(row, column)) for column in range(classes)] for row in range(classes)]
    np.testing.assert_array_equal(counts, made.confusion)
    for row in range(classes):
        right = made.pictures_of(row, row)
        assert (np.diff(confidence[right]) >= 0).all(), "the doubtful ones are the interesting ones"
        wrong = made.pictures_of(row)
        assert ((labels[wrong] == row) & (predicted[wrong] != row)).all()


def evaluation(labels, predicted, confidence, classes):
    names = tuple(f"class {number}" for number in range(classes))
    return Evaluation(labels, predicted, confidence, np.zeros(len(labels)), np.zeros(len(labels)), names)


def test_a_set_without_pictures_has_figures_of_zero():
    empty = np.zeros(0, np.int64)
    made = evaluation(empty, empty, np.zeros(0), 3)
    assert made.averages == (0.0, 0.0, 0.0, 0.0)
    assert made.reliability.error == 0.0
    assert len(made.pictures_of()) == 0


def test_reliability_is_the_calibration_curve_of_scikit_learn():
    rng = np.random.default_rng(1)
    confidence = rng.random(5000).astype(np.float32)
    right = rng.random(5000) < confidence**2
    found = reliability(confidence, right)
    accuracy, mean = calibration_curve(right, confidence, n_bins=10, strategy="uniform")
    np.testing.assert_allclose(found.accuracy, accuracy)
    np.testing.assert_allclose(found.confidence, mean)
    np.testing.assert_array_equal(found.counts, np.histogram(confidence, np.linspace(0, 1, 11))[0])


def test_right_and_wrong_cells_have_scales_of_their_own():
    found = strengths(np.array([[1000.0, 4.0, 0.0], [2.0, 500.0, 0.0], [0.0, 0.0, 0.0]]))
    np.testing.assert_allclose(found, [[1, 1, 0], [0.5, 0.5, 0], [0, 0, 0]])
    assert (strengths(np.zeros((2, 2))) == 0).all()


def test_tables_can_be_read_back():
    labels, predicted = np.array([0, 0, 1, 1, 1]), np.array([0, 1, 1, 1, 0])
    made = evaluation(labels, predicted, np.full(5, 0.5), 2)
    lines = [line.split("\t") for line in confusion_text(made, "count").splitlines()]
    assert lines == [["", "class 0", "class 1"], ["class 0", "1", "1"], ["class 1", "1", "2"]]
    figures = [line.split("\t") for line in figures_text(made).splitlines()]
    expected = metrics.classification_report(labels, predicted, output_dict=True)
    for number in (0, 1):
        report = expected[str(number)]
        wanted = [report[name] for name in ("precision", "recall", "f1-score", "support")]
        assert [float(cell) for cell in figures[1 + number][1:]] == pytest.approx(wanted, abs=1e-6)
    assert figures[-1] == ["accuracy", "0.600000"]
