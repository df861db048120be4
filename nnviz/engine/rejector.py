"""The small network that tells digits from every other drawing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from nnviz import paths
from nnviz.core.arrays import Array, FloatArray

PICTURE_SHAPE = (28, 28, 1)
_DIGIT_CLASS = 1


class Rejector:
    """Scores prepared drawings: near 1 for a digit, near 0 for a letter, a scribble or noise."""

    def __init__(self, file: Path | None = None) -> None:
        import tensorflow as tf

        from nnviz.engine.model_file import load_model, load_own_model

        self._tf = tf
        self._model = load_own_model(paths.shipped_rejector()) if file is None else load_model(file)
        self._one = self._traced(1)

    def score(self, image: Array) -> float:
        """Return the score of one prepared drawing, (28, 28, 1) float, 0 to 1."""
        return float(self._one(self._tf.constant(image[None], self._tf.float32))[0, _DIGIT_CLASS])

    def scores(self, images: Array) -> FloatArray:
        """Return the scores (N,) of prepared drawings (N, 28, 28, 1)."""
        scores: FloatArray = np.asarray(self._model(images, training=False))[:, _DIGIT_CLASS]
        return scores

    def _traced(self, size: int) -> Any:
        model = self._model

        def run(images: Any) -> Any:
            return model(images, training=False)

        signature = [self._tf.TensorSpec((size, *PICTURE_SHAPE), self._tf.float32)]
        return self._tf.function(run, input_signature=signature).get_concrete_function()
