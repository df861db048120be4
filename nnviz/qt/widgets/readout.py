"""One sentence about the place below the mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

_LINE_CHARACTERS = 90


class Readout(QLabel):
    """Always as high as the longest sentence needs, so that nothing moves below the mouse while it reads."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take a line where the sentence fits into one, else two."""
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        lines = 1 if self.width() >= _LINE_CHARACTERS * metrics.averageCharWidth() else 2
        self.setFixedHeight(lines * metrics.lineSpacing() + 2)
