"""What lies over a drawing on the screen but is no part of it: guide, invitation, keyboard pen, border."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from nnviz.qt.theme import Theme

_GUIDE = 4 / 28  # the margin that MNIST leaves around its digits


@dataclass(frozen=True)
class CanvasFace:
    """`pen` is where the keyboard's pen stands, in sides of the paper."""

    theme: Theme
    light_paper: bool
    invitation: str
    focused: bool
    pen: tuple[float, float] | None
    pen_down: bool


def paint_face(painter: QPainter, square: QRectF, face: CanvasFace) -> None:
    """Paint over the paper that lies in `square`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    soft = QColor(0, 0, 0, 60) if face.light_paper else QColor(255, 255, 255, 56)
    _paint_guide(painter, square, soft)
    if face.invitation:
        _paint_invitation(painter, square, face.invitation)
    if face.pen is not None:
        _paint_pen(painter, square, face)
    width = 2.0 if face.focused else 1.0
    painter.setPen(QPen(QColor(face.theme.accent if face.focused else face.theme.border), width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(square.adjusted(width / 2, width / 2, -width / 2, -width / 2))


def _paint_guide(painter: QPainter, square: QRectF, colour: QColor) -> None:
    margin = _GUIDE * square.width()
    painter.setPen(QPen(colour, 1.0, Qt.PenStyle.DotLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(square.adjusted(margin, margin, -margin, -margin))


def _paint_invitation(painter: QPainter, square: QRectF, text: str) -> None:
    font = painter.font()
    font.setPointSizeF(font.pointSizeF() * 1.2)
    painter.setFont(font)
    painter.setPen(QColor(255, 255, 255, 190))
    margin = square.width() * 0.16
    room = square.adjusted(margin, margin, -margin, -margin)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), text)


def _paint_pen(painter: QPainter, square: QRectF, face: CanvasFace) -> None:
    x, y = face.pen or (0.0, 0.0)
    centre = QPointF(square.left() + x * square.width(), square.top() + y * square.height())
    radius = 5.0 if face.pen_down else 9.0
    for colour, width in ((QColor(0, 0, 0, 170), 4.0), (QColor(face.theme.warning), 2.0)):
        painter.setPen(QPen(colour, width))
        painter.setBrush(QColor(face.theme.warning) if face.pen_down else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius, radius)
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            step = QPointF(dx, dy)
            painter.drawLine(centre + step * radius, centre + step * (radius + 7))
