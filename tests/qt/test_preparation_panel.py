"""The stages on show, the switches, and the answers beside them."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeWindow, digit_model
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from nnviz.core.preparation import Preparation, prepare
from nnviz.core.preparation_view import STAGES, view_preparation
from nnviz.engine.commands import AskMany
from nnviz.engine.events import ManyReady
from nnviz.qt.panels.preparation import PreparationPanel
from nnviz.qt.theme import DARK, LIGHT, apply_theme


class Shown:
    def __init__(self, qtbot):
        self.window = FakeWindow()
        self.store, self.engine, self.qtbot = self.window.store, self.window.engine, qtbot
        self.panel = PreparationPanel(self.window.context)
        qtbot.addWidget(self.panel)
        self.store.changed.connect(self.panel.show_state)
        self.panel.resize(700, 640)
        self.panel.show()
        self.panel.show_state(self.store.state, None)

    def draw(self):
        picture = np.full((120, 120), 250, np.uint8)
        picture[20:70, 30:40] = 20
        self.store.update(model=digit_model(class_names=tuple("0123456789")))
        count = len(self.engine.posted_of(AskMany))
        image = prepare(picture, steps=self.store.state.preparation).image
        self.store.update(drawing=picture, image=image, generation=count + 1)
        self.qtbot.waitUntil(lambda: len(self.engine.posted_of(AskMany)) > count)
        return picture

    def answer(self, labels, model_id="digits", owner="preparation"):
        outputs = np.full((1 + len(STAGES), 10), 0.01)
        outputs[np.arange(len(labels)), labels] = 0.91
        self.engine.many_ready.emit(ManyReady(outputs, 1, owner, model_id))


@pytest.fixture
def shown(qtbot):
    return Shown(qtbot)


def test_before_a_drawing_it_says_what_to_do(shown):
    assert shown.panel.notice.isVisible()
    assert "Draw a digit" in shown.panel.notice.text()
    shown.store.update(image=np.zeros((32, 32, 3), np.float32))
    assert shown.panel.notice.isVisible()
    assert "as it is" in shown.panel.notice.text()


def test_every_stage_is_shown_and_asked_with_it_switched_over(shown):
    picture = shown.draw()
    view = view_preparation(picture, Preparation())
    assert not shown.panel.notice.isVisible()
    np.testing.assert_array_equal(shown.panel.source.picture.values, view.pictures["grey"])
    for stage in STAGES:
        np.testing.assert_array_equal(shown.panel.cards[stage].picture.values, view.pictures[stage])
    asked = shown.engine.posted_of(AskMany)[-1]
    assert (asked.owner, asked.generation) == ("preparation", 1)
    np.testing.assert_array_equal(asked.images, view.images)


def test_the_answer_without_a_stage_stands_beside_it(shown):
    shown.draw()
    assert not shown.panel.answered
    shown.answer([1, 1, 7, 1, 1, 1, 9])
    assert shown.panel.answered
    assert "1 with 91.0 %" in shown.panel.summary.text()
    cards = shown.panel.cards
    assert cards["ink"].other.text() == "Without it: 1, 91.0 %"
    assert not cards["ink"].mark.isVisible()
    assert cards["crop"].other.text() == "Without it: 7, 91.0 %"
    assert cards["crop"].mark.isVisible()
    assert cards["centre"].other.text() == "Without it: 9, 91.0 %"
    shown.answer([2] * 7, model_id="another")
    shown.answer([3] * 7, owner="number")
    assert "1 with 91.0 %" in shown.panel.summary.text()


def test_a_switch_changes_the_preparation_and_the_button_resets_it(shown, qtbot):
    shown.draw()
    card = shown.panel.cards["centre"]
    assert not shown.panel.reset.isEnabled()
    card.switch.setFocus()
    qtbot.keyClick(card.switch, Qt.Key.Key_Space)
    assert shown.store.state.preparation == Preparation(centre=False)
    assert not card.switch.isChecked()
    shown.draw()
    shown.answer([1] * 7)
    assert card.other.text() == "With it: 1, 91.0 %"
    qtbot.mouseClick(shown.panel.reset, Qt.MouseButton.LeftButton)
    assert shown.store.state.preparation == Preparation()
    assert card.switch.isChecked()


def test_a_blank_drawing_is_shown_but_not_asked(shown, qtbot):
    shown.draw()
    shown.answer([1] * 7)
    asked = len(shown.engine.posted_of(AskMany))
    blank = np.zeros((28, 28, 1), np.float32)
    shown.store.update(drawing=np.zeros((120, 120), np.uint8), image=blank)
    qtbot.waitUntil(lambda: shown.panel.cards["crop"].other.text() == "")
    assert len(shown.engine.posted_of(AskMany)) == asked
    assert "%" not in shown.panel.summary.text()


def test_drawing_quickly_asks_seldom(shown, qtbot):
    shown.draw()
    asked = len(shown.engine.posted_of(AskMany))
    for generation in range(2, 30):
        picture = np.full((60, 60), 255, np.uint8)
        picture[10:50, generation : generation + 4] = 0
        shown.store.update(drawing=picture, image=prepare(picture).image, generation=generation)
    assert len(shown.engine.posted_of(AskMany)) == asked
    qtbot.waitUntil(lambda: len(shown.engine.posted_of(AskMany)) == asked + 1)
    assert shown.engine.posted_of(AskMany)[-1].generation == 29


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(("width", "columns"), [(320, 1), (700, 2), (1300, 3), (3840, 7)])
def test_cards_fill_the_width_and_nothing_is_cut(shown, qapp, width, columns, large):
    apply_theme(qapp, DARK, large_text=large)
    shown.draw()
    shown.answer([1, 1, 7, 1, 1, 1, 9])
    QApplication.processEvents()
    shown.panel.resize(width, 640)
    for _ in range(5):
        QApplication.processEvents()
    tops = {card.y() for card in shown.panel.cards.values()} | {shown.panel.source.y()}
    assert large or len(tops) <= -(-7 // columns)
    for card in shown.panel.cards.values():
        assert card.minimumSizeHint().width() <= card.width()
        assert card.mapTo(shown.panel, card.rect().topRight()).x() < width
        assert card.switch.width() >= card.switch.sizeHint().width()
    apply_theme(qapp, DARK)


def test_words_follow_the_language_and_names_are_told(shown):
    QApplication.sendEvent(shown.panel, QEvent(QEvent.Type.LanguageChange))
    names = {card.picture.accessibleName() for card in shown.panel.cards.values()}
    assert len(names) == len(STAGES)
    assert all(card.sentence.text() for card in shown.panel.cards.values())


def test_both_themes_are_painted(shown, qapp):
    shown.draw()
    pictures = set()
    for theme in (DARK, LIGHT):
        apply_theme(qapp, theme)
        image = shown.panel.grab().toImage()  # kept while its bits are read
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == 2
