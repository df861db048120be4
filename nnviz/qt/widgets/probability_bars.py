"""The probability of every class as a bar with its number."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnviz.core.arrays import Array
from nnviz.core.class_scores import ranked
from nnviz.qt.numerals import percent, plain
from nnviz.qt.theme import Theme, theme_of

MAX_ROWS = 20
_GAP_PX = 8
_TALLEST_ROW = 2.0  # heights of a line of text
_LOWEST_ROW = 1.05


class ProbabilityBars(QWidget):
    """Labelled bars, the winner highlighted. Up to 20 classes stand in their order, of more the 20 most probable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._probabilities: Array | None = None
        self._names: tuple[str, ...] = tuple("0123456789")
        self._rows: list[int] = list(range(10))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._retranslate()

    @property
    def rows(self) -> list[int]:
        """The classes that are shown, from top to bottom."""
        return self._rows

    def set_probabilities(self, probabilities: Array | None, names: Sequence[str] = ()) -> None:
        """Show (classes,) probabilities; classes without a name are called by their number. None: nothing is known."""
        shape_before = (len(self._rows), self._names)
        self._probabilities = probabilities
        count = 10 if probabilities is None and not names else len(names)
        if probabilities is not None:
            count = probabilities.size
        self._names = tuple(names[index] if index < len(names) else str(index) for index in range(count))
        if count <= MAX_ROWS or probabilities is None:
            self._rows = list(range(min(count, MAX_ROWS)))
        else:
            self._rows = ranked(probabilities, MAX_ROWS)
        if shape_before != (len(self._rows), self._names):
            self.updateGeometry()
        self.update()

    # --- geometry ---

    def sizeHint(self) -> QSize:
        """Prefer bars longer than the words; the rows grow with the room that is given."""
        return QSize(self._label_width() + self._number_width() + 160, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Need a line of text for each row."""
        least = self.fontMetrics().averageCharWidth() * 6 + self._number_width() + 60
        return QSize(least, round(len(self._rows) * self._line() * _LOWEST_ROW) + 1)

    def _line(self) -> int:
        return self.fontMetrics().height()

    def _label_width(self) -> int:
        metrics = self._bold_metrics()
        widths = [metrics.horizontalAdvance(self._names[index]) for index in self._rows]
        return min(max(widths, default=0), max(self.width() // 3, 1)) + 2

    def _number_width(self) -> int:
        return self._bold_metrics().horizontalAdvance(percent(1.0)) + 2

    def _bold_metrics(self) -> QFontMetrics:
        """Return the metrics of the winner's row, whichever it may be."""
        font = self.font()
        font.setBold(True)
        return QFontMetrics(font)

    def _row_height(self) -> float:
        return min(self.height() / max(len(self._rows), 1), _TALLEST_ROW * self._line())

    def row_rect(self, row: int) -> QRectF:
        """Return where row `row` is painted."""
        height = self._row_height()
        return QRectF(0.0, row * height, float(self.width()), height)

    def class_at(self, y: float) -> int | None:
        """Return the class whose row is at height `y`, in pixels, or None."""
        row = int(y // self._row_height()) if y >= 0 else -1
        return self._rows[row] if 0 <= row < len(self._rows) else None

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all rows."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, label, number = theme_of(self), self._label_width(), self._number_width()
        known = self._probabilities
        winner = ranked(known, 1)[0] if known is not None and known.size else None
        for row, index in enumerate(self._rows):
            value = float(known[index]) if known is not None else None
            self._paint_row(painter, self.row_rect(row), index, value, theme, (label, number), index == winner)
        painter.end()

    def _paint_row(
        self,
        painter: QPainter,
        rect: QRectF,
        index: int,
        value: float | None,
        theme: Theme,
        widths: tuple[int, int],
        wins: bool,
    ) -> None:
        label, number = widths
        font = self.font()
        font.setBold(wins)
        painter.setFont(font)
        painter.setPen(QColor(theme.text if wins else theme.muted))
        name = QFontMetrics(font).elidedText(self._names[index], Qt.TextElideMode.ElideRight, label)
        painter.drawText(QRectF(0.0, rect.top(), label, rect.height()), _RIGHT, name)
        text = percent(value) if value is not None else ""
        painter.drawText(QRectF(rect.right() - number, rect.top(), number, rect.height()), _RIGHT, text)
        thick = min(rect.height() * 0.62, 16.0)
        room = rect.width() - label - number - 2 * _GAP_PX
        track = QRectF(label + _GAP_PX, rect.center().y() - thick / 2, max(room, 0.0), thick)
        _paint_bar(painter, track, value, theme, wins)

    # --- hovering ---

    def event(self, event: QEvent) -> bool:
        """Tell the exact value in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.class_at(event.pos().y())
            if index is None or self._probabilities is None:
                QToolTip.hideText()
            else:
                area = self.row_rect(self._rows.index(index)).toAlignedRect()
                QToolTip.showText(event.globalPos(), self.reading(index), self, QRect(area))
            return True
        return super().event(event)

    def reading(self, index: int) -> str:
        """Return the exact probability of a class as a sentence."""
        value = float("nan") if self._probabilities is None else float(self._probabilities[index])
        return self.tr("Class {0}: probability {1}").format(self._names[index], plain(float(f"{value:.7g}")))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language or font."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Probabilities of the classes"))
        self.update()


_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _paint_bar(painter: QPainter, track: QRectF, value: float | None, theme: Theme, wins: bool) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.raised))
    radius = track.height() / 3
    painter.drawRoundedRect(track, radius, radius)
    if value is None or not np.isfinite(value) or value <= 0.0:
        return
    length = max(min(value, 1.0) * track.width(), 2.0)
    painter.setBrush(QColor(theme.accent if wins else theme.muted))
    painter.drawRoundedRect(QRectF(track.left(), track.top(), length, track.height()), radius, radius)
