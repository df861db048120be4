"""The paper that a drawing is painted on: a square image that grows by one piece of a stroke at a time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform

from nnviz.core.affine import IDENTITY, Affine
from nnviz.core.arrays import Array
from nnviz.core.drawing import Drawing, Point, Segment, Stroke, curve_to, segments_of, tail_of
from nnviz.core.ink import Paper, find_paper, to_grey
from nnviz.qt.images import image_of

SIDE_PX = 560
_KEPT = 16


class DrawingPaper:
    """Paints drawings. Ink is white on black paper, or black where a picture with light paper lies below.

    The image is always up to date: the straight tail of the stroke being drawn is painted, and taken off again when
    the next point tells how the curve goes on.
    """

    def __init__(self) -> None:
        self.image = QImage(SIDE_PX, SIDE_PX, QImage.Format.Format_RGB32)
        self._ink, self._paper = QColor("white"), QColor("black")
        self._coloured = False
        self._kept: dict[Drawing, QImage] = {}
        self._stroke: Stroke | None = None
        self._points: list[Point] = []
        self._below_tail: tuple[QRect, QImage] | None = None
        self._fitted: tuple[Array, QImage] | None = None
        self._judged: tuple[Array, Paper] | None = None
        self.show(Drawing())

    # --- whole drawings ---

    def show(self, drawing: Drawing, passing: bool = False) -> None:
        """Paint `drawing` from the beginning, or fetch it when it was painted lately; a `passing` one is not kept."""
        self._stroke, self._below_tail = None, None
        self._choose_colours(drawing.background)
        if drawing in self._kept:
            self.image = QImage(self._kept[drawing])
            return
        self.image.fill(self._paper)
        painter = QPainter(self.image)
        if drawing.background is not None:
            self._paint_background(painter, drawing.background, drawing.placement)
        for stroke in drawing.strokes:
            for segment in segments_of(stroke):
                self._paint(painter, stroke, segment)
        painter.end()
        if not passing:
            self.keep(drawing)

    def keep(self, drawing: Drawing) -> None:
        """Remember that the image shows `drawing`, so that undoing comes back to it at once."""
        self._kept.pop(drawing, None)
        self._kept[drawing] = QImage(self.image)
        while len(self._kept) > _KEPT:
            del self._kept[next(iter(self._kept))]

    def picture(self) -> Array:
        """Return a copy of the image as (560, 560) uint8, or (560, 560, 3) over a coloured picture."""
        pixels = np.frombuffer(self.image.constBits(), np.uint32).reshape(SIDE_PX, SIDE_PX)
        if not self._coloured:
            return pixels.astype(np.uint8)
        return pixels.view(np.uint8).reshape(SIDE_PX, SIDE_PX, 4)[..., 2::-1].copy()

    @property
    def ink(self) -> QColor:
        """The colour of the pen."""
        return self._ink

    @property
    def paper(self) -> QColor:
        """The colour of the paper around and below the ink."""
        return self._paper

    def _choose_colours(self, background: Array | None) -> None:
        self._ink, self._paper, self._coloured = QColor("white"), QColor("black"), False
        if background is not None:
            found = self._paper_of(background)
            self._coloured = background.ndim == 3
            self._paper = QColor(found.level, found.level, found.level)
            self._ink = QColor("black") if found.dark_ink else QColor("white")

    def _paper_of(self, picture: Array) -> Paper:
        if self._judged is None or self._judged[0] is not picture:
            self._judged = (picture, find_paper(to_grey(picture)))
        return self._judged[1]

    def _paint_background(self, painter: QPainter, picture: Array, placement: Affine) -> None:
        fitted = smooth = self._fitted_image(picture)
        left, top = (SIDE_PX - fitted.width()) // 2, (SIDE_PX - fitted.height()) // 2
        if placement == IDENTITY:
            painter.drawImage(left, top, fitted)
            return
        if placement.scale < 1.0:  # first smaller, then turned: a painter alone would skip pixels
            size = (fitted.size() * placement.scale).expandedTo(QSize(1, 1))
            smooth = fitted.scaled(size, mode=Qt.TransformationMode.SmoothTransformation)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        xx, xy, dx, yx, yy, dy = placement.values
        painter.setTransform(QTransform(xx, yx, xy, yy, dx * SIDE_PX, dy * SIDE_PX))
        painter.drawImage(QRectF(left, top, fitted.width(), fitted.height()), smooth)
        painter.restore()

    def _fitted_image(self, picture: Array) -> QImage:
        if self._fitted is None or self._fitted[0] is not picture:
            image = image_of(picture)
            size = image.size().scaled(SIDE_PX, SIDE_PX, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
            self._fitted = (picture, image.scaled(size, mode=Qt.TransformationMode.SmoothTransformation))
        return self._fitted[1]

    # --- one stroke ---

    def begin(self, stroke: Stroke) -> QRect:
        """Start a stroke with its first point; return the part of the image that changed."""
        self._stroke = stroke
        self._points = list(stroke.points)
        return self._paint_tail(stroke)

    def extend(self, point: Point) -> QRect:
        """Lead the stroke on to `point`; return the part of the image that changed."""
        if self._stroke is None:
            return QRect()
        changed = self._take_tail_off()
        self._points.append(point)
        painter = QPainter(self.image)
        changed |= self._paint(painter, self._stroke, curve_to(self._points[-3:]))
        painter.end()
        return changed | self._paint_tail(self._stroke)

    def aim(self, point: Point) -> QRect:
        """Make the stroke one straight line from its first point to `point`; return what changed of the image."""
        if self._stroke is None:
            return QRect()
        changed = self._take_tail_off()
        self._points = [self._points[0], point]
        pieces = list(segments_of(replace(self._stroke, points=tuple(self._points))))
        area = QRect()
        for piece in pieces:
            area |= self._area(self._stroke, piece)
        self._below_tail = (area, self.image.copy(area))
        painter = QPainter(self.image)
        for piece in pieces:
            self._paint(painter, self._stroke, piece)
        painter.end()
        return changed | area

    def end(self) -> Stroke | None:
        """End the stroke and return it with all its points."""
        if self._stroke is None:
            return None
        done = replace(self._stroke, points=tuple(self._points))
        self._stroke, self._below_tail = None, None
        return done

    def _paint_tail(self, stroke: Stroke) -> QRect:
        tail = tail_of(self._points[-2:])
        area = self._area(stroke, tail)
        self._below_tail = (area, self.image.copy(area))
        painter = QPainter(self.image)
        self._paint(painter, stroke, tail)
        painter.end()
        return area

    def _take_tail_off(self) -> QRect:
        if self._below_tail is None:
            return QRect()
        area, below = self._below_tail
        painter = QPainter(self.image)
        painter.drawImage(area.topLeft(), below)
        painter.end()
        return area

    def _paint(self, painter: QPainter, stroke: Stroke, segment: Segment) -> QRect:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._paper if stroke.erase else self._ink
        cap, join = Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
        painter.setPen(QPen(colour, _width_px(stroke, segment), Qt.PenStyle.SolidLine, cap, join))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        start, control, end = (QPointF(x * SIDE_PX, y * SIDE_PX) for x, y, _ in segment)
        if start == end:
            painter.drawPoint(start)
        else:
            path = QPainterPath(start)
            path.quadTo(control, end)
            painter.drawPath(path)
        return self._area(stroke, segment)

    def _area(self, stroke: Stroke, segment: Segment) -> QRect:
        reach = _width_px(stroke, segment) / 2 + 2
        xs, ys = [x * SIDE_PX for x, _, _ in segment], [y * SIDE_PX for _, y, _ in segment]
        box = QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys))).adjusted(-reach, -reach, reach, reach)
        return box.toAlignedRect() & self.image.rect()


def _width_px(stroke: Stroke, segment: Segment) -> float:
    """Return the width of a piece: a pen that is not pressed draws 0.3 of its full width."""
    pressure = (segment[0][2] + segment[2][2]) / 2
    return SIDE_PX * stroke.width * (0.3 + 0.7 * min(max(pressure, 0.0), 1.0))
