"""The kept trainings as a person handles them: marked, compared, resumed, renamed, thrown away."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from fakes import FakeWindow
from PySide6.QtCore import QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox

from nnviz import paths
from nnviz.core.experiment import Experiment
from nnviz.core.file_lock import FileLock
from nnviz.core.messages import UserError
from nnviz.core.metrics import MetricsLog
from nnviz.core.smoothing import smoothed
from nnviz.core.training import BatchRecord, EpochRecord, Phase, Progress
from nnviz.core.view_state import RunView
from nnviz.engine import event_file
from nnviz.engine.checkpoint import Checkpoint, Place
from nnviz.engine.commands import OpenModel, ResumeRun
from nnviz.engine.run_folder import RunFolder
from nnviz.qt import run_trash
from nnviz.qt.panels.runs import RunsPanel
from nnviz.qt.panels.training import TrainingPanel
from nnviz.qt.widgets.run_table import BEST, EPOCHS, MOST_MARKED, NAME, STATE


@pytest.fixture(autouse=True)
def _quick(monkeypatch):
    """Write no events, which would import TensorFlow, and speak English."""
    monkeypatch.setattr(event_file.EventFile, "add_batch", lambda *_: None)
    monkeypatch.setattr(event_file.EventFile, "add_epoch", lambda *_: None)
    monkeypatch.setattr(event_file.EventFile, "write", lambda *_: None)
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


def losses(count: int, seed: int = 0) -> list[float]:
    return (1.0 + np.random.default_rng(seed).random(count)).round(6).tolist()


def kept(name: str, phase: Phase | None = Phase.FINISHED, epochs: int = 3, accuracy: float = 0.9, **values) -> Path:
    """Write a run of ten batches an epoch; one that did not finish has a checkpoint."""
    folder = RunFolder(paths.runs_folder() / name)
    folder.write_experiment(Experiment(epochs=3, **values))
    told = losses(10 * epochs, len(name))
    for epoch in range(1, epochs + 1):
        for step in range(10 * epoch - 9, 10 * epoch + 1):
            folder.add_batch(BatchRecord(step, epoch, told[step - 1], 0.5, 0.001))
        folder.add_epoch(EpochRecord(epoch, 10 * epoch, 0.5, 0.5, 0.4, accuracy, 1.0))
    if phase is not Phase.FINISHED:
        Checkpoint(Place(step=10 * epochs, epoch=epochs), (), (), ()).save(folder.path)
    (folder.path / "best.keras").write_bytes(b"model")
    folder.close(phase)
    return folder.path


class Stage:
    """The panel on screen."""

    def __init__(self, qtbot) -> None:
        self.qtbot = qtbot
        self.window = FakeWindow()
        self.panel = RunsPanel(self.window.context)
        self.window.store.changed.connect(self.panel.show_state)
        qtbot.addWidget(self.panel)
        self.panel.resize(820, 640)
        self.panel.show()
        qtbot.waitExposed(self.panel)
        self.panel.show_state(self.window.store.state, None)
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.panel.complete and self.panel._throttle.idle, timeout=5000)

    def names(self) -> list[str]:
        model = self.panel.table.model()
        return [model.index(row, NAME).data() for row in range(model.rowCount())]

    def cell(self, name: str, column: int):
        model = self.panel.table.model()
        return model.index(self.names().index(name), column).data()

    def choose(self, name: str) -> None:
        model = self.panel.table.model()
        spot = self.panel.table.visualRect(model.index(self.names().index(name), STATE)).center()
        self.qtbot.mouseClick(self.panel.table.viewport(), Qt.MouseButton.LeftButton, pos=spot)

    def mark(self, name: str) -> None:
        self.choose(name)
        table = self.panel.table
        table.setCurrentIndex(table.model().index(self.names().index(name), NAME))
        self.qtbot.keyClick(table, Qt.Key.Key_Space)
        self.settle()

    def allowed(self) -> set[str]:
        return {name for name, action in self.panel.tools.actions_by_name.items() if action.isEnabled()}


@pytest.fixture
def stage(qtbot):
    kept("20260101-100000-first", dataset="mnist", accuracy=0.7)
    kept("20260102-100000-second", Phase.STOPPED, epochs=2, batch_size=64)
    kept("20260103-100000-third", None, epochs=1, batch_size=64, accuracy=0.95)
    return Stage(qtbot)


def test_the_latest_run_stands_first_with_its_figures(stage):
    assert stage.names() == ["third", "second", "first"]
    assert (stage.cell("first", EPOCHS), stage.cell("first", BEST)) == ("3 / 3", "70.0 %")
    assert stage.cell("first", STATE) == "finished"
    assert stage.cell("second", STATE) == "stopped, can go on"
    assert stage.cell("third", STATE) == "interrupted, can go on"


def test_a_click_on_a_heading_sorts_and_the_filter_leaves_what_fits(stage):
    header = stage.panel.table.horizontalHeader()
    spot = QPoint(header.sectionViewportPosition(BEST) + 10, header.height() // 2)
    stage.qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    best = [stage.cell(name, BEST) for name in stage.names()]
    assert best in (["95.0 %", "90.0 %", "70.0 %"], ["70.0 %", "90.0 %", "95.0 %"])
    stage.qtbot.keyClicks(stage.panel.tools.filter, "MNIST")
    assert stage.names() == ["first"]


def test_the_current_run_is_drawn_until_runs_are_marked(stage):
    assert [run.name for run, _ in stage.panel.shown] == ["third"]
    stage.mark("first")
    stage.mark("second")
    assert {(run.name, colour) for run, colour in stage.panel.shown} == {("first", 0), ("second", 1)}
    stage.mark("first")
    assert [run.name for run, _ in stage.panel.shown] == ["second"]


def test_the_lines_are_the_smoothed_figures_of_the_tables(stage):
    stage.mark("first")
    x, y = stage.panel.overlay.canvas.lines(0)["loss"]
    np.testing.assert_array_equal(x, np.arange(1, 31))
    np.testing.assert_allclose(y, smoothed(losses(30, len("20260101-100000-first")), 0.9))
    stage.panel.overlay.along.setCurrentIndex(1)
    x, _ = stage.panel.overlay.canvas.lines(0)["loss"]
    np.testing.assert_allclose(x, np.arange(1, 31) / 10)
    stage.panel.overlay.controls.slider.setValue(0)
    _, y = stage.panel.overlay.canvas.lines(0)["loss"]
    np.testing.assert_allclose(y, losses(30, len("20260101-100000-first")))


def test_the_legend_reads_what_the_mouse_points_at(stage):
    stage.mark("first")
    canvas = stage.panel.overlay.canvas
    view = canvas.plots["loss"].getViewBox()
    spot = canvas.mapFromScene(view.mapViewToScene(QPointF(12.0, view.viewRect().center().y())))
    stage.qtbot.mouseMove(canvas.viewport(), spot)
    value = smoothed(losses(30, len("20260101-100000-first")), 0.9)[11]
    stage.qtbot.waitUntil(lambda: f"{value:.4f}" in stage.panel.overlay.legend.text())


def test_only_so_many_runs_are_marked_as_there_are_colours(qtbot):
    for number in range(MOST_MARKED + 1):
        kept(f"20260101-10000{number}-r{number}")
    stage = Stage(qtbot)
    for number in range(MOST_MARKED):
        assert stage.panel.table.runs.mark(paths.runs_folder() / f"20260101-10000{number}-r{number}", True)
    stage.mark(f"r{MOST_MARKED}")
    assert len(stage.panel.shown) == MOST_MARKED
    assert sorted(colour for _, colour in stage.panel.shown) == list(range(MOST_MARKED))
    assert "At most 8" in str(stage.window.reports[-1])
    stage.settle()


def test_only_what_differs_is_compared_then_the_figures(stage):
    for name in ("first", "second"):
        stage.mark(name)
    stage.panel.tabs.setCurrentIndex(1)
    table = stage.panel.comparison
    rows = [table.verticalHeaderItem(row).text() for row in range(table.rowCount())]
    assert rows[:3] == ["Data set", "Batch size", "State"]
    heads = [table.horizontalHeaderItem(column).text() for column in range(2)]
    values = {head: table.item(1, column).text() for column, head in enumerate(heads)}
    assert values == {"first": "32", "second": "64"}
    best = rows.index("Best validation accuracy")
    assert {table.item(best, column).text() for column in range(2)} == {"70.0 %", "90.0 %"}


def test_resume_open_and_use_ask_the_engine_and_the_form(stage, qtbot):
    stage.choose("first")
    assert "resume" not in stage.allowed()
    stage.choose("second")
    actions = stage.panel.tools.actions_by_name
    actions["resume"].trigger()
    path = paths.runs_folder() / "20260102-100000-second"
    assert stage.window.engine.posted_of(ResumeRun) == [ResumeRun(str(path))]
    actions["open_best"].trigger()
    assert stage.window.engine.posted_of(OpenModel) == [OpenModel(str(path / "best.keras"))]
    training = TrainingPanel(stage.window.context)
    qtbot.addWidget(training)
    assert training.form.experiment().batch_size == 32
    actions["use"].trigger()
    assert training.form.experiment().batch_size == 64
    assert stage.window.shown == ["training", "training"]
    assert stage.window.settings.text("training/wanted") == ""
    training.deleteLater()


def test_while_a_model_trains_nothing_is_resumed_or_opened(stage):
    stage.choose("second")
    run = RunView("run-1", Experiment(), Progress("run-1", Phase.TRAINING), MetricsLog())
    stage.window.store.update(run=run)
    stage.settle()
    assert stage.allowed() == {"rename", "open_folder", "delete"}
    stage.window.store.update(run=replace(run, progress=Progress("run-1", Phase.FINISHED)))
    stage.settle()
    assert "resume" in stage.allowed()


def test_the_list_follows_runs_that_begin_and_end(stage):
    kept("20260105-100000-fresh")
    run = RunView("run-1", Experiment(), Progress("run-1", Phase.TRAINING), MetricsLog())
    stage.window.store.update(run=run)
    stage.settle()
    assert stage.names()[0] == "fresh"


def test_f2_gives_another_name_and_keeps_the_mark(stage):
    stage.mark("second")
    stage.qtbot.keyClick(stage.panel.table, Qt.Key.Key_F2)
    editor = stage.panel.table.findChild(QLineEdit)
    assert editor.text() == "second"
    stage.qtbot.keyClicks(editor, "better")
    stage.qtbot.keyClick(editor, Qt.Key.Key_Return)
    stage.qtbot.waitUntil(lambda: sorted(stage.names()) == ["better", "first", "third"])
    stage.settle()
    assert (paths.runs_folder() / "20260102-100000-better").is_dir()
    assert [run.name for run, _ in stage.panel.shown] == ["better"]


def test_delete_moves_to_the_trash_and_undo_brings_back(stage):
    stage.choose("first")
    stage.panel.table.setFocus()
    before = {file.name: file.read_bytes() for file in (paths.runs_folder() / "20260101-100000-first").iterdir()}
    stage.panel.tools.actions_by_name["delete"].trigger()
    stage.settle()
    assert stage.names() == ["third", "second"]
    assert not (paths.runs_folder() / "20260101-100000-first").exists()
    assert "trash" in str(stage.window.reports[-1])
    stage.panel.tools.actions_by_name["undo"].trigger()
    stage.settle()
    assert stage.names() == ["third", "second", "first"]
    back = {file.name: file.read_bytes() for file in (paths.runs_folder() / "20260101-100000-first").iterdir()}
    assert back == before
    assert "undo" not in stage.allowed()


@pytest.mark.parametrize("sure", [True, False])
def test_where_there_is_no_trash_it_asks_first(stage, monkeypatch, sure):
    monkeypatch.setattr(run_trash, "move_to_trash", lambda path: None)
    stage.choose("first")
    stage.panel.tools.actions_by_name["delete"].trigger()
    question = stage.panel.findChild(QMessageBox)
    assert "cannot be moved to a trash" in question.text()
    answer = QMessageBox.StandardButton.Yes if sure else QMessageBox.StandardButton.Cancel
    stage.qtbot.mouseClick(question.button(answer), Qt.MouseButton.LeftButton)
    stage.settle()
    assert (paths.runs_folder() / "20260101-100000-first").exists() is not sure


def test_a_run_that_is_being_trained_is_kept(stage):
    lock = FileLock(paths.runs_folder() / "20260101-100000-first" / ".lock")
    assert lock.acquire()
    stage.choose("first")
    with pytest.raises(UserError, match="being trained"):
        stage.panel.trash.throw(paths.runs_folder() / "20260101-100000-first")
    stage.panel.refresh()
    stage.settle()
    assert stage.cell("first", STATE) == "training now"
    assert stage.allowed() == {"use", "open_best", "open_folder"}
    lock.release()


def test_a_broken_run_is_shown_with_its_reason(qtbot):
    path = kept("20260101-100000-first")
    (path / "experiment.json").write_text("{")
    stage = Stage(qtbot)
    assert stage.cell("first", STATE) == "broken"
    index = stage.panel.table.model().index(0, STATE)
    assert "experiment.json cannot be read" in index.data(Qt.ItemDataRole.ToolTipRole)
    assert stage.allowed() == {"rename", "open_folder", "delete", "open_best"}


def test_the_folder_opens_or_is_named(stage, monkeypatch):
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: bool(opened.append(url.toLocalFile())))
    stage.choose("first")
    stage.panel.tools.actions_by_name["open_folder"].trigger()
    assert opened == [str(paths.runs_folder() / "20260101-100000-first")]
    assert opened[0] in str(stage.window.reports[-1])


def test_without_a_run_it_says_what_to_do(qtbot):
    stage = Stage(qtbot)
    assert stage.panel._empty.isVisible()
    assert "start a training" in stage.panel._empty.text()
    assert not stage.panel.table.isVisible()
    kept("20260101-100000-first")
    stage.panel.refresh()
    stage.settle()
    assert stage.panel.table.isVisible()
    assert QApplication.focusWidget() is None or stage.panel.isAncestorOf(QApplication.focusWidget())


def test_a_table_that_cannot_be_read_is_told_and_the_others_are_drawn(stage):
    (paths.runs_folder() / "20260101-100000-first" / "metrics.csv").write_text("a,b\n")
    stage.mark("first")
    stage.mark("second")
    assert any(isinstance(report, UserError) and "metrics.csv" in str(report) for report in stage.window.reports)
    assert [name for name, _, _ in stage.panel.overlay._shown] == ["second", "first"]
