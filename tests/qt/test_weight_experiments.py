import pytest
from fakes import FakeWindow
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication
from test_layers_panel import MODEL, WEIGHTS, probe

from nnviz.core.experiment import Experiment
from nnviz.core.messages import UserError
from nnviz.core.metrics import MetricsLog
from nnviz.core.tiling import Cell
from nnviz.core.training import Phase, Progress
from nnviz.core.view_state import RunView
from nnviz.engine import commands
from nnviz.engine.events import WeightsEdited
from nnviz.qt.panels.layers import LayersPanel

KERNEL = "block/conv/kernel"


@pytest.fixture
def window():
    QLocale.setDefault(QLocale("en"))
    return FakeWindow()


@pytest.fixture
def live(qtbot, window):
    panel = LayersPanel(window.context)
    qtbot.addWidget(panel)
    panel.resize(660, 640)
    panel.show()
    window.store.changed.connect(panel.show_state)
    window.store.update(model=MODEL, layer_id="block/conv")
    window.store.update(probe=probe())
    panel.detail.tabs.setCurrentIndex(1)
    QApplication.processEvents()
    return panel


def choose(qtbot, panel, cell):
    image = panel.detail.view.image
    qtbot.mouseClick(image, Qt.MouseButton.LeftButton, pos=image.rect_of(cell).center().toPoint())


def press(qtbot, button):
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_without_a_chosen_weight_it_says_what_to_do(live):
    assert live.experiments.isVisible()
    assert "Click a weight" in live.experiments.note.text()
    assert not live.experiments.switch.isEnabled()
    live.detail.tabs.setCurrentIndex(0)
    assert not live.experiments.isVisible()


@pytest.mark.parametrize(("typed", "value"), [("0,25", 0.25), ("-1.5", -1.5)])
def test_the_chosen_weight_is_set(qtbot, window, live, typed, value):
    choose(qtbot, live, Cell(5, 1, 2))
    field = live.experiments.value
    assert float(field.text()) == pytest.approx(float(WEIGHTS[KERNEL][1, 2, 1, 2]), rel=1e-5)
    field.selectAll()
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.engine.posted_of(commands.SetWeight) == [commands.SetWeight(KERNEL, (1, 2, 1, 2), value)]


def test_what_is_no_number_is_told_and_not_sent(qtbot, window, live):
    choose(qtbot, live, Cell(5, 1, 2))
    live.experiments.value.selectAll()
    qtbot.keyClicks(live.experiments.value, "much")
    press(qtbot, live.experiments.set_button)
    assert isinstance(window.reports[0], UserError)
    assert window.engine.posted_of(commands.SetWeight) == []


def test_a_filter_is_switched_off_and_on(qtbot, window, live):
    choose(qtbot, live, Cell(5, 1, 2))
    press(qtbot, live.experiments.switch)
    assert window.engine.posted_of(commands.SwitchFilterOff) == [commands.SwitchFilterOff("block/conv", 2)]
    window.engine.weights_edited.emit(WeightsEdited("m", 1, 0))
    assert live.experiments.switch.text() == "Switch on"
    assert live.experiments.note.text() == "Changes made by hand: 1."
    press(qtbot, live.experiments.switch)
    assert len(window.engine.posted_of(commands.UndoWeights)) == 1
    window.engine.weights_edited.emit(WeightsEdited("m", 0, 1))
    assert live.experiments.switch.text() == "Switch off"
    press(qtbot, live.experiments.redo)
    assert len(window.engine.posted_of(commands.RedoWeights)) == 1
    window.engine.weights_edited.emit(WeightsEdited("m", 1, 0))
    assert live.experiments.switch.text() == "Switch on"
    press(qtbot, live.experiments.undo)
    assert len(window.engine.posted_of(commands.UndoWeights)) == 2


def test_another_change_after_undo_is_not_taken_for_the_filter_that_was_off(qtbot, window, live):
    choose(qtbot, live, Cell(5, 1, 2))
    press(qtbot, live.experiments.switch)
    window.engine.weights_edited.emit(WeightsEdited("m", 1, 0))
    press(qtbot, live.experiments.undo)
    window.engine.weights_edited.emit(WeightsEdited("m", 0, 1))
    press(qtbot, live.experiments.set_button)
    window.engine.weights_edited.emit(WeightsEdited("m", 1, 0))
    assert live.experiments.switch.text() == "Switch off"


def test_another_model_has_no_changes(window, live):
    window.engine.weights_edited.emit(WeightsEdited("m", 2, 1))
    assert live.experiments.undo.isEnabled()
    window.engine.model_ready.emit(MODEL)
    assert not live.experiments.undo.isEnabled()
    assert not live.experiments.redo.isEnabled()


def test_nothing_is_changed_while_the_model_trains(qtbot, window, live):
    choose(qtbot, live, Cell(5, 1, 2))
    window.engine.weights_edited.emit(WeightsEdited("m", 2, 1))
    run = RunView("r", Experiment(), Progress("r", Phase.TRAINING), MetricsLog())
    window.store.update(run=run)
    parts = live.experiments
    for part in (parts.value, parts.set_button, parts.switch, parts.undo, parts.redo):
        assert not part.isEnabled()
    assert "The model is training" in parts.note.text()
