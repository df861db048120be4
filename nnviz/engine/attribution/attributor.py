"""The door to all methods that explain a model's answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from time import perf_counter
from typing import Any

import numpy as np

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.attribution import Attribution, Method, Options, Target
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import ModelSummary
from nnviz.engine.attribution import gradients
from nnviz.engine.attribution.occlusion import occlusion
from nnviz.engine.attribution.question import Question
from nnviz.engine.attribution.traces import Traces
from nnviz.engine.prober import Prober

_METHODS: dict[Method, Callable[[Question], Iterator[Attribution]]] = {
    Method.SALIENCY: gradients.saliency,
    Method.GRADIENT_INPUT: gradients.gradient_input,
    Method.SMOOTH_GRAD: gradients.smooth_grad,
    Method.INTEGRATED_GRADIENTS: gradients.integrated_gradients,
    Method.GRAD_CAM: gradients.grad_cam,
    Method.OCCLUSION: occlusion,
    Method.MAXIMISATION: gradients.maximisation,
    Method.EFFECTIVE_FIELD: gradients.effective_field,
}


class Attributor:
    """Answers for one model; keeps its traced functions, which read the live variables, so it follows a training.

    Use it in the thread that owns the model. Layers are named as by `Prober`, whose summary saves a run of the model.
    """

    def __init__(self, model: Any, summary: ModelSummary | None = None) -> None:
        self.summary = summary or Prober(model, str(model.name)).summary
        self.traces = Traces(model)
        self._classes: int | None = None

    def attribute(
        self, method: Method, image: Array, target: Target | None = None, options: Options | None = None
    ) -> Attribution:
        """Return the answer of a method for one picture, an array without the batch axis.

        Raises
        ------
        UserError
            When the picture does not fit, the layer or unit does not exist, or there is no gradient to follow.
        """
        *_, last = self.progress(method, image, target, options)
        return last

    def progress(
        self, method: Method, image: Array, target: Target | None = None, options: Options | None = None
    ) -> Iterator[Attribution]:
        """Yield better and better answers; the last one has ``fraction == 1.0``. Closing the generator cancels."""
        began = perf_counter()
        question = self._question(method, image, target or Target(), options or Options())
        for found in _METHODS[method](question):
            yield replace(found, elapsed_ms=(perf_counter() - began) * 1000.0)

    def effective_field(self, image: Array, layer_id: str, unit: tuple[int, ...]) -> FloatArray:
        """Return how much each pixel changes a unit, (H, W): the size of the gradient, summed over the channels."""
        return self.attribute(Method.EFFECTIVE_FIELD, image, Target(layer_id=layer_id, unit=unit)).map

    def prepare(self) -> Iterator[None]:
        """Trace what is needed to explain a class, one method a step: the first answer then comes at once."""
        slot = self.traces.slot
        shape = [side for side in slot.shape[1:] if side is not None]
        if slot.dtype == "string" or len(shape) < len(slot.shape) - 1:
            return
        nothing, one_patch = np.zeros(shape, np.float32), Options(patch=max(shape, default=1))
        for method in (Method.GRAD_CAM, Method.SALIENCY, Method.OCCLUSION):
            # A model that cannot be explained says so when somebody asks.
            with suppress(Exception):
                self.attribute(method, nothing, Target(0), one_patch)
            yield

    def _question(self, method: Method, image: Array, target: Target, options: Options) -> Question:
        picture = self.traces.prepared(image)
        if target.layer_id is not None:
            key, unit = target.layer_id, self._checked_unit(target.layer_id, target.unit or ())
        else:
            key, unit = None, (self._checked_class(picture, target.class_index),)
        return Question(self.traces, self.summary, method, picture, target, options, key, unit)

    def _checked_class(self, picture: FloatArray, index: int | None) -> int:
        if index is None or self._classes is None:
            values = self.traces.outputs(picture[None])[0]
            self._classes = len(values)
            index = int(np.argmax(values)) if index is None else index
        if not 0 <= index < self._classes:
            sentence = QT_TRANSLATE_NOOP("Errors", "The model has no class {index}: it tells {count} apart.")
            raise UserError(sentence, index=index, count=self._classes)
        return index

    def _checked_unit(self, layer_id: str, unit: tuple[int, ...]) -> tuple[int, ...]:
        layer = self.summary.layer(layer_id)
        if layer is None:
            raise UserError(QT_TRANSLATE_NOOP("Errors", "The model has no layer “{layer}”."), layer=layer_id)
        shape = layer.output_shape[1:]
        sides = shape[-1:] if len(unit) == 1 else shape
        fits = len(unit) == len(sides) and all(
            0 <= one < (side or one + 1) for one, side in zip(unit, sides, strict=True)
        )
        if not fits:
            sentence = QT_TRANSLATE_NOOP("Errors", "The layer “{layer}” has no unit {unit}: its output is {shape}.")
            size = " × ".join("?" if side is None else str(side) for side in shape) or "1"
            raise UserError(sentence, layer=layer_id, unit=list(unit), shape=size)
        return unit


def attribute(
    source: Any, method: Method, image: Array, target: Target | None = None, options: Options | None = None
) -> Attribution:
    """Return the answer of a method for one picture; `source` is a Keras model or an `Attributor`."""
    attributor = source if isinstance(source, Attributor) else Attributor(source)
    return attributor.attribute(method, image, target, options)
