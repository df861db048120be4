"""Search the pictures of a data set for those that excite the channels of a layer most."""

from __future__ import annotations

from collections.abc import Callable
from math import prod
from time import perf_counter
from typing import Any

import numpy as np

from nnviz.core.arrays import Array, read_only
from nnviz.core.dataset import Dataset
from nnviz.core.excitement import Excitement, Search
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.core.strongest import NOTHING, Ranking, empty_ranking, with_candidates
from nnviz.engine.attribution.traces import Traces
from nnviz.engine.commands import FindExcitingPatches
from nnviz.engine.events import ExcitingFound
from nnviz.engine.jobs import Steps

LONGEST_CHUNK_S = 0.016
_SMALLEST_CHUNK, _LARGEST_CHUNK = 4, 512
_TELL_S = 0.15


def find_exciting(
    command: FindExcitingPatches,
    dataset: Dataset,
    summary: ModelSummary,
    traces: Traces,
    emit: Callable[[ExcitingFound], None],
) -> Steps:
    """Read pictures chunk by chunk, telling what was found so far every now and then, and at the end.

    Raises
    ------
    UserError
        When the model does not read pictures of this size, or has no such layer.
    """
    finder = ExcitingFinder(command, dataset, summary, traces)
    told = perf_counter()
    while finder.read_chunk():
        if perf_counter() - told > _TELL_S:
            emit(ExcitingFound(finder.found()))
            told = perf_counter()
        yield
    emit(ExcitingFound(finder.found()))


class ExcitingFinder:
    """Goes through the pictures of a part once and keeps the best places of every channel."""

    def __init__(
        self, command: FindExcitingPatches, dataset: Dataset, summary: ModelSummary, traces: Traces
    ) -> None:
        self._command, self._dataset, self._summary, self._traces = command, dataset, summary, traces
        train = command.split == "train"
        self._images = dataset.x_train if train else dataset.x_test
        self._labels = dataset.y_train if train else dataset.y_test
        self._layer = self._checked()
        self._channels_first = self._layer.config.get("data_format") == "channels_first"
        self._search = Search(
            summary.id,
            command.layer_id,
            command.dataset,
            command.split,
            command.pictures,
            command.lowest,
            command.several,
        )
        total = len(self._images) if command.pictures <= 0 else min(command.pictures, len(self._images))
        # Spread over the whole part: some sets are sorted.
        self._order = np.linspace(0, len(self._images) - 1, total).round().astype(np.int64)
        self._predicted = np.full(len(self._images), NOTHING, np.int64)
        self._ranking: Ranking | None = None
        self._shapes = self._open_shapes()
        self._chunk, self._done = 2 * _SMALLEST_CHUNK, 0

    def read_chunk(self) -> bool:
        """Read a few milliseconds' worth of pictures; return whether any are left."""
        began, start = perf_counter(), self._done
        chosen = self._order[start : start + self._chunk]
        if not len(chosen):
            return False
        places = self._command.count if self._command.several else 1
        found = self._traces.strongest(
            self._batch(chosen), self._command.layer_id, places, self._command.lowest, self._channels_first
        )
        values, positions, outputs = found
        self._rank(chosen, values, positions)
        self._predicted[chosen] = _classes(outputs)
        self._done += len(chosen)
        if start and len(chosen) == self._chunk:  # the first one also traces the function
            self._adapt(perf_counter() - began)
        return self._done < len(self._order)

    def found(self) -> Excitement:
        """Return what was found so far."""
        channels = self._channels(0 if self._ranking is None else self._ranking.channels)
        return Excitement(
            search=self._search,
            ranking=self._ranking or empty_ranking(0, self._command.count, self._command.lowest),
            channels=channels,
            shape=self._shape(),
            images=self._images,
            labels=self._labels,
            predicted=read_only(self._predicted.copy()),
            class_names=self._dataset.class_names,
            done=self._done,
            total=len(self._order),
            channels_first=self._channels_first,
            shapes=self._shapes,
        )

    def _rank(self, chosen: Array, values: Array, positions: Array) -> None:
        if self._command.channel is not None:
            values, positions = (array[..., [self._command.channel]] for array in (values, positions))
        pictures = np.broadcast_to(chosen[:, None, None], values.shape)
        if self._ranking is None:
            self._ranking = empty_ranking(values.shape[-1], self._command.count, self._command.lowest)
        rows = (array.reshape(-1, values.shape[-1]) for array in (values, pictures, positions))
        self._ranking = with_candidates(self._ranking, *rows)

    def _channels(self, count: int) -> tuple[int, ...]:
        one = self._command.channel
        return tuple(range(count)) if one is None else (one,) * bool(count)

    def _batch(self, chosen: Array) -> Array:
        pictures = self._images[chosen].astype(np.float32) / np.float32(255)
        slot = self._traces.slot
        if slot.accepts(self._dataset.picture_shape):
            pictures = pictures.reshape(-1, *self._traces.prepared(pictures[0]).shape)
        else:
            pictures = pictures.reshape(len(pictures), -1)
        return np.ascontiguousarray(pictures.astype(slot.dtype))

    def _adapt(self, seconds: float) -> None:
        if seconds > LONGEST_CHUNK_S:
            self._chunk = max(_SMALLEST_CHUNK, self._chunk // 2)
        elif seconds < LONGEST_CHUNK_S / 3:
            self._chunk = min(_LARGEST_CHUNK, self._chunk * 2)

    def _checked(self) -> LayerInfo:
        layer, slot = self._summary.layer(self._command.layer_id), self._traces.slot
        if layer is None:
            sentence = QT_TRANSLATE_NOOP("Errors", "The model has no layer “{layer}”.")
            raise UserError(sentence, layer=self._command.layer_id)
        given = self._dataset.picture_shape
        if slot.dtype == "string" or not (slot.accepts(given) or slot.accepts((prod(given),))):
            sentence = QT_TRANSLATE_NOOP(
                "Errors",
                "“{name}” has pictures of {given}, but the model reads {wanted}. Nothing was searched; choose a data "
                "set with pictures of the size that the model reads.",
            )
            wanted = "text" if slot.dtype == "string" else _sides(slot.shape[1:])
            raise UserError(sentence, name=self._dataset.name, given=_sides(given), wanted=wanted)
        channel = self._command.channel
        sides = layer.output_shape[1:]
        depth = None if not sides else sides[0 if layer.config.get("data_format") == "channels_first" else -1]
        if channel is not None and depth is not None and not 0 <= channel < depth:
            sentence = QT_TRANSLATE_NOOP("Errors", "The layer “{layer}” has no channel {channel}: it has {count}.")
            raise UserError(sentence, layer=layer.id, channel=channel, count=depth)
        return layer

    def _open_shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the shapes of all tensors where the model leaves them to the picture."""
        sides = [side for layer in self._summary.layers for shape in _shapes_of(layer) for side in shape[1:]]
        if None not in sides or not len(self._order):
            return {}
        found = self._traces.tensors(self._batch(self._order[:1]))
        return {key: tensor.shape[1:] for key, tensor in found.items()}

    def _shape(self) -> tuple[int, ...]:
        known = self._shapes.get(self._layer.id)
        return known or tuple(int(side or 1) for side in self._layer.output_shape[1:])


def _shapes_of(layer: LayerInfo) -> tuple[Any, ...]:
    return layer.output_shapes or (layer.output_shape,)


def _classes(outputs: Array) -> Array | int:
    """Return the classes that a model's first output, (N, ...), stands for; `NOTHING` where it is no such output."""
    if outputs.ndim != 2:
        return NOTHING
    # A single output above a half stands for the class 1.
    answers: Array = outputs.argmax(axis=1) if outputs.shape[1] > 1 else (outputs[:, 0] > 0.5).astype(np.int64)
    return answers


def _sides(shape: tuple[int | None, ...]) -> str:
    return " × ".join("?" if side is None else str(side) for side in shape) or "1"
