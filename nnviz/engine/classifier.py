"""Say which digit a picture file shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from nnviz import paths
from nnviz.core.arrays import FloatArray
from nnviz.core.class_scores import class_probabilities, ranked
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import Shape
from nnviz.core.picture_file import read_picture
from nnviz.core.preparation import Prepared, prepare_for
from nnviz.core.recognition import Verdict, read_digit
from nnviz.engine.rejector import PICTURE_SHAPE, Rejector

TOP = 3
DIGITS = 10
BLANK_REASON = "There is no ink in the picture."


def classify_files(files: Sequence[Path], model_path: Path | None = None) -> list[dict[str, Any]]:
    """Return ``{file, label, probability, top, verdict, reason}`` for each picture.

    The shipped model classifies, or the one at `model_path`. `label` is the number of the most probable class, `top`
    the three most probable as ``[label, probability]``. For a blank picture label and probability are None and `top`
    is empty. `verdict` is ``digit``, ``unsure`` or ``blank`` by the rule of `core.recognition`, `reason` an English
    sentence or None; both are None where a model does not read ten classes from grey pictures of 28 x 28. Bad files
    are refused before TensorFlow is imported.

    Raises
    ------
    UserError
        When a picture or the model cannot be read, or the model is no classifier of pictures.
    """
    from nnviz.engine.model_file import load_model, load_own_model
    from nnviz.engine.model_inputs import inputs_of

    pictures = [read_picture(file) for file in files]
    source = model_path or paths.shipped_model()
    model = load_own_model(source) if model_path is None else load_model(source)
    inputs = inputs_of(model)
    shape = _picture_shape([slot.shape for slot in inputs.slots], source)
    prepared = [prepare_for(picture, shape) for picture in pictures]
    if not prepared:
        return []
    slot = inputs.slots[0]
    batch = np.stack([one.image for one in prepared])
    if len(slot.shape) < batch.ndim:
        batch = batch.reshape(len(prepared), *(shape[:2] if len(slot.shape) == 3 else (-1,)))
    outputs = inputs.call(model, [batch.astype(slot.dtype)])
    probabilities = _probabilities(model, outputs, source)
    digits = shape == PICTURE_SHAPE and len(probabilities[0]) == DIGITS
    scores = Rejector().scores(np.stack([one.image for one in prepared])) if digits else None
    return [
        _result(file, one, row, None if scores is None else float(scores[index]))
        for index, (file, one, row) in enumerate(zip(files, prepared, probabilities, strict=True))
    ]


def _picture_shape(inputs: list[Shape], source: Path) -> tuple[int, int, int]:
    """Return (height, width, channels) of the picture to prepare; a size that is left open becomes 28."""
    match inputs:
        case [(_, height, width, int(channels))] if channels in (1, 3):
            return height or 28, width or 28, channels
        case [(_, height, width)] if (height or 28) >= 8 and (width or 28) >= 8:
            return height or 28, width or 28, 1
        case [(_, int(count))] if count >= 64 and math.isqrt(count) ** 2 == count:
            return math.isqrt(count), math.isqrt(count), 1
        case _:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors",
                    "{file} does not read one picture, so nothing was classified. Choose a model whose input is one "
                    "picture, grey or in colour.",
                ),
                file=source,
            )


def _probabilities(model: Any, outputs: Any, source: Path) -> list[FloatArray]:
    """Return (classes,) probabilities for each picture of the batch."""
    scores = np.asarray(outputs[0] if isinstance(outputs, (list, tuple)) else outputs)
    if scores.ndim != 2 or scores.shape[1] < 2:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "{file} gives no probability for each class, so nothing was classified. Choose a classifier.",
            ),
            file=source,
        )
    activation = getattr(getattr(model.layers[-1], "activation", None), "__name__", None)
    return [class_probabilities(row, activation) for row in scores]


def _result(file: Path, prepared: Prepared, probabilities: FloatArray, digit_score: float | None) -> dict[str, Any]:
    """Return the result of one picture; `digit_score` is None for a model that reads no digits."""
    if prepared.blank:
        return {
            "file": str(file), "label": None, "probability": None, "top": [],
            "verdict": Verdict.BLANK.value, "reason": BLANK_REASON,
        }  # fmt: skip
    top = [[label, float(probabilities[label])] for label in ranked(probabilities, TOP)]
    verdict = reason = None
    if digit_score is not None:
        reading = read_digit(probabilities, prepared.image, False, digit_score)
        verdict, reason = reading.verdict.value, None if reading.reason is None else str(reading.reason)
    return {
        "file": str(file), "label": top[0][0], "probability": top[0][1], "top": top,
        "verdict": verdict, "reason": reason,
    }  # fmt: skip
