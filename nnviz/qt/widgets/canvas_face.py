"""What lies over a drawing on the screen but is no part of it: guide, invitation, keyboard pen, border."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from nnviz.qt.theme import Theme

_GUIDE = 4 / 28  # the margin that MNIST leaves around its digits


@dataclass(frozen=True)
class CanvasFace:
    """Places are in sides of the paper: `pen` is where the keyboard's pen stands, `outline` the frame of a transform.

    `handles` are those of the frame by their side; `hint` says what keys do.
    """

    theme: Theme
    light_paper: bool
    invitation: str
    focused: bool
    pen: tuple[float, float] | None
    pen_down: bool
    outline: Sequence[QPointF] = ()
    handles: Mapping[tuple[int, int], tuple[float, float]] = field(default_factory=dict)
    hint: str = ""


def paint_face(painter: QPainter, square: QRectF, face: CanvasFace) -> None:
    """Paint over the paper that lies in `square`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    soft = QColor(0, 0, 0, 60) if face.light_paper else QColor(255, 255, 255, 56)
    _paint_guide(painter, square, soft)
    if face.invitation:
        _paint_invitation(painter, square, face.invitation)
    if face.pen is not None:
        _paint_pen(painter, square, face)
    if face.hint:
        _paint_hint(painter, square, face.hint)
    if face.outline:
        _paint_frame(painter, square, face)
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


def _paint_frame(painter: QPainter, square: QRectF, face: CanvasFace) -> None:
    painter.save()
    painter.setClipRect(square)
    corners = QPolygonF([_on_screen(square, point.x(), point.y()) for point in face.outline])
    places = {side: _on_screen(square, *place) for side, place in face.handles.items()}
    turn, top = places.get((0, -2)), places.get((0, -1))
    bright = QColor(face.theme.accent).lighter(100 if face.theme.name == "dark" else 170)
    for colour, width in ((QColor(0, 0, 0, 150), 3.0), (bright, 1.5)):
        painter.setPen(QPen(colour, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(corners)
        if turn is not None and top is not None:
            painter.drawLine(top, turn)
    painter.setPen(QPen(QColor(0, 0, 0, 200), 1.5))
    painter.setBrush(QColor("white"))
    for side, place in places.items():
        if side == (0, -2):
            painter.drawEllipse(place, 6.0, 6.0)
        else:
            painter.drawRect(QRectF(place.x() - 4.5, place.y() - 4.5, 9.0, 9.0))
    painter.restore()


def _paint_hint(painter: QPainter, square: QRectF, text: str) -> None:
    flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap)
    room = square.adjusted(12, 12, -12, -12)
    box = QRectF(painter.boundingRect(room, flags, text))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 170))
    painter.drawRoundedRect(box.adjusted(-6, -3, 6, 3), 4, 4)
    painter.setPen(QColor(255, 255, 255, 230))
    painter.drawText(room, flags, text)


def _on_screen(square: QRectF, x: float, y: float) -> QPointF:
    return QPointF(square.left() + x * square.width(), square.top() + y * square.height())
