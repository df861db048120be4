"""All maps of a layer as one picture: zoom, pan, and every value under the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from nnviz.core.arrays import Array
from nnviz.core.coloured_maps import ColouredMaps, colour_maps
from nnviz.core.tiling import Cell, Tiling, fineness, finer, grid_for, tile
from nnviz.core.view_state import ColourScale
from nnviz.core.viewport import Viewport
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.mosaic_keys import ZOOM_STEP, cell_after, viewport_after
from nnviz.qt.widgets.mosaic_marks import LabelBox, paint_chosen_map, paint_label, paint_pointer
from nnviz.qt.widgets.mosaic_picture import MosaicPicture

_MARGIN_PX = 4.0
_MOST_LABELS = 150
_NOTHING = np.zeros((0, 1, 1), np.float32)


class Reading(NamedTuple):
    """One value of a mosaic and where it stands."""

    map: int
    row: int
    column: int
    value: float


class TiledImage(QWidget):
    """Paints (N, H, W) maps side by side. `hovered` carries a `Reading` or None, `cell_chosen` a `Reading`.

    Maps may stand in any order: a cell always names the number of its map, never its place.

    The wheel zooms at the mouse, dragging pans, a double click shows everything again; the arrow keys move from cell
    to cell, Page Up and Page Down from map to map, and + - 0 zoom.
    """

    hovered = Signal(object)
    cell_chosen = Signal(object)
    viewport_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale = ColourScale()
        self._labels: Sequence[str] | None = None
        self._group = 1
        self._order: tuple[int, ...] = ()
        self._beside: Array | None = None
        self._selected: Cell | None = None
        self._pointed: Cell | None = None
        self._pressed_at: QPointF | None = None
        self._dragged_to: QPointF | None = None
        self._panning = False
        self._coloured = colour_maps(_NOTHING, self._scale)
        self._tiling = Tiling(0, 1, 1, 1)
        self._picture = MosaicPicture()
        self._viewport = Viewport.fitted((1, 1), (1, 1))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def coloured(self) -> ColouredMaps:
        """The maps with their colours and range."""
        return self._coloured

    @property
    def tiling(self) -> Tiling:
        """Where each map lies in the mosaic."""
        return self._tiling

    @property
    def viewport(self) -> Viewport:
        """Which part of the mosaic is on screen."""
        return self._viewport

    @property
    def selected(self) -> Cell | None:
        """The framed cell."""
        return self._selected

    def set_maps(
        self,
        maps: Array,
        labels: Sequence[str] | None = None,
        group: int = 1,
        order: tuple[int, ...] = (),
        beside: Array | None = None,
    ) -> None:
        """Show (N, H, W) maps; without `labels` each bears its number. Zoom and place stay for maps of this form.

        `group` maps in a row belong together, see `grid_for`. `order` holds the maps' numbers as they follow each
        other, empty by number. The colours suit the maps `beside` these, too, see `colour_maps`.
        """
        self._labels, self._group, self._beside = labels, group, beside
        self._order = order if len(order) == len(maps) and maps.size else ()
        self._coloured = colour_maps(maps if maps.size else _NOTHING, self._scale, beside)
        self._lay_out()

    def set_scale(self, scale: ColourScale) -> None:
        """Show the same maps in other colours."""
        if scale != self._scale:
            self._scale = scale
            self.set_maps(self._coloured.maps, self._labels, self._group, self._order, self._beside)

    def select(self, cell: Cell | None) -> None:
        """Frame a cell and its map; None frames nothing."""
        self._selected = cell if self._exists(cell) else None
        self.update()

    def point_at(self, cell: Cell | None) -> None:
        """Mark the cell that the mouse points at in another view of maps of this form."""
        self._pointed = cell if self._exists(cell) else None
        self.update()

    def look(self, viewport: Viewport) -> None:
        """Show the part of the mosaic that another view of maps of this form shows."""
        if viewport.content == self._viewport.content:
            self._viewport = viewport.resized(self._viewport.view)
            self.update()

    def _exists(self, cell: Cell | None) -> bool:
        shape = self._coloured.maps.shape
        return cell is not None and all(0 <= at < size for at, size in zip(cell, shape, strict=True))

    def reading(self, cell: Cell) -> Reading:
        """Return a cell with its value."""
        return Reading(*cell, value=self._coloured.maps[cell].item())

    def label(self, index: int) -> str:
        """Return the name of a map."""
        return self._labels[index] if self._labels else str(index)

    def cell_at(self, point: QPointF) -> Cell | None:
        """Return the cell under a point of this widget."""
        inner = point - self._area().topLeft()
        return self._tiling.cell_at(*self._viewport.to_content(inner.x(), inner.y()))

    def rect_of(self, cell: Cell) -> QRectF:
        """Return where a cell is on screen."""
        left, top = self._tiling.origin(cell.map)
        return self._on_screen(left + cell.column, top + cell.row, 1, 1)

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)

    def _lay_out(self) -> None:
        count, height, width = self._coloured.maps.shape
        area = self._area()
        view = (max(area.width(), 1.0), max(area.height(), 1.0))
        dots = fineness(self._coloured.maps)
        _, columns = grid_for(count, height, width, view[0] / view[1], 1 / dots, self._group)
        tiling = Tiling(count, height, width, columns, 1 / dots, self._order)
        tall, wide = tiling.shape
        if tiling != self._tiling:
            self._viewport = Viewport.fitted((max(wide, 1), max(tall, 1)), view)
        elif view != self._viewport.view:
            self._viewport = self._viewport.resized(view)
        self._tiling = tiling
        pixels = self._coloured.pixels[list(self._order)] if self._order else self._coloured.pixels
        self._picture = MosaicPicture(tile(finer(pixels, dots), columns, fill=0))
        self.select(self._selected)
        self.point_at(self._pointed)

    def _on_screen(self, x: float, y: float, width: float, height: float) -> QRectF:
        corner, scale = self._area().topLeft(), self._viewport.scale
        return QRectF(corner + QPointF(*self._viewport.to_view(x, y)), QSizeF(width * scale, height * scale))

    def _look(self, viewport: Viewport) -> None:
        self._viewport = viewport
        self.update()
        self.viewport_changed.emit(viewport)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mosaic, the numbers of the maps where there is room, and the frames."""
        del event
        painter = QPainter(self)
        theme = theme_of(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        if self._tiling.count:
            painter.setClipRect(self._area().adjusted(-_MARGIN_PX, -_MARGIN_PX, _MARGIN_PX, _MARGIN_PX))
            tall, wide = self._tiling.shape
            self._picture.draw(painter, self._on_screen(0, 0, wide, tall))
            self._paint_labels(painter)
            self._paint_selection(painter, theme.colour("accent"))
        if self.hasFocus():
            painter.setClipping(False)
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _paint_labels(self, painter: QPainter) -> None:
        metrics = self.fontMetrics()
        side = min(self._tiling.height, self._tiling.width) * self._viewport.scale
        wide = self._tiling.width * self._viewport.scale
        visible = [index for index in range(self._tiling.count) if self._map_rect(index).intersects(self._area())]
        if side < 3.2 * metrics.height() or len(visible) > _MOST_LABELS or self._tiling.count == 1:
            return
        for index in visible:
            paint_label(painter, LabelBox(self.label(index), self._map_rect(index).topLeft(), wide))

    def _map_rect(self, index: int) -> QRectF:
        left, top = self._tiling.origin(index)
        return self._on_screen(left, top, self._tiling.width, self._tiling.height)

    def _paint_selection(self, painter: QPainter, accent: QColor) -> None:
        if self._selected is not None:
            paint_chosen_map(painter, self._map_rect(self._selected.map), accent)
            paint_pointer(painter, self.rect_of(self._selected))
        if self._pointed is not None:
            paint_pointer(painter, self.rect_of(self._pointed))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pressed_at = self._dragged_to = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan while a button is down, else tell the value under the mouse."""
        if self._pressed_at is None or self._dragged_to is None:
            self._tell(event.position())
            return
        away = (event.position() - self._pressed_at).manhattanLength()
        if self._panning or away >= QApplication.startDragDistance():
            self._panning = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            step = event.position() - self._dragged_to
            self._dragged_to = event.position()
            self._look(self._viewport.moved(step.x(), step.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the cell under the mouse, unless it was dragged."""
        clicked = self._pressed_at is not None and not self._panning and event.button() == Qt.MouseButton.LeftButton
        self._pressed_at, self._dragged_to, self._panning = None, None, False
        self.unsetCursor()
        cell = self.cell_at(event.position())
        if clicked and cell is not None:
            self._choose(cell)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Show everything."""
        self._look(Viewport.fitted(self._viewport.content, self._viewport.view))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the mouse."""
        notches = event.angleDelta().y() / 120.0
        at = event.position() - self._area().topLeft()
        self._look(self._viewport.zoomed(ZOOM_STEP**notches, at.x(), at.y()))
        self._tell(event.position())
        event.accept()

    def leaveEvent(self, _event: QEvent) -> None:
        """Tell that no value is under the mouse any more."""
        self.hovered.emit(None)

    def _tell(self, point: QPointF) -> None:
        cell = self.cell_at(point)
        self.hovered.emit(None if cell is None else self.reading(cell))

    def _choose(self, cell: Cell) -> None:
        self.select(cell)
        left, top = self._tiling.origin(cell.map)
        self._look(self._viewport.showing(left + cell.column, top + cell.row, 1, 1))
        self.cell_chosen.emit(self.reading(cell))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen cell, or zoom."""
        key = Qt.Key(event.key())
        cell, viewport = cell_after(key, self._tiling, self._selected), viewport_after(key, self._viewport)
        if cell is not None:
            self._choose(cell)
        elif viewport is not None:
            self._look(viewport)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Lay the maps out for the new shape."""
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Return a size at which a dozen maps can be read."""
        return QSize(420, 320)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that makes sense."""
        return QSize(120, 90)
