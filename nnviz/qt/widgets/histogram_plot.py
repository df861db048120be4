"""Histograms laid over each other, with a legend, and the exact figures of the bar under the mouse."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.core.health import Histogram
from nnviz.core.histogram_overlay import Overlay, overlay
from nnviz.qt.numerals import decimal, percent, whole
from nnviz.qt.theme import Theme, theme_of

_SERIES = ("accent", "warning")
_PAD = 4


class HistogramPlot(QWidget):
    """The first series is filled, the second a line over it. Hover or the arrow keys read a bin out.

    `bin_changed` follows the bin that is read out; `bin_chosen` carries the edges of one that is clicked, or Enter.
    """

    bin_changed = Signal()
    bin_chosen = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._overlay: Overlay | None = None
        self._title = self._empty = ""
        self._logarithmic = False
        self._value: float | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def set_series(self, title: str, series: Sequence[tuple[str, Histogram]], empty: str = "") -> None:
        """Show at most two named histograms; `empty` is said when there are none."""
        self._title, self._empty = title, empty
        self._names = tuple(name for name, _ in series)
        self._overlay = overlay([histogram for _, histogram in series]) if series else None
        self.setAccessibleName(title)
        self.setAccessibleDescription(self.readout)
        self.update()

    def set_logarithmic(self, on: bool) -> None:
        """Stretch rare values, or show shares as they are."""
        self._logarithmic = on
        self.update()

    @property
    def shown(self) -> Overlay | None:
        """What is painted."""
        return self._overlay

    @property
    def names(self) -> tuple[str, ...]:
        """The names in the legend."""
        return self._names

    @property
    def readout(self) -> str:
        """The bin that is read out: its range, then count and share of each series."""
        place = self._place()
        if self._overlay is None or place is None:
            return ""
        low, high = (decimal(float(edge)) for edge in self._overlay.edges[place : place + 2])
        shares = self._overlay.shares[:, place]
        parts = [
            self.tr("{0}: {1} ({2})").format(name, whole(float(count)), percent(float(share)))
            for name, count, share in zip(self._names, self._overlay.counts[:, place], shares, strict=True)
        ]
        return f"{low} … {high}   " + "   ".join(parts)

    def _place(self) -> int | None:
        return None if self._overlay is None or self._value is None else self._overlay.bin_at(self._value)

    # --- geometry ---

    def minimumSizeHint(self) -> QSize:
        """Need room for a legend, some bars, and a line to read out."""
        return QSize(160, 9 * self.fontMetrics().height())

    def sizeHint(self) -> QSize:
        """Prefer bars that can be told apart."""
        return QSize(360, 13 * self.fontMetrics().height())

    def plot_rect(self) -> QRectF:
        """Return where the bars are painted."""
        line = self.fontMetrics().height()
        left = self.fontMetrics().horizontalAdvance(percent(0.9999)) + 2 * _PAD
        top = (1 + max(1, len(self._names))) * line + 2 * _PAD
        return QRectF(left, top, max(1, self.width() - left - _PAD), max(1, self.height() - top - 2 * line - 2 * _PAD))

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint title, legend, bars, scales and the line that is read out."""
        del event
        painter = QPainter(self)
        theme, line = theme_of(self), self.fontMetrics().height()
        painter.setPen(theme.colour("text"))
        title = self.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(QRectF(0, 0, self.width(), line), Qt.AlignmentFlag.AlignLeft, title)
        if self._overlay is None:
            painter.setPen(theme.colour("muted"))
            painter.drawText(
                QRectF(0, line, self.width(), self.height() - line),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                self._empty,
            )
        else:
            self._paint_legend(painter, theme)
            self._paint_bars(painter, theme, self._overlay)
            self._paint_scales(painter, theme, self._overlay)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _paint_legend(self, painter: QPainter, theme: Theme) -> None:
        assert self._overlay is not None
        line = self.fontMetrics().height()
        for number, name in enumerate(self._names):
            top = (number + 1) * line + _PAD
            swatch = QRectF(_PAD, top + line * 0.25, line, line * 0.5)
            colour = theme.colour(_SERIES[number])
            if number:
                painter.fillRect(QRectF(swatch.left(), swatch.center().y() - 1, swatch.width(), 2), colour)
            else:
                painter.fillRect(swatch, _soft(colour))
            painter.setPen(theme.colour("text"))
            total = whole(float(self._overlay.counts[number].sum()))
            text = self.tr("{0}: {1} values").format(name, total)
            painter.drawText(QPointF(2 * _PAD + line, top + self.fontMetrics().ascent()), text)

    def _paint_bars(self, painter: QPainter, theme: Theme, shown: Overlay) -> None:
        area = self.plot_rect()
        heights = shown.heights(self._logarithmic)
        wide = area.width() / heights.shape[1]
        place = self._place()
        if place is not None:
            column = QRectF(area.left() + place * wide, area.top(), wide, area.height())
            painter.fillRect(column, theme.colour("raised"))
        for number, height in enumerate(heights[0].tolist()):
            tall = height * area.height()
            bar = QRectF(area.left() + number * wide, area.bottom() - tall, max(wide - 1.0, 1.0), tall)
            painter.fillRect(bar, _soft(theme.colour(_SERIES[0])))
        for number, row in enumerate(heights[1:].tolist(), 1):
            painter.setPen(QPen(theme.colour(_SERIES[number]), 2))
            painter.drawPolyline(_steps(row, area, wide))

    def _paint_scales(self, painter: QPainter, theme: Theme, shown: Overlay) -> None:
        area, line = self.plot_rect(), self.fontMetrics().height()
        low, high = float(shown.edges[0]), float(shown.edges[-1])
        painter.setPen(theme.colour("border"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.setPen(theme.colour("muted"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        foot = shown.foot if self._logarithmic else 0.0
        for y, share in ((area.top(), float(shown.shares.max(initial=0.0))), (area.bottom(), foot)):
            painter.drawText(QRectF(0, y - line / 2, area.left() - _PAD, line), right, percent(share))
        below = QRectF(area.left(), area.bottom() + _PAD / 2, area.width(), line)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, decimal(low))
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, decimal(high))
        if low < 0 < high:
            x = area.left() + area.width() * -low / (high - low)
            painter.setPen(QPen(theme.colour("text"), 1, Qt.PenStyle.DotLine))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
            painter.setPen(theme.colour("muted"))
            painter.drawText(QRectF(x - line, below.top(), 2 * line, line), Qt.AlignmentFlag.AlignHCenter, "0")
        hint = self.tr("Point at a bar, or use the arrow keys, to read it.")
        text = self.fontMetrics().elidedText(self.readout or hint, Qt.TextElideMode.ElideRight, self.width() - _PAD)
        painter.setPen(theme.colour("text" if self.readout else "muted"))
        painter.drawText(QRectF(_PAD, self.height() - line, self.width(), line), Qt.AlignmentFlag.AlignLeft, text)

    # --- reading out ---

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read out the bin under the mouse."""
        if self._overlay is not None:
            area, edges = self.plot_rect(), self._overlay.edges
            share = (event.position().x() - area.left()) / area.width()
            inside = area.contains(event.position())
            self._read(float(edges[0] + share * (edges[-1] - edges[0])) if inside else None)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bin under the mouse."""
        self.mouseMoveEvent(event)
        self._choose()

    def _choose(self) -> None:
        place = self._place()
        if place is not None and self._overlay is not None:
            low, high = self._overlay.edges[place : place + 2].tolist()
            self.bin_chosen.emit(low, high)

    def leaveEvent(self, event: QEvent) -> None:
        """Read out nothing."""
        self._read(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from bin to bin, and choose one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
            return
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or self._overlay is None:
            super().keyPressEvent(event)
            return
        count, place = self._overlay.counts.shape[1], self._place()
        first = 0 if step > 0 else count - 1
        place = first if place is None else min(max(place + step, 0), count - 1)
        edges = self._overlay.edges
        self._read(float(edges[place] + edges[place + 1]) / 2.0)

    def _read(self, value: float | None) -> None:
        if value != self._value:
            self._value = value
            self.setAccessibleDescription(self.readout)
            self.bin_changed.emit()
            self.update()

    def table(self) -> str:
        """Return the counts, tab-separated below a line of names."""
        if self._overlay is None:
            return ""
        edges = self._overlay.edges
        rows = np.column_stack([edges[:-1], edges[1:], *self._overlay.counts]).tolist()
        lines = ["\t".join(("from", "to", *self._names)), *("\t".join(map(repr, row)) for row in rows)]
        return "\n".join(lines) + "\n"


def _soft(colour: QColor) -> QColor:
    """Return a filling that lets a line over it be seen."""
    soft = QColor(colour)
    soft.setAlpha(130)
    return soft


def _steps(heights: Sequence[float], area: QRectF, wide: float) -> list[QPointF]:
    points = [QPointF(area.left(), area.bottom())]
    for number, height in enumerate(heights):
        y = area.bottom() - height * area.height()
        points += [QPointF(area.left() + number * wide, y), QPointF(area.left() + (number + 1) * wide, y)]
    return [*points, QPointF(area.right(), area.bottom())]
