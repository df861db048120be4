from __future__ import annotations

import numpy as np
import pytest
from sklearn.calibration import calibration_curve

from nnviz.core.calibration import expected_calibration_error, fitted_temperature, with_temperature


def honest_sample(count=20_000, classes=10, seed=0):
    """Draw labels from the probabilities themselves: a perfectly calibrated classifier."""
    random = np.random.default_rng(seed)
    probabilities = random.dirichlet(np.full(classes, 0.3), count)
    labels = (probabilities.cumsum(axis=1) > random.random((count, 1))).argmax(axis=1)
    return probabilities, labels


def test_a_classifier_that_means_what_it_says_has_no_error():
    probabilities, labels = honest_sample()
    assert expected_calibration_error(probabilities, labels) < 0.012
    assert fitted_temperature(probabilities, labels) == pytest.approx(1.0, abs=0.03)


@pytest.mark.parametrize("temperature", [0.4, 2.5])
def test_the_fitted_temperature_undoes_one_that_was_applied(temperature):
    probabilities, labels = honest_sample()
    spoilt = with_temperature(probabilities, 1.0 / temperature)
    found = fitted_temperature(spoilt, labels)
    assert found == pytest.approx(temperature, rel=0.05)
    mended = with_temperature(spoilt, found)
    assert expected_calibration_error(mended, labels) < expected_calibration_error(spoilt, labels) / 3


def test_the_error_is_that_of_the_reliability_curve_of_scikit_learn():
    probabilities, labels = honest_sample(5_000)
    spoilt = with_temperature(probabilities, 0.5)
    confidence, right = spoilt.max(axis=1), spoilt.argmax(axis=1) == labels
    accuracy, mean_confidence = calibration_curve(right, confidence, n_bins=15, strategy="uniform")
    sizes = np.histogram(confidence, np.linspace(0, 1, 16))[0]
    expected = (np.abs(accuracy - mean_confidence) * sizes[sizes > 0]).sum() / len(labels)
    assert expected_calibration_error(spoilt, labels, 15) == pytest.approx(expected, abs=1e-9)


def test_temperature_changes_no_order():
    probabilities, _ = honest_sample(100)
    assert (with_temperature(probabilities, 3.0).argmax(axis=1) == probabilities.argmax(axis=1)).all()
