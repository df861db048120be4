"""Whether a network learnt too little, enough, or its training pictures by heart."""

from __future__ import annotations

from enum import StrEnum

_GAP, _LITTLE = 0.04, 0.8


class Fit(StrEnum):
    """What the accuracy on training pictures beside that on others says."""

    OVERFITTING = "overfitting"
    UNDERFITTING = "underfitting"
    BALANCED = "balanced"


def fit_of(training: float, validation: float) -> Fit:
    """Judge two accuracies, 0 to 1.

    Training pictures known better by 4 points or more are learnt by heart; both below 80 % without such a gap, the
    network has not learnt what the training pictures show.

    Examples
    --------
    >>> [fit_of(*pair).value for pair in ((0.99, 0.91), (0.93, 0.92), (0.55, 0.54))]
    ['overfitting', 'balanced', 'underfitting']
    """
    if training - validation >= _GAP:
        return Fit.OVERFITTING
    return Fit.UNDERFITTING if max(training, validation) < _LITTLE else Fit.BALANCED
