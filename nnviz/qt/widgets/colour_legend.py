"""Which colour stands for which value."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.core.colour import to_argb
from nnviz.qt.theme import theme_of

_BAR_PX = 12
_GAP_PX = 3
_STEPS = 256


class ColourLegend(QWidget):
    """A bar of one colour map with the numbers at its ends and, where there is room, in its middle."""

    def __init__(self, orientation: Qt.Orientation = Qt.Orientation.Horizontal, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._orientation = orientation
        self._range: tuple[str, float, float] | None = None
        self._per_map = False
        policy = QSizePolicy.Policy
        level = orientation == Qt.Orientation.Horizontal
        self.setSizePolicy(policy.Expanding if level else policy.Fixed, policy.Fixed if level else policy.Expanding)

    @property
    def numbers(self) -> tuple[str, ...]:
        """The texts at the low end, in the middle and at the high end."""
        if self._range is None:
            return ()
        if self._per_map:
            return (self.tr("lowest of each map"), "", self.tr("highest of each map"))
        _, low, high = self._range
        return (_text(low), _text(low / 2 + high / 2), _text(high))

    def set_range(self, name: str, low: float, high: float, per_map: bool = False) -> None:
        """Show colour map `name` from `low` to `high`; with `per_map` the ends are those of each map."""
        self._range, self._per_map = (name, low, high), per_map
        self.setToolTip(self.tr("From {0} to {1}").format(_text(low), _text(high)))
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._range = None
        self.setToolTip("")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar and its numbers."""
        del event
        if self._range is None:
            return
        painter = QPainter(self)
        bar = self._bar()
        name = self._range[0]
        level = self._orientation == Qt.Orientation.Horizontal
        colours = to_argb(np.linspace(-1.0, 1.0, _STEPS), -1.0, 1.0, name)
        shape = (1, _STEPS) if level else (_STEPS, 1)
        pixels = np.ascontiguousarray(colours.reshape(shape) if level else colours[::-1].reshape(shape))
        image = QImage(pixels.data, shape[1], shape[0], 4 * shape[1], QImage.Format.Format_RGB32)
        painter.drawImage(bar, image)
        painter.setPen(theme_of(self).colour("border"))
        painter.drawRect(bar.adjusted(0, 0, -1, -1))
        painter.setPen(theme_of(self).colour("muted"))
        if level:
            self._paint_across(painter, bar)
        else:
            self._paint_down(painter, bar)

    def _bar(self) -> QRectF:
        if self._orientation == Qt.Orientation.Horizontal:
            return QRectF(0, 0, self.width(), _BAR_PX)
        half = self.fontMetrics().height() / 2
        return QRectF(0, half, _BAR_PX, max(1.0, self.height() - 2 * half))

    def _paint_across(self, painter: QPainter, bar: QRectF) -> None:
        metrics = self.fontMetrics()
        low, middle, high = self.numbers
        place = QRectF(0, bar.bottom() + _GAP_PX, self.width(), metrics.height())
        widths = [metrics.horizontalAdvance(text) for text in (low, middle, high)]
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft, low)
        painter.drawText(place, Qt.AlignmentFlag.AlignRight, high)
        if max(widths[0], widths[2]) + widths[1] / 2 + 8 < self.width() / 2:
            painter.drawText(place, Qt.AlignmentFlag.AlignHCenter, middle)

    def _paint_down(self, painter: QPainter, bar: QRectF) -> None:
        height = self.fontMetrics().height()
        left = bar.right() + _GAP_PX + 2
        for text, y in zip(self.numbers, (bar.bottom(), bar.center().y(), bar.top()), strict=True):
            painter.drawText(
                QRectF(left, y - height / 2, self.width() - left, height), Qt.AlignmentFlag.AlignLeft, text
            )

    def sizeHint(self) -> QSize:
        """Return room for the bar and its numbers in the font of the moment."""
        metrics = self.fontMetrics()
        if self._orientation == Qt.Orientation.Horizontal:
            return QSize(200, _BAR_PX + _GAP_PX + metrics.height())
        return QSize(_BAR_PX + _GAP_PX + 4 + metrics.horizontalAdvance("-0.00e-00"), 160)

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which both ends can be read."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 120), hint.height() if hint.height() < 60 else 60)


def _text(value: float) -> str:
    return QLocale().toString(float(value) + 0.0, "g", 3)
