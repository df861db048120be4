"""The samples: asked for when seen, filtered, misread ones found, and put on the canvas by a click."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeWindow, digit_model
from PySide6.QtCore import QPoint, Qt

from nnviz.core.messages import UserError
from nnviz.engine import commands
from nnviz.engine.events import Failed, MisreadProgress, MisreadReady, SamplesReady
from nnviz.qt.panels.gallery import GalleryPanel

LEFT = Qt.MouseButton.LeftButton
LABELS = np.arange(200) % 10
PICTURES = np.zeros((200, 28, 28, 1), np.uint8)
PICTURES[:, 4:24, 10:18, 0] = np.arange(200, dtype=np.uint8)[:, None, None]


@pytest.fixture
def window():
    made = FakeWindow()
    made.store.update(model=digit_model())
    return made


@pytest.fixture
def panel(qtbot, window):
    made = GalleryPanel(window.context)
    qtbot.addWidget(made)
    window.store.changed.connect(made.show_state)
    made.resize(420, 400)
    made.show()
    made.show_state(window.store.state, None)
    return made


def fill(window, dataset="digits", split="test"):
    names = tuple("0123456789")
    window.engine.samples_ready.emit(SamplesReady(dataset, split, PICTURES, LABELS, names))


def test_samples_are_asked_for_when_the_panel_is_seen(panel, window):
    assert window.engine.posted == [commands.ListSamples("digits")]
    assert "Loading" in panel.line.text()
    fill(window)
    assert "200" in panel.line.text()
    np.testing.assert_array_equal(panel.grid.indices, np.arange(200))


def test_a_click_puts_that_picture_on_the_paper(panel, window, qtbot):
    fill(window)
    place = panel.grid.columns + 2
    qtbot.mouseClick(panel.grid.viewport(), LEFT, pos=panel.grid.place_rect(place).center())
    assert window.engine.posted[-1] == commands.PickSample("digits", "test", place)
    assert window.shown == ["draw"]
    qtbot.mouseClick(panel.grid.viewport(), LEFT, pos=QPoint(panel.grid.viewport().width() - 1, 5))
    assert len(window.shown) == 1, "beside the pictures is none"


def test_what_is_painted_is_the_picture_of_that_place(panel, window):
    fill(window)
    panel.grid.verticalScrollBar().setValue(100)
    image = panel.grid.viewport().grab().toImage()
    columns = panel.grid.columns
    for place in (2 * columns, 3 * columns + 1):
        cell = panel.grid.place_rect(place)
        assert image.pixelColor(cell.center().x(), cell.top() + 28).red() == PICTURES[place, 14, 14, 0]


def test_keys_go_from_picture_to_picture_and_choose(panel, window, qtbot):
    fill(window)
    grid = panel.grid
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End, Qt.Key.Key_Left):
        qtbot.keyClick(grid, key)
    assert grid.current == 198
    assert grid.viewport().rect().contains(grid.place_rect(198))
    assert "198" in grid.accessibleDescription()
    qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert window.engine.posted[-1] == commands.PickSample("digits", "test", 198)


def test_a_class_is_shown_alone_and_random_stays_within_it(panel, window, qtbot):
    fill(window)
    panel.choices.class_box.setCurrentIndex(4)
    assert set(LABELS[panel.grid.indices]) == {3}
    for _ in range(5):
        qtbot.mouseClick(panel.choices.dice, LEFT)
        assert LABELS[window.engine.posted[-1].index] == 3


def test_misread_pictures_are_found_shown_with_both_readings_and_random(panel, window, qtbot):
    fill(window)
    qtbot.mouseClick(panel.choices.misread_box, LEFT, pos=QPoint(8, panel.choices.misread_box.height() // 2))
    assert window.engine.posted[-1] == commands.FindMisread("digits", "test")
    window.engine.misread_progress.emit(MisreadProgress("digits", "test", 50, 200))
    assert panel.bar.isVisible()
    assert (panel.bar.value(), panel.bar.maximum()) == (50, 200)
    found = MisreadReady("digits", "test", np.array([7, 19, 23]), np.array([1, 4, 8]), "digits")
    window.engine.misread_ready.emit(found)
    assert not panel.bar.isVisible()
    assert panel.grid.indices.tolist() == [7, 19, 23]
    assert panel._caption(1) == "9 → 4"
    qtbot.mouseClick(panel.choices.dice, LEFT)
    assert window.engine.posted[-1].index in (7, 19, 23)
    panel.choices.class_box.setCurrentIndex(10)
    assert panel.grid.indices.tolist() == [19]
    assert panel._caption(0) == "9 → 4"


def test_a_search_is_cancelled(panel, window, qtbot):
    fill(window)
    panel.choices.misread_box.setChecked(True)
    qtbot.mouseClick(panel.cancel, LEFT)
    assert window.engine.posted[-1] == commands.StopJob("FindMisread")
    assert not panel.bar.isVisible()
    assert not panel.choices.misread_only
    window.engine.misread_ready.emit(MisreadReady("digits", "test", np.array([7]), np.array([1]), "digits"))
    assert len(panel.grid.indices) == 200


def test_a_search_that_fails_leaves_all_samples(panel, window):
    fill(window)
    panel.choices.misread_box.setChecked(True)
    window.engine.failed.emit(Failed(UserError("no"), "FindMisread"))
    assert not panel.bar.isVisible()
    assert not panel.choices.misread_only
    assert len(panel.grid.indices) == 200


def test_another_model_is_judged_anew(panel, window):
    fill(window)
    panel.choices.misread_box.setChecked(True)
    window.engine.misread_ready.emit(MisreadReady("digits", "test", np.array([7]), np.array([1]), "digits"))
    assert len(panel.grid.indices) == 1
    window.store.update(model=digit_model("other"))
    assert not panel.choices.misread_only
    assert len(panel.grid.indices) == 200


def test_a_set_that_is_not_here_is_only_fetched_when_asked(panel, window, qtbot):
    panel.choices.dataset_box.setCurrentIndex(panel.choices.dataset_box.findData("mnist"))
    assert window.engine.posted[-1] == commands.ListSamples("mnist")
    window.engine.samples_ready.emit(SamplesReady("mnist", "test", None, None, missing_bytes=11_490_434))
    assert "not on this machine" in panel.line.text()
    assert "11.5 MB" in panel.fetch.text()
    assert not panel.grid.isVisible()
    qtbot.mouseClick(panel.fetch, LEFT)
    assert window.engine.posted[-1] == commands.ListSamples("mnist", download=True)
    window.engine.failed.emit(Failed(UserError("The net is down."), "ListSamples"))
    assert "net is down" in panel.line.text()
    qtbot.mouseClick(panel.fetch, LEFT)
    fill(window, "mnist")
    assert panel.grid.isVisible()
    assert not panel.fetch.isVisible()


def test_a_late_answer_for_another_set_is_dropped(panel, window):
    panel.choices.split_box.setCurrentIndex(1)
    fill(window)
    assert "Loading" in panel.line.text()
    fill(window, split="train")
    assert "200" in panel.line.text()
