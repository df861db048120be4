"""A mapped file that shrinks or vanishes while on show: a sentence, the last good picture, and a living process."""

from __future__ import annotations

import os

import numpy as np
import pytest
from fakes import FakeWindow
from PySide6.QtCore import QPoint, Qt

from nnviz.core import array_file
from nnviz.core.array_sample import is_mapped
from nnviz.core.messages import UserError
from nnviz.qt.panels.arrays import ArraysPanel
from nnviz.qt.widgets import box_view

ARRAY = np.random.default_rng(2).normal(size=(30, 40, 50))


@pytest.fixture
def window():
    return FakeWindow()


@pytest.fixture
def panel(qtbot, window, tmp_path, monkeypatch):
    monkeypatch.setattr(array_file, "MAP_FROM_BYTES", 0)
    np.save(tmp_path / "a.npy", ARRAY)
    made = ArraysPanel(window.context)
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.show()
    qtbot.waitExposed(made)
    made.open_file(tmp_path / "a.npy")
    assert is_mapped(made.display.array)
    return made


def sentences(monkeypatch):
    written = []
    from nnviz.qt.widgets import last_picture

    monkeypatch.setattr(last_picture, "paint_sentence", lambda painter, text, *rest, **more: written.append(text))
    return written


def test_orbiting_a_truncated_file_keeps_the_last_picture_and_says_why(qtbot, panel, tmp_path, monkeypatch):
    view, written = panel.display.view, sentences(monkeypatch)
    view.setFocus()
    good = view.to_image()
    os.truncate(tmp_path / "a.npy", 4_000)
    for _ in range(60):
        qtbot.keyClick(view, Qt.Key.Key_Left)
        view.repaint()
    view.orbit.turn(180.0, -60.0)
    frozen = view.to_image()
    assert written
    assert "a.npy has become shorter" in written[-1]
    assert isinstance(view._last.trouble, UserError)
    assert frozen.size() == good.size()
    colours = {frozen.pixel(x, view.height() // 2) for x in range(0, frozen.width(), 3)}
    assert len(colours) > 10  # the box is still to be seen
    view.orbit.reset()
    assert view.to_image() == good  # faces that were read before are still there
    assert view._last.trouble is None


def test_pointing_at_a_cell_of_a_truncated_file_says_why(qtbot, panel, tmp_path):
    os.truncate(tmp_path / "a.npy", 4_000)
    view = panel.display.view
    qtbot.mouseMove(view, QPoint(view.width() // 2, view.height() // 2))
    assert "has become shorter" in panel.display.readout.text()


def test_the_sentence_is_painted_over_the_picture(panel, tmp_path):
    view = panel.display.view
    good = view.to_image()
    os.truncate(tmp_path / "a.npy", 4_000)
    view.orbit.turn(180.0, 0.0)
    assert view.to_image() != good
    top, bottom = view.rect().adjusted(0, 0, 0, -120), view.rect().adjusted(0, view.height() - 120, 0, 0)
    assert view.to_image().copy(bottom) != good.copy(bottom)
    assert view.to_image().copy(top) == view._last._image.copy(top)


def test_a_deleted_file_is_read_on(qtbot, panel, tmp_path):
    (tmp_path / "a.npy").unlink()
    view = panel.display.view
    view.orbit.turn(180.0, -60.0)
    view.to_image()
    assert view._last.trouble is None
    qtbot.mouseMove(view, QPoint(view.width() // 2 - 7, view.height() // 2 + 9))
    text = panel.display.readout.text()
    index = tuple(int(part) for part in text.split("]")[0].strip("[").split(","))
    assert text.endswith(f"=  {ARRAY[index]}")


def test_a_truncated_file_that_is_opened_again_leaves_the_picture(panel, window, tmp_path):
    shown = panel.display.array
    os.truncate(tmp_path / "a.npy", 4_000)
    with pytest.raises(UserError, match="is cut off"):
        panel.open_file(tmp_path / "a.npy")
    assert panel.display.array is shown
    assert panel.problem_bar.isVisible()
    assert box_view.BoxView is type(panel.display.view)
