"""What a drawing is read as, and when the honest answer is "not sure".

The rule, in this order:

1. No ink: *blank*.
2. The network that tells digits from other drawings gives less than `DIGIT_SCORE`: *unsure*, not a digit.
3. Two groups of ink stand side by side, each with a fair share of ink and height: *unsure*, two drawings.
4. The best reading has less than `SURE_PROBABILITY`: *unsure*, it could be the one or the other.
5. Otherwise: *digit*.

An unsure drawing still has its nearest reading as `label`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np
from scipy import ndimage

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

DIGIT_SCORE = 0.4
SURE_PROBABILITY = 0.6
GROUP_INK_SHARE = 0.25
GROUP_HEIGHT_SHARE = 0.5
INK_LEVEL = 0.25


class Verdict(StrEnum):
    """How a drawing is read."""

    DIGIT = "digit"
    UNSURE = "unsure"
    BLANK = "blank"


@dataclass(frozen=True)
class Reading:
    """A verdict, the nearest labels with their probabilities (best first), and the reason for doubt."""

    verdict: Verdict
    top: tuple[tuple[int, float], ...]
    reason: UserError | None = None

    @property
    def label(self) -> int | None:
        """The nearest label; None when nothing is drawn."""
        return self.top[0][0] if self.top else None

    @property
    def probability(self) -> float | None:
        """The probability of the nearest label."""
        return self.top[0][1] if self.top else None


def read_digit(
    probabilities: FloatArray, image: Array, blank: bool, digit_score: float | None, count: int = 3
) -> Reading:
    """Return what a prepared drawing is read as.

    Parameters
    ----------
    probabilities
        (10,) from the recogniser.
    image
        (28, 28) or (28, 28, 1), the prepared drawing, light ink on black, 0 to 1.
    digit_score
        0 to 1, how much it looks like a digit at all; None where nobody was asked.
    """
    if blank or not np.any(image):
        return Reading(Verdict.BLANK, (), UserError(QT_TRANSLATE_NOOP("Verdicts", "Draw a digit.")))
    order = np.argsort(probabilities)[::-1][:count]
    top = tuple((int(label), float(probabilities[label])) for label in order)
    reason = _doubt(top, image, digit_score)
    return Reading(Verdict.UNSURE if reason else Verdict.DIGIT, top, reason)


def _doubt(top: tuple[tuple[int, float], ...], image: Array, digit_score: float | None) -> UserError | None:
    first, second = top[0], top[1]
    readings = {"first": first[0], "second": second[0]}
    if digit_score is not None and digit_score < DIGIT_SCORE:
        sentence = QT_TRANSLATE_NOOP(
            "Verdicts", "This does not look like a digit. The nearest readings are {first} and {second}."
        )
        return UserError(sentence, **readings)
    if stands_side_by_side(image):
        sentence = QT_TRANSLATE_NOOP(
            "Verdicts", "There are two drawings side by side. Read as one, it is nearest to {first}, then {second}."
        )
        return UserError(sentence, **readings)
    if first[1] < SURE_PROBABILITY:
        return UserError(QT_TRANSLATE_NOOP("Verdicts", "It could be a {first} or a {second}."), **readings)
    return None


def stands_side_by_side(image: Array) -> bool:
    """Return whether two groups of connected ink stand beside each other with no column in common.

    Examples
    --------
    >>> page = np.zeros((28, 28))
    >>> page[6:22, 5:8] = 1
    >>> stands_side_by_side(page)
    False
    >>> page[6:22, 15:18] = 1
    >>> stands_side_by_side(page)
    True
    """
    ink = np.asarray(image, dtype=np.float64).reshape(image.shape[0], image.shape[1])
    groups, count = ndimage.label(ink > INK_LEVEL, structure=np.ones((3, 3)))
    if count < 2:
        return False
    total, height = ink.sum(), np.ptp(np.flatnonzero(ink.max(axis=1) > INK_LEVEL)) + 1
    spans = []
    for number, (rows, columns) in enumerate(ndimage.find_objects(groups), start=1):
        share = ink[groups == number].sum() / total
        if share >= GROUP_INK_SHARE and rows.stop - rows.start >= GROUP_HEIGHT_SHARE * height:
            spans.append((columns.start, columns.stop))
    spans.sort()
    return any(left[1] <= right[0] for left, right in pairwise(spans))
