"""The class is suggested or chosen, the neighbours are asked for, and the change leads to them."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeWindow, digit_model, probe_of
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication

from nnviz.core.nearest import ink_to_change, nearest
from nnviz.engine.commands import FindNearest
from nnviz.engine.events import NearestReady
from nnviz.qt.panels.neighbours import NeighboursPanel
from nnviz.qt.theme import DARK, LIGHT, apply_theme

PICTURES = np.random.default_rng(0).integers(0, 256, (9, 28, 28, 1), np.uint8)


class Shown:
    def __init__(self, qtbot):
        self.window = FakeWindow()
        self.store, self.engine, self.qtbot = self.window.store, self.window.engine, qtbot
        self.panel = NeighboursPanel(self.window.context)
        qtbot.addWidget(self.panel)
        self.store.changed.connect(self.panel.show_state)
        self.panel.resize(700, 640)
        self.panel.show()
        self.panel.show_state(self.store.state, None)

    def draw(self, seed=1):
        asked = len(self.engine.posted_of(FindNearest))
        image = np.random.default_rng(seed).random((28, 28, 1), dtype=np.float32)
        generation = self.store.state.generation + 1
        self.store.update(model=digit_model(), image=image, generation=generation)
        self.wait_for(asked + 1)
        return image

    def wait_for(self, count):
        self.qtbot.waitUntil(lambda: len(self.engine.posted_of(FindNearest)) >= count)

    def found(self, image, count=6, **more):
        asked = self.engine.posted_of(FindNearest)[-1]
        facts = {"label": asked.label, "label_name": str(asked.label), "dataset": asked.dataset}
        facts |= {"generation": asked.generation, **more}
        near = nearest(image, PICTURES, count)
        self.engine.nearest_ready.emit(NearestReady(near, **facts))
        return near


@pytest.fixture
def shown(qtbot):
    return Shown(qtbot)


def test_before_a_drawing_it_says_what_to_do(shown):
    assert shown.panel.notice.isVisible()
    assert "Draw a digit" in shown.panel.notice.text()
    shown.store.update(image=np.ones((32, 32, 3), np.float32))
    assert "28 × 28" in shown.panel.notice.text()
    assert shown.engine.posted == []


def test_the_second_nearest_reading_is_suggested(shown):
    image = shown.draw()
    output = np.full(10, 0.01)
    output[[7, 3]] = 0.8, 0.12
    shown.store.update(probe=probe_of(output, 1, image=image))
    shown.wait_for(2)
    asked = shown.engine.posted_of(FindNearest)[-1]
    assert (asked.label, asked.dataset, asked.count) == (3, "digits", 6)
    assert asked.image is image


def test_a_person_s_choice_is_kept(shown, qtbot):
    image = shown.draw()
    box = shown.panel.class_box
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_4)
    box.activated.emit(4)
    shown.wait_for(2)
    assert shown.engine.posted_of(FindNearest)[-1].label == 4
    shown.store.update(probe=probe_of(np.eye(10)[7], 1, image=image))
    assert box.currentData() == 4


def test_neighbours_and_the_ink_between_are_shown(shown):
    image = shown.draw()
    assert not shown.panel.answered
    near = shown.found(image)
    assert shown.panel.answered
    np.testing.assert_array_equal(shown.panel.drawing.values, image)
    for index, card in enumerate(shown.panel.grid.cards):
        assert card.isVisible()
        np.testing.assert_allclose(card.example.values, near.pictures[index] / 255.0)
        np.testing.assert_array_equal(card.change.values, ink_to_change(image, near.pictures[index]))
        assert f"{near.indices[index]}" in card.words.text()
    assert "examples of 0" in shown.panel.sentence.text()
    shown.found(image, count=2)
    assert [card.isVisible() for card in shown.panel.grid.cards] == [True, True, False, False, False, False]


@pytest.mark.parametrize("late", [{"generation": -1}, {"dataset": "mnist"}])
def test_late_answers_are_dropped(shown, late):
    image = shown.draw()
    shown.found(image, **late)
    assert shown.panel.grid.cards[0].change.values is None


def test_another_data_set_is_searched_and_remembered(shown, qtbot):
    shown.draw()
    shown.panel.dataset_box.setCurrentIndex(1)
    shown.panel.dataset_box.activated.emit(1)
    shown.wait_for(2)
    assert shown.engine.posted_of(FindNearest)[-1].dataset == "mnist"
    again = NeighboursPanel(shown.window.context)
    qtbot.addWidget(again)
    assert again.dataset_box.currentData() == "mnist"


def test_a_pixel_of_the_change_can_be_read(shown):
    image = shown.draw()
    near = shown.found(image)
    picture = shown.panel.grid.cards[0].change
    side = picture.width() / 28
    row, column, value = picture.value_at(QPointF(5.5 * side, 9.5 * side))
    assert (row, column) == (9, 5)
    assert value == pytest.approx(near.pictures[0][9, 5, 0] / 255 - image[9, 5, 0], abs=1e-6)
    assert picture.value_at(QPointF(-3, 5)) is None


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("width", [320, 700, 3840])
def test_everything_is_inside_at_any_width(shown, qapp, width, large):
    apply_theme(qapp, DARK, large_text=large)
    image = shown.draw()
    shown.found(image)
    shown.panel.resize(width, 640)
    QApplication.processEvents()
    panel = shown.panel
    for card in panel.grid.cards:
        for part in (card.example, card.change, card.words):
            assert part.mapTo(panel, part.rect().topRight()).x() < width
        assert card.words.geometry().top() > card.change.geometry().bottom()
        assert card.words.width() >= card.words.sizeHint().width()
    for part in (panel.class_box, panel.dataset_box, panel.sentence, panel.key.high):
        assert part.mapTo(panel, part.rect().topRight()).x() < width
    apply_theme(qapp, DARK)


def test_both_themes_are_painted(shown, qapp):
    shown.found(shown.draw())
    pictures = set()
    for theme in (DARK, LIGHT):
        apply_theme(qapp, theme)
        image = shown.panel.grab().toImage()  # kept while its bits are read
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == 2
