"""The real window with the real engine, driven as a person does."""

from __future__ import annotations

import threading
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QPushButton

from nnviz.core.training import Phase
from nnviz.qt.application import Laboratory
from nnviz.qt.settings import Settings
from nnviz.qt.widgets.digit_canvas import DigitCanvas

# A seven in hundredths of the canvas: the roof, then the leg.
SEVEN = [(28, 24), (40, 23), (52, 23), (64, 23), (72, 24), (67, 36), (60, 48), (53, 60), (47, 72), (43, 82)]
PATIENCE_MS = 120_000


@pytest.fixture
def laboratory(qtbot, qapp, tmp_path, no_timer_left):
    made = Laboratory(qapp, Settings(tmp_path / "settings.json"))
    failures = []
    made.engine.failed.connect(failures.append)
    made.window.resize(1366, 768)
    made.open()
    qtbot.addWidget(made.window)
    yield made
    made.window.close()
    assert not made.engine.running
    assert failures == [], [str(failure.error) for failure in failures]


def draw(qtbot, canvas, points) -> None:
    """Move the mouse over the canvas as a hand would: press, many small moves, release."""
    side = min(canvas.width(), canvas.height())
    left, top = (canvas.width() - side) // 2, (canvas.height() - side) // 2
    places = [QPoint(left + x * side // 100, top + y * side // 100) for x, y in points]
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=places[0])
    for start, end in pairwise(places):
        for part in range(1, 6):
            qtbot.mouseMove(canvas, start + (end - start) * (part / 5))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=places[-1])


def answered(state) -> bool:
    """Whether the probe on show answers the latest drawing."""
    return state.probe is not None and state.probe.generation == state.generation


def press(qtbot, window, name: str) -> None:
    button = next(b for b in window.panel("training").findChildren(QPushButton) if b.objectName() == name)
    assert button.isEnabled(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_draw_a_seven_train_pause_step_draw_stop_quit(laboratory, qtbot):
    window, store = laboratory.window, laboratory.store
    qtbot.waitUntil(lambda: store.state.model is not None, timeout=PATIENCE_MS)
    canvas = window.panel("draw").findChild(DigitCanvas)
    draw(qtbot, canvas, SEVEN)
    assert store.state.generation > 5, "the picture follows the mouse"
    # The end of the stroke may be painted, and asked about, only now: the latest question is the one to wait for.
    qtbot.waitUntil(lambda: answered(store.state), timeout=PATIENCE_MS)
    generation = store.state.generation
    assert int(store.state.probe.output.argmax()) == 7

    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, window, "start")
    qtbot.waitUntil(lambda: store.state.run is not None and store.state.run.log.length >= 5, timeout=PATIENCE_MS)
    press(qtbot, window, "pause")
    qtbot.waitUntil(lambda: store.state.run.progress.phase is Phase.PAUSED, timeout=PATIENCE_MS)
    batches = store.state.run.log.length
    press(qtbot, window, "step")
    qtbot.waitUntil(lambda: store.state.run.log.length == batches + 1, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: store.state.run.progress.phase is Phase.PAUSED, timeout=PATIENCE_MS)

    press(qtbot, window, "pause")
    qtbot.waitUntil(lambda: store.state.run.log.length > batches + 3, timeout=PATIENCE_MS)
    draw(qtbot, canvas, [(30, 90), (70, 90)])
    assert store.state.generation > generation
    qtbot.waitUntil(lambda: answered(store.state), timeout=PATIENCE_MS)
    step = store.state.probe.step
    qtbot.waitUntil(lambda: store.state.probe.step > step or store.state.run.progress.phase.ended, timeout=PATIENCE_MS)
    if not store.state.run.progress.phase.ended:
        press(qtbot, window, "stop")
    qtbot.waitUntil(lambda: store.state.run.progress.phase.ended, timeout=PATIENCE_MS)

    window.close()
    assert not laboratory.engine.running
    assert "nnviz-engine" not in [thread.name for thread in threading.enumerate()]


def test_quitting_while_it_trains_always_works(laboratory, qtbot):
    store = laboratory.store
    qtbot.waitUntil(lambda: store.state.model is not None, timeout=PATIENCE_MS)
    laboratory.window.show_workspace("train")
    QApplication.processEvents()
    press(qtbot, laboratory.window, "start")
    qtbot.waitUntil(lambda: store.state.run is not None and store.state.run.log.length >= 1, timeout=PATIENCE_MS)
    laboratory.window.close()
    assert not laboratory.engine.running
