"""The training panel with the real engine: steps, keys, live settings and rewinding."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from nnviz.core.bad_batch import BadBatch, LayerOutcome
from nnviz.core.experiment import Experiment
from nnviz.core.training import Phase
from nnviz.qt.application import Laboratory
from nnviz.qt.settings import Settings
from nnviz.qt.widgets.bad_batch_view import BadBatchView
from nnviz.qt.widgets.live_settings import LiveSettings

PATIENCE_MS = 120_000


@pytest.fixture
def laboratory(qtbot, qapp, tmp_path, no_timer_left):
    made = Laboratory(qapp, Settings(tmp_path / "settings.json"))
    made.window.resize(1366, 768)
    made.open()
    qtbot.addWidget(made.window)
    yield made
    made.window.close()


def test_step_change_rewind_by_keys_and_fields(laboratory, qtbot):
    window, store = laboratory.window, laboratory.store
    qtbot.waitUntil(lambda: store.state.model is not None, timeout=PATIENCE_MS)
    window.show_alone("training")
    panel = window.panel("training")
    panel.form.set_experiment(Experiment(architecture="mlp", epochs=50))

    def paused(batches):
        run = store.state.run
        return run is not None and run.progress.phase is Phase.PAUSED and run.log.length == batches

    qtbot.mouseClick(panel.controls.step, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: paused(1) and panel.result.step.account is not None, timeout=PATIENCE_MS)
    assert panel.result.step.isVisible(), "the step comes to the front"
    told, first = panel.result.step.account, store.state.run.log.column("loss")[0]
    assert told.loss == first
    assert f"{first:.4f}" in panel.result.step.loss.words
    assert "dense1" in panel.result.step.gradients.words

    panel.plot.setFocus()
    qtbot.keyClick(panel, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: paused(2), timeout=PATIENCE_MS)
    panel.live.rate.selectAll()
    qtbot.keyClicks(panel.live.rate, "0,05")
    qtbot.keyClick(panel.live.rate, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(store.state.run.changes) == 1, timeout=PATIENCE_MS)
    panel.live.batch_size.setValue(64)
    qtbot.waitUntil(lambda: len(store.state.run.changes) == 2, timeout=PATIENCE_MS)
    qtbot.keyClick(panel, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: paused(3), timeout=PATIENCE_MS)
    assert store.state.run.log.column("learning_rate").tolist() == [0.001, 0.001, 0.05]
    assert panel.plot.stack.marks.words == ["rate 0.05", "batch size 64"]

    qtbot.keyClick(panel, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: paused(0), timeout=PATIENCE_MS)
    assert store.state.run.changes == ()
    assert panel.live.rate.text() == "0.001"
    qtbot.keyClick(panel, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: paused(1), timeout=PATIENCE_MS)
    assert store.state.run.log.column("loss")[0] == pytest.approx(first, abs=1e-6)
    qtbot.keyClick(panel, Qt.Key.Key_E)
    qtbot.waitUntil(lambda: len(store.state.run.epochs) == 1 and paused(46), timeout=PATIENCE_MS)
    qtbot.mouseClick(panel.controls.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: store.state.run.progress.phase is Phase.STOPPED, timeout=PATIENCE_MS)


def test_the_slider_and_the_field_ask_for_the_same_rate(qtbot):
    live = LiveSettings()
    qtbot.addWidget(live)
    live.show_settings(0.001, 32)
    asked = []
    live.rate_changed.connect(asked.append)
    live.slider.setValue(60)
    assert asked == [0.01]
    assert live.rate.text() == "0.01"
    for nonsense in ("", "fast", "-1", "0"):
        live.rate.selectAll()
        qtbot.keyClick(live.rate, Qt.Key.Key_Delete)
        qtbot.keyClicks(live.rate, nonsense)
        qtbot.keyClick(live.rate, Qt.Key.Key_Return)
    assert asked == [0.01]


def test_a_broken_batch_names_the_layer_where_it_began(qtbot):
    view = BadBatchView()
    qtbot.addWidget(view)
    view.show()
    layers = (LayerOutcome("dense", 1.0, 3e38), LayerOutcome("output", 0.5, 1.0))
    pictures = np.zeros((2, 4, 4, 1), np.uint8)
    view.show_batch(
        BadBatch("r", 41, pictures, np.array([7, 9]), np.array([0, 1]), layers, np.array([True, False]), ("a", "b"))
    )
    assert "41" in view.sentence.text()
    assert "“output”" in view.sentence.text()
    assert view.table.item(1, 0).text().startswith("⚠")
    assert not view.table.item(0, 0).text().startswith("⚠")
