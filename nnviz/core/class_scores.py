"""A model's output read as probabilities of classes."""

from __future__ import annotations

import numpy as np

from nnviz.core.arrays import Array, FloatArray


def class_probabilities(output: Array, activation: str | None = None) -> FloatArray:
    """Return an output, (classes,), as probabilities, float64; `activation` is that of the model's last layer.

    Numbers between 0 and 1 are taken as they are (softmax, or one sigmoid a class); any others, and those of a linear
    layer unless they sum to 1, are raw scores, to which softmax is applied here.

    Examples
    --------
    >>> class_probabilities(np.array([0.25, 0.75])).tolist()
    [0.25, 0.75]
    >>> class_probabilities(np.array([3.0, 3.0])).tolist()
    [0.5, 0.5]
    """
    scores = np.asarray(output, np.float64).ravel()
    if scores.size == 0 or not np.isfinite(scores).all() or _are_probabilities(scores, activation):
        return scores
    raised = np.exp(scores - scores.max())
    probabilities: FloatArray = raised / raised.sum()
    return probabilities


def _are_probabilities(scores: Array, activation: str | None) -> bool:
    rounding = 1e-3
    within = bool(scores.min() >= -rounding and scores.max() <= 1.0 + rounding)
    return within and (activation != "linear" or abs(float(scores.sum()) - 1.0) <= rounding)


def ranked(probabilities: Array, count: int | None = None) -> list[int]:
    """Return the classes from the most probable on, the first `count` of them; what is not a number comes last.

    Examples
    --------
    >>> ranked(np.array([0.1, 0.7, 0.2]), 2)
    [1, 2]
    """
    order = np.argsort(-np.nan_to_num(probabilities, nan=-np.inf), kind="stable")
    return [int(index) for index in order[:count]]


def is_digit_model(class_names: tuple[str, ...]) -> bool:
    """Tell whether classes are about digits as far as their names say; one without names counts as a digit model."""
    return set(class_names) <= _DIGIT_CLASSES


_DIGIT_CLASSES = {*"0123456789", "digit", "not a digit"}
