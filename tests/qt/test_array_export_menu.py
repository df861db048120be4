"""What the arrays panel gives away: PDF, a film of one turn, and the code of what is on show."""

from __future__ import annotations

import re
import zlib

import numpy as np
import pytest
from fakes import FakeWindow
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from nnviz.core.messages import UserError
from nnviz.core.turntable_film import FRAMES
from nnviz.qt.panels.arrays import ArraysPanel
from nnviz.qt.widgets import picture_export, view_export
from nnviz.qt.widgets.tiled_image import TiledImage


@pytest.fixture
def panel(qtbot):
    made = ArraysPanel(FakeWindow().context)
    qtbot.addWidget(made)
    made.resize(420, 520)
    made.show()
    qtbot.waitExposed(made)
    made._show()
    made.sentences = []
    made.display.told.connect(made.sentences.append)
    return made


def test_a_pdf_is_one_page_of_the_widgets_size_with_its_words_as_text(qtbot, tmp_path):
    view = TiledImage()
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.set_maps(np.random.default_rng(0).random((6, 8, 8), np.float32))
    picture_export.save_picture(view, tmp_path / "maps.pdf")
    assert [file.name for file in tmp_path.iterdir()] == ["maps.pdf"]
    data = (tmp_path / "maps.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", data)) == 1
    box = [float(part) for part in re.search(rb"/MediaBox \[(.*?)\]", data).group(1).split()]
    assert box == pytest.approx([0, 0, 300, 225], abs=0.5)  # 400 x 300 pixels of 1/96 inch in points of 1/72
    streams = [_inflated(part) for part in re.findall(rb"stream\r?\n(.*?)endstream", data, re.S)]
    assert any(b"BT" in part and b"Tj" in part for part in streams)


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return b""


def test_a_pdf_that_cannot_be_written_is_told(panel, tmp_path):
    with pytest.raises(UserError, match="was not saved"):
        picture_export.save_picture(panel.display.view, tmp_path / "absent" / "a.pdf")


def test_a_film_turns_once_and_the_camera_is_back(qtbot, panel, tmp_path, monkeypatch):
    file = tmp_path / "turn.gif"
    monkeypatch.setattr(view_export, "ask_where_to_save_film", lambda widget, name: file)
    view = panel.display.view
    camera, first = view.orbit.camera, view.to_image()
    panel.display.export.save_film.trigger()
    assert panel.display.turntable.progress.isVisible()
    qtbot.waitUntil(lambda: bool(panel.sentences), timeout=30_000)
    assert str(file) in panel.sentences[-1]
    assert [one.name for one in tmp_path.iterdir()] == ["turn.gif"]
    assert view.orbit.camera == camera
    with Image.open(file) as film:
        assert (film.n_frames, film.info["loop"]) == (FRAMES, 0)
        assert film.size == (first.width(), first.height())
        frames = []
        for number in (0, 15, 30):
            film.seek(number)
            frames.append(np.asarray(film.convert("RGB"), int))
    shown = first.convertToFormat(QImage.Format.Format_RGB888)
    pixels = np.frombuffer(bytes(shown.constBits()), np.uint8).reshape(shown.height(), -1)
    pixels = pixels[:, : 3 * shown.width()].reshape(shown.height(), shown.width(), 3)
    assert np.abs(frames[0] - pixels).mean() < 3
    assert np.abs(frames[0] - frames[1]).mean() > 3
    assert np.abs(frames[0] - frames[2]).mean() > 3


def test_a_film_can_be_stopped_and_leaves_the_old_file(qtbot, panel, tmp_path):
    file = tmp_path / "turn.gif"
    file.write_text("before")
    camera = panel.display.view.orbit.camera
    turntable = panel.display.turntable
    turntable.start(file)
    qtbot.waitUntil(lambda: len(turntable._frames) >= 2, timeout=10_000)
    qtbot.keyClick(turntable.progress, Qt.Key.Key_Escape)
    assert not turntable.is_turning
    assert "no film was saved" in panel.sentences[-1]
    assert file.read_text() == "before"
    assert panel.display.view.orbit.camera == camera


def test_only_what_turns_offers_a_film(qtbot, panel):
    assert panel.display.export.save_film.isVisible()
    view = TiledImage()
    qtbot.addWidget(view)
    flat = view_export.ViewExport(view, view_export.ViewContent(lambda: view, lambda: "maps"))
    qtbot.addWidget(flat)
    assert not flat.save_film.isVisible()


def run_code(text: str) -> dict[str, object]:
    names: dict[str, object] = {}
    exec(text, names)
    return names


def test_the_code_gives_the_array_and_the_part_on_show(panel, tmp_path):
    panel.display.export.copy_code.trigger()
    assert run_code(QGuiApplication.clipboard().text())["array"].tolist() == np.arange(24).reshape(2, 3, 4).tolist()
    array = np.arange(120).reshape(2, 3, 4, 5)
    np.savez(tmp_path / "it's.npz", maps=array)
    panel.open_file(tmp_path / "it's.npz")
    panel.display.axis_sliders.sliders[0].setValue(1)
    panel.display.export.copy_code.trigger()
    found = run_code(QGuiApplication.clipboard().text())
    np.testing.assert_array_equal(found["array"], array)
    np.testing.assert_array_equal(found["shown"], array[1])
