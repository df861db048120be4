"""The key to a diverging colour map: a strip of its colours with a word at each end."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from nnviz.core.colour import to_argb
from nnviz.qt.theme import theme_of


class ColourKey(QWidget):
    """`low` and `high` stand left and right of the strip, with the values -1 and +1."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.low, self.high = QLabel(), QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.low)
        row.addWidget(_Strip())
        row.addWidget(self.high)
        row.addStretch(1)

    def set_words(self, low: str, high: str) -> None:
        """Say what the ends stand for."""
        self.low.setText(f"−1 {low}")
        self.high.setText(f"{high} +1")


class _Strip(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(96, self.fontMetrics().height() * 2 // 3)

    def minimumSizeHint(self) -> QSize:
        return QSize(32, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        colours = to_argb(np.linspace(-1.0, 1.0, 128)[None], -1.0, 1.0, "diverging")
        image = QImage(colours.tobytes(), 128, 1, 512, QImage.Format.Format_ARGB32)
        area = QRect(0, 0, self.width(), self.height())
        painter.drawImage(area, image)
        painter.setPen(QPen(QColor(theme_of(self).border), 1))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        painter.end()
