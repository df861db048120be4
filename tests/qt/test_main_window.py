"""The window with a stand-in for the engine: panels, workspaces, memory, words."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeEngine, convolutional_model, probe_of
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from nnviz.core.messages import UserError
from nnviz.engine import commands
from nnviz.engine.events import Failed, WeightsEdited
from nnviz.qt.main_window import MainWindow
from nnviz.qt.panels import PANELS, WORKSPACES, Area, PanelSpec
from nnviz.qt.settings import Settings
from nnviz.qt.store import Store
from nnviz.qt.theme import DARK, LIGHT, apply_theme
from nnviz.qt.translation import Language


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def window(qtbot, settings):
    made = MainWindow(Store(), FakeEngine(), settings)
    qtbot.addWidget(made)
    made.restore()
    made.show()
    qtbot.waitExposed(made)
    return made


def feed(window: MainWindow) -> None:
    summary = convolutional_model()
    image = np.random.default_rng(0).random((28, 28, 1), dtype=np.float32)
    tensors = {
        layer.id: np.random.default_rng(1).random([size or 1 for size in layer.output_shape[1:]], dtype=np.float32)
        for layer in summary.layers
    }
    weights = {
        weight.key: np.random.default_rng(2).normal(size=weight.shape).astype(np.float32)
        for layer in summary.layers
        for weight in layer.weights
    }
    output = np.full(10, 0.1, np.float32)
    window.store.update(model=summary, layer_id=summary.layers[1].id, image=image, generation=1)
    probe = probe_of(output, 1, summary.id, image, tensors=tensors, weights=weights)
    window.store.update(probe=probe)


@pytest.mark.parametrize("spec", PANELS, ids=lambda spec: spec.id)
def test_every_panel_opens_is_fed_speaks_portuguese_and_closes(window, spec, qtbot):
    window.show_panel(spec.id)
    panel = window.panel(spec.id)
    assert panel is not None
    assert panel.isVisible()
    feed(window)
    for size in ((1366, 768), (700, 500), (1920, 1080)):
        window.resize(*size)
        QApplication.processEvents()
    language = Language(QApplication.instance())
    language.switch("pt_BR")
    QApplication.processEvents()
    title = window.docks[spec.id].windowTitle()
    language.switch("en")
    QApplication.processEvents()
    assert title != window.docks[spec.id].windowTitle() or spec.id in ("arrays",)
    apply_theme(QApplication.instance(), DARK)
    assert not panel.grab().isNull()
    apply_theme(QApplication.instance(), LIGHT)
    window.docks[spec.id].close()
    assert not panel.isVisible()
    assert window.engine.wanted[spec.id] == frozenset()


@pytest.mark.parametrize(
    ("number", "workspace"), list(enumerate(WORKSPACES, 1)), ids=[workspace.id for workspace in WORKSPACES]
)
def test_ctrl_and_a_number_show_exactly_the_panels_of_a_workspace(window, qtbot, number, workspace):
    qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    shown = {panel_id for panel_id, dock in window.docks.items() if dock.isVisible()}
    assert shown == set(workspace.opened)
    assert window.workspace == workspace.id
    assert [action.data() for action in window.menus.workspace_actions if action.isChecked()] == [workspace.id]
    lefts = [window.docks[panel_id].x() for panel_id in workspace.panels]
    assert lefts == sorted(lefts)


def test_an_arrangement_is_kept_and_can_be_reset(window, settings, qtbot):
    window.show_workspace("draw")
    window.docks["training"].show()
    window.show_workspace("train")
    window.show_workspace("draw")
    assert window.docks["training"].isVisible()
    window.reset_layout()
    assert not window.docks["training"].isVisible()


def test_the_next_start_opens_the_last_workspace(window, settings, qtbot):
    window.show_workspace("arrays")
    window.close()
    again = MainWindow(Store(), FakeEngine(), settings)
    qtbot.addWidget(again)
    again.restore()
    assert again.workspace == "arrays"


def test_broken_layouts_are_replaced_by_the_plain_one(qtbot, settings):
    settings.set("layout/draw", "????")
    settings.set("geometry", "not base64")
    settings.set("workspace", "kitchen")
    window = MainWindow(Store(), FakeEngine(), settings)
    qtbot.addWidget(window)
    window.restore()
    window.show()
    assert window.workspace == "draw"
    assert window.docks["draw"].isVisible()


def test_a_panel_that_does_not_load_apologises_and_the_rest_runs(qtbot, settings, monkeypatch, caplog):
    broken = PanelSpec("broken", "Broken", "no_such_module:Nothing", Area.RIGHT)
    monkeypatch.setattr("nnviz.qt.main_window.PANELS", (*PANELS, broken))
    window = MainWindow(Store(), FakeEngine(), settings)
    qtbot.addWidget(window)
    window.restore()
    window.show()
    window.docks["broken"].show()
    QApplication.processEvents()
    label = window.docks["broken"].widget()
    assert isinstance(label, QLabel)
    assert "no_such_module" in label.text()
    feed(window)
    assert isinstance(window.docks["draw"].widget(), QWidget)


def test_a_failure_of_the_engine_is_a_sentence_that_can_be_closed(window, qtbot):
    error = UserError("{file} is not a model: nothing was opened.", file="a.keras")
    window.engine.failed.emit(Failed(error))
    assert window.notice.isVisible()
    assert window.notice.text == "a.keras is not a model: nothing was opened."
    qtbot.keyClick(window.notice, Qt.Key.Key_Escape)
    assert not window.notice.isVisible()


def test_files_go_where_they_belong(window, tmp_path, qtbot):
    model = tmp_path / "net.keras"
    model.write_bytes(b"PK")
    array = tmp_path / "values.npy"
    np.save(array, np.arange(6.0).reshape(2, 3))
    odd = tmp_path / "song.mp3"
    odd.write_bytes(b"")
    window.files.open_paths([str(model), str(array), str(odd)])
    assert window.engine.posted_of(commands.OpenModel) == [commands.OpenModel(str(model))]
    assert window.docks["arrays"].isVisible()
    assert "song.mp3" in window.notice.text
    assert window.settings.texts("recent") == [str(array), str(model)]


@pytest.mark.parametrize(("name", "text"), [("table.csv", "a,b\n1,2\n3,4\n"), ("nested.json", "[[1, 2], [3, 4]]")])
def test_tables_and_nested_lists_open_as_arrays(window, tmp_path, name, text):
    file = tmp_path / name
    file.write_text(text)
    window.files.open_paths([str(file)])
    assert window.docks["arrays"].isVisible()
    assert not window.notice.text
    assert window.settings.texts("recent") == [str(file)]


def test_a_dropped_file_is_opened(window, tmp_path):
    model = tmp_path / "net.keras"
    model.write_bytes(b"PK")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(model))])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)
    assert window.engine.posted_of(commands.OpenModel) == [commands.OpenModel(str(model))]


def test_closing_stops_the_engine(window):
    window.engine.start()
    window.close()
    assert not window.engine.running


def test_the_view_menu_shows_a_panel_in_a_place_of_its_own(window):
    window.show_workspace("draw")
    dock = window.docks["training"]
    dock.toggleViewAction().trigger()
    QApplication.processEvents()
    assert dock.isVisible()
    others = [other for other in window.docks.values() if other is not dock and other.isVisible()]
    assert others
    assert not any(dock.geometry().intersects(other.geometry()) for other in others)


def test_the_button_of_the_workspace_on_show_puts_it_back_in_order(window):
    window.show_workspace("train")
    window.docks["training"].close()
    window.show_workspace("train")
    assert window.docks["training"].isVisible()


def test_a_panel_can_have_the_whole_window(window):
    window.show_alone("layers")
    QApplication.processEvents()
    assert [panel_id for panel_id, dock in window.docks.items() if dock.isVisible()] == ["layers"]
    assert window.docks["layers"].width() > 0.95 * window.width()
    window.show_workspace("draw")
    assert window.docks["draw"].isVisible()


def test_several_pictures_and_folders_are_read_at_once(window, tmp_path):
    files = []
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(b"")
        files.append(str(tmp_path / name))
    window.files.open_paths(files)
    assert window.docks["contact_sheet"].isVisible()
    window.files.open_paths([str(tmp_path)])
    asked = window.engine.posted_of(commands.ReadPictures)
    assert [command.paths for command in asked] == [tuple(files), (str(tmp_path),)]


def test_a_panel_that_the_workspace_lacks_shares_a_place(window):
    window.show_workspace("draw")
    window.show_panel("gallery")
    QApplication.processEvents()
    assert window.docks["gallery"] in window.tabifiedDockWidgets(window.docks["layers"])
    assert not window.docks["gallery"].visibleRegion().isEmpty()
    assert window.docks["draw"].isVisible()


@pytest.mark.parametrize("large", [False, True])
def test_a_long_sentence_takes_the_lines_it_needs_and_no_more(window, qtbot, qapp, large):
    apply_theme(qapp, LIGHT, large_text=large)
    window.resize(1366, 768)
    sentence = "{file} was not opened: the layer lambda_1 carries Python code, which nnviz does not run. " * 3
    window.engine.failed.emit(Failed(UserError(sentence, file="a.h5")))
    line = window.notice.fontMetrics().height()
    qtbot.waitUntil(lambda: window.notice.width() > 1000 and window.notice.height() < 6 * line)
    assert window.notice.height() >= 2 * line
    assert window.height() <= 768


def test_the_title_says_that_the_model_is_changed_by_hand(window):
    plain = window.windowTitle()
    window.engine.weights_edited.emit(WeightsEdited("m", 1, 0, unsaved=True))
    assert window.windowTitle() == f"model changed by hand, not saved – {plain}"
    window.engine.weights_edited.emit(WeightsEdited("m", 1, 0, unsaved=False))
    assert window.windowTitle() == f"changed model, saved – {plain}"
    window.engine.model_ready.emit(convolutional_model())
    assert window.windowTitle() == plain


def test_a_changed_model_that_was_kept_can_be_opened_again(window, settings):
    window.engine.edits_kept.emit("/somewhere/kept.keras")
    assert settings.texts("recent") == ["/somewhere/kept.keras"]
    assert "it was kept as /somewhere/kept.keras" in window.notice.text
