"""The data panel: asks, shows, follows the training form and leads it; drawings are kept, removed and brought back."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeWindow, digit_model
from own_folders import make_folder, read_all
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QInputDialog

from nnviz import paths
from nnviz.core.augmentation import augment
from nnviz.core.data_description import describe
from nnviz.core.messages import UserError
from nnviz.core.own_data.drawings import drawing_counts, keep_drawing, read_drawings
from nnviz.core.own_data.folder import read_folder
from nnviz.engine import commands
from nnviz.engine.datasets import load_dataset
from nnviz.engine.events import DataProgress, DataReady, Failed
from nnviz.qt.numerals import whole
from nnviz.qt.panels.data import DataPanel
from nnviz.qt.panels.draw import DrawPanel
from nnviz.qt.panels.training import TrainingPanel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def window():
    made = FakeWindow()
    made.store.update(model=digit_model())
    return made


@pytest.fixture
def panel(qtbot, window):
    made = DataPanel(window.context)
    qtbot.addWidget(made)
    made.resize(900, 640)
    made.show()
    return made


def answer(window, reference, dataset):
    window.engine.data_ready.emit(DataReady(reference, dataset, read_all(describe(dataset))))


@pytest.fixture
def digits(window, panel):
    dataset = load_dataset("digits")
    answer(window, "digits", dataset)
    return dataset


def test_the_data_is_asked_for_when_seen_and_shown_when_it_comes(panel, window):
    assert window.engine.posted == [commands.DescribeData("digits")]
    assert panel.bar.isVisible()
    assert not panel.body.isVisible()
    window.engine.data_progress.emit(DataProgress("digits", 0.25))
    assert panel.bar.value() == 250
    dataset = load_dataset("digits")
    answer(window, "digits", dataset)
    assert panel.answered
    assert not panel.bar.isVisible()
    assert f"{whole(1797)} pictures of 10 classes, 28 × 28" in panel.line.text()
    assert panel.table.rowCount() == 11
    assert panel.table.item(4, 1).text() == str((dataset.y_train == 3).sum())
    assert panel.table.item(4, 2).text() == str((dataset.y_test == 3).sum())


def test_a_class_is_chosen_by_keys_and_its_samples_are_shown(panel, digits, qtbot):
    panel.table.setFocus()
    for _ in range(3):
        qtbot.keyClick(panel.table, Qt.Key.Key_Down)
    assert set(digits.y_train[panel.samples.grid.indices]) == {2}
    panel.samples.part.setCurrentIndex(1)
    assert set(digits.y_test[panel.samples.grid.indices]) == {2}


def test_sliders_tell_the_form_and_the_numbers_of_pictures(panel, digits, window, qtbot):
    panel.shares.subset.setFocus()
    qtbot.keyClick(panel.shares.subset, Qt.Key.Key_Home)
    assert window.settings.number("training/subset", 1.0) == 0.01
    for _ in range(25):
        qtbot.keyClick(panel.shares.split, Qt.Key.Key_Right)
    assert window.settings.number("training/split", 0.0) == 0.25
    panel.shares.subset.setValue(50)
    assert "validated on 180 others" in panel.shares.line.text()


def test_the_training_form_follows_and_leads(panel, digits, window, qtbot, tmp_path):
    training = TrainingPanel(window.context)
    qtbot.addWidget(training)
    make_folder(tmp_path / "pets")
    panel.shares.subset.setValue(30)
    panel.open_data(str(tmp_path / "pets"))
    chosen = training.form.experiment()
    assert (chosen.dataset, chosen.data, chosen.subset) == ("folder", str(tmp_path / "pets"), 0.3)
    qtbot.mouseClick(training.controls.start, LEFT)
    (sent,) = window.engine.posted_of(commands.Train)
    assert (sent.experiment.data, sent.experiment.subset) == (str(tmp_path / "pets"), 0.3)
    training.form.dataset.choose("fashion-mnist")
    assert window.engine.posted_of(commands.DescribeData)[-1].dataset == "fashion-mnist"
    assert panel.chooser.box.currentData() == "fashion-mnist"
    assert training.form.experiment().subset == 0.3
    panel.chooser.box.setCurrentIndex(panel.chooser.box.findData("folder"))
    panel.chooser.box.activated.emit(panel.chooser.box.currentIndex())
    assert training.form.experiment().data == str(tmp_path / "pets"), "where it lay is remembered"


def test_augmentation_is_previewed_and_varied_again(panel, digits, window, qtbot):
    preview = panel.samples.variants
    assert preview.box.currentData() == "drawn"
    place = 3
    qtbot.mouseClick(panel.samples.grid.viewport(), LEFT, pos=panel.samples.grid.place_rect(place).center())
    first = preview.variants
    np.testing.assert_array_equal(first[0], digits.x_train[place])
    copies = np.repeat(digits.x_train[place][None], len(first) - 1, axis=0)
    np.testing.assert_array_equal(first[1:], augment(copies, "drawn", np.random.default_rng(0)))
    qtbot.mouseClick(preview.again, LEFT)
    assert (preview.variants[1:] != first[1:]).any()
    window.settings.set("training/augment", "photo")
    assert preview.box.currentData() == "photo"


def test_what_was_left_out_is_told(panel, window, tmp_path, qtbot, monkeypatch):
    make_folder(tmp_path / "pets")
    (tmp_path / "pets" / "gato" / "bad.png").write_bytes(b"x")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "pets"))
    qtbot.mouseClick(panel.chooser.open_folder, LEFT)
    reference = f"folder:{tmp_path / 'pets'}"
    assert window.engine.posted_of(commands.DescribeData)[-1].dataset == reference
    answer(window, reference, read_all(read_folder(tmp_path / "pets")))
    assert "1 left out, 12 pictures" in panel.notice.text()
    assert "gato/bad.png" in panel.notice.toolTip()
    assert "pets" in panel.line.text()


@pytest.mark.parametrize(("name", "kind"), [("a.npz", "npz"), ("b.CSV", "csv"), ("c.tsv", "csv")])
def test_files_are_dropped(panel, window, tmp_path, name, kind):
    (tmp_path / name).write_bytes(b"")
    drop(panel, tmp_path / name)
    assert window.engine.posted_of(commands.DescribeData)[-1].dataset == f"{kind}:{tmp_path / name}"
    assert window.settings.text("training/dataset") == kind


def drop(panel, path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    actions = Qt.DropAction.CopyAction
    panel.dropEvent(QDropEvent(QPointF(5, 5), actions, data, LEFT, Qt.KeyboardModifier.NoModifier))


def test_a_drop_that_is_no_data_changes_nothing(panel, digits, window, tmp_path):
    (tmp_path / "film.mp4").write_bytes(b"")
    drop(panel, tmp_path / "film.mp4")
    assert "film.mp4" in str(window.reports[-1])
    assert panel.answered


def test_a_failure_is_told_and_another_choice_helps(panel, window):
    window.engine.failed.emit(Failed(UserError("There is only one class."), "DescribeData"))
    assert "only one class" in panel.line.text()
    assert not panel.bar.isVisible()
    window.settings.set("training/dataset", "mnist")
    window.engine.data_ready.emit(DataReady("mnist", None, None, 11_490_434))
    assert "not on this machine" in panel.line.text()
    panel.fetch.click()
    assert window.engine.posted[-1] == commands.DescribeData("mnist", download=True)


def test_reading_is_cancelled_and_a_late_answer_dropped(panel, window, qtbot):
    qtbot.mouseClick(panel.cancel, LEFT)
    assert window.engine.posted[-1] == commands.StopJob("DescribeData")
    answer(window, "digits", load_dataset("digits"))
    assert not panel.body.isVisible()


# --- drawings ---


def paper(offset=0):
    picture = np.full((140, 140), 255, np.uint8)
    picture[20:120, 60 + offset : 75 + offset] = 0
    return picture


def test_a_drawing_is_kept_counted_and_its_class_is_offered_again(window, qtbot, monkeypatch):
    draw = DrawPanel(window.context)
    qtbot.addWidget(draw)
    keep = draw.tools.keep
    keep.menu().aboutToShow.emit()
    keep.menu().actions()[7].trigger()
    assert "blank" in window.reports[-1]
    draw.canvas.set_picture(paper(), "a line")
    keep.menu().actions()[7].trigger()
    assert drawing_counts(paths.drawings_folder()) == {"7": 1}
    assert "Kept as “7”: 1" in window.reports[-1]
    assert "(1 kept)" in keep.menu().actions()[7].text()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (" árvore ", True))
    keep.other.trigger()
    assert drawing_counts(paths.drawings_folder()) == {"7": 1, "árvore": 1}
    assert any("árvore" in action.text() for action in keep.menu().actions())
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: ("../up", True))
    keep.other.trigger()
    assert "cannot be called" in str(window.reports[-1])
    keep.browse.trigger()
    assert window.shown == ["data"]
    assert window.settings.text("training/dataset") == "drawings"


def test_a_kept_drawing_is_removed_and_brought_back(panel, window, qtbot):
    folder = paths.drawings_folder()
    for number, label in enumerate("000111"):
        keep_drawing(folder, label, paper(number))
    window.settings.set("training/dataset", "drawings")
    answer(window, "drawings:", read_all(read_drawings(folder)))
    file = panel.samples.chosen_file
    assert "drawings" in file
    qtbot.mouseClick(panel.samples.remove, LEFT)
    assert sum(drawing_counts(folder).values()) == 5
    assert window.engine.posted[-1] == commands.DescribeData("drawings:")
    answer(window, "drawings:", read_all(read_drawings(folder)))
    qtbot.mouseClick(panel.samples.restore, LEFT)
    assert sum(drawing_counts(folder).values()) == 6
    answer(window, "drawings:", read_all(read_drawings(folder)))
    assert not panel.samples.restore.isVisible()


@pytest.mark.parametrize("width", [320, 500, 800])
def test_it_fits_into_any_width(panel, digits, qtbot, width):
    panel.resize(width, 500)
    qtbot.waitUntil(lambda: panel.body.width() <= width)
    assert panel.minimumSizeHint().width() <= 320
    assert panel.body.minimumSizeHint().width() <= 320
