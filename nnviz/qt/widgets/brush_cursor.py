"""The mouse cursor over a drawing: a ring as wide as the brush."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap

from nnviz.qt.theme import Theme

_MIN_PX, _MAX_PX = 5.0, 120.0  # desktops cut larger cursors off


def brush_cursor(diameter_px: float, theme: Theme, erasing: bool, pixel_ratio: float) -> QCursor:
    """Return a ring of `diameter_px`, dashed for the eraser, that shows on light and dark alike."""
    diameter = min(max(diameter_px, _MIN_PX), _MAX_PX)
    side = round(diameter) + 4
    pixmap = QPixmap(round(side * pixel_ratio), round(side * pixel_ratio))
    pixmap.setDevicePixelRatio(pixel_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ring = Qt.PenStyle.DashLine if erasing else Qt.PenStyle.SolidLine
    for colour, width, style in ((QColor(0, 0, 0, 140), 3.0, Qt.PenStyle.SolidLine), (_bright(theme), 1.4, ring)):
        painter.setPen(QPen(colour, width, style))
        painter.drawEllipse(QPointF(side / 2, side / 2), diameter / 2, diameter / 2)
    painter.end()
    return QCursor(pixmap, round(side / 2), round(side / 2))


def _bright(theme: Theme) -> QColor:
    return QColor(theme.accent).lighter(100 if theme.name == "dark" else 170)
