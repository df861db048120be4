"""The probabilities that two models give the same classes, as bars in pairs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnviz.core.paired_answers import PairedClass
from nnviz.qt.numerals import percent, plain
from nnviz.qt.theme import Theme, theme_of

_GAP_PX = 8
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class PairedBars(QWidget):
    """A row a class: its name, a full bar (live) over a framed one (reference), both numbers and the difference."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PairedClass, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._retranslate()

    @property
    def rows(self) -> tuple[PairedClass, ...]:
        """The classes on show, from top to bottom."""
        return self._rows

    def set_rows(self, rows: tuple[PairedClass, ...]) -> None:
        """Show these classes."""
        if len(rows) != len(self._rows):
            self.updateGeometry()
        self._rows = rows
        self.update()

    def _row_height(self) -> int:
        return 2 * self.fontMetrics().height() + 6

    def row_rect(self, row: int) -> QRectF:
        """Return where a row is painted, below the key."""
        height = self._row_height()
        return QRectF(0, self.fontMetrics().height() + 8 + row * height, self.width(), height)

    def sizeHint(self) -> QSize:
        """Return room for the key and every row."""
        return QSize(280, round(self.row_rect(len(self._rows)).top()))

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the key and the rows."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, metrics = theme_of(self), self.fontMetrics()
        self._paint_key(painter, theme)
        label = max((metrics.horizontalAdvance(row.name) for row in self._rows), default=0)
        label = min(label, self.width() // 4) + 2
        for number, row in enumerate(self._rows):
            self._paint_row(painter, self.row_rect(number), row, label, theme)
        painter.end()

    def _paint_key(self, painter: QPainter, theme: Theme) -> None:
        metrics = self.fontMetrics()
        x, height = 0.0, float(metrics.height())
        for text, full in ((self.tr("live"), True), (self.tr("reference"), False)):
            _paint_bar(painter, QRectF(x, height * 0.2, 2 * height, height * 0.6), full, theme)
            painter.setPen(theme.colour("muted"))
            wide = metrics.horizontalAdvance(text)
            painter.drawText(QRectF(x + 2 * height + 4, 0, wide + 2, height), Qt.AlignmentFlag.AlignVCenter, text)
            x += 2 * height + wide + 20

    def _paint_row(self, painter: QPainter, rect: QRectF, row: PairedClass, label: int, theme: Theme) -> None:
        metrics = self.fontMetrics()
        number = metrics.horizontalAdvance(percent(1.0)) + 2
        apart = metrics.horizontalAdvance(self._change(-1.0)) + 2
        painter.setPen(theme.colour("text"))
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, label)
        painter.drawText(QRectF(0, rect.top(), label, rect.height() - 6), _RIGHT, name)
        room = max(0.0, rect.width() - label - number - apart - 3 * _GAP_PX)
        half = float(metrics.height())
        for line, value in enumerate((row.live, row.reference)):
            top = rect.top() + line * half
            text = "–" if value is None else percent(value)
            painter.setPen(theme.colour("text" if line == 0 else "muted"))
            painter.drawText(QRectF(label + room + 2 * _GAP_PX, top, number, half), _RIGHT, text)
            track = QRectF(label + _GAP_PX, top + half * 0.15, room, half * 0.7)
            painter.fillRect(track, theme.colour("raised"))
            if value is not None and value > 0:
                track.setWidth(max(2.0, min(value, 1.0) * room))
                _paint_bar(painter, track, line == 0, theme)
        if row.live is not None and row.reference is not None:
            painter.setPen(theme.colour("text"))
            place = QRectF(rect.right() - apart, rect.top(), apart, rect.height() - 6)
            painter.drawText(place, _RIGHT, self._change(row.live - row.reference))

    def _change(self, apart: float) -> str:
        number = QLocale().toString(100.0 * abs(apart), "f", 1)
        sign = "±" if number == QLocale().toString(0.0, "f", 1) else "+" if apart > 0 else "−"
        return self.tr("{0}{1} pts").format(sign, number)

    def reading(self, row: PairedClass) -> str:
        """Return the exact probabilities of a class as a sentence."""
        live, reference = ("–" if value is None else plain(float(f"{value:.7g}")) for value in row[1:])
        return self.tr("Class {0}: live {1}, reference {2}").format(row.name, live, reference)

    def event(self, event: QEvent) -> bool:
        """Tell the exact values in a tooltip."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            under = [row for at, row in enumerate(self._rows) if self.row_rect(at).contains(event.pos().toPointF())]
            QToolTip.showText(event.globalPos(), self.reading(under[0]) if under else "", self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the font."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Probabilities that both models give the most probable classes"))
        self.update()


def _paint_bar(painter: QPainter, rect: QRectF, full: bool, theme: Theme) -> None:
    """Paint a full bar, or a framed one that is told apart without colours too."""
    colour = QColor(theme.accent if full else theme.series[1])
    if full:
        painter.fillRect(rect, colour)
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setPen(QPen(colour, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.fillRect(rect, QColor(colour.red(), colour.green(), colour.blue(), 70))
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
    painter.restore()
