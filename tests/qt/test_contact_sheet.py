"""Many pictures: handed to the engine, listed, sorted, opened, exported."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from fakes import FakeWindow, digit_model
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from nnviz.core.messages import UserError
from nnviz.core.picture_reading import PictureReading
from nnviz.engine import commands
from nnviz.engine.events import Failed, PictureRead, PicturesListed
from nnviz.qt.panels.contact_sheet import ContactSheetPanel
from nnviz.qt.widgets.reading_table import FILE, PICTURE, PROBABILITY, READING, VERDICT

LEFT = Qt.MouseButton.LeftButton
DOUBT = UserError("It could be a {first} or a {second}.", first=1, second=7)
GREY = np.full((20, 10), 90, np.uint8)
READINGS = (
    PictureReading("/p/b.png", GREY, 7, "7", 0.95, "digit"),
    PictureReading("/p/a.png", GREY, 1, "1", 0.41, "unsure", DOUBT),
    PictureReading("/p/d.png", error=UserError("{file} is damaged.", file="d.png")),
    PictureReading("/p/C.png", GREY, verdict="blank"),
)


@pytest.fixture
def window():
    made = FakeWindow()
    made.store.update(model=digit_model())
    return made


@pytest.fixture
def panel(qtbot, window):
    made = ContactSheetPanel(window.context)
    qtbot.addWidget(made)
    made.resize(640, 420)
    made.show()
    return made


def answer(window, batch, readings=READINGS, cut=False):
    window.engine.pictures_listed.emit(PicturesListed(batch, len(readings), cut))
    for index, reading in enumerate(readings):
        window.engine.picture_read.emit(PictureRead(batch, index, reading))


@pytest.fixture
def filled(panel, window):
    panel.read_files(["/p"])
    answer(window, 1)
    QApplication.processEvents()
    return panel


def names(panel):
    return [reading.path[-5] for reading in panel.in_order()]


def test_an_empty_sheet_says_what_to_do(panel):
    assert "drop them here" in panel.line.text()
    assert not panel.table.isVisible()
    assert not panel.export.isEnabled()


def test_chosen_files_go_to_the_engine(panel, window, qtbot, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (["/p/a.png", "/p/b.png"], ""))
    qtbot.mouseClick(panel.open_files, LEFT)
    assert window.engine.posted == [commands.ReadPictures(("/p/a.png", "/p/b.png"), 1)]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "/p")
    qtbot.mouseClick(panel.open_folder, LEFT)
    assert window.engine.posted[-1] == commands.ReadPictures(("/p",), 2)
    assert window.settings.text("open/folder") == "/p"


def test_a_dropped_folder_is_read(panel, window, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    panel.dropEvent(event)
    assert window.engine.posted == [commands.ReadPictures((str(tmp_path),), 1)]


def test_readings_are_listed_as_they_come(panel, window):
    panel.read_files(["/p"])
    window.engine.pictures_listed.emit(PicturesListed(1, 4, False))
    window.engine.picture_read.emit(PictureRead(1, 0, READINGS[0]))
    assert panel.bar.isVisible()
    assert (panel.bar.value(), panel.bar.maximum()) == (1, 4)
    assert panel.table.isVisible()
    for index in (1, 2, 3):
        window.engine.picture_read.emit(PictureRead(1, index, READINGS[index]))
    assert not panel.bar.isVisible()
    assert panel.line.text() == "4 files: 2 not sure or blank, 1 unreadable."
    row = [panel.readings.index(0, column).data() for column in (FILE, READING, PROBABILITY, VERDICT)]
    assert row == ["b.png", "7", "95.0 %", "Digit"]
    assert panel.readings.index(2, VERDICT).data() == "d.png is damaged."
    assert panel.readings.index(1, VERDICT).data(Qt.ItemDataRole.ToolTipRole) == "It could be a 1 or a 7."
    assert panel.readings.index(0, PICTURE).data(Qt.ItemDataRole.DecorationRole).size().toTuple() == (10, 20)


@pytest.mark.parametrize(
    ("column", "order"),
    [(FILE, ["a", "b", "C", "d"]), (READING, ["d", "C", "a", "b"]), (PROBABILITY, ["d", "C", "a", "b"]),
     (VERDICT, ["b", "a", "C", "d"])],
)  # fmt: skip
def test_a_click_on_a_title_sorts(filled, qtbot, column, order):
    assert names(filled) == ["b", "a", "d", "C"]
    header = filled.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    qtbot.mouseClick(header.viewport(), LEFT, pos=place)
    first = names(filled)
    qtbot.mouseClick(header.viewport(), LEFT, pos=place)
    second = names(filled)
    ties = {"C", "d"} if column in (READING, PROBABILITY) else set()
    for found, wanted in ((first, order), (second, order[::-1])):
        assert [name for name in found if name not in ties] == [name for name in wanted if name not in ties]


def test_a_click_draws_the_picture_and_an_unreadable_one_is_told(filled, window, qtbot):
    table = filled.table
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(filled.sorted.index(1, FILE)).center())
    assert window.opened == ["/p/a.png"]
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualRect(filled.sorted.index(2, FILE)).center())
    assert window.opened == ["/p/a.png"]
    assert window.reports == [READINGS[2].error]


def test_keys_draw_the_picture(filled, window, qtbot):
    filled.table.setCurrentIndex(filled.sorted.index(0, FILE))
    qtbot.keyClick(filled.table, Qt.Key.Key_Return)
    assert window.opened == ["/p/b.png"]


def test_the_list_is_exported_as_it_is_sorted(filled, window, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "list"), ""))
    filled.sorted.sort(FILE)
    qtbot.mouseClick(filled.export, LEFT)
    with (tmp_path / "list.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["file"][-5] for row in rows] == ["a", "b", "C", "d"]
    assert rows[0]["reason"] == "It could be a 1 or a 7."
    assert rows[3]["error"] == "d.png is damaged."
    assert [file.name for file in tmp_path.glob("*.csv")] == ["list.csv"]
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "list.csv"), ""))
    qtbot.mouseClick(filled.export, LEFT)
    assert isinstance(window.reports[-1], UserError)


def test_reading_is_cancelled_and_what_still_comes_is_dropped(panel, window, qtbot):
    panel.read_files(["/p"])
    window.engine.pictures_listed.emit(PicturesListed(1, 4, False))
    window.engine.picture_read.emit(PictureRead(1, 0, READINGS[0]))
    qtbot.mouseClick(panel.cancel, LEFT)
    assert window.engine.posted[-1] == commands.StopJob("ReadPictures")
    window.engine.picture_read.emit(PictureRead(1, 1, READINGS[1]))
    assert names(panel) == ["b"]
    assert not panel.bar.isVisible()


def test_a_model_that_cannot_read_them_is_told_here(panel, window):
    panel.read_files(["/p"])
    window.engine.failed.emit(Failed(UserError("It does not read pictures."), "ReadPictures"))
    assert panel.line.text() == "It does not read pictures."
    assert not panel.bar.isVisible()


def test_a_folder_without_pictures_and_one_with_too_many_are_told(panel, window):
    panel.read_files(["/p"])
    window.engine.pictures_listed.emit(PicturesListed(1, 0, False))
    assert "no pictures" in panel.line.text()
    panel.read_files(["/p"])
    answer(window, 2, cut=True)
    assert "There were more" in panel.line.text()
