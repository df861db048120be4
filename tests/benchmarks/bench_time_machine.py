"""Scrubbing in the Inspect workspace until every visible panel is painted, and what snapshots cost a training.

Run it on an idle machine: `python -m tests.benchmarks.bench_time_machine`.
"""

from __future__ import annotations

import json
import os
import statistics
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from nnviz import paths
from nnviz.core.experiment import Experiment
from nnviz.engine import commands
from nnviz.qt.application import Laboratory, make_application
from nnviz.qt.settings import Settings

MOVES = int(os.environ.get("NNVIZ_BENCH_MOVES", "60"))
ROUNDS = int(os.environ.get("NNVIZ_BENCH_ROUNDS", "7"))


def scrub_times() -> dict[str, list[float]]:
    """Return milliseconds from the wish to see a moment until all visible panels are painted, idle and training."""
    application = make_application()
    laboratory = Laboratory(application, Settings(None))
    laboratory.window.resize(1366, 768)
    laboratory.open()
    store, engine = laboratory.store, laboratory.engine
    while store.state.model is None:
        application.processEvents()
    laboratory.window.show_workspace("inspect")
    found = {}
    for name, epochs in (("idle", 3), ("training", 10_000)):
        before = store.state.run
        engine.post(commands.Train(Experiment("digits", "lenet", epochs=epochs)))
        while store.state.run is before or store.state.run.log.length < 120:
            application.processEvents()
        while name == "idle" and not store.state.run.progress.phase.ended:
            application.processEvents()
        laboratory.window.files.open_paths([str(sorted((paths.resources() / "samples").glob("7_*.png"))[0])])
        settle(application, 1.0)
        found[name] = [scrub(application, laboratory) for _ in range(MOVES + 5)][5:]
    laboratory.window.close()
    return found


def scrub(application, laboratory) -> float:
    """Go to a moment, the next of an uneven walk, and return how long it took until nothing was left to paint."""
    store = laboratory.store
    steps = store.state.snapshots.steps
    here = steps.index(store.state.snapshot) if store.state.snapshot in steps else 0
    step = steps[(here + len(steps) // 3 + 1) % len(steps)]
    began = perf_counter()
    laboratory.engine.post(commands.ScrubTo(step))
    while store.state.snapshot is None or store.state.probe is None or store.state.probe.step != store.state.snapshot:
        application.processEvents()
    while store.state.snapshot != step and perf_counter() - began < 2.0:  # else thinned out meanwhile
        application.processEvents()
    while store.state.probe.step != store.state.snapshot:
        application.processEvents()
    application.processEvents()
    application.processEvents()  # what the first one wished to paint
    took = 1000.0 * (perf_counter() - began)
    settle(application, 0.1)
    return took


def settle(application, seconds: float) -> None:
    """Serve events for a while, so that answers to further questions of the panels do not fall into the next move."""
    end = perf_counter() + seconds
    while perf_counter() < end:
        application.processEvents()


def snapshot_cost(architecture: str, batch: int) -> dict[str, float]:
    """Return images a second with snapshots over without, epochs of each in turn."""
    from nnviz.engine.architectures import build_experiment
    from nnviz.engine.datasets import load_dataset
    from nnviz.engine.live_training import LiveTraining
    from nnviz.engine.snapshot_store import SnapshotStore

    data = load_dataset("digits")
    experiment = Experiment("digits", architecture, epochs=2 * ROUNDS + 2, batch_size=batch)
    heard: list[object] = []
    training = LiveTraining(
        build_experiment(experiment, data.picture_shape, 10), data, experiment, None, heard.append
    )
    training.begin()
    store = SnapshotStore()
    store.begin(training)
    speeds: dict[bool, list[float]] = {False: [], True: []}
    for turn in range(2 * ROUNDS + 2):
        with_snapshots = bool(turn % 2)
        epoch, began = None, perf_counter()
        while epoch == training.epoch or epoch is None:
            trained = training.advance()
            if with_snapshots:
                store.follow(training)
            epoch = training.epoch if trained else epoch
            if trained and training.batches_left == 0:
                break
        if turn >= 2:
            speeds[with_snapshots].append(len(data.x_train) / (perf_counter() - began))
        while training.running and training.batches_left == 0 and not training.advance():
            pass
    ratios = [on / off for on, off in zip(speeds[True], speeds[False], strict=True)]
    return {"ratio": round(statistics.median(ratios), 3), "kept": len(store.summary().moments)}


def measure() -> dict[str, object]:
    """Return medians and 95th percentiles of scrubbing in ms, and the ratios of training speed."""
    figures: dict[str, object] = {}
    for name, taken in scrub_times().items():
        times = sorted(taken)
        figures[f"scrub_{name}_median_ms"] = round(statistics.median(times), 1)
        figures[f"scrub_{name}_p95_ms"] = round(times[int(0.95 * len(times))], 1)
    for architecture, batch in (("lenet", 32), ("mlp", 32)):
        figures[f"snapshots_{architecture}_{batch}"] = snapshot_cost(architecture, batch)
    return figures


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
