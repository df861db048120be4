"""How often a model is right where it is so sure."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnviz.core.calibration import Reliability
from nnviz.qt.numerals import percent, whole
from nnviz.qt.theme import Theme, theme_of
from nnviz.qt.widgets.confusion_colours import cell_colour

_GAP_PX = 6
_COUNTS_PART, _GAP_STRENGTH = 0.2, 0.45
_TICKS = (0.0, 0.5, 1.0)
_CENTRE = Qt.AlignmentFlag.AlignCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ReliabilityPlot(QWidget):
    """A bar a bin of confidence, as high as its accuracy, against the diagonal; below it how many pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: Reliability | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._retranslate()

    def set_reliability(self, found: Reliability | None) -> None:
        """Show these bins."""
        self._found = found
        self.update()

    # --- where everything is ---

    def _areas(self) -> tuple[QRectF, QRectF]:
        """Return where the bars of accuracy and those of counts stand."""
        metrics = self.fontMetrics()
        line, left = metrics.height(), metrics.horizontalAdvance("100 %") + metrics.height() + 2 * _GAP_PX
        height = self.height() - 2 * line - 3 * _GAP_PX
        small = _COUNTS_PART * height
        upper = QRectF(left, _GAP_PX, self.width() - left - _GAP_PX, height - small - _GAP_PX)
        return upper, QRectF(left, upper.bottom() + _GAP_PX, upper.width(), small)

    def bin_at(self, point: QPointF) -> int | None:
        """Return the bin under a point."""
        upper, lower = self._areas()
        if self._found is None or not upper.united(lower).contains(point):
            return None
        bins = len(self._found.counts)
        return min(int((point.x() - upper.left()) / upper.width() * bins), bins - 1)

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars, the gaps to the diagonal, and the axes."""
        del event
        painter, theme = QPainter(self), theme_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        upper, lower = self._areas()
        self._paint_axes(painter, theme, upper, lower)
        if self._found is not None and upper.height() > 0:
            self._paint_bars(painter, theme, upper)
            self._paint_counts(painter, theme, lower)
        painter.setPen(QPen(theme.colour("text"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(upper.bottomLeft(), upper.topRight())

    def _paint_bars(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        assert self._found is not None
        wide = area.width() / len(self._found.counts)
        bar_colour, gap_colour = QColor(theme.series[0]), cell_colour(theme, False, _GAP_STRENGTH)
        columns = zip(self._found.counts, self._found.confidence, self._found.accuracy, strict=True)
        for place, (count, confidence, accuracy) in enumerate(columns):
            if not count:
                continue
            left = area.left() + place * wide + 1
            top, wished = (area.bottom() - float(value) * area.height() for value in (accuracy, confidence))
            painter.fillRect(QRectF(left, top, wide - 2, area.bottom() - top), bar_colour)
            painter.fillRect(QRectF(left, min(top, wished), wide - 2, abs(top - wished)), gap_colour)
            painter.fillRect(QRectF(left, wished - 1, wide - 2, 2), QColor(theme.series[1]))

    def _paint_counts(self, painter: QPainter, theme: Theme, area: QRectF) -> None:
        assert self._found is not None
        wide, most = area.width() / len(self._found.counts), max(1, int(self._found.counts.max()))
        for place, count in enumerate(self._found.counts.tolist()):
            tall = count / most * area.height()
            bar = QRectF(area.left() + place * wide + 1, area.bottom() - tall, wide - 2, tall)
            painter.fillRect(bar, theme.colour("muted"))

    def _paint_axes(self, painter: QPainter, theme: Theme, upper: QRectF, lower: QRectF) -> None:
        line = self.fontMetrics().height()
        painter.fillRect(upper, theme.colour("surface"))
        painter.setPen(theme.colour("border"))
        painter.drawRect(upper)
        painter.drawLine(lower.bottomLeft(), lower.bottomRight())
        painter.setPen(theme.colour("muted"))
        for tick in _TICKS:
            text = self.tr("{0} %").format(round(100 * tick))
            y = upper.bottom() - tick * upper.height()
            painter.drawText(QRectF(line, y - line / 2, upper.left() - line - _GAP_PX, line), _RIGHT, text)
            x = upper.left() + tick * upper.width()
            width = self.fontMetrics().horizontalAdvance(text) + 2.0
            x = min(max(x - width / 2, upper.left()), upper.right() - width)
            painter.drawText(QRectF(x, lower.bottom() + 2, width, line), _CENTRE, text)
        across = QRectF(upper.left(), lower.bottom() + line + 2, upper.width(), line)
        painter.drawText(across, _CENTRE, self.tr("how sure the model is"))
        painter.save()
        painter.translate(0, upper.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, upper.height(), line), _CENTRE, self.tr("how often it is right"))
        painter.restore()

    # --- words ---

    def words_of(self, place: int) -> str:
        """Return what a bin says."""
        found = self._found
        if found is None:
            return ""
        bins = len(found.counts)
        low, high = (whole(100 * edge / bins) for edge in (place, place + 1))
        if not found.counts[place]:
            return self.tr("No picture is read with {0} to {1} % confidence.").format(low, high)
        text = self.tr("{0} pictures with {1} to {2} % confidence: {3} of them right, {4} expected")
        accuracy, confidence = float(found.accuracy[place]), float(found.confidence[place])
        return text.format(whole(int(found.counts[place])), low, high, percent(accuracy), percent(confidence))

    def event(self, event: QEvent) -> bool:
        """Tell what is under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.bin_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if place is None else self.words_of(place), self)
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.update()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Reliability diagram"))

    def sizeHint(self) -> QSize:
        """Return a comfortable size."""
        return QSize(320, 260)

    def minimumSizeHint(self) -> QSize:
        """Return the least size."""
        return QSize(200, 170)
