"""A model that is held beside the live one and does not change."""

from __future__ import annotations

from dataclasses import dataclass
from time import time
from typing import Any

import numpy as np

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import ModelSummary
from nnviz.engine.prober import Prober


@dataclass(frozen=True, eq=False)
class HeldModel:
    """`held_at` (seconds since 1970) and `step` tell when it was copied from the live model; None: it was opened."""

    prober: Prober
    held_at: float | None = None
    step: int = 0
    model: Any = None


def hold_copy(model: Any, of: ModelSummary, model_id: str, step: int) -> HeldModel:
    """Return a copy of a model, with weights of its own.

    Raises
    ------
    UserError
        When Keras cannot build a second one from its description.
    """
    import keras

    try:
        copy = keras.models.clone_model(model)
        prober = Prober(copy, model_id, of.class_names, of.file)  # its first run builds what is not built yet
        copy.set_weights(model.get_weights())
        faithful = all(np.array_equal(a, b, equal_nan=True) for a, b in _pairs(copy, model))
    except Exception as error:
        raise _no_copy(of, str(error).strip().splitlines()[0][:200] if str(error).strip() else "") from error
    if not faithful or _form(prober.summary) != _form(of):
        raise _no_copy(of, type(model).__name__)
    return HeldModel(prober, time(), step, copy)


def _pairs(one: Any, other: Any) -> zip[tuple[Any, Any]]:
    return zip(one.get_weights(), other.get_weights(), strict=True)


def _form(summary: ModelSummary) -> list[object]:
    return [(layer.type, layer.output_shapes, layer.weights) for layer in summary.layers]


def _no_copy(of: ModelSummary, reason: str) -> UserError:
    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "The model “{model}” could not be held as it is: Keras cannot build a copy of it ({reason}). It goes on as "
        "before. Save it to a file and open that file as the reference instead.",
    )
    return UserError(sentence, model=of.name, reason=reason)
