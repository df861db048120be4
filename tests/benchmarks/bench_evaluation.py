"""What keeping every picture's answer costs: validation with it against loss and class alone, interleaved.

Run it on an idle machine: `python -m tests.benchmarks.bench_evaluation`.
"""

from __future__ import annotations

import os
from statistics import median
from time import perf_counter
from typing import Any

import numpy as np

PICTURES, CHUNK = 10_000, 1024


def measure(rounds: int = 9) -> dict[str, dict[str, float]]:
    """Return by network the median milliseconds of a validation both ways, and of making the result of it."""
    results = {name: _measure_network(name, rounds) for name in ("mlp", "lenet")}
    for name, figures in results.items():
        print(
            f"{name:>6}: plain {figures['plain_ms']:.1f} ms, every answer {figures['kept_ms']:.1f} ms "
            f"({figures['ratio']:.3f} x), its confusion, figures and reliability {figures['result_ms']:.2f} ms",
            flush=True,
        )
    return results


def _measure_network(name: str, rounds: int) -> dict[str, float]:
    from nnviz.engine.architectures import build_model
    from nnviz.engine.evaluation import Evaluator

    rng = np.random.default_rng(0)
    x, y = rng.integers(0, 255, (PICTURES, 28, 28, 1), dtype=np.uint8), rng.integers(0, 10, PICTURES)
    model = build_model(name, (28, 28, 1), 10, 0)
    evaluator, plain = Evaluator(model, x, y, CHUNK), _plain(model, x, y)
    plain()
    list(evaluator.steps())
    times: dict[str, list[float]] = {"plain_ms": [], "kept_ms": [], "result_ms": []}
    for _ in range(rounds):
        times["plain_ms"].append(_milliseconds(plain))
        times["kept_ms"].append(_milliseconds(lambda: list(evaluator.steps())))
        times["result_ms"].append(_milliseconds(lambda: _figures(evaluator)))
    figures = {key: median(values) for key, values in times.items()}
    pairs = zip(times["kept_ms"], times["plain_ms"], strict=True)
    return {**figures, "ratio": median(kept / plain_ms for kept, plain_ms in pairs)}


def _plain(model: Any, x: Any, y: Any) -> Any:
    """Return a validation that tells loss and class only."""
    import keras
    import tensorflow as tf

    pictures = tf.constant(x)

    def score(index: Any, labels: Any) -> Any:
        result = model(tf.cast(tf.gather(pictures, index), tf.float32) / 255.0, training=False)
        losses = keras.losses.sparse_categorical_crossentropy(labels, result)
        return tf.stack([losses, tf.cast(tf.argmax(result, axis=-1), tf.float32)])

    signature = [tf.TensorSpec((None,), tf.int32), tf.TensorSpec((None,), tf.int64)]
    traced = tf.function(score, input_signature=signature, autograph=False).get_concrete_function()

    def validate() -> None:
        for start in range(0, PICTURES, CHUNK):
            index = np.arange(start, min(start + CHUNK, PICTURES), dtype=np.int32)
            traced(index, y[index]).numpy()

    return validate


def _figures(evaluator: Any) -> None:
    found = evaluator.evaluation(())
    assert found.confusion.sum() == PICTURES
    assert found.figures.support.sum() == found.reliability.counts.sum()


def _milliseconds(work: Any) -> float:
    began = perf_counter()
    work()
    return 1000.0 * (perf_counter() - began)


if __name__ == "__main__":
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    measure()
