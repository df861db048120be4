"""Training in the window, a drawing followed live, against headless `fit`; and the window's rhythm meanwhile."""

from __future__ import annotations

import json
import os
import statistics
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer

from nnviz import paths
from nnviz.core.experiment import Experiment
from nnviz.engine import commands
from nnviz.qt.application import Laboratory, make_application
from nnviz.qt.settings import Settings

ROUNDS = int(os.environ.get("NNVIZ_BENCH_ROUNDS", "7"))
SECONDS = 5.0


class Rhythm(QObject):
    """Notes the gaps between ticks of a 5 ms timer of the window's thread."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps_ms: list[float] = []
        self._last = perf_counter()
        self._timer = QTimer(self, interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        now = perf_counter()
        self.gaps_ms.append(1000.0 * (now - self._last))
        self._last = now


def fit_speed(batch: int) -> float:
    """Return images a second of plain `fit` on the same network and data."""
    import keras

    from nnviz.engine.architectures import build_model
    from nnviz.engine.datasets import load_dataset

    data = load_dataset("digits")
    pictures = np.tile(data.x_train, (4, 1, 1, 1)).astype(np.float32) / 255.0
    labels = np.tile(data.y_train, 4)
    model = build_model("lenet", data.picture_shape, 10, 0)
    model.compile(keras.optimizers.Adam(), "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(pictures[: 4 * batch], labels[: 4 * batch], batch_size=batch, verbose=0)
    steps = len(pictures) // batch
    done, start = 0, perf_counter()
    while perf_counter() - start < SECONDS:
        model.fit(pictures[: steps * batch], labels[: steps * batch], batch_size=batch, verbose=0)
        done += steps * batch
    return done / (perf_counter() - start)


def window_speed(laboratory: Laboratory, application: object, batch: int, gaps: list[float]) -> float:
    """Return images a second of a training in the window."""
    store = laboratory.store
    before = store.state.run
    experiment = Experiment(dataset="digits", architecture="lenet", epochs=10_000, batch_size=batch)
    laboratory.engine.post(commands.Train(experiment))
    while store.state.run is before or store.state.run is None or store.state.run.log.length < 20:
        application.processEvents()
    rhythm = Rhythm()
    first, start = store.state.run.log.length, perf_counter()
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * SECONDS), loop.quit)
    loop.exec()  # as in the program: the window's thread sleeps when there is nothing to do
    seconds, batches = perf_counter() - start, store.state.run.log.length - first
    gaps += rhythm.gaps_ms[1:]
    rhythm.deleteLater()
    laboratory.engine.post(commands.Stop())
    while not store.state.run.progress.phase.ended:
        application.processEvents()
    return batches * batch / seconds


def measure() -> dict[str, object]:
    """Return medians of the ratio window / fit, and the 99th percentile of the gaps in milliseconds."""
    application = make_application()
    laboratory = Laboratory(application, Settings(None))
    laboratory.window.resize(1366, 768)
    laboratory.open()
    while laboratory.store.state.model is None:
        application.processEvents()
    laboratory.window.show_workspace("train")
    sample = sorted((paths.resources() / "samples").glob("7_*.png"))[0]
    laboratory.window.files.open_paths([str(sample)])
    figures: dict[str, object] = {}
    gaps: list[float] = []
    for batch in (32, 128):
        rounds = [(fit_speed(batch), window_speed(laboratory, application, batch, gaps)) for _ in range(ROUNDS)]
        figures[f"lenet_{batch}_fit_images_per_s"] = round(statistics.median(fit for fit, _ in rounds))
        figures[f"lenet_{batch}_window_images_per_s"] = round(statistics.median(window for _, window in rounds))
        figures[f"lenet_{batch}_ratio"] = round(statistics.median(window / fit for fit, window in rounds), 3)
    gaps.sort()
    figures["gui_gap_p99_ms"] = round(gaps[int(0.99 * len(gaps))], 1)
    laboratory.window.close()
    return figures


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
