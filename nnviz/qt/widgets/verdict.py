"""What the model says: the most probable class, large, and how sure it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.qt.numerals import percent

_LARGE, _MEDIUM = 3.6, 1.5


class Verdict(QWidget):
    """A class and its probability, or nothing yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._class = ""
        self.winner, self.probability = QLabel(), QLabel()
        for label in (self.winner, self.probability):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            label.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addStretch(1)
        for label in (self.winner, self.probability):
            column.addWidget(label)
        column.addStretch(1)
        self._set_fonts()
        self.show_nothing()

    def show_winner(self, name: str, probability: float) -> None:
        """Say which class it is."""
        self._class = name
        self.probability.setText(percent(probability))
        self._set_name()

    def show_nothing(self) -> None:
        """Say nothing, and keep the place."""
        self._class = ""
        self.probability.setText("")
        self._set_name()

    def _set_name(self) -> None:
        font = QFont(self.font())
        font.setBold(True)
        plain = self.font().pointSizeF()
        font.setPointSizeF(plain * (_LARGE if len(self._class) <= 2 else _MEDIUM))
        advance = QFontMetrics(font).horizontalAdvance(self._class)
        if advance > self.width():
            font.setPointSizeF(max(0.96 * font.pointSizeF() * self.width() / advance, plain))
        if font != self.winner.font():
            self.winner.setFont(font)
        metrics = self.winner.fontMetrics()
        shown = metrics.elidedText(self._class, Qt.TextElideMode.ElideRight, max(self.width(), 40))
        self.winner.setText(shown or "–")
        self.winner.setToolTip(self._class if shown != self._class else "")
        self.winner.setEnabled(bool(self._class))

    def _set_fonts(self) -> None:
        font = QFont(self.font())
        font.setPointSizeF(self.font().pointSizeF() * _MEDIUM)
        self.probability.setFont(font)
        self._set_name()

    def minimumSizeHint(self) -> QSize:
        """Need room for a short name and a percentage."""
        metrics = self.probability.fontMetrics()
        tall = round(_LARGE * self.fontMetrics().height()) + metrics.height()
        return QSize(metrics.horizontalAdvance(percent(1.0)) + 8, tall)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut a long name where the room ends."""
        super().resizeEvent(event)
        self._set_name()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the application's text."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange):
            self._set_fonts()
        super().changeEvent(event)
