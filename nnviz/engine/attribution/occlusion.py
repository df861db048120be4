"""Cover a part of the picture and see how much of the score is lost."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from nnviz.core.attribution import Attribution
from nnviz.engine.attribution.question import Question


def occlusion(question: Question) -> Iterator[Attribution]:
    """Yield for each pixel the mean loss of score over all patches that cover it (Zeiler and Fergus 2014)."""
    options, picture = question.options, question.picture
    shape = question.map_shape
    patches = patches_of(shape, options.patch, options.stride)
    total, covered = np.zeros(shape, np.float64), np.zeros(shape, np.int64)
    base: float | None = None
    # The picture itself goes first, with the first patches.
    for part in question.parts(len(patches) + 1):
        chosen = range(*part.indices(len(patches) + 1))
        batch = np.repeat(picture[None], len(chosen), axis=0)
        for row, number in enumerate(chosen):
            if number:
                batch[row][question.with_channels(patches[number - 1])] = options.fill
        scores = question.scores(batch)
        base = float(scores[0]) if base is None else base
        for row, number in enumerate(chosen):
            if number:
                total[patches[number - 1]] += base - float(scores[row])
                covered[patches[number - 1]] += 1
        yield question.answer(total / np.maximum(covered, 1), base, chosen.stop / (len(patches) + 1))


def patches_of(shape: tuple[int, ...], patch: int, stride: int) -> list[tuple[slice, ...]]:
    """Return the patches, `stride` apart; the last ones end at the rim, so that every pixel is covered.

    Examples
    --------
    >>> patches_of((5,), patch=2, stride=2)
    [(slice(0, 2, None),), (slice(2, 4, None),), (slice(3, 5, None),)]
    """
    axes = []
    for side in shape:
        size = min(patch, side)
        starts = [*range(0, side - size + 1, max(1, stride))]
        starts += [side - size] if starts[-1] != side - size else []
        axes.append([slice(start, start + size) for start in starts])
    return list(product(*axes))
