"""The arrays panel: what it shows of the model and of files, and that a bad file costs nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from fakes import FakeWindow
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from nnviz.core.array_sources import ArraySource, SourceKind
from nnviz.core.box import Axes
from nnviz.core.messages import UserError
from nnviz.core.model_summary import LayerInfo, ModelSummary, WeightInfo
from nnviz.core.probe import Probe
from nnviz.core.view_state import ColourScale
from nnviz.qt.panels.arrays import ArraysPanel
from nnviz.qt.widgets.axis_sliders import AxisSliders

EXAMPLE = ArraySource(SourceKind.EXAMPLE)
MODEL = ModelSummary(
    "m",
    "lenet",
    (
        LayerInfo("input", "input", "InputLayer", (None, 8, 8, 1), 0),
        LayerInfo(
            "conv",
            "conv",
            "Conv2D",
            (None, 6, 6, 4),
            40,
            (WeightInfo("conv/kernel", "kernel", (3, 3, 1, 4)), WeightInfo("conv/bias", "bias", (4,))),
        ),
        LayerInfo("dense", "dense", "Dense", (None, 10), 500, (WeightInfo("dense/kernel", "kernel", (49, 10)),)),
    ),
    ((None, 8, 8, 1),),
    540,
)


def probe_with(seed: int = 0, step: int = 0) -> Probe:
    random = np.random.default_rng(seed)
    shapes = {"conv": (6, 6, 4), "dense": (10,)}
    weights = {"conv/kernel": (3, 3, 1, 4), "conv/bias": (4,), "dense/kernel": (49, 10)}
    return Probe(
        1,
        "m",
        step,
        random.random((8, 8, 1), np.float32),
        random.random(10, np.float32),
        {key: random.random(shape, np.float32) for key, shape in shapes.items()},
        {key: random.normal(size=shape).astype(np.float32) for key, shape in weights.items()},
    )


@pytest.fixture
def window():
    return FakeWindow()


@pytest.fixture
def panel(qtbot, window):
    made = ArraysPanel(window.context)
    qtbot.addWidget(made)
    window.store.changed.connect(made.show_state)
    made.resize(700, 600)
    made.show()
    qtbot.waitExposed(made)
    made.show_state(window.store.state, None)
    return made


def pick_source(panel, kind: SourceKind, key: str = "") -> None:
    """Choose from the list with the keyboard, as a person does."""
    chooser = panel.chooser
    chooser.setFocus()
    for row in range(chooser.count()):
        if chooser.itemData(row, Qt.ItemDataRole.UserRole) == ArraySource(kind, key):
            chooser.showPopup()
            chooser.view().setCurrentIndex(chooser.model().index(row, 0))
            QApplication.sendEvent(chooser.view().viewport(), _release(chooser, row))
            return
    raise AssertionError(f"{kind} {key} is not in the list")


def _release(chooser, row: int):
    from PySide6.QtGui import QMouseEvent

    place = chooser.view().visualRect(chooser.model().index(row, 0)).center()
    view = chooser.view().viewport()
    button = Qt.MouseButton.LeftButton
    press = QMouseEvent(QEvent.Type.MouseButtonPress, QPointF(place), QPointF(view.mapToGlobal(place)), button, button,
                        Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(view, press)
    return QMouseEvent(QEvent.Type.MouseButtonRelease, QPointF(place), QPointF(view.mapToGlobal(place)), button,
                       Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)  # fmt: skip


def test_an_example_is_there_before_anything_else(panel):
    assert panel.display.source == EXAMPLE
    assert panel.display.array.shape == (2, 3, 4)
    assert panel.chooser.source == EXAMPLE
    assert panel.invitation.isVisible()
    assert "open an .npy" in panel.invitation.text()
    assert panel.wanted_tensors(panel._state) == frozenset()


def test_without_values_the_panel_says_what_to_do(panel, window):
    window.store.update(model=MODEL)
    assert panel.display.source == EXAMPLE
    assert "draw something" in panel.invitation.text()
    assert panel.invitation.isVisible()
    assert panel.wanted_tensors(window.store.state) == {"conv"}


def test_the_first_convolution_is_shown_by_default(panel, window):
    probe = probe_with()
    window.store.update(model=MODEL)
    window.store.update(probe=probe)
    assert panel.display.array is probe.tensors["conv"]
    assert panel.display.view.source.axes is Axes.LAST_INTO_DEPTH
    assert panel.display.badge.shape == (6, 6, 4)
    assert "float32" in panel.display.facts_line.text()
    assert not panel.invitation.isVisible()


def test_the_chosen_layer_is_followed(panel, window):
    probe = probe_with()
    window.store.update(model=MODEL, probe=probe, layer_id="dense")
    assert panel.display.array is probe.tensors["dense"]
    assert panel.wanted_tensors(window.store.state) == {"dense"}
    window.store.update(layer_id="conv")
    assert panel.display.array is probe.tensors["conv"]
    assert "conv" in panel.chooser.currentText()


@pytest.mark.parametrize(
    ("kind", "key", "wanted"),
    [
        (SourceKind.INPUT, "", set()),
        (SourceKind.OUTPUT, "dense", {"dense"}),
        (SourceKind.WEIGHT, "dense/kernel", {"dense/kernel"}),
        (SourceKind.EXAMPLE, "", set()),
    ],
)
def test_each_source_can_be_chosen(panel, window, kind, key, wanted):
    probe = probe_with()
    window.store.update(model=MODEL, probe=probe)
    pick_source(panel, kind, key)
    assert panel.display.source == ArraySource(kind, key)
    assert window.engine.wanted["arrays"] == wanted
    expected = {SourceKind.INPUT: probe.image, SourceKind.OUTPUT: probe.tensors.get(key),
                SourceKind.WEIGHT: probe.weights.get(key)}.get(kind)  # fmt: skip
    if expected is not None:
        assert panel.display.array is expected


def test_values_move_in_place_while_the_model_learns(panel, window):
    window.store.update(model=MODEL, probe=probe_with(0))
    panel.display.view.orbit.turn(33, 7)
    panel.display.view.step_mark(1, 0)
    camera, first = panel.display.view.orbit.camera, panel.display.readout.text()
    later = probe_with(1, step=5)
    window.store.update(probe=later)
    assert panel.display.array is later.tensors["conv"]
    assert panel.display.view.orbit.camera == camera
    assert panel.display.readout.text() != first
    assert panel.display.readout.text().split("=")[0] == first.split("=")[0]


def test_another_state_does_not_touch_an_unchanged_array(panel, window, monkeypatch):
    window.store.update(model=MODEL, probe=probe_with())
    calls = []
    monkeypatch.setattr(panel.display.view, "set_source", calls.append)
    window.store.update(input_name="seven", generation=4)
    assert calls == []


def test_another_model_keeps_a_file_but_not_a_tensor_it_lacks(panel, window, tmp_path):
    window.store.update(model=MODEL, probe=probe_with())
    pick_source(panel, SourceKind.WEIGHT, "dense/kernel")
    other = replace(MODEL, id="other", layers=MODEL.layers[:2])
    window.store.update(model=other, probe=probe_with(3))
    assert panel.display.source == ArraySource(SourceKind.OUTPUT, "conv")
    np.save(tmp_path / "a.npy", np.ones((2, 2)))
    panel.open_file(tmp_path / "a.npy")
    window.store.update(model=MODEL, probe=probe_with(4))
    assert panel.display.source == ArraySource(SourceKind.FILE)


def test_hovering_tells_index_and_exact_value(qtbot, panel, window):
    assert "Point at a cell" in panel.display.readout.text()
    view = panel.display.view
    qtbot.mouseMove(view, QPoint(view.width() // 2 - 5, view.height() // 2 + 5))
    text = panel.display.readout.text()
    index = tuple(int(part) for part in text.split("]")[0].strip("[").split(","))
    assert text.endswith(f"=  {panel.display.array[index]}")


# --- higher ranks ---


def test_a_kernel_shows_one_filter_and_a_slider(qtbot, panel, window):
    probe = probe_with()
    window.store.update(model=MODEL, probe=probe)
    assert not panel.display.axis_sliders.isVisible()
    pick_source(panel, SourceKind.WEIGHT, "conv/kernel")
    sliders = panel.display.axis_sliders
    assert sliders.isVisible()
    assert (sliders.shown, sliders.fixed) == ((0, 1, 2), (0,))
    sliders.sliders[0].setFocus()
    qtbot.keyClick(sliders.sliders[0], Qt.Key.Key_Right)
    assert sliders.fixed == (1,)
    assert panel.display.view.source.index_of((2, 1, 0)) == (1, 2, 0, 1)
    qtbot.keyClick(sliders.sliders[0], Qt.Key.Key_End)
    assert sliders.fixed == (3,)
    later = probe_with(1)
    window.store.update(probe=later)
    assert sliders.fixed == (3,)
    assert panel.display.view.source.array is later.weights["conv/kernel"]


def test_other_axes_can_be_shown(qtbot, panel, tmp_path):
    np.save(tmp_path / "a.npy", np.arange(120).reshape(2, 3, 4, 5))
    panel.open_file(tmp_path / "a.npy")
    sliders = panel.display.axis_sliders
    assert sliders.shown == (1, 2, 3)
    assert sliders.chooser.count() == 4
    sliders.chooser.setFocus()
    qtbot.keyClick(sliders.chooser, Qt.Key.Key_Up)
    assert sliders.shown == (0, 2, 3)
    assert panel.display.view.source.fixed_axes == (1,)


def test_sliders_of_a_vanished_axis_are_gone(qtbot):
    sliders = AxisSliders()
    qtbot.addWidget(sliders)
    sliders.set_shape((2, 3, 4, 5, 6), (2, 3, 4))
    assert len(sliders.sliders) == 2
    sliders.set_shape((2, 3), (0, 1))
    assert sliders.sliders == ()
    assert not sliders.isVisible()


def test_depth_can_be_exchanged(qtbot, panel):
    assert panel.display.view.source.axes is Axes.FIRST_INTO_DEPTH
    panel.display.depth_chooser.setFocus()
    qtbot.keyClick(panel.display.depth_chooser, Qt.Key.Key_Up)
    assert panel.display.view.source.axes is Axes.LAST_INTO_DEPTH


def test_the_view_can_be_reset(qtbot, panel):
    first = panel.display.view.orbit.camera
    panel.display.view.orbit.turn(50, 10)
    qtbot.mouseClick(panel.display.reset, Qt.MouseButton.LeftButton)
    assert panel.display.view.orbit.camera == first


def test_colours_are_shared_with_the_window(qtbot, panel, window):
    panel.display.controls.chooser.setFocus()
    qtbot.keyClick(panel.display.controls.chooser, Qt.Key.Key_Down)
    assert window.store.state.colour_scale == ColourScale("viridis")
    window.store.update(colour_scale=ColourScale("grey", True))
    assert panel.display.controls.scale == ColourScale("grey", True)


# --- files ---


def test_a_file_is_shown_and_remembered(panel, window, tmp_path):
    array = np.arange(6.0).reshape(2, 3)
    np.save(tmp_path / "a.npy", array)
    panel.open_file(tmp_path / "a.npy")
    np.testing.assert_array_equal(panel.display.array, array)
    assert panel.chooser.currentText() == "a.npy"
    assert window.settings.texts("recent") == [str(tmp_path / "a.npy")]
    assert window.engine.wanted["arrays"] == frozenset()


def test_each_key_of_an_archive_can_be_chosen(panel, tmp_path):
    np.savez(tmp_path / "a.npz", one=np.ones(3), two=np.zeros((2, 2)))
    panel.open_file(tmp_path / "a.npz")
    assert panel.display.source == ArraySource(SourceKind.FILE, "one")
    pick_source(panel, SourceKind.FILE, "two")
    assert panel.display.array.shape == (2, 2)
    pick_source(panel, SourceKind.EXAMPLE)
    pick_source(panel, SourceKind.FILE, "two")
    assert panel.display.array.shape == (2, 2)


def test_a_bad_file_costs_nothing(panel, window, tmp_path):
    np.save(tmp_path / "good.npy", np.ones((2, 2)))
    panel.open_file(tmp_path / "good.npy")
    shown = panel.display.array
    (tmp_path / "bad.npy").write_bytes(b"nonsense")
    with pytest.raises(UserError):
        panel.open_file(tmp_path / "bad.npy")
    assert panel.display.array is shown
    assert panel.problem_bar.isVisible()
    assert "not a NumPy file" in panel.problem_bar.text
    assert window.settings.texts("recent") == [str(tmp_path / "good.npy")]
    panel.problem_bar.dismiss()
    assert not panel.problem_bar.isVisible()


def test_a_bad_key_is_told_and_the_picture_stays(panel, window, tmp_path):
    np.savez(tmp_path / "a.npz", good=np.ones(3), bad=np.array([None], dtype=object))
    panel.open_file(tmp_path / "a.npz")
    pick_source(panel, SourceKind.FILE, "bad")
    assert panel.display.source == ArraySource(SourceKind.FILE, "good")
    assert panel.chooser.source == ArraySource(SourceKind.FILE, "good")
    assert "Python objects" in str(window.reports[-1])
    pick_source(panel, SourceKind.EXAMPLE)
    assert not panel.problem_bar.isVisible()


def test_nine_axes_are_refused_in_a_sentence(panel, tmp_path):
    np.save(tmp_path / "a.npy", np.zeros((1,) * 9))
    with pytest.raises(UserError, match="9 axes"):
        panel.open_file(tmp_path / "a.npy")
    assert panel.display.source == EXAMPLE


def test_the_button_asks_for_a_file(qtbot, panel, window, tmp_path, monkeypatch):
    np.save(tmp_path / "a.npy", np.ones(4))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "a.npy"), ""))
    qtbot.mouseClick(panel.open_button, Qt.MouseButton.LeftButton)
    assert panel.display.array.shape == (4,)
    assert window.settings.text("open/folder") == str(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    qtbot.mouseClick(panel.open_button, Qt.MouseButton.LeftButton)
    assert panel.display.array.shape == (4,)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "absent.npy"), ""))
    qtbot.mouseClick(panel.open_button, Qt.MouseButton.LeftButton)
    assert "no such file" in str(window.reports[-1])


def drag(panel, *paths) -> tuple[QDragEnterEvent, QDropEvent]:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, button, none)
    drop = QDropEvent(QPointF(5, 5), copy, data, button, none)
    drag.data = data  # the events do not own it
    return enter, drop


def test_files_can_be_dropped(panel, tmp_path):
    np.save(tmp_path / "a.npy", np.ones(4))
    enter, drop = drag(panel, tmp_path / "a.npy")
    panel.dragEnterEvent(enter)
    assert enter.isAccepted()
    panel.dropEvent(drop)
    assert panel.display.array.shape == (4,)
    other, _ = drag(panel, tmp_path / "picture.png")
    panel.dragEnterEvent(other)
    assert not other.isAccepted()


# --- words and pictures ---


def test_the_facts_tell_what_is_unusual(panel, tmp_path):
    np.save(tmp_path / "a.npy", np.asfortranarray(np.array([[1.0, np.nan], [np.inf, 2.0]], dtype=">f4")))
    panel.open_file(tmp_path / "a.npy")
    text = panel.display.facts_line.text()
    for part in (">f4", "Fortran order", "16 bytes", "1 to 2", "1 NaN", "1 infinite"):
        assert part in text


def test_an_empty_array_says_so(panel, tmp_path):
    np.save(tmp_path / "a.npy", np.zeros((2, 0, 3)))
    panel.open_file(tmp_path / "a.npy")
    assert "Empty array" in panel.display.view._sentence()
    assert panel.display.badge.shape == (2, 0, 3)


def test_the_picture_can_be_saved_and_copied(qtbot, panel, window, tmp_path, monkeypatch):
    file = tmp_path / "box.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    panel.display.export.save_picture.trigger()
    assert file.read_bytes().startswith(b"\x89PNG")
    panel.display.export.copy_picture.trigger()
    assert QApplication.clipboard().pixmap().size() == panel.display.view.size()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "absent" / "box.png"), ""))
    panel.display.export.save_picture.trigger()
    assert isinstance(window.reports[-1], UserError)


def test_every_word_is_set_again_in_another_language(panel, window, tmp_path):
    window.store.update(model=MODEL)
    np.save(tmp_path / "a.npy", np.zeros((2, 2, 2, 2)))
    panel.open_file(tmp_path / "a.npy")
    QCoreApplication.sendEvent(panel, QEvent(QEvent.Type.LanguageChange))
    for widget in (panel.chooser, panel.display.axis_sliders, panel.display, panel.display.view):
        QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    assert panel.chooser.source == ArraySource(SourceKind.FILE)
    assert panel.chooser.accessibleName()
    assert panel.display.view.accessibleName()


def test_it_fits_into_a_narrow_dock(panel):
    assert panel.minimumSizeHint().width() <= 304
