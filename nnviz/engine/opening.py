"""Opening a file for the window: what is no model may still be arrays, and odd weights are told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from nnviz import paths
from nnviz.core.arrays import Array
from nnviz.core.atomic_file import replacing
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError, WeightsOnlyError
from nnviz.engine import events
from nnviz.engine.model_file import load_model, weights_as_arrays

Emit = Callable[[events.Event], None]


def open_model(path: Path, trust: bool, cancelled: Callable[[], bool], emit: Emit) -> Any:
    """Return the model of a file; tell through `emit` when some of its weights are no numbers.

    Raises
    ------
    UserError
        When the file is refused. For a file that holds weights only, `values["arrays"]` is an `.npz` file of them.
    """
    try:
        model = load_model(path, trust, cancelled)
    except WeightsOnlyError as error:
        arrays = weights_as_arrays(path, cancelled)
        raise WeightsOnlyError(error.template, **error.values, arrays=str(_kept(arrays, path.stem))) from error
    odd = layers_with_odd_weights(model)
    if odd:
        emit(events.Failed(_odd_weights(path, odd)))
    return model


def layers_with_odd_weights(model: Any) -> tuple[str, ...]:
    """Return the names of the layers with weights that are infinite or not numbers."""
    return tuple(
        layer.name
        for layer in model.layers
        if any(not np.isfinite(np.asarray(weight.value, np.float64)).all() for weight in layer.weights)
    )


def _odd_weights(path: Path, layers: tuple[str, ...]) -> UserError:
    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "{file} is open, but weights of {layers} are infinite or not numbers, and so will be what it answers. Its "
        "training may have failed: look for a file saved earlier.",
    )
    return UserError(sentence, file=path.name, layers=", ".join(layers[:5]) + (", …" if len(layers) > 5 else ""))


def _kept(arrays: dict[str, Array], stem: str) -> Path:
    """Write arrays into a file of the person's application data; the last one of that name is replaced."""
    folder = paths.application_data() / "weights"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{stem}.npz"
    named: dict[str, Any] = {name.replace("/", "."): array for name, array in arrays.items()}
    with replacing(file) as temporary, temporary.open("wb") as stream:
        np.savez(stream, **named)
    return file
