"""Why this class: how long each method takes on the default network, and occlusion against one batched forward pass."""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Callable
from time import perf_counter

os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import numpy as np

ROUNDS = 7


def measure() -> dict[str, object]:
    """Return medians in ms; `occlusion_over_forward` is the median ratio to the same pictures in one traced call."""
    import tensorflow as tf

    from nnviz.core.attribution import Method, Options, Target
    from nnviz.engine.architectures import build_model
    from nnviz.engine.attribution import Attributor

    model = build_model("lenet", (28, 28, 1), 10, 0)
    image = np.random.default_rng(0).random((28, 28, 1), np.float32)
    attributor, target = Attributor(model), Target(3)
    forward = tf.function(lambda x: model(x, training=False), autograph=False)
    covered = np.repeat(image[None], 13 * 13 + 1, axis=0)
    ways: dict[str, tuple[Callable[[], object], int]] = {
        method.value: (lambda method=method: attributor.attribute(method, image, target), 10)
        for method in (Method.SALIENCY, Method.GRAD_CAM, Method.GRADIENT_INPUT)
    }
    ways["smooth_grad"] = (lambda: attributor.attribute(Method.SMOOTH_GRAD, image, target), 3)
    ways["integrated_gradients"] = (lambda: attributor.attribute(Method.INTEGRATED_GRADIENTS, image, target), 3)
    ways["forward_of_170"] = (lambda: forward(tf.constant(covered)).numpy(), 5)
    ways["occlusion"] = (lambda: attributor.attribute(Method.OCCLUSION, image, target, Options()), 5)
    ways["maximisation_200_steps"] = (lambda: attributor.attribute(Method.MAXIMISATION, image, target), 1)
    times: dict[str, list[float]] = {name: [] for name in ways}
    for way, _ in ways.values():
        way()
    for _ in range(ROUNDS):
        for name, (way, calls) in ways.items():
            times[name].append(_time(way, calls))
    ratios = [ours / floor for ours, floor in zip(times["occlusion"], times["forward_of_170"], strict=True)]
    begin = perf_counter()
    next(attributor.progress(Method.MAXIMISATION, image, target))
    medians = {f"{name}_ms": round(statistics.median(values), 2) for name, values in times.items()}
    return {
        **medians,
        "occlusion_over_forward": round(statistics.median(ratios), 2),
        "first_picture_ms": round(1000 * (perf_counter() - begin), 2),
    }


def _time(way: Callable[[], object], calls: int) -> float:
    start = perf_counter()
    for _ in range(calls):
        way()
    return 1000.0 * (perf_counter() - start) / calls


if __name__ == "__main__":
    print(json.dumps(measure()))
