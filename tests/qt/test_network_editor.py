"""The experiment edited as a person does: rows, undo, files, memory, and a training of what came of it."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from fakes import FakeWindow
from PySide6.QtCore import QLocale, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from nnviz.cli import main
from nnviz.core.experiment import CUSTOM, Experiment
from nnviz.core.experiment_file import read_experiment, write_experiment
from nnviz.core.network import KINDS, LayerSpec, new_row
from nnviz.core.presets import preset_rows
from nnviz.engine.commands import Train
from nnviz.qt.experiment_memory import KEY
from nnviz.qt.panels.training import TrainingPanel
from nnviz.qt.settings import Settings
from nnviz.qt.widgets.experiment_form import ExperimentForm, Pictures
from nnviz.qt.widgets.experiment_head import DESCRIPTION, NETWORK

LENET = preset_rows("lenet", (28, 28, 1))
LEFT = Qt.MouseButton.LeftButton
EVERYTHING = Experiment(
    "fashion-mnist", CUSTOM, 3, 100, 0.03, "nesterov", "step", "photo", 7, layers=tuple(map(new_row, KINDS)),
    momentum=0.8, loss="mean_squared_error", decay=0.1, decay_epochs=2, l1=1e-5, l2=0.001, patience=4, subset=1 / 3,
    split=0.1, calibrate=True, weight_decay=0.02,
)  # fmt: skip


@pytest.fixture(autouse=True)
def _english():
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


class Stage:
    """A training panel on screen, turned to the network."""

    def __init__(self, qtbot) -> None:
        self.qtbot = qtbot
        self.window = FakeWindow()
        self.panel = TrainingPanel(self.window.context)
        qtbot.addWidget(self.panel)
        self.panel.resize(1000, 760)
        self.panel.show()
        qtbot.waitExposed(self.panel)
        self.form, self.head = self.panel.form, self.panel.form.head
        self.head.show_page(NETWORK)
        self.editor, self.tools = self.form.network, self.form.head.tools

    def kinds(self) -> list[str]:
        return [row.kind for row in self.form.experiment().layers]

    def choose(self, index: int) -> None:
        self.qtbot.mouseClick(self.editor.rows[index], LEFT, pos=QPoint(30, 8))

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.tools.buttons[name], LEFT)

    def add(self, kind: str) -> None:
        next(action for action in self.tools.kinds.actions() if action.data() == kind).trigger()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(QApplication.focusWidget(), key, modifier)

    def type_into(self, field: QWidget, text: str) -> None:
        field.setFocus()
        edit = field.lineEdit()
        edit.selectAll()
        self.qtbot.keyClicks(edit, text)


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot)


# --- rows ---


def test_each_row_tells_its_shape_and_parameters(stage):
    shapes = [row.shape.text() for row in stage.editor.rows]
    assert shapes == ["28 × 28 × 16", "14 × 14 × 16", "10 × 10 × 32", "5 × 5 × 32", "800", "128", "128"]
    assert [row.parameters.text() for row in stage.editor.rows if row.parameters.text()] == [
        "416 param.", "12,832 param.", "102,528 param.",
    ]  # fmt: skip
    assert (stage.editor.picture.shape.text(), stage.editor.output.shape.text()) == ("28 × 28 × 1", "10")
    assert stage.editor.total.text() == "Together 117,066 parameters"
    assert stage.editor.batch.text() == "A batch: 32 × 28 × 28 × 1 → 32 × 10"


def test_add_duplicate_and_remove_with_the_buttons(stage):
    stage.choose(0)
    stage.add("batch_norm")
    assert stage.kinds()[:3] == ["conv", "batch_norm", "max_pool"]
    assert stage.form.architecture.key == CUSTOM
    assert stage.editor.note.text() == "Based on LeNet"
    stage.press("duplicate")
    assert stage.kinds()[:4] == ["conv", "batch_norm", "batch_norm", "max_pool"]
    stage.press("remove")
    assert stage.kinds()[:3] == ["conv", "batch_norm", "max_pool"]
    stage.choose(1)
    stage.press("up")
    assert stage.kinds()[:2] == ["batch_norm", "conv"]
    stage.press("down")
    assert stage.kinds()[:2] == ["conv", "batch_norm"]


def test_the_keyboard_walks_moves_duplicates_and_removes(stage):
    control = Qt.KeyboardModifier.ControlModifier
    stage.choose(0)
    stage.key(Qt.Key.Key_Down)
    assert stage.editor.draft.chosen == 1
    stage.key(Qt.Key.Key_Down, control)
    assert stage.kinds()[:3] == ["conv", "conv", "max_pool"]
    stage.key(Qt.Key.Key_Up, control)
    assert stage.form.experiment().layers == LENET
    stage.key(Qt.Key.Key_D, control)
    stage.key(Qt.Key.Key_Delete)
    stage.key(Qt.Key.Key_Delete)
    assert stage.kinds() == ["conv", "max_pool", "max_pool", "flatten", "dense", "dropout"]


def test_a_row_is_dragged_to_another_place(stage):
    first, third = stage.editor.rows[0], stage.editor.rows[2]
    folded = third.y()
    stage.qtbot.mousePress(first, LEFT, pos=QPoint(30, 8))
    stage.qtbot.waitUntil(lambda: third.y() > folded)
    below = QPoint(30, third.y() - first.y() + third.height())
    stage.qtbot.mouseMove(first, below)
    stage.qtbot.mouseRelease(first, LEFT, pos=below)
    layers = stage.form.experiment().layers
    assert sorted(map(repr, layers)) == sorted(map(repr, LENET))
    assert [row.kind for row in layers[:3]] == ["max_pool", "conv", "conv"]
    assert stage.editor.draft.chosen == 2
    assert layers[stage.editor.draft.chosen] == LENET[0]


def test_the_chosen_row_unfolds_its_settings(stage):
    stage.choose(2)
    visible = [row.settings.isVisible() for row in stage.editor.rows]
    assert visible == [index == 2 for index in range(7)]
    fields = stage.editor.rows[2].settings.fields
    assert list(fields) == ["units", "size", "stride", "padding", "activation", "l1", "l2"]
    stage.type_into(fields["units"], "48")
    stage.type_into(fields["l2"], "0,001")
    fields["padding"].choose("same")
    expected = LayerSpec("conv", 48, 5, padding="same", activation="relu", l2=0.001)
    assert stage.form.experiment().layers[2] == expected
    assert stage.editor.rows[2].shape.text() == "14 × 14 × 48"


def test_a_row_that_does_not_fit_says_why_and_nothing_can_be_started(stage):
    stage.choose(3)
    stage.add("max_pool")
    stage.add("conv")
    stage.type_into(stage.editor.rows[5].settings.fields["size"], "3")
    stage.editor.rows[5].settings.fields["padding"].choose("valid")
    row = stage.editor.rows[5]
    assert row.problem.text() == "3 × 3 does not fit into 2 × 2."
    assert row.problem.isVisible()
    assert all(other.problem.isHidden() for other in stage.editor.rows if other is not row)
    controls = stage.panel.controls
    assert (controls.start.isEnabled(), controls.step.isEnabled()) == (False, False)
    assert "Row 6" in controls.obstacle.text()
    stage.qtbot.mouseClick(controls.start, LEFT)
    assert stage.window.engine.posted == []
    stage.choose(5)
    row.setFocus()
    stage.key(Qt.Key.Key_Delete)
    assert controls.start.isEnabled()
    assert controls.obstacle.isHidden()


def test_a_share_that_is_no_number_is_told_at_the_row_and_can_be_taken_back(stage):
    stage.choose(6)
    field = stage.editor.rows[6].settings.fields["rate"]
    stage.type_into(field, "2")
    assert "must lie between" in stage.editor.rows[6].problem.text()
    assert not stage.panel.controls.start.isEnabled()
    stage.qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage.panel.controls.start.isEnabled()
    assert field.value() == 0.25


def test_a_preset_too_large_for_small_pictures_is_refused(stage):
    stage.form.know_pictures("digits", Pictures((8, 8, 1), 3))
    assert not stage.panel.controls.start.isEnabled()
    assert "too small" in stage.panel.controls.obstacle.text()
    stage.form.architecture.choose("mlp")
    assert stage.panel.controls.start.isEnabled()
    assert stage.editor.output.shape.text() == "3"


def test_own_data_has_no_shapes_until_they_are_known(stage):
    stage.form.set_experiment(Experiment("folder", "mlp", data="/pictures"))
    assert stage.form.experiment().data == "/pictures"
    assert {row.shape.text() for row in stage.editor.rows} == {"–"}
    stage.form.know_pictures("folder", Pictures((64, 48, 3), 2))
    assert stage.editor.rows[0].shape.text() == "9,216"


def test_forty_rows_scroll_and_the_new_row_is_in_view(stage):
    for _ in range(40):
        stage.add("activation")
    assert len(stage.editor.rows) == 47
    stage.qtbot.waitUntil(lambda: not stage.editor.rows[39].visibleRegion().isEmpty())
    assert not stage.panel.controls.start.visibleRegion().isEmpty()


@pytest.mark.parametrize("width", [320, 420, 1366])
def test_nothing_of_a_row_is_cut_off(stage, width):
    stage.panel.resize(width, 700)
    stage.choose(2)
    row = stage.editor.rows[2]

    def settled() -> bool:
        pairs = row.settings.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        inside = all(row.settings.rect().contains(pair.geometry()) for pair in pairs)
        return inside and row.settings.height() >= row.settings.heightForWidth(row.settings.width())

    stage.qtbot.waitUntil(settled)
    for label in (row.shape, row.parameters):
        assert label.width() >= label.minimumSizeHint().width()
        assert label.geometry().right() <= row.width()
    assert stage.editor.width() <= width


def test_a_large_network_says_that_it_is_slow(stage):
    stage.choose(5)
    stage.type_into(stage.editor.rows[5].settings.fields["units"], "9000")
    assert stage.editor.total.text().endswith("slow without a GPU")
    assert stage.panel.controls.start.isEnabled()


def test_the_words_of_every_kind_differ(stage):
    menus = stage.tools.kinds.actions()
    assert {action.data() for action in menus} == set(KINDS)
    assert len({action.text() for action in menus}) == len(KINDS)
    assert len({action.toolTip() for action in menus}) == len(KINDS)


# --- undo ---


def test_undo_and_redo_walk_over_rows_and_fields(stage):
    form, control = stage.form, Qt.KeyboardModifier.ControlModifier
    before = form.experiment()
    stage.choose(1)
    stage.key(Qt.Key.Key_Delete)
    stage.head.show_page(DESCRIPTION)
    stage.type_into(form.epochs, "17")
    after = form.experiment()
    stage.qtbot.keyClick(form.epochs, Qt.Key.Key_Z, control)
    assert form.epochs.value() == 5, "both digits are one step"
    assert form.architecture.key == CUSTOM
    stage.qtbot.keyClick(form.epochs, Qt.Key.Key_Z, control)
    assert form.experiment() == before
    assert stage.head.tabs.currentIndex() == NETWORK, "it is shown where something came back"
    stage.qtbot.mouseClick(stage.head.buttons["redo"], LEFT)
    stage.qtbot.mouseClick(stage.head.buttons["redo"], LEFT)
    assert form.experiment() == after
    assert not stage.head.buttons["redo"].isEnabled()


def test_undo_brings_back_the_number_before_one_that_is_none(stage):
    stage.head.show_page(DESCRIPTION)
    stage.type_into(stage.form.learning_rate, "fast")
    assert stage.form.problem
    stage.qtbot.keyClick(stage.form.learning_rate, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stage.form.experiment() == Experiment()


def test_starting_from_a_preset_and_an_own_network_from_the_list(stage):
    preset = next(action for action in stage.tools.presets.actions() if action.data() == "mlp")
    preset.trigger()
    assert stage.form.experiment() == Experiment(architecture="mlp")
    assert stage.editor.note.isHidden()
    stage.form.architecture.choose(CUSTOM)
    assert stage.form.experiment() == Experiment(architecture=CUSTOM, layers=preset_rows("mlp", (28, 28, 1)))
    assert stage.editor.note.text() == "Based on 784-16-16-10"


# --- the other fields ---


def test_every_entry_of_an_experiment_goes_through_the_form(stage):
    stage.form.set_experiment(EVERYTHING)
    assert stage.form.experiment() == EVERYTHING
    stage.qtbot.mouseClick(stage.panel.controls.start, LEFT)
    assert stage.panel.controls.obstacle.text(), "this row of every kind cannot be built"


def test_fields_that_do_not_count_are_hidden(stage):
    stage.head.show_page(DESCRIPTION)
    description = stage.form.description
    stage.qtbot.mouseClick(description.headers["learning"].button, LEFT)
    shown = {"momentum": ("nesterov", "constant"), "weight_decay": ("adamw", "constant"), "decay": ("adam", "plateau")}
    for name, (optimizer, schedule) in shown.items():
        stage.form.optimizer.choose(optimizer)
        stage.form.schedule.choose(schedule)
        visible = [other for other in shown if description.fields[other].isVisible()]
        assert visible == [name]


def test_a_folded_number_that_cannot_be_used_comes_into_view(stage):
    stage.head.show_page(DESCRIPTION)
    l2 = stage.form.description.decimals["l2"]
    assert not l2.isVisible()
    l2.setEditText("much")
    assert l2.isVisible()
    stage.qtbot.mouseClick(stage.panel.controls.start, LEFT)
    assert stage.window.engine.posted == []
    assert QApplication.focusWidget() is l2


def test_a_header_tells_what_is_folded(stage):
    stage.head.show_page(DESCRIPTION)
    header = stage.form.description.headers["regularisation"]
    assert header.button.toolTip() == "Augmentation, L1, L2, Stop early"
    stage.form.set_experiment(Experiment(l2=0.001, patience=5))
    assert header.button.toolTip() == "L2 0.001 · Stop early 5"


# --- files and memory ---


def test_saved_opened_and_the_same(stage, tmp_path, monkeypatch):
    file = tmp_path / "lesson.json"
    stage.form.set_experiment(EVERYTHING)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "lesson"), ""))
    stage.qtbot.mouseClick(stage.head.buttons["save"], LEFT)
    assert read_experiment(file) == EVERYTHING
    stage.form.set_experiment(Experiment())
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    stage.qtbot.mouseClick(stage.head.buttons["open"], LEFT)
    assert stage.form.experiment() == EVERYTHING
    assert "lesson.json" in stage.window.reports[-1]


def test_a_file_is_dropped_on_the_panel_and_a_broken_one_changes_nothing(stage, tmp_path):
    good, bad = tmp_path / "good.json", tmp_path / "bad.json"
    write_experiment(good, EVERYTHING)
    bad.write_text('{"epochs": "many"}')
    stage.panel.dropEvent(_dropped(good))
    assert stage.form.experiment() == EVERYTHING
    stage.panel.dropEvent(_dropped(bad))
    assert stage.form.experiment() == EVERYTHING
    assert str(stage.window.reports[-1]).startswith("bad.json was not opened")


def _dropped(path) -> QDropEvent:
    _dropped.data = QMimeData()  # the event does not keep it alive
    _dropped.data.setUrls([QUrl.fromLocalFile(str(path))])
    return QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, _dropped.data, LEFT, Qt.KeyboardModifier.NoModifier)


def test_everything_is_remembered_as_one_setting(qtbot, tmp_path):
    window, last = FakeWindow(), None
    for _ in range(2):
        settings = Settings(tmp_path / "settings.json")
        panel = TrainingPanel(replace(window.context, settings=settings))
        qtbot.addWidget(panel)
        last, origin = panel.form.experiment(), panel.form.origin
        panel.form.set_experiment(EVERYTHING, "vgg")
    assert (last, origin) == (EVERYTHING, "vgg")
    assert json.loads(settings.text(KEY)) == EVERYTHING.to_dict()


def test_old_memories_are_taken_over_and_broken_ones_forgotten(qtbot):
    window = FakeWindow()
    for name, value in {"dataset": "mnist", "epochs": 9, "learning_rate": 0.01}.items():
        window.settings.set(f"training/{name}", value)
    panel = TrainingPanel(window.context)
    qtbot.addWidget(panel)
    assert panel.form.experiment() == Experiment("mnist", epochs=9, learning_rate=0.01)
    assert window.settings.text("training/epochs") == ""
    for broken in ("{", "[]", '{"epochs": -1}', '{"layers": [{"kind": "moon"}]}'):
        other = FakeWindow()
        other.settings.set(KEY, broken)
        again = TrainingPanel(other.context)
        qtbot.addWidget(again)
        assert again.form.experiment() == Experiment()


def test_sliders_elsewhere_write_the_shares_and_follow_them(stage):
    settings = stage.window.settings
    settings.set("training/subset", 0.25)
    settings.set("training/split", 0.2)
    assert (stage.form.experiment().subset, stage.form.experiment().split) == (0.25, 0.2)
    stage.type_into(stage.form.description.decimals["subset"], "50 %")
    assert settings.number("training/subset", 1.0) == 0.5
    settings.set("training/subset", 7.0)
    assert stage.form.experiment().subset == 0.5


# --- training what was made ---


def test_a_network_made_by_hand_is_trained_from_its_file(stage, tmp_path, capfd):
    for name in ("dropout", "flatten"):
        index = [row.kind for row in stage.editor.draft.rows].index(name)
        stage.choose(index)
        stage.press("remove")
    stage.choose(3)
    stage.add("global_average_pool")
    stage.type_into(stage.form.epochs, "1")
    stage.type_into(stage.form.description.decimals["subset"], "20")
    stage.qtbot.mouseClick(stage.panel.controls.start, LEFT)
    (train,) = stage.window.engine.posted_of(Train)
    assert [row.kind for row in train.experiment.layers][-2:] == ["global_average_pool", "dense"]
    file = tmp_path / "own.json"
    stage.panel.files.save(file)
    assert main(["train", "--experiment", str(file), "--out", str(tmp_path / "run"), "--json"]) == 0
    told = json.loads(capfd.readouterr().out)
    assert np.isfinite(told["epochs"][0]["loss"])
    kept = json.loads((tmp_path / "run" / "experiment.json").read_text())
    assert Experiment.from_dict(kept) == train.experiment


def test_a_form_alone_knows_no_pictures(qtbot):
    form = ExperimentForm()
    qtbot.addWidget(form)
    assert form.network_problem == ""
    assert form.network.total.text().startswith("The shapes are told when")
