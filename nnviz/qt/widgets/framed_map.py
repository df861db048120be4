"""One map with frames on it: a window, a receptive field, a path, and the unit that is looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.core.arrays import Array
from nnviz.core.coloured_maps import ColouredMaps, colour_maps
from nnviz.core.view_state import ColourScale
from nnviz.qt.theme import theme_of

_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_MARGIN_PX = 6.0


@dataclass(frozen=True)
class Frame:
    """Rows and columns, half open, they may reach beyond the map; `colour` names one of the theme's."""

    rows: tuple[int, int]
    columns: tuple[int, int]
    colour: str = "accent"
    dashed: bool = False


class FramedMap(QWidget):
    """Shows (H, W) values. `cell_chosen` carries (row, column), `hovered` that and the value, or None.

    The arrow keys move the chosen cell; `paged` carries -1 or 1 for Page Up and Page Down.
    """

    cell_chosen = Signal(int, int)
    hovered = Signal(object)
    paged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._coloured: ColouredMaps | None = None
        self._image = QImage()
        self._overlay = QImage()
        self._dimmed = 0.0
        self._frames: tuple[Frame, ...] = ()
        self._path: tuple[tuple[float, float], ...] = ()
        self._cell: tuple[int, int] | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def coloured(self) -> ColouredMaps | None:
        """The values with their colours and range; None while there are none."""
        return self._coloured

    @property
    def frames(self) -> tuple[Frame, ...]:
        """What is framed."""
        return self._frames

    @property
    def cell(self) -> tuple[int, int] | None:
        """The chosen cell."""
        return self._cell

    @property
    def path(self) -> tuple[tuple[float, float], ...]:
        """The points that are joined, (row, column)."""
        return self._path

    def set_values(self, values: Array | None, scale: ColourScale | None = None) -> None:
        """Show another map in its own range of colours."""
        if values is None or values.size == 0 or values.dtype.kind not in "biufc":
            self.set_coloured(None)
        else:
            self.set_coloured(colour_maps(values[None], ColourScale((scale or ColourScale()).name)))

    def set_coloured(self, coloured: ColouredMaps | None) -> None:
        """Show the only one of these maps in the colours that it brings."""
        self._coloured = coloured
        self._image = QImage() if coloured is None else _image(coloured.pixels[0], QImage.Format.Format_RGB32)
        self.update()

    def set_overlay(self, pixels: Array | None, dimmed: float = 0.0) -> None:
        """Lay colours, (H, W) uint32 0xAARRGGBB with transparency, over the map; None takes them away.

        The map itself is `dimmed`, 0 to 1, so that the colours stand out.
        """
        self._dimmed = dimmed
        self._overlay = QImage() if pixels is None else _image(pixels, QImage.Format.Format_ARGB32)
        self.update()

    def set_marks(
        self,
        cell: tuple[int, int] | None = None,
        frames: Sequence[Frame] = (),
        path: Sequence[tuple[float, float]] = (),
    ) -> None:
        """Mark a cell, frames around others and a path of cells (row, column)."""
        self._cell, self._frames, self._path = cell, tuple(frames), tuple(path)
        self.update()

    # --- geometry ---

    def area(self) -> QRectF:
        """Return where the map is painted; frames that reach beyond it have room around it."""
        rows, columns = self._sides()
        top, bottom = self._beyond([frame.rows for frame in self._frames], rows)
        left, right = self._beyond([frame.columns for frame in self._frames], columns)
        room = QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        side = min(room.width() / (left + columns + right), room.height() / (top + rows + bottom))
        wide, tall = side * (left + columns + right), side * (top + rows + bottom)
        corner = QPointF(room.center().x() - wide / 2 + left * side, room.center().y() - tall / 2 + top * side)
        return QRectF(corner, corner + QPointF(columns * side, rows * side))

    def cell_at(self, point: QPointF) -> tuple[int, int] | None:
        """Return the cell under a point."""
        area = self.area()
        if self._coloured is None or not area.contains(point):
            return None
        rows, columns = self._sides()
        row = int((point.y() - area.top()) / area.height() * rows)
        column = int((point.x() - area.left()) / area.width() * columns)
        return min(row, rows - 1), min(column, columns - 1)

    def rect_of(self, rows: tuple[float, float], columns: tuple[float, float]) -> QRectF:
        """Return where a range of cells is painted."""
        area, (tall, wide) = self.area(), self._sides()
        x, y = area.width() / wide, area.height() / tall
        return QRectF(
            area.left() + columns[0] * x,
            area.top() + rows[0] * y,
            (columns[1] - columns[0]) * x,
            (rows[1] - rows[0]) * y,
        )

    def _sides(self) -> tuple[int, int]:
        if self._coloured is None:
            return 1, 1
        _, rows, columns = self._coloured.maps.shape
        return rows, columns

    @staticmethod
    def _beyond(ranges: Sequence[tuple[int, int]], side: int) -> tuple[float, float]:
        most = side / 3
        before = max((-low for low, _ in ranges), default=0)
        after = max((high - side for _, high in ranges), default=0)
        return min(max(before, 0), most), min(max(after, 0), most)

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the map, what lies over it, the frames and the path."""
        del event
        painter = QPainter(self)
        theme = theme_of(self)
        area = self.area()
        if self._coloured is None:
            painter.setPen(QPen(theme.colour("border"), 1.0, Qt.PenStyle.DashLine))
            painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.drawImage(area, self._image)
            if not self._overlay.isNull():
                painter.fillRect(area, QColor(0, 0, 0, round(255 * self._dimmed)))
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(area, self._overlay)
            painter.setPen(theme.colour("border"))
            painter.drawRect(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for frame in self._frames:
            style = Qt.PenStyle.DashLine if frame.dashed else Qt.PenStyle.SolidLine
            _frame(painter, self.rect_of(frame.rows, frame.columns), theme.colour(frame.colour), style)
        self._paint_path(painter, theme.colour("warning"))
        if self._cell is not None and self._coloured is not None:
            row, column = self._cell
            cell = self.rect_of((row, row + 1), (column, column + 1))
            grow = max(0.0, (5.0 - cell.width()) / 2)
            _frame(painter, cell.adjusted(-grow, -grow, grow, grow), QColor(255, 255, 255), Qt.PenStyle.SolidLine)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent"), 1.0))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_path(self, painter: QPainter, colour: QColor) -> None:
        points = [self.rect_of((row, row + 1), (column, column + 1)).center() for row, column in self._path]
        for pen in (QPen(QColor(0, 0, 0, 160), 4.0), QPen(colour, 2.0)):
            painter.setPen(pen)
            painter.drawPolyline(points)
            for point in points:
                painter.drawEllipse(point, 3.0, 3.0)

    # --- mouse and keys ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the mouse."""
        cell = self.cell_at(event.position())
        if cell is not None and event.button() == Qt.MouseButton.LeftButton:
            self.cell_chosen.emit(*cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the value under the mouse."""
        cell = self.cell_at(event.position())
        if cell is None or self._coloured is None:
            self.hovered.emit(None)
        else:
            self.hovered.emit((*cell, self._coloured.maps[(0, *cell)].item()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that no value is under the mouse."""
        del event
        self.hovered.emit(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen cell, or turn to another map."""
        key = Qt.Key(event.key())
        if key in _STEPS and self._coloured is not None:
            rows, columns = self._sides()
            row, column = self._cell or (0, 0)
            down, right = _STEPS[key]
            self.cell_chosen.emit(min(max(row + down, 0), rows - 1), min(max(column + right, 0), columns - 1))
        elif key in _PAGES:
            self.paged.emit(_PAGES[key])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for room for a small map."""
        return QSize(140, 140)

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which a window can be seen."""
        return QSize(72, 72)


def _image(pixels: Array, form: QImage.Format) -> QImage:
    kept = np.ascontiguousarray(pixels)
    height, width = kept.shape
    return QImage(kept.data, width, height, 4 * width, form).copy()


def _frame(painter: QPainter, area: QRectF, colour: QColor, style: Qt.PenStyle) -> None:
    """Frame an area so that it stands out on every colour."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in (QPen(QColor(0, 0, 0, 190), 3.6), QPen(colour, 1.8, style)):
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        painter.drawRect(area)
