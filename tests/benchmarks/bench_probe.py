"""One picture through every layer: the prober against one bare traced function, and against plain calls."""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Callable
from time import perf_counter

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import numpy as np

ROUNDS = 9
CALLS = 100


def measure() -> dict[str, object]:
    """Return medians in ms for the default model; `over_floor` is our time over that of the bare traced function."""
    import keras
    import tensorflow as tf

    from nnviz.engine.architectures import build_model
    from nnviz.engine.prober import Prober

    model = build_model("lenet", (28, 28, 1), 10, 0)
    image = np.random.default_rng(0).random((28, 28, 1), np.float32)
    prober = Prober(model, "m")
    layers = keras.Model(model.inputs, [layer.output for layer in model.layers])
    traced = tf.function(lambda x: layers(x, training=False), autograph=False)
    largest = max(prober.summary.layers, key=lambda layer: np.prod(layer.output_shape[1:])).id
    ways: dict[str, Callable[[], object]] = {
        "floor": lambda: [tensor.numpy() for tensor in traced(tf.constant(image[None]))],
        "everything": lambda: prober.probe(image, 0),
        "one_layer": lambda: prober.probe(image, 0, keys=frozenset({largest})),
        "plain_call": lambda: layers(image[None], training=False),
    }
    times: dict[str, list[float]] = {name: [] for name in ways}
    for name in ways:
        _time(ways[name], 20)
    for _ in range(ROUNDS):
        for name, way in ways.items():
            times[name].append(_time(way, CALLS if name != "plain_call" else CALLS // 10))
    medians = {f"{name}_ms": round(statistics.median(values), 3) for name, values in times.items()}
    ratios = [ours / floor for ours, floor in zip(times["everything"], times["floor"], strict=True)]
    return {**medians, "over_floor": round(statistics.median(ratios), 2)}


def _time(way: Callable[[], object], calls: int) -> float:
    start = perf_counter()
    for _ in range(calls):
        way()
    return 1000.0 * (perf_counter() - start) / calls


if __name__ == "__main__":
    print(json.dumps(measure()))
