"""What the colours of a confusion matrix stand for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.core.classification import Share
from nnviz.qt.numerals import percent, whole
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.confusion_colours import cell_colour

_BAR_PX, _GAP_PX = 10, 4


class ConfusionLegend(QWidget):
    """Two bars beside each other: right answers and mistakes, each with a scale of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._largest = (0.0, 0.0)
        self._by: Share = "count"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._retranslate()

    @property
    def words(self) -> tuple[str, str]:
        """What is said below the two bars."""
        right, wrong = (whole(value) if self._by == "count" else percent(value) for value in self._largest)
        return self.tr("right, up to {0}").format(right), self.tr("mistakes, up to {0}").format(wrong)

    def set_largest(self, largest: tuple[float, float], by: Share) -> None:
        """Say which values the full colours of right answers and of mistakes stand for."""
        self._largest, self._by = largest, by
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both bars and their words."""
        del event
        painter, theme, line = QPainter(self), theme_of(self), self.fontMetrics().height()
        width = (self.width() - 4 * _GAP_PX) / 2
        for place, words in enumerate(self.words):
            left = place * (width + 4 * _GAP_PX)
            bar = QRectF(left, 0.5, width - 1, _BAR_PX)
            colours = QLinearGradient(bar.topLeft(), bar.topRight())
            colours.setColorAt(0.0, cell_colour(theme, place == 0, 1e-9))
            colours.setColorAt(1.0, cell_colour(theme, place == 0, 1.0))
            painter.fillRect(bar, colours)
            painter.setPen(theme.colour("border"))
            painter.drawRect(bar)
            painter.setPen(theme.colour("muted"))
            text = self.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(QRectF(left, _BAR_PX + _GAP_PX, width, line), Qt.AlignmentFlag.AlignRight, text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.update()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Colours of the matrix"))

    def sizeHint(self) -> QSize:
        """Return room for a bar and a line."""
        return QSize(240, _BAR_PX + _GAP_PX + self.fontMetrics().height() + 1)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(160, self.sizeHint().height())
