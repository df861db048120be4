"""What is written and framed on a mosaic of maps."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen


class LabelBox(NamedTuple):
    """A text at the left upper corner of a map so many px wide."""

    text: str
    corner: QPointF
    room_px: float


def paint_label(painter: QPainter, label: LabelBox) -> None:
    """Write the name of a map on it, where there is room."""
    metrics = painter.fontMetrics()
    width = metrics.horizontalAdvance(label.text) + 8
    if label.text and width < label.room_px:
        box = QRectF(label.corner.x(), label.corner.y(), width, metrics.height())
        painter.fillRect(box, QColor(0, 0, 0, 150))
        painter.setPen(QColor(255, 255, 255))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label.text)


def paint_chosen_map(painter: QPainter, area: QRectF, accent: QColor) -> None:
    """Frame a map."""
    frame = QPen(accent, 2)
    frame.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(frame)
    painter.drawRect(area.adjusted(-1.5, -1.5, 1.5, 1.5))


def paint_pointer(painter: QPainter, cell: QRectF) -> None:
    """Frame a cell so that it is seen on every colour and at every size."""
    grow = max(0.0, (5.0 - cell.width()) / 2)
    cell = cell.adjusted(-grow, -grow, grow, grow)
    painter.setPen(QPen(QColor(0, 0, 0), 1))
    painter.drawRect(cell.adjusted(-1, -1, 0, 0))
    painter.setPen(QPen(QColor(255, 255, 255), 1))
    painter.drawRect(cell.adjusted(-2, -2, 1, 1))
