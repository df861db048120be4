"""Paints the map of a model: edges, frames around nested models, blocks with live faces, and their labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from nnviz.core.model_map import MapBlock
from nnviz.core.model_summary import LayerInfo
from nnviz.qt.theme import Theme
from nnviz.qt.widgets.block_pictures import BlockPicture

_LEAST_STRIPE_PX = 2.6
_LEAST_DETAIL_PX = 5.0
_LEAST_FACES_PX = 36.0
_ARROW_PX = 6.0
_LEVEL_PX = 0.5
_FAMILIES = (
    ("Conv", 0),
    ("Pool", 1),
    ("Dense", 2),
    ("LSTM", 2),
    ("GRU", 2),
    ("RNN", 2),
    ("Attention", 2),
    ("Embedding", 2),
    ("Norm", 4),
    ("Dropout", 7),
    ("Flatten", 7),
    ("Input", 7),
)


@dataclass(frozen=True)
class BlockPlace:
    """A block on screen: its front face, and how far its depth goes to the right and up, in px."""

    front: QRectF
    right: float
    up: float

    @property
    def whole(self) -> QRectF:
        """The rectangle around the block."""
        return self.front.adjusted(0.0, -self.up, self.right, 0.0)

    @property
    def small(self) -> bool:
        """Whether no values could be made out on the block."""
        return self.front.width() + self.front.height() < _LEAST_FACES_PX

    @property
    def outline(self) -> QPolygonF:
        """The rim of all that is seen of the block."""
        front, away = self.front, QPointF(self.right, -self.up)
        return QPolygonF(
            [
                front.bottomLeft(),
                front.topLeft(),
                front.topLeft() + away,
                front.topRight() + away,
                front.bottomRight() + away,
                front.bottomRight(),
            ]
        )

    @property
    def rim(self) -> QPolygonF:
        """The edges of the upper face and of the one to the right, in one line."""
        front, away = self.front, QPointF(self.right, -self.up)
        corner = front.topRight() + away
        return QPolygonF(
            [
                front.topLeft(),
                front.topLeft() + away,
                corner,
                front.topRight(),
                corner,
                front.bottomRight() + away,
                front.bottomRight(),
            ]
        )

    @property
    def top(self) -> QPolygonF:
        """The upper face."""
        corners = (self.front.topLeft(), self.front.topRight())
        away = QPointF(self.right, -self.up)
        return QPolygonF([corners[0], corners[1], corners[1] + away, corners[0] + away])

    @property
    def side(self) -> QPolygonF:
        """The face to the right."""
        corners = (self.front.topRight(), self.front.bottomRight())
        away = QPointF(self.right, -self.up)
        return QPolygonF([corners[0], corners[0] + away, corners[1] + away, corners[1]])


def family_colour(layer: LayerInfo, theme: Theme) -> QColor:
    """Return the colour of a layer's family: convolutions, pooling, dense and recurrent ones, normalisation, others."""
    number = next((number for word, number in _FAMILIES if word in layer.type), 6)
    return QColor(theme.series[number])


def place_of(block: MapBlock, middle: QPointF, scale: float) -> BlockPlace:
    """Return where a block is painted when its middle is there."""
    left = middle.x() - block.wide * scale / 2
    top = middle.y() - block.tall * scale / 2 + block.up * scale
    front = QRectF(left, top, block.width * scale, block.height * scale)
    return BlockPlace(front, block.right * scale, block.up * scale)


def paint_block(
    painter: QPainter, place: BlockPlace, block: MapBlock, picture: BlockPicture | None, theme: Theme
) -> None:
    """Paint the three faces of a block that are seen; without values in the colour of its family."""
    if place.small:
        _paint_small(painter, place, family_colour(block.layer, theme))
        return
    large = min(place.front.width(), place.front.height()) >= _LEAST_DETAIL_PX
    if picture is None:
        _paint_plain(painter, place, family_colour(block.layer, theme), theme)
    else:
        _paint_values(painter, place, picture)
        if large:
            _paint_stripe_lines(painter, place, len(picture.faces.stripes))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    outline = QColor(theme.text)
    outline.setAlpha(150 if large else 90)
    painter.setPen(QPen(outline, 1.0))
    painter.drawRect(place.front)
    if large:
        painter.drawPolyline(place.rim)


def _paint_small(painter: QPainter, place: BlockPlace, colour: QColor) -> None:
    """Paint a block of few px: its family's colour, darker behind the front."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour.darker(140))
    painter.drawPolygon(place.outline)
    painter.fillRect(place.front, colour)


def _paint_plain(painter: QPainter, place: BlockPlace, colour: QColor, theme: Theme) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    shades = (92, 118, 138) if theme.name == "dark" else (100, 118, 82)
    front, top, side = (colour.darker(shade) for shade in shades)
    for shape, fill in ((place.top, top), (place.side, side), (QPolygonF(place.front), front)):
        fill.setAlpha(170)
        painter.setBrush(fill)
        painter.drawPolygon(shape)


def _paint_values(painter: QPainter, place: BlockPlace, picture: BlockPicture) -> None:
    painter.drawImage(place.front, picture.front)
    count = float(picture.column.height())
    start = painter.transform()
    front, right, up = place.front, place.right / count, place.up / count
    transforms = (
        (picture.column, QTransform(front.width(), 0.0, right, -up, front.left(), front.top())),
        (picture.row, QTransform(right, -up, 0.0, front.height(), front.right(), front.top())),
    )
    for image, transform in transforms:
        painter.setTransform(transform * start)
        painter.drawImage(QRectF(0.0, 0.0, image.width(), image.height()), image)
    painter.setTransform(start)


def _paint_stripe_lines(painter: QPainter, place: BlockPlace, count: int) -> None:
    if count < 2 or place.right / count < _LEAST_STRIPE_PX:
        return
    painter.setPen(QPen(QColor(0, 0, 0, 90), 1.0))
    for number in range(1, count):
        away = QPointF(place.right, -place.up) * (number / count)
        corner = place.front.topRight() + away
        painter.drawLine(place.front.topLeft() + away, corner)
        painter.drawLine(corner, place.front.bottomRight() + away)


def paint_chosen(painter: QPainter, place: BlockPlace, colour: QColor, width: float) -> None:
    """Frame a block."""
    pen = QPen(colour, width)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(place.outline)


def paint_edge(painter: QPainter, points: Sequence[QPointF], colour: QColor, width: float) -> None:
    """Paint an arrow through points, level where it passes each."""
    tip = points[-1]
    neck = tip - QPointF(_ARROW_PX, 0.0)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, width))
    if len(points) == 2 and abs(points[0].y() - tip.y()) < _LEVEL_PX:
        painter.drawLine(points[0], neck)  # a tenth of a path's time
    else:
        path = QPainterPath()
        add_edge(path, [*points[:-1], neck])
        painter.drawPath(path)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    half = _ARROW_PX * 0.55
    painter.drawPolygon(QPolygonF([tip, tip + QPointF(-_ARROW_PX - 1, -half), tip + QPointF(-_ARROW_PX - 1, half)]))


def add_edge(path: QPainterPath, points: Sequence[QPointF]) -> None:
    """Add a line through points to a path, level where it passes each."""
    path.moveTo(points[0])
    before = points[0]
    for point in points[1:]:
        if point.y() == before.y():
            path.lineTo(point)
        else:
            bend = (point.x() - before.x()) / 2
            path.cubicTo(before + QPointF(bend, 0.0), point - QPointF(bend, 0.0), point)
        before = point


def paint_more(painter: QPainter, area: QRectF, towards: tuple[int, int], theme: Theme) -> None:
    """Paint a mark at the rim `towards` which, in (x, y) of -1, 0 or 1, the drawing goes on."""
    x, y = towards
    middle = area.center()
    tip = QPointF(middle.x() + x * (area.width() / 2 - 5.0), middle.y() + y * (area.height() / 2 - 5.0))
    back, side = QPointF(-9.0 * x, -9.0 * y), QPointF(7.0 * y, 7.0 * x)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("raised"))
    painter.drawEllipse(tip + back * 0.45, 13.0, 13.0)
    pen = QPen(theme.colour("accent"), 2.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    for way in (-1.0, 1.0):
        painter.drawLine(tip, tip + back + side * way)


def paint_frame(painter: QPainter, area: QRectF, text: str, theme: Theme) -> None:
    """Paint a frame around a model inside the model, its name in the corner."""
    fill = theme.colour("raised")
    fill.setAlpha(90)
    painter.setBrush(fill)
    painter.setPen(QPen(theme.colour("border"), 1.0, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(area, 8.0, 8.0)
    metrics = QFontMetricsF(painter.font())
    if metrics.horizontalAdvance(text) + 12.0 < area.width():
        painter.setPen(theme.colour("muted"))
        painter.drawText(area.topLeft() + QPointF(8.0, metrics.ascent() + 2.0), text)
