"""The engine's reports, in and out of order, become the run of the store."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeWindow

from nnviz.core.experiment import Experiment
from nnviz.core.training import BatchRecord, EpochRecord, Phase, Progress
from nnviz.engine.events import RunStarted
from nnviz.qt.run_recorder import RunRecorder


@pytest.fixture
def window(qapp):
    made = FakeWindow()
    made.recorder = RunRecorder(made.engine, made.store)
    return made


def batch(step: int) -> BatchRecord:
    return BatchRecord(step, 1, 1.0 / step, 0.5, 0.001)


def start(window, run_id: str = "run-1", **fields) -> None:
    window.engine.run_started.emit(RunStarted(run_id, Experiment(**fields), None))


def test_a_run_begins_empty(window):
    window.engine.run_started.emit(RunStarted("run-1", Experiment(epochs=3), "/somewhere"))
    run = window.store.state.run
    assert (run.id, run.folder, run.experiment.epochs, run.log.length, run.epochs) == (
        "run-1",
        "/somewhere",
        3,
        0,
        (),
    )
    assert run.progress.phase is Phase.PREPARING


def test_every_report_makes_a_new_view_of_the_same_log(window):
    start(window)
    views = []
    window.store.changed.connect(lambda new, old: views.append(new.run))
    window.engine.batches_done.emit("run-1", [batch(1), batch(2)])
    window.engine.epoch_done.emit("run-1", EpochRecord(1, 2, 0.7, 0.5, 0.6, 0.6, 1.0))
    window.engine.batches_done.emit("run-1", [batch(3)])
    window.engine.progress_changed.emit(Progress("run-1", Phase.PAUSED, step=3, steps=9))
    assert len({id(view) for view in views}) == len(views) == 4
    assert len({id(view.log) for view in views}) == 1
    run = window.store.state.run
    np.testing.assert_array_equal(run.log.column("step"), [1, 2, 3])
    assert [record.epoch for record in run.epochs] == [1]
    assert (run.progress.phase, run.progress.step) == (Phase.PAUSED, 3)


def test_reports_of_another_run_change_nothing(window):
    window.engine.batches_done.emit("run-0", [batch(1)])
    window.engine.progress_changed.emit(Progress("run-0", Phase.STOPPED))
    assert window.store.state.run is None
    start(window, "run-1")
    window.engine.batches_done.emit("run-1", [batch(1)])
    before = window.store.state.run
    window.engine.batches_done.emit("run-0", [batch(7)])
    window.engine.epoch_done.emit("run-0", EpochRecord(1, 2, 0.7, 0.5, 0.6, 0.6, 1.0))
    window.engine.progress_changed.emit(Progress("run-0", Phase.FAILED))
    assert window.store.state.run is before
    assert before.log.length == 1


def test_the_next_run_has_its_own_log(window):
    start(window, "run-1")
    window.engine.batches_done.emit("run-1", [batch(1)])
    first = window.store.state.run
    start(window, "run-2", architecture="mlp")
    second = window.store.state.run
    assert second.log is not first.log
    assert (first.log.length, second.log.length) == (1, 0)
    assert second.experiment.architecture == "mlp"


def test_an_empty_report_says_nothing(window):
    start(window)
    before = window.store.state.run
    window.engine.batches_done.emit("run-1", [])
    assert window.store.state.run is before
