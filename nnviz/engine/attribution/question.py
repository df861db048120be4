"""One question about one picture: what is explained, with which settings, and what the methods need to know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import prod
from typing import Any

import numpy as np

from nnviz.core.arrays import Array, FloatArray, read_only
from nnviz.core.attribution import SIGNED, Attribution, Method, Options, Target, channel_axis
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.engine.attribution.traces import Traces

_BATCH_BYTES = 100_000_000
_NO_MAPS = ("Pooling", "Dropout", "Flatten", "Input")


@dataclass(frozen=True, eq=False)
class Question:
    """`picture` is as the model reads it, without the batch axis; `key` and `unit` name the score as in `Traces`."""

    traces: Traces
    summary: ModelSummary
    method: Method
    picture: FloatArray
    target: Target
    options: Options
    key: str | None
    unit: tuple[int, ...]

    def scores(self, pictures: Array) -> FloatArray:
        """Return the score of each picture of a batch."""
        return self.traces.scores(pictures, self.key, self.unit, self.options.probability)

    def gradients(self, pictures: Array) -> tuple[FloatArray, FloatArray]:
        """Return the score of each picture of a batch and its gradient."""
        return self.traces.gradients(pictures, self.key, self.unit, self.options.probability)

    def maps_and_gradients(self, layer_id: str) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return the score, a layer's output and the gradient with respect to that, each with a batch of one."""
        return self.traces.maps_and_gradients(self.picture, layer_id, self.key, self.unit, self.options.probability)

    def answer(self, values: FloatArray, score: Any, fraction: float = 1.0) -> Attribution:
        """Return an answer with this map."""
        return Attribution(
            method=self.method,
            target=self.target,
            map=read_only(np.array(values, np.float32)),
            signed=self.method in SIGNED,
            score=float(score),
            class_index=self.unit[0] if self.key is None else None,
            layer_id=self.key,
            fraction=fraction,
            options=self.options,
        )

    @property
    def channel_axis(self) -> int | None:
        """The axis of the picture's channels, None where it has none."""
        return channel_axis(self.picture.shape)

    @property
    def map_shape(self) -> tuple[int, ...]:
        """The picture's shape without channels."""
        return tuple(side for axis, side in enumerate(self.picture.shape) if axis != self.channel_axis)

    def over_channels(self, values: Array, reduce: Callable[..., Any]) -> FloatArray:
        """Return an array of the picture's shape without its channels."""
        return values if self.channel_axis is None else reduce(values, axis=self.channel_axis)

    def with_channels(self, patch: tuple[slice, ...]) -> tuple[slice, ...]:
        """Return a part of the map as a part of the picture."""
        found = list(patch)
        if self.channel_axis is not None:
            found.insert(self.channel_axis, slice(None))
        return tuple(found)

    def blur(self, width: float) -> tuple[float, ...]:
        """Return the width of a blur for each axis of the picture: none across channels."""
        return tuple(0.0 if axis == self.channel_axis else width for axis in range(self.picture.ndim))

    def parts(self, count: int) -> Iterator[slice]:
        """Yield slices of 0 ... count whose pictures go through the model at once; one where memory allows."""
        values = sum(prod(side or 1 for side in shape[1:]) for layer in self.summary.layers for shape in _shapes(layer))
        size = max(1, _BATCH_BYTES // (4 * max(1, values)))
        for start in range(0, count, size):
            yield slice(start, min(count, start + size))

    @property
    def maps_layer(self) -> LayerInfo:
        """The layer whose maps Grad-CAM weighs: the one that was asked for, else the last one with maps.

        Raises
        ------
        UserError
            When there is none, or the one asked for has no maps.
        """
        wanted = self.options.layer_id
        if wanted is not None:
            layer = self.summary.layer(wanted)
            if layer is None or len(layer.output_shape) < 3:
                sentence = QT_TRANSLATE_NOOP(
                    "Errors", "“{layer}” has no maps that Grad-CAM could weigh. Choose a convolution before it."
                )
                raise UserError(sentence, layer=wanted)
            return layer
        for layer in reversed(self.summary.layers):
            if self._has_maps(layer):
                return layer
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors", "The model “{model}” has no layer with maps, which Grad-CAM needs. Choose another method."
            ),
            model=self.summary.name,
        )

    def _has_maps(self, layer: LayerInfo) -> bool:
        sides = len(layer.output_shape) - 1
        if sides != self.picture.ndim or sides < 2 or any(word in layer.type for word in _NO_MAPS):
            return False
        if layer.copies and layer.copies[0] is not None:
            return False
        first = layer.config.get("data_format") == "channels_first"
        spatial = layer.output_shape[2:] if first else layer.output_shape[1:-1]
        return all(side is None or side > 1 for side in spatial)


def _shapes(layer: LayerInfo) -> tuple[tuple[int | None, ...], ...]:
    return layer.output_shapes or (layer.output_shape,)
