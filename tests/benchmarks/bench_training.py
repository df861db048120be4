"""Images a second of our training loop, reading every batch, against Keras' own `fit`.

Run it on an idle machine: `python -m tests.benchmarks.bench_training`.
"""

from __future__ import annotations

import os
from statistics import median
from time import perf_counter

import numpy as np

from nnviz.core.dataset import Dataset
from nnviz.core.experiment import Experiment
from nnviz.core.training import BatchRecord, EpochRecord

CASES = (("lenet", 32), ("lenet", 128), ("mlp", 32), ("mlp", 128))
PICTURES = 9_600


def measure(rounds: int = 7, augment: str = "none") -> dict[str, dict[str, float]]:
    """Return by case the medians of images a second (`ours`, `fit`) and of their ratio, in interleaved rounds."""
    results = {f"{name} {batch}": _measure_case(name, batch, rounds, augment) for name, batch in CASES}
    for case, figures in results.items():
        print(
            f"{case:>10}: {figures['ratio']:.2f} x fit ({figures['lowest']:.2f}-{figures['highest']:.2f}), "
            f"{figures['ours']:.0f} against {figures['fit']:.0f} images/s",
            flush=True,
        )
    return results


def _measure_case(architecture: str, batch: int, rounds: int, augment: str) -> dict[str, float]:
    from nnviz.engine.architectures import build_model
    from nnviz.engine.training_loop import Training

    dataset = _random_dataset()
    model = build_model(architecture, dataset.picture_shape, 10, 0)
    experiment = Experiment("mnist", architecture, epochs=rounds + 1, batch_size=batch, augment=augment)
    records = Training(model, dataset, experiment).advance()
    plain = _plain_model(architecture, dataset)
    pictures = dataset.x_train.astype(np.float32) / 255.0
    _our_rate(records)
    _fit_rate(plain, pictures, dataset.y_train, batch)
    ours, fit = [], []
    for _ in range(rounds):
        ours.append(_our_rate(records))
        fit.append(_fit_rate(plain, pictures, dataset.y_train, batch))
    ratios = [a / b for a, b in zip(ours, fit, strict=True)]
    return {
        "ratio": median(ratios),
        "lowest": min(ratios),
        "highest": max(ratios),
        "ours": median(ours),
        "fit": median(fit),
    }


def _our_rate(records) -> float:
    began, losses = perf_counter(), []
    for record in records:
        if isinstance(record, BatchRecord):
            losses.append(record.loss)
        if isinstance(record, EpochRecord):
            break
    assert len(losses) > 1
    return PICTURES / (perf_counter() - began)


def _fit_rate(model, pictures, labels, batch: int) -> float:
    began = perf_counter()
    model.fit(pictures, labels, batch_size=batch, shuffle=True, verbose=0)
    return PICTURES / (perf_counter() - began)


def _plain_model(architecture: str, dataset: Dataset):
    import keras

    from nnviz.engine.architectures import build_model

    model = build_model(architecture, dataset.picture_shape, 10, 0)
    model.compile(keras.optimizers.Adam(0.001), "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def _random_dataset() -> Dataset:
    rng = np.random.default_rng(0)
    x = rng.integers(0, 256, (PICTURES, 28, 28, 1), dtype=np.uint8)
    y = rng.integers(0, 10, PICTURES)
    # A token validation set: `fit` has none.
    return Dataset("noise", x, y, x[:1], y[:1], tuple("0123456789"))


if __name__ == "__main__":
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    measure()
    print("with drawn augmentation:")
    measure(augment="drawn")
