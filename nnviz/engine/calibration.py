"""Temperature scaling of a finished classifier, written into the weights of its last layer."""

from __future__ import annotations

from typing import Any

import numpy as np

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.calibration import expected_calibration_error, fitted_temperature, with_temperature
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

CHUNK = 500


def calibrate(model: Any, x: Array, y: Array) -> dict[str, float]:
    """Divide the last layer's kernel and bias by the temperature fitted on the first half of these pictures.

    Parameters
    ----------
    x, y
        Pictures (N, H, W, C) uint8 and labels (N,), none of them trained on.

    Returns
    -------
    dict
        ``temperature``, and the expected calibration error of the second half ``ece_before`` and ``ece_after``.

    Raises
    ------
    UserError
        When the model does not end in a dense layer with softmax.
    """
    last = model.layers[-1]
    if type(last).__name__ != "Dense" or getattr(last.activation, "__name__", "") != "softmax":
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "Only a model that ends in a dense softmax layer can be calibrated; this one was left as it is."
        )
        raise UserError(sentence)
    probabilities = _probabilities(model, x)
    half = len(y) // 2
    temperature = fitted_temperature(probabilities[:half], y[:half])
    last.set_weights([weight / np.float32(temperature) for weight in last.get_weights()])
    rest, labels = probabilities[half:], y[half:]
    return {
        "temperature": temperature,
        "ece_before": expected_calibration_error(rest, labels),
        "ece_after": expected_calibration_error(with_temperature(rest, temperature), labels),
    }


def _probabilities(model: Any, x: Array) -> FloatArray:
    chunks = (x[start : start + CHUNK].astype(np.float32) / 255.0 for start in range(0, len(x), CHUNK))
    return np.concatenate([model(chunk, training=False).numpy() for chunk in chunks])
