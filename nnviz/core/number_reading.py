"""Several digits beside each other: taken apart from left to right, and read as one number."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from scipy import ndimage

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.class_scores import class_probabilities
from nnviz.core.ink import find_ink, to_grey
from nnviz.core.preparation import Preparation, prepare
from nnviz.core.recognition import Reading, Verdict, read_digit

MAX_DIGITS = 12
_INK_LEVEL = 64  # of 255
_SHARED_COLUMNS = 0.3  # of the narrower group: more than two slanted neighbours share
_LEAST_INK = 0.03  # of the largest group: less is a slip of the pen


@dataclass(frozen=True)
class NumberReading:
    """The digits from left to right; `text` is the number, with what is nearest where a digit is unsure."""

    digits: tuple[Reading, ...]

    @property
    def text(self) -> str:
        """The number as it is written."""
        return "".join(str(digit.label) for digit in self.digits)

    @property
    def probability(self) -> float:
        """The probability of the whole number: the product of those of its digits."""
        return float(np.prod([digit.probability or 0.0 for digit in self.digits]))

    @property
    def unsure(self) -> bool:
        """Whether any digit is unsure."""
        return any(digit.verdict is not Verdict.DIGIT for digit in self.digits)


def split_digits(picture: Array) -> list[Array]:
    """Return the ink, (H, W) uint8 light on black, of each digit from left to right, at most `MAX_DIGITS`.

    Connected groups of ink that stand above each other, sharing columns, belong to one digit; specks are left out.

    Examples
    --------
    >>> page = np.zeros((40, 60), np.uint8)
    >>> page[5:35, 10:14] = page[5:35, 40:44] = 255
    >>> [digit.shape for digit in split_digits(page)]
    [(30, 4), (30, 4)]
    """
    ink = find_ink(to_grey(picture))
    groups, count = ndimage.label(ink > _INK_LEVEL, np.ones((3, 3)))
    if count == 0:
        return []
    sizes = np.bincount(groups.ravel(), minlength=count + 1)[1:]
    boxes = ndimage.find_objects(groups)
    kept = [number for number in range(1, count + 1) if sizes[number - 1] >= _LEAST_INK * sizes.max()]
    kept.sort(key=lambda number: boxes[number - 1][1].start)
    digits: list[tuple[int, int, list[int]]] = []
    for number in kept:
        columns = boxes[number - 1][1]
        if digits and _share_columns(digits[-1][:2], (columns.start, columns.stop)):
            left, right, members = digits.pop()
            digits.append((left, max(right, columns.stop), [*members, number]))
        else:
            digits.append((columns.start, columns.stop, [number]))
    return [_cut_out(ink, groups, members, boxes) for _, _, members in digits[:MAX_DIGITS]]


def prepare_digits(picture: Array, steps: Preparation | None = None) -> FloatArray:
    """Return (N, 28, 28, 1) float32: each digit of the picture as the model reads it, from left to right."""
    as_ink = replace(steps or Preparation(), ink=False)
    images = [prepare(digit, steps=as_ink).image for digit in split_digits(picture)]
    return np.stack(images) if images else np.zeros((0, 28, 28, 1), np.float32)


def read_number(
    outputs: Array, images: FloatArray, digit_scores: Array | None, activation: str | None = None
) -> NumberReading:
    """Return the number that a model of digits reads from its outputs (N, 10) for `images` of `prepare_digits`."""
    readings = []
    for index, (output, image) in enumerate(zip(outputs, images, strict=True)):
        score = None if digit_scores is None else float(digit_scores[index])
        readings.append(read_digit(class_probabilities(output, activation), image, False, score))
    return NumberReading(tuple(readings))


def _share_columns(first: tuple[int, int], second: tuple[int, int]) -> bool:
    shared = min(first[1], second[1]) - max(first[0], second[0])
    return shared > _SHARED_COLUMNS * min(first[1] - first[0], second[1] - second[0])


def _cut_out(ink: Array, groups: Array, members: list[int], boxes: list[tuple[slice, slice]]) -> Array:
    rows = slice(min(boxes[m - 1][0].start for m in members), max(boxes[m - 1][0].stop for m in members))
    columns = slice(min(boxes[m - 1][1].start for m in members), max(boxes[m - 1][1].stop for m in members))
    own: Array = np.where(np.isin(groups[rows, columns], members), ink[rows, columns], 0).astype(np.uint8)
    return own
