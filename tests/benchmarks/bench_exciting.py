"""What excites a filter: time a picture of the search against a plain batched forward pass of the same pictures."""

from __future__ import annotations

import json
import os
import statistics
from time import perf_counter

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import numpy as np

ROUNDS = 7
PICTURES = 1000
BATCH = 128


def measure() -> dict[str, object]:
    """Return medians in us a picture; `over_forward` is the median ratio, `longest_step_ms` the longest step's."""
    import tensorflow as tf

    from nnviz.core.dataset import Dataset
    from nnviz.engine.architectures import build_model
    from nnviz.engine.attribution.traces import Traces
    from nnviz.engine.commands import FindExcitingPatches
    from nnviz.engine.exciting import find_exciting
    from nnviz.engine.prober import Prober

    model = build_model("lenet", (28, 28, 1), 10, 0)
    pictures = np.random.default_rng(0).integers(0, 256, (PICTURES, 28, 28, 1), np.uint8)
    labels = np.zeros(PICTURES, np.int64)
    data = Dataset("made", pictures, labels, pictures, labels, tuple("0123456789"))
    prober, traces = Prober(model, "m"), Traces(model)
    layer = next(layer.id for layer in prober.summary.layers if layer.type == "Conv2D")
    command = FindExcitingPatches(layer, "made")
    forward = tf.function(lambda x: model(x, training=False), autograph=False)

    def plain() -> None:
        for start in range(0, PICTURES, BATCH):
            part = pictures[start : start + BATCH].astype(np.float32) / np.float32(255)
            forward(tf.constant(part)).numpy()

    longest: list[float] = []

    def search() -> None:
        steps, told = [], []
        began = perf_counter()
        for _ in find_exciting(command, data, prober.summary, traces, told.append):
            steps.append(perf_counter() - began)
            began = perf_counter()
        longest.append(1000.0 * max(steps))

    for way in (plain, search):
        way()
    longest.clear()
    times: dict[str, list[float]] = {"plain": [], "search": []}
    for _ in range(ROUNDS):
        for name, way in (("plain", plain), ("search", search)):
            began = perf_counter()
            way()
            times[name].append(1e6 * (perf_counter() - began) / PICTURES)
    ratios = [ours / floor for ours, floor in zip(times["search"], times["plain"], strict=True)]
    return {
        "search_us_a_picture": round(statistics.median(times["search"]), 1),
        "forward_us_a_picture": round(statistics.median(times["plain"]), 1),
        "over_forward": round(statistics.median(ratios), 2),
        "longest_step_ms": round(statistics.median(longest), 1),
    }


if __name__ == "__main__":
    print(json.dumps(measure()))
