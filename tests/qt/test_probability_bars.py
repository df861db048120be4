"""Bars: as long as the probability, in the order of the classes, exact on hovering."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QLocale, QPoint
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from nnviz.qt.images import picture_of
from nnviz.qt.numerals import percent
from nnviz.qt.theme import DARK, LIGHT, apply_theme
from nnviz.qt.widgets.probability_bars import ProbabilityBars

FASHION = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")


@pytest.fixture
def bars(qtbot):
    made = ProbabilityBars()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def winner_length(bars, theme):
    """Return the widest run of the winner's colour in each row, in pixels."""
    picture = picture_of(bars.grab().toImage()).astype(int)
    colour = QColor(theme.accent)
    close = np.abs(picture - (colour.red(), colour.green(), colour.blue())).max(axis=2) < 12
    rows = [bars.row_rect(row).toAlignedRect() for row in range(len(bars.rows))]
    return [int(close[rect.top() : rect.bottom()].sum(axis=1).max(initial=0)) for rect in rows]


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_the_winners_bar_is_as_long_as_its_probability(bars, qapp, theme):
    apply_theme(qapp, theme)
    lengths = {}
    for sure in (0.4, 0.8):
        probabilities = np.full(10, (1 - sure) / 9)
        probabilities[3] = sure
        bars.set_probabilities(probabilities)
        lengths[sure] = winner_length(bars, theme)
    assert [length > 0 for length in lengths[0.8]] == [row == 3 for row in range(10)]
    assert lengths[0.8][3] == pytest.approx(2 * lengths[0.4][3], rel=0.05)


def test_the_winners_bold_number_is_not_cut(bars, qapp):
    apply_theme(qapp, LIGHT)
    font = QFont(bars.font())
    font.setPointSizeF(2.5 * font.pointSizeF())
    bars.setFont(font)
    bars.set_probabilities(np.array([0.0, 1.0]))
    row = bars.row_rect(1).toAlignedRect()
    picture = picture_of(bars.grab().toImage())[row.top() : row.bottom(), :].astype(int)
    accent, paper = QColor(LIGHT.accent), picture[0, -1]
    bar = np.abs(picture - (accent.red(), accent.green(), accent.blue())).max(axis=2) < 12
    end = np.flatnonzero(bar.any(axis=0)).max() + 2
    written = np.flatnonzero((np.abs(picture[:, end:] - paper).max(axis=2) > 60).any(axis=0))
    font.setBold(True)
    assert written.max() - written.min() + 1 >= QFontMetrics(font).tightBoundingRect(percent(1.0)).width() - 3


def test_nothing_known_shows_ten_empty_rows(bars):
    bars.set_probabilities(None)
    assert bars.rows == list(range(10))
    assert winner_length(bars, DARK) == [0] * 10


def test_up_to_twenty_classes_stand_in_their_order(bars):
    bars.set_probabilities(np.linspace(1, 0, 20))
    assert bars.rows == list(range(20))


def test_of_a_thousand_classes_the_twenty_most_probable_are_shown(bars):
    probabilities = np.zeros(1000)
    probabilities[[17, 400, 999]] = 0.2, 0.5, 0.3
    bars.set_probabilities(probabilities)
    assert bars.rows[:3] == [400, 999, 17]
    assert len(bars.rows) == 20


def hover(bars, y):
    at = QPoint(150, round(y))
    QApplication.sendEvent(bars, QHelpEvent(QEvent.Type.ToolTip, at, bars.mapToGlobal(at)))
    return QToolTip.text()


def test_hovering_tells_the_exact_number(bars):
    probabilities = np.zeros(10)
    probabilities[8] = 0.123456789
    bars.set_probabilities(probabilities, FASHION)
    text = hover(bars, bars.row_rect(8).center().y())
    assert "Bag" in text
    assert "0.1234568" in text
    assert bars.class_at(bars.row_rect(9).bottom() + 20) is None
    assert bars.class_at(-3) is None


def test_probabilities_have_the_decimal_sign_of_the_language(bars):
    before = QLocale()
    bars.set_probabilities(np.array([0.25, 0.75]))
    try:
        QLocale.setDefault(QLocale("pt_BR"))
        assert bars.reading(1).endswith("0,75")
        QLocale.setDefault(QLocale("en"))
        assert bars.reading(1).endswith("0.75")
    finally:
        QLocale.setDefault(before)


def test_a_class_without_a_name_is_called_by_its_number(bars):
    bars.set_probabilities(np.array([0.5, 0.5]), ("only",))
    assert "only" in bars.reading(0)
    assert "Class 1" in bars.reading(1)


@pytest.mark.parametrize("values", [[np.nan, 0.5], [np.inf, 0.2], [-0.5, 1.5], [0.0, 0.0]])
def test_odd_numbers_are_painted_without_complaint(bars, values):
    bars.set_probabilities(np.array(values))
    bars.grab()
    assert bars.rows == [0, 1]


def test_large_text_asks_for_more_room(bars, qapp):
    small = bars.minimumSizeHint()
    apply_theme(qapp, DARK, large_text=True)
    qapp.processEvents()
    large = bars.minimumSizeHint()
    apply_theme(qapp, DARK)
    assert large.height() > 1.2 * small.height()
    assert large.height() >= 10 * bars.fontMetrics().height()
