from dataclasses import replace

import pytest
from fakes import FakeWindow, digit_model
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QFileDialog
from test_layers_panel import MODEL, WEIGHTS, probe

from nnviz.core.experiment import Experiment
from nnviz.core.messages import UserError
from nnviz.core.metrics import MetricsLog
from nnviz.core.tiling import Cell
from nnviz.core.training import Phase, Progress
from nnviz.core.view_state import RunView
from nnviz.engine import commands
from nnviz.engine.events import EditsMeasured, WeightsEdited
from nnviz.qt.panels.layers import LayersPanel
from nnviz.qt.widgets.layer_delegate import EDITED_ROLE

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


def edited(undoable, redoable, marks=(), unsaved=True, keys=(KERNEL,)):
    return WeightsEdited("m", undoable, redoable, frozenset(keys), frozenset(marks), unsaved)


def test_a_whole_filter_is_set_to_the_typed_value(qtbot, window, live):
    choose(qtbot, live, Cell(5, 1, 2))
    live.experiments.value.selectAll()
    qtbot.keyClicks(live.experiments.value, "0.5")
    press(qtbot, live.experiments.fill)
    assert window.engine.posted_of(commands.SetFilter) == [commands.SetFilter("block/conv", 2, 0.5)]


def test_keys_undo_and_redo_wherever_the_focus_is(qtbot, window, live):
    window.engine.weights_edited.emit(edited(1, 1))
    live.activateWindow()
    control = Qt.KeyboardModifier.ControlModifier
    for number, focused in enumerate((live.layer_list.view, live.detail.view.image), 1):
        focused.setFocus()
        qtbot.keyClick(focused, Qt.Key.Key_Z, control)
        assert len(window.engine.posted_of(commands.UndoWeights)) == number
        window.engine.weights_edited.emit(edited(1, 1))
        qtbot.keyClick(focused, Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
        assert len(window.engine.posted_of(commands.RedoWeights)) == number
        window.engine.weights_edited.emit(edited(1, 1))


def test_the_value_field_leaves_undo_to_the_panel_unless_something_is_typed(qtbot, window, live):
    choose(qtbot, live, Cell(5, 1, 2))
    window.engine.weights_edited.emit(edited(1, 0))
    field = live.experiments.value
    field.setFocus()
    qtbot.keyClicks(field, "7")
    typed = field.text()
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.engine.posted_of(commands.UndoWeights) == []
    assert field.text() != typed
    field.setModified(False)
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(window.engine.posted_of(commands.UndoWeights)) == 1


def test_all_changes_are_taken_back_at_once(qtbot, window, live):
    assert not live.experiments.reset.isEnabled()
    window.engine.weights_edited.emit(edited(3, 0))
    press(qtbot, live.experiments.reset)
    assert len(window.engine.posted_of(commands.ResetWeights)) == 1


def test_changed_layers_and_filters_are_marked_until_another_model_comes(window, live):
    window.engine.weights_edited.emit(edited(2, 0, {("block/conv", 2), ("block/conv", 0)}))
    view = live.layer_list.view
    marked = [view.model().index(row, 0).data(EDITED_ROLE) for row in range(view.model().rowCount())]
    assert [layer.id for layer, mark in zip(MODEL.layers, marked, strict=True) if mark] == ["block/conv"]
    header = live.detail.header
    assert header.edited.isVisible()
    assert header.edited.text() == "✎ Changed by hand, filters: 0, 2"
    other = next(layer.id for layer in MODEL.layers if layer.id != "block/conv")
    window.store.update(layer_id=other)
    assert not header.edited.isVisible()
    window.store.update(layer_id="block/conv")
    assert header.edited.isVisible()
    window.store.update(model=replace(MODEL, id="other"))
    assert not header.edited.isVisible()


def test_the_accuracy_is_asked_after_every_change_and_told_in_points(window, live):
    window.store.update(model=digit_model())
    parts = live.experiments.accuracy
    assert parts.dataset.itemData(0) == "digits"
    window.engine.weights_edited.emit(edited(1, 0))
    window.engine.weights_edited.emit(edited(2, 0))
    assert window.engine.posted_of(commands.MeasureEdits) == [commands.MeasureEdits("digits")] * 2
    window.engine.edits_measured.emit(EditsMeasured("digits", "digits", 500, 0.5))
    assert parts.line.text() == "Accuracy: measuring, 50.0 %"
    window.engine.edits_measured.emit(EditsMeasured("digits", "digits", 500, 1.0, 0.964, 0.882))
    assert parts.line.text() == "Accuracy on 500 pictures: 96.4 % → 88.2 % (−8.2 points)"
    window.engine.edits_measured.emit(EditsMeasured("digits", "mnist", 500, 1.0, 0.5, 0.4))
    window.engine.edits_measured.emit(EditsMeasured("older", "digits", 500, 1.0, 0.5, 0.4))
    assert "88.2" in parts.line.text()
    parts.dataset.setCurrentIndex(1)
    assert window.engine.posted_of(commands.MeasureEdits)[-1].dataset == "mnist"
    window.engine.weights_edited.emit(edited(2, 0, unsaved=False, keys=()))
    assert len(window.engine.posted_of(commands.MeasureEdits)) == 3


def test_the_changed_model_is_saved_and_its_name_is_told(qtbot, window, live, monkeypatch, tmp_path):
    offered = []

    def choose_file(parent, title, start, kinds):
        offered.append(start)
        return str(tmp_path / "mine"), kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose_file)
    window.engine.weights_edited.emit(edited(1, 0))
    assert "Not saved yet." in live.experiments.note.text()
    press(qtbot, live.experiments.save)
    assert offered[0].endswith(f"{MODEL.name}-changed.keras")
    file = str(tmp_path / "mine.keras")
    assert window.engine.posted_of(commands.SaveModel) == [commands.SaveModel(file)]
    window.engine.model_saved.emit(file)
    window.engine.weights_edited.emit(edited(1, 0, unsaved=False, keys=()))
    assert "Saved as mine.keras." in live.experiments.note.text()
