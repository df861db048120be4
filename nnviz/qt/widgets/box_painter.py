"""Paints a box: its faces as flat pictures under a homography, lines between cells, values and lengths."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF, QTransform

from nnviz.core.arrays import FloatArray
from nnviz.core.box import TEXTURE_LIMIT, BoxSource
from nnviz.core.box_frame import (
    AxisMark,
    View,
    axis_marks,
    cell_places,
    face_edges,
    face_size_px,
    grid_lines,
    seen_area_px,
)
from nnviz.core.box_shadow import is_before, uncovered
from nnviz.core.cell_labels import LabelGroup, label_groups
from nnviz.core.face_pixels import LEAST_LIMIT, limit_for
from nnviz.core.projection import FACES, NEAR, Box, Face, face_homography, project, visible_faces
from nnviz.qt.theme import Theme
from nnviz.qt.widgets.face_pictures import FacePicture, FacePictures

LEAST_GRID_PX = 13.0
LEAST_VALUE_PX = 30.0
_LEAST_TEXT_PX = 6.5
_EM_PX = 32
_ARROW_PX = 7.0
# Opaque: a line that lets through what lies below takes Qt twenty times as long.
_GRID_COLOUR, _INNER_EDGE_COLOUR = QColor(148, 148, 148), QColor(200, 200, 200)


@dataclass(frozen=True)
class BoxFrame:
    """What one frame needs beside the pictures: the camera, the colours of the window and the type to write in."""

    view: View
    theme: Theme
    font: QFont


def paint_faces(painter: QPainter, pictures: FacePictures, view: View, nearer: Box | None = None) -> list[FacePicture]:
    """Paint the visible faces, exactly as the colours say and as fine as the screen; return them.

    What the box `nearer` will cover, the next one on the way to the eye, is left out.
    """
    box = pictures.source.box
    # Read before anything is painted: a file that shrank raises here.
    seen = visible_faces(box, view.viewpoint)
    shown = [pictures.picture(face, _limit(pictures, face, view)) for face in seen]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    start = painter.transform()
    for face, picture in zip(seen, shown, strict=True):
        homography = face_homography(view.matrix, box, face, picture.texture.reduced_by)
        painter.setTransform(QTransform(*homography.T.ravel().tolist()) * start)
        whole = QRectF(0.0, 0.0, picture.width, picture.height)
        if nearer is None or not is_before(box, nearer, face):
            painter.drawImage(whole, picture.image, whole)
        else:
            for left, top, right, bottom in uncovered(box, face, nearer, view.viewpoint, picture.texture.reduced_by):
                area = QRectF(left, top, right - left, bottom - top) & whole
                painter.drawImage(area, picture.image, area)
    painter.restore()
    return shown


def paint_lines(painter: QPainter, pictures: FacePictures, frame: BoxFrame, many: bool = False) -> None:
    """Paint the lines between large cells, and the edges of the box; of many boxes without smoothing, which is slow."""
    box, view = pictures.source.box, frame.view
    faces = visible_faces(box, view.viewpoint)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, not many)
    painter.setPen(QPen(_GRID_COLOUR, 1.0))
    for face in faces if largest_cell_px(pictures, view) >= LEAST_GRID_PX else ():
        if pictures.texture(face).values is not None:
            painter.drawLines(_lines(grid_lines(box, face, view, LEAST_GRID_PX)))
    inner, outer = face_edges(box, faces, view)
    edge = _faded("text", 0.67, frame.theme)
    for colour, lines in ((_INNER_EDGE_COLOUR, inner), (edge, outer)):
        painter.setPen(QPen(colour, 0.0 if many else 1.0))
        painter.drawLines(_lines(lines))
    painter.restore()


def paint_values(painter: QPainter, pictures: FacePictures, frame: BoxFrame) -> None:
    """Write the values of cells that are large enough, slanted like the face they lie on."""
    box, view = pictures.source.box, frame.view
    font = QFont(frame.font)
    font.setPixelSize(_EM_PX)
    metrics = QFontMetricsF(font)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setFont(font)
    start = painter.transform()
    for face in visible_faces(box, view.viewpoint):
        if pictures.texture(face).values is None:
            continue
        groups = label_groups(box, face, cell_places(box, face, view, LEAST_VALUE_PX))
        sized = [(group, _text_size(pictures, face, group, metrics)) for group in groups]
        fitting = [(group, size) for group, size in sized if size * group.least_unit_px >= _LEAST_TEXT_PX]
        # A face with a few written cells among many bare ones would be taken for a face with gaps.
        if sum(group.area_px for group, _ in fitting) >= 0.5 * seen_area_px(box, face, view):
            for group, size in fitting:
                _write(painter, pictures, face, group, size, start)
    painter.restore()


def largest_cell_px(pictures: FacePictures, view: View) -> float:
    """Return a bound on how large a cell of a box can be on screen: a quick look before a careful one."""
    box = pictures.source.box
    nearest = float(project(view.matrix, box.corners)[:, 2].min())
    return np.inf if nearest < NEAR else max(box.cell_size) * view.scale / nearest


def paint_ghost(painter: QPainter, solid: Box, frame: BoxFrame) -> None:
    """Paint the edges of a solid that is not there, or that holds others."""
    colour = _faded("muted", 0.5, frame.theme)
    painter.save()
    painter.setPen(QPen(colour, 1.0))
    for lines in face_edges(solid, FACES, frame.view):
        painter.drawLines(_lines(lines))
    painter.restore()


def paint_index(painter: QPainter, solid: Box, text: str, frame: BoxFrame) -> None:
    """Write the index of one of several boxes above it."""
    corners = project(frame.view.matrix, solid.corners)
    if (corners[:, 2] <= NEAR).any():
        return
    metrics = QFontMetricsF(painter.font())
    pixels = corners[:, :2] / corners[:, 2:]
    (left, top), (right, _) = pixels.min(axis=0).tolist(), pixels.max(axis=0).tolist()
    width, height = metrics.horizontalAdvance(text) + 6.0, metrics.height()
    area = QRectF((left + right - width) / 2, top - height, width, height)
    painter.setPen(QColor(frame.theme.text))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


def paint_axes(
    painter: QPainter,
    source: BoxSource,
    solid: Box,
    frame: BoxFrame,
    labels: dict[int, tuple[str, str]],
) -> None:
    """Paint an arrow along each axis of the array with its label; `labels` maps an axis to (text, colour)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(frame.font)
    font.setBold(True)
    painter.setFont(font)
    for mark in axis_marks(solid, frame.view):
        axis = source.box_axes[mark.axis]
        if axis is not None and axis in labels:
            _paint_mark(painter, mark, *labels[axis], frame)
    painter.restore()


def paint_outline(painter: QPainter, lines: FloatArray) -> None:
    """Paint the sides of one cell so that they stand out on every colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((QColor(0, 0, 0, 220), 4.0), (QColor(255, 255, 255), 2.0)):
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawLines(_lines(lines))
    painter.restore()


def paint_sentence(painter: QPainter, text: str, theme: Theme, area: QRect, centred: bool) -> None:
    """Write a sentence at the lower edge, or in the middle where nothing else is shown."""
    if not text:
        return
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
    room = QRectF(area).adjusted(12.0, 8.0, -12.0, -8.0)
    needed = painter.boundingRect(room, flags, text)
    if not centred:
        needed.moveBottomLeft(room.bottomLeft())
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("surface"))
    painter.drawRect(needed.adjusted(-4.0, -2.0, 4.0, 2.0))
    painter.setPen(theme.colour("text" if centred else "muted"))
    painter.drawText(needed, flags, text)
    painter.restore()


def _faded(name: str, share: float, theme: Theme) -> QColor:
    """Return a colour of the theme brought towards its surface."""
    colour, surface = theme.colour(name), theme.colour("surface")
    pairs = zip(colour.getRgb()[:3], surface.getRgb()[:3], strict=True)  # type: ignore[index]
    return QColor(*(round(share * one + (1 - share) * other) for one, other in pairs))


def _limit(pictures: FacePictures, face: Face, view: View) -> int:
    # Where even the nearest corner asks for no more than there is, no careful look is needed.
    texture = pictures.texture(face)
    if max(texture.numbers.shape) <= LEAST_LIMIT:
        return LEAST_LIMIT
    return limit_for(face_size_px(pictures.source.box, face, view), TEXTURE_LIMIT)


def _write(
    painter: QPainter, pictures: FacePictures, face: Face, group: LabelGroup, size: float, start: QTransform
) -> None:
    metrics = QFontMetricsF(painter.font())
    image = pictures.picture(face).image
    right, down = (part * size / _EM_PX for part in (group.right, group.down))
    baseline = metrics.capHeight() / 2
    for (column, row), (x, y) in zip(group.cells.tolist(), group.centres.tolist(), strict=True):
        text = pictures.text(face, column, row)
        width = metrics.horizontalAdvance(text)
        painter.setTransform(QTransform(right[0], right[1], down[0], down[1], x, y) * start)
        painter.setPen(_ink(image.pixel(column, row)))
        painter.drawText(QPointF(-width / 2, baseline), text)


def _text_size(pictures: FacePictures, face: Face, group: LabelGroup, metrics: QFontMetricsF) -> float:
    """Return the height of the type, in shorter sides of a cell, at which every value of a group fits its cell."""
    widths = (metrics.horizontalAdvance(pictures.text(face, column, row)) for column, row in group.cells.tolist())
    return min(0.36 * group.room[1], 0.84 * group.room[0] * _EM_PX / max(1.0, *widths))


def _ink(pixel: int) -> QColor:
    red, green, blue = (pixel >> 16) & 255, (pixel >> 8) & 255, pixel & 255
    dark = 0.299 * red + 0.587 * green + 0.114 * blue < 140
    return QColor(255, 255, 255) if dark else QColor(0, 0, 0)


def _paint_mark(painter: QPainter, mark: AxisMark, text: str, colour: str, frame: BoxFrame) -> None:
    metrics = QFontMetricsF(painter.font())
    outward = QPointF(*mark.outward)
    start, end = (QPointF(*point) + outward * _ARROW_PX for point in (mark.start, mark.end))
    along = QLineF(start, end)
    width, height = metrics.horizontalAdvance(text) + 8.0, metrics.height() + 2.0
    reach = _ARROW_PX + 4.0 + abs(outward.x()) * width / 2 + abs(outward.y()) * height / 2
    middle = (QPointF(*mark.start) + QPointF(*mark.end)) / 2 + outward * reach
    area = QRectF(middle.x() - width / 2, middle.y() - height / 2, width, height)
    screen_width, screen_height = frame.view.viewport
    area.moveLeft(min(max(area.left(), 2.0), max(screen_width - width - 2.0, 2.0)))
    area.moveTop(min(max(area.top(), 2.0), max(screen_height - height - 2.0, 2.0)))
    painter.setPen(QPen(QColor(colour), 2.0, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if along.length() > 2 * _ARROW_PX:
        painter.drawLine(along)
        painter.setBrush(QColor(colour))
        painter.drawPolygon(_arrow_head(along))
    painter.setPen(QColor(colour))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)


def _arrow_head(line: QLineF) -> QPolygonF:
    step = QPointF(line.dx(), line.dy()) / line.length() * _ARROW_PX
    side = QPointF(-step.y(), step.x()) * 0.45
    back = line.p2() - step
    return QPolygonF([line.p2(), back + side, back - side])


def _lines(segments: FloatArray) -> list[QLineF]:
    return [QLineF(*ends) for ends in segments.tolist()]
