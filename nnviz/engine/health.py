"""Measure the state of every layer over a sample of pictures."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.health import HealthReport, TensorHealth
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.core.tally import Tally
from nnviz.engine.attribution.traces import OUTPUT, Traces
from nnviz.engine.prober import Prober

_CHUNK_BYTES = 40_000_000


def measure_health(
    model: Any,
    pictures: Array,
    prober: Prober | None = None,
    chunk: int = 32,
    step: int = 0,
    traces: Traces | None = None,
    labels: Array | None = None,
) -> Iterator[HealthReport]:
    """Yield the report over more and more of `pictures`, (N, ...) as the model reads them; the last one covers all.

    `prober` and `traces` are the model's, where they are there already. Fewer than `chunk` pictures go at once where
    they are large. With `labels`, (N,), the report tells how many of the pictures the model's first output reads right.

    Raises
    ------
    UserError
        When the model reads pictures of another shape.
    """
    prober = prober or Prober(model, str(model.name))
    summary, traces = prober.summary, traces or Traces(model)
    shape = traces.prepared(pictures[0]).shape
    batch = np.ascontiguousarray(pictures, traces.slot.dtype).reshape(-1, *shape)
    tallies = _tallies(summary)
    weights = tuple(_weight_health(summary, prober))
    size = max(1, min(chunk, _CHUNK_BYTES // (4 * max(1, _values(summary)))))
    right = 0
    for start in range(0, len(batch), size):
        part = batch[start : start + size]
        found = traces.tensors(part)
        for key in tallies.keys() & found.keys():
            tallies[key].add(found[key])
        right += 0 if labels is None else _right(found[OUTPUT], labels[start : start + size])
        done = start + len(part)
        activations = tuple(tally.health() for tally in tallies.values())
        accuracy = None if labels is None else right / done
        yield HealthReport(summary.id, done, activations, weights, step, done / len(batch), accuracy)


def _right(outputs: Array, labels: Array) -> int:
    """Count the answers that are right; a single output above a half stands for the class 1."""
    rows = outputs.reshape(len(outputs), -1)
    answers = rows.argmax(axis=1) if rows.shape[1] > 1 else (rows[:, 0] > 0.5).astype(np.int64)
    return int((answers == labels).sum())


def _values(summary: ModelSummary) -> int:
    return sum(prod(side or 1 for side in layer.output_shape[1:]) for layer in summary.layers)


def _tallies(summary: ModelSummary) -> dict[str, Tally]:
    """Return a tally for each layer that computes something; what only hands on a tensor needs none."""
    found = {}
    for layer in summary.layers:
        copied = bool(layer.copies) and layer.copies[0] is not None
        if layer.type != "InputLayer" and not copied:
            # Of the tensors with batch: 1 or the last one.
            axis = 1 if layer.config.get("data_format") == "channels_first" else -1
            found[layer.id] = Tally(layer.id, layer.id, _activation(layer), axis, varied=bool(layer.weights))
    return found


def _activation(layer: LayerInfo) -> str | None:
    if layer.type in ("ReLU", "Relu", "Relu6"):
        return None if layer.config.get("negative_slope") else "relu"
    if layer.type in ("Sigmoid", "Tanh", "Softmax"):
        return layer.type.lower()
    return None if layer.type in ("LSTM", "GRU", "SimpleRNN", "Bidirectional") else layer.activation


def _weight_health(summary: ModelSummary, prober: Prober) -> Iterator[TensorHealth]:
    owners = {weight.key: layer.id for layer in reversed(summary.layers) for weight in layer.weights}
    for key, value in prober.weights().items():
        if value.dtype.kind == "f":
            tally = Tally(key, owners.get(key, key))
            tally.add(value)
            yield tally.health()
