"""Scrubbing in the Inspect workspace until every visible panel is painted, and what snapshots cost a training.

Run it on an idle machine: `python -m tests.benchmarks.bench_time_machine`.
"""

from __future__ import annotations

import json
import os
import statistics
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEvent, QObject

from nnviz import paths
from nnviz.core.experiment import Experiment
from nnviz.core.training import BatchRecord, EpochRecord
from nnviz.engine import commands
from nnviz.qt.application import Laboratory, make_application
from nnviz.qt.settings import Settings

MOVES = int(os.environ.get("NNVIZ_BENCH_MOVES", "60"))
ROUNDS = int(os.environ.get("NNVIZ_BENCH_ROUNDS", "7"))


class Paints(QObject):
    """Notes when something of the window was painted last."""

    def __init__(self, application) -> None:
        super().__init__()
        self.last = 0.0
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Paint, QEvent.Type.UpdateRequest):
            self.last = perf_counter()
        return False


def scrub_times(training: bool) -> list[float]:
    """Return milliseconds from the slider's move to the last paint that follows it within 0.15 s."""
    application = make_application()
    laboratory = Laboratory(application, Settings(None))
    laboratory.window.resize(1366, 768)
    laboratory.open()
    store, engine = laboratory.store, laboratory.engine
    while store.state.model is None:
        application.processEvents()
    epochs = 10_000 if training else 3
    engine.post(commands.Train(Experiment("digits", "lenet", epochs=epochs)))
    while store.state.run is None or store.state.run.log.length < 120:
        application.processEvents()
    while not training and not store.state.run.progress.phase.ended:
        application.processEvents()
    laboratory.window.show_workspace("inspect")
    laboratory.window.files.open_paths([str(sorted((paths.resources() / "samples").glob("7_*.png"))[0])])
    settle(application, 1.0)
    paints, times = Paints(application), []
    random = np.random.default_rng(0)
    for move in range(MOVES + 5):
        steps = store.state.snapshots.steps
        step = int(random.choice([each for each in steps if each != store.state.snapshot]))
        began = perf_counter()
        engine.post(commands.ScrubTo(step))
        while store.state.snapshot != step or store.state.probe is None or store.state.probe.step != step:
            application.processEvents()
            if perf_counter() - began > 5.0:
                break  # thinned out meanwhile
        settle(application, 0.15, fully=False)
        if move >= 5:
            times.append(1000.0 * (paints.last - began))
    application.removeEventFilter(paints)
    laboratory.window.close()
    return times


def settle(application, seconds: float, fully: bool = True) -> None:
    """Serve events for a while; without `fully` only until nothing was painted for 30 ms."""
    del fully
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
    assert BatchRecord and EpochRecord
    figures: dict[str, object] = {}
    for name, training in (("idle", False), ("training", True)):
        times = sorted(scrub_times(training))
        figures[f"scrub_{name}_median_ms"] = round(statistics.median(times), 1)
        figures[f"scrub_{name}_p95_ms"] = round(times[int(0.95 * len(times))], 1)
    for architecture, batch in (("lenet", 32), ("mlp", 32)):
        figures[f"snapshots_{architecture}_{batch}"] = snapshot_cost(architecture, batch)
    return figures


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
