"""How far a classifier's probabilities can be believed, and the temperature that mends them."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.optimize import minimize_scalar

from nnviz.core.arrays import Array, FloatArray


class Reliability(NamedTuple):
    """How often a classifier is right where it is so sure: bins of equal width from 0 to 1, each figure (bins,).

    `confidence` and `accuracy` are means over the `counts` pictures of a bin, 0 where there are none. `error` is the
    expected calibration error: the gap between the two, weighted by the counts (Guo et al., 2017, equation 3).
    """

    counts: Array
    confidence: FloatArray
    accuracy: FloatArray
    error: float


def reliability(confidence: FloatArray, right: Array, bins: int = 10) -> Reliability:
    """Return the reliability diagram of predictions with these confidences (N,), which were `right` (N,) or not.

    Examples
    --------
    >>> found = reliability(np.array([0.75, 0.75, 0.25]), np.array([True, False, False]), bins=2)
    >>> found.counts.tolist(), found.accuracy.tolist(), round(found.error, 4)
    ([1, 2], [0.0, 0.5], 0.25)
    """
    sure = confidence.astype(np.float64)
    place = np.minimum((sure * bins).astype(np.int64), bins - 1)
    counts = np.bincount(place, minlength=bins)
    filled = np.maximum(counts, 1)
    means, shares = (np.bincount(place, values, minlength=bins) / filled for values in (sure, right))
    error = float((np.abs(means - shares) * counts).sum() / max(len(right), 1))
    return Reliability(counts, means, shares, error)


def expected_calibration_error(probabilities: FloatArray, labels: Array, bins: int = 15) -> float:
    """Return the mean gap between confidence and accuracy, in bins of equal width (Guo et al., 2017, equation 3).

    Parameters
    ----------
    probabilities
        (N, classes), each row summing to 1.
    labels
        (N,) integers.

    Examples
    --------
    >>> sure = np.array([[0.9, 0.1]] * 10)
    >>> round(expected_calibration_error(sure, np.array([0] * 9 + [1])), 6)
    0.0
    >>> round(expected_calibration_error(sure, np.array([0] * 5 + [1] * 5)), 6)
    0.4
    """
    return reliability(probabilities.max(axis=1), probabilities.argmax(axis=1) == labels, bins).error


def with_temperature(probabilities: FloatArray, temperature: float) -> FloatArray:
    """Return ``softmax(log(p) / T)``: softer above 1, sharper below.

    Examples
    --------
    >>> with_temperature(np.array([[0.8, 0.2]]), 2.0).round(3).tolist()
    [[0.667, 0.333]]
    """
    scores = np.log(np.maximum(probabilities.astype(np.float64), 1e-30)) / temperature
    scores -= scores.max(axis=1, keepdims=True)
    powers = np.exp(scores)
    shares: FloatArray = powers / powers.sum(axis=1, keepdims=True)
    return shares


def fitted_temperature(probabilities: FloatArray, labels: Array) -> float:
    """Return the temperature under which the labels' negative log-likelihood is least (Guo et al., 2017)."""

    def loss(log_temperature: float) -> float:
        warmed = with_temperature(probabilities, float(np.exp(log_temperature)))
        return float(-np.log(np.maximum(warmed[np.arange(len(labels)), labels], 1e-30)).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-2.5, 2.5), method="bounded").x))
