"""A model as a drawing: blocks from left to right, live maps on their faces, and everything a click away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from nnviz.core.model_map import ModelMap, shape_words
from nnviz.core.viewport import Viewport
from nnviz.qt.theme import Theme, theme_of
from nnviz.qt.widgets import model_map_keys as keys
from nnviz.qt.widgets import model_map_labels as label
from nnviz.qt.widgets import model_map_painter as paint
from nnviz.qt.widgets.block_pictures import BlockPictures
from nnviz.qt.widgets.model_map_places import MapPlaces

_ZOOM_STEP = 1.2
_MOST_ZOOM = 5.0
_NOTHING = ModelMap((), (), (), ())


class ModelMapView(QWidget):
    """Shows a `ModelMap`. `layer_chosen` carries a layer's id, `hovered` an id or None; `moved` follows zoom and pan.

    The wheel zooms at the mouse, dragging moves; arrow keys walk along the edges, with
    Ctrl they move the drawing, as Page Up and Page Down do; + - zoom, 0 shows everything.
    """

    layer_chosen = Signal(str)
    hovered = Signal(object)
    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures = BlockPictures()
        self._map = _NOTHING
        self._places = MapPlaces(_NOTHING, self.font(), self.size())
        self._chosen: int | None = None
        self._hovered: int | None = None
        self._answer = ""
        self._pressed_at: QPointF | None = None
        self._dragged_to: QPointF | None = None
        self._panning = False
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # --- what is shown ---

    @property
    def map(self) -> ModelMap:
        """What is drawn."""
        return self._map

    @property
    def viewport(self) -> Viewport:
        """Which part is on screen."""
        return self._places.viewport

    @property
    def chosen(self) -> int | None:
        """The number of the framed block."""
        return self._chosen

    def set_map(self, drawn: ModelMap | None) -> None:
        """Draw another model."""
        self._map, self._chosen, self._hovered = drawn or _NOTHING, None, None
        self._places = MapPlaces(self._map, self.font(), self.size())
        self.moved.emit()
        self.update()

    def choose(self, layer_id: str | None) -> None:
        """Frame the block of a layer and bring it on screen."""
        self._chosen = self._map.number_of(layer_id)
        if self._chosen is not None:
            self._look(self._places.showing(self._chosen))
        self.update()

    def set_answer(self, text: str) -> None:
        """Write the model's answer beside its last block."""
        if text != self._answer:
            self._answer = text
            self.update()

    def seen(self) -> list[int]:
        """Return the blocks on screen, by number."""
        return self._places.seen()

    def detailed(self) -> list[int]:
        """Return the blocks on screen on which values can be made out."""
        return [number for number in self.seen() if not self.place(number).small]

    def fit(self) -> None:
        """Show everything."""
        self._look(Viewport.fitted(self.viewport.content, self.viewport.view))

    def place(self, number: int) -> paint.BlockPlace:
        """Return where a block is on screen."""
        return self._places.place(number)

    def block_at(self, point: QPointF) -> int | None:
        """Return the block under a point, its label included."""
        hits = [n for n in self.seen() if self._places.reach(n).contains(point)]
        return hits[-1] if hits else None

    def _look(self, viewport: Viewport) -> None:
        if viewport != self.viewport:
            self._places.viewport = viewport
            self.moved.emit()
            self.update()

    # --- painting ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frames, edges, blocks and labels."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
        theme = theme_of(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        self._paint_frames(painter, theme)
        self._paint_edges(painter, theme)
        for number in self.seen():
            self._paint_block(painter, number, theme)
        for towards, more in zip(((-1, 0), (1, 0), (0, -1), (0, 1)), self._places.beyond(), strict=True):
            if more:
                paint.paint_more(painter, QRectF(self.rect()), towards, theme)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_frames(self, painter: QPainter, theme: Theme) -> None:
        for frame in sorted(self._map.frames, key=lambda frame: frame.level):
            for area in self._places.frame_areas(frame.members):
                paint.paint_frame(painter, area, frame.id, theme)

    def _paint_edges(self, painter: QPainter, theme: Theme) -> None:
        told: set[int] = set()
        if self._places.afar:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = QPen(theme.colour("muted"), 1.0)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setTransform(self._places.transform, True)
            painter.drawPath(self._places.all_edges())
            painter.resetTransform()
        for edge in self._places.edges_seen():
            source, target = self._map.edges[edge]
            if self._places.afar and self._chosen not in (source, target):
                continue
            points = self._places.edge(edge)
            near = self._chosen in (source, target)
            colour = theme.colour("accent" if near else "muted")
            colour.setAlpha(230 if near else 150)
            paint.paint_edge(painter, points, colour, 1.6 if near else 1.2)
            if source not in told and self._places.spacious:
                told.add(source)
                room = points[1].x() - points[0].x()
                label.paint_shape(painter, points[0], room, self._map.blocks[source].sides, theme)

    def _paint_block(self, painter: QPainter, number: int, theme: Theme) -> None:
        block, place = self._map.blocks[number], self.place(number)
        picture = None if place.small else self.pictures.picture(block.layer.id)
        paint.paint_block(painter, place, block, picture, theme)
        if number == self._chosen:
            paint.paint_chosen(painter, place, theme.colour("accent"), 2.4)
        elif number == self._hovered:
            paint.paint_chosen(painter, place, theme.colour("text"), 1.4)
        room = self._places.label_room(number)
        if room > 0:
            below = QPointF(place.whole.center().x(), place.front.bottom() + 3.0)
            shape = () if self._places.spacious else (shape_words(block.sides),)
            label.paint_label(painter, block.layer, shape, below, room, theme, number == self._chosen)
        if number == len(self._map.blocks) - 1 and self._answer:
            label.paint_answer(painter, place, self._answer, theme)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        self._pressed_at = self._dragged_to = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the drawing while a button is down, else tell the block under the mouse."""
        if self._pressed_at is None or self._dragged_to is None:
            self._hover(self.block_at(event.position()))
            return
        away = (event.position() - self._pressed_at).manhattanLength()
        if self._panning or away >= QApplication.startDragDistance():
            self._panning = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            step = event.position() - self._dragged_to
            self._dragged_to = event.position()
            self._look(self.viewport.moved(step.x(), step.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the block under the mouse, unless it was dragged."""
        clicked = self._pressed_at is not None and not self._panning and event.button() == Qt.MouseButton.LeftButton
        self._pressed_at, self._dragged_to, self._panning = None, None, False
        self.unsetCursor()
        number = self.block_at(event.position())
        if clicked and number is not None:
            self._tell(number)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show everything."""
        if self.block_at(event.position()) is None:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the mouse; with Shift or a sideways wheel, move."""
        turned = event.angleDelta()
        if turned.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._look(self.viewport.moved((turned.x() or turned.y()) * 0.6, 0.0))
        else:
            self._zoom(_ZOOM_STEP ** (turned.y() / 120.0), event.position() - self._places.area.topLeft())
        event.accept()

    def _zoom(self, factor: float, at: QPointF) -> None:
        most = max(_MOST_ZOOM, self.viewport.scale)
        self._look(self.viewport.zoomed(min(factor, most / self.viewport.scale), at.x(), at.y()))

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that no block is under the mouse."""
        del event
        self._hover(None)

    def _hover(self, number: int | None) -> None:
        if number != self._hovered:
            self._hovered = number
            self.hovered.emit(None if number is None else self._map.blocks[number].layer.id)
            self.update()

    def _tell(self, number: int) -> None:
        layer_id = self._map.blocks[number].layer.id
        self.choose(layer_id)
        self.layer_chosen.emit(layer_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk along the edges, move the drawing, or zoom."""
        key = Qt.Key(event.key())
        middle = QPointF(self.viewport.view[0] / 2, self.viewport.view[1] / 2)
        away = keys.move_of(event, self.viewport)
        if away is not None:
            self._look(self.viewport.moved(*away))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(_ZOOM_STEP, middle)
        elif key == Qt.Key.Key_Minus:
            self._zoom(1 / _ZOOM_STEP, middle)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            number = keys.beside(self._map, self._places.layout, 0 if self._chosen is None else self._chosen, key)
            if number is None:
                super().keyPressEvent(event)
            else:
                self._tell(number)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the same part in the new size, or everything again where everything was shown."""
        super().resizeEvent(event)
        if self._places.resize(self.size()):
            self.choose(None if self._chosen is None else self._map.blocks[self._chosen].layer.id)
        self.moved.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the font."""
        if event.type() == QEvent.Type.FontChange:
            self._places = MapPlaces(self._map, self.font(), self.size())
            self.moved.emit()
        if event.type() == QEvent.Type.PaletteChange:
            self.update()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for room for a small model."""
        return QSize(900, 260)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that makes sense."""
        return QSize(160, 110)
