"""Every pixel of the small picture can be seen and read."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QToolTip

from nnviz.qt.images import picture_of
from nnviz.qt.widgets.pixel_picture import PixelPicture


@pytest.fixture
def picture(qtbot):
    made = PixelPicture()
    qtbot.addWidget(made)
    made.resize(140, 140)
    made.show()
    return made


@pytest.fixture
def values():
    return np.random.default_rng(0).random((28, 28, 1), np.float32)


def test_pixels_are_painted_crisp(picture, values):
    picture.set_picture(values)
    shown = picture_of(picture.grab().toImage())
    grey = shown if shown.ndim == 2 else shown[..., 1]
    cells = grey.reshape(28, 5, 28, 5)
    np.testing.assert_allclose(cells[1:-1, 2, 1:-1, 2], 255 * values[1:-1, 1:-1, 0], atol=1)
    assert (np.ptp(cells[1:-1, :, 1:-1], axis=(1, 3)) == 0).all()


def test_colours_are_painted_in_colour(picture):
    colours = np.zeros((2, 2, 3), np.float32)
    colours[0, 1] = (1.0, 0.5, 0.0)
    picture.set_picture(colours)
    shown = picture_of(picture.grab().toImage())
    assert shown[30, 100].tolist() == [255, 128, 0]


def test_hovering_tells_row_column_and_value(picture, values, qtbot):
    picture.set_picture(values)
    readings = []
    picture.hovered.connect(readings.append)
    qtbot.mouseMove(picture, QPoint(5 * 9 + 2, 5 * 20 + 2))
    assert readings == [(20, 9, (float(values[20, 9, 0]),))]
    assert QToolTip.text() == picture.sentence(readings[0])
    assert "20" in QToolTip.text()


def test_values_have_the_decimal_sign_of_the_language(picture):
    before = QLocale()
    try:
        QLocale.setDefault(QLocale("pt_BR"))
        assert picture.sentence((2, 3, (0.5, 0.25, 1.0))).endswith(": 0,5; 0,25; 1")
    finally:
        QLocale.setDefault(before)


def test_keys_go_from_pixel_to_pixel_and_stop_at_the_edge(picture, values, qtbot):
    picture.set_picture(values)
    readings = []
    picture.hovered.connect(readings.append)
    for _ in range(40):
        qtbot.keyClick(picture, Qt.Key.Key_Right)
    qtbot.keyClick(picture, Qt.Key.Key_Up)
    assert readings[0][:2] == (14, 15)
    assert readings[-1][:2] == (13, 27)


def test_the_reading_follows_the_picture(picture, values, qtbot):
    picture.set_picture(values)
    qtbot.keyClick(picture, Qt.Key.Key_Right)
    readings = []
    picture.hovered.connect(readings.append)
    picture.set_picture(values / 2)
    assert readings == [(14, 15, (float(values[14, 15, 0] / 2),))]
    picture.set_picture(np.zeros((8, 8), np.float32))
    picture.set_picture(None)
    picture.grab()


@pytest.mark.parametrize("size", [(84, 84), (61, 200), (400, 90), (10, 10)])
@pytest.mark.parametrize("shape", [(28, 28), (96, 128, 3), (1, 1)])
def test_the_picture_lies_within_the_widget_at_any_size(picture, size, shape):
    picture.resize(*size)
    picture.set_picture(np.ones(shape, np.float32))
    area = picture.picture_rect()
    assert picture.rect().contains(area)
    assert area.width() / area.height() == pytest.approx(shape[1] / shape[0], rel=0.25)
