"""The mouse cursor over a drawing: a ring as wide as the brush."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QCursor, QPainter, QPen, QPixmap

from nnviz.qt.theme import Theme

_MIN_PX = 5.0
LARGEST_PX = 120.0  # desktops cut larger cursors off


def brush_cursor(diameter_px: float, theme: Theme, erasing: bool, pixel_ratio: float) -> QCursor:
    """Return a ring of `diameter_px`, dashed for the eraser, that shows on light and dark alike.

    A ring beyond `LARGEST_PX` is no cursor any more: then it is a cross, and `paint_ring` draws the ring.
    """
    if diameter_px > LARGEST_PX:
        return QCursor(Qt.CursorShape.CrossCursor)
    diameter = max(diameter_px, _MIN_PX)
    side = round(diameter) + 4
    pixmap = QPixmap(round(side * pixel_ratio), round(side * pixel_ratio))
    pixmap.setDevicePixelRatio(pixel_ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_ring(painter, QPointF(side / 2, side / 2), diameter, theme, erasing)
    painter.end()
    return QCursor(pixmap, round(side / 2), round(side / 2))


def paint_ring(painter: QPainter, centre: QPointF, diameter_px: float, theme: Theme, erasing: bool) -> None:
    """Paint the outline of the brush."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = Qt.PenStyle.DashLine if erasing else Qt.PenStyle.SolidLine
    for colour, width, style in ((QColor(0, 0, 0, 140), 3.0, Qt.PenStyle.SolidLine), (_bright(theme), 1.4, ring)):
        painter.setPen(QPen(colour, width, style))
        painter.drawEllipse(centre, diameter_px / 2, diameter_px / 2)


def _bright(theme: Theme) -> QColor:
    return QColor(theme.accent).lighter(100 if theme.name == "dark" else 170)
