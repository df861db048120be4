"""What measuring gradient norms costs: images a second with somebody looking against nobody looking, interleaved.

Run it on an idle machine: `python -m tests.benchmarks.bench_gradients`.
"""

from __future__ import annotations

import os
from statistics import median
from time import perf_counter

from nnviz.core.experiment import Experiment
from nnviz.core.training import BatchRecord, EpochRecord
from nnviz.engine.gradients import GradientMeter, GradientWatch, layer_variables
from tests.benchmarks.bench_training import PICTURES, _random_dataset

CASES = (("lenet", 32), ("lenet", 128), ("mlp", 32), ("mlp", 128))


def measure(rounds: int = 7) -> dict[str, dict[str, float]]:
    """Return by case the median ratio of images a second, watched to unwatched, and of measuring every batch."""
    results = {f"{name} {batch}": _measure_case(name, batch, rounds) for name, batch in CASES}
    for case, figures in results.items():
        print(
            f"{case:>10}: watched {figures['watched']:.3f} x unwatched ({figures['lowest']:.3f}-"
            f"{figures['highest']:.3f}); every batch {figures['every']:.3f} x",
            flush=True,
        )
    return results


def _measure_case(architecture: str, batch: int, rounds: int) -> dict[str, float]:
    from nnviz.engine.architectures import build_model
    from nnviz.engine.prober import Prober
    from nnviz.engine.training_loop import Training

    dataset = _random_dataset()
    model = build_model(architecture, dataset.picture_shape, 10, 0)
    meter = GradientMeter(layer_variables(Prober(model, "bench")))
    training = Training(model, dataset, Experiment("mnist", architecture, epochs=3 * rounds + 2, batch_size=batch))
    records = training.advance()
    watch = GradientWatch()
    _rate(training, records, meter, watch, every=True)
    _rate(training, records, meter, watch)
    watched, every = [], []
    for _ in range(rounds):
        watch.on = False
        plain = _rate(training, records, meter, watch)
        watch.on = True
        watched.append(_rate(training, records, meter, watch) / plain)
        every.append(_rate(training, records, meter, watch, every=True) / plain)
    return {"watched": median(watched), "lowest": min(watched), "highest": max(watched), "every": median(every)}


def _rate(training, records, meter, watch, every: bool = False) -> float:
    began = perf_counter()
    for record in records:
        if isinstance(record, EpochRecord):
            break
        if isinstance(record, BatchRecord) and training.gradients:
            watch.rest()
        training.meter = meter if every or watch.due else None
    return PICTURES / (perf_counter() - began)


if __name__ == "__main__":
    os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
    measure()
