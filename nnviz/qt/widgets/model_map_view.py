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

from nnviz.core.model_map import ModelMap, across, shape_words
from nnviz.core.viewport import Viewport
from nnviz.qt.theme import Theme, theme_of
from nnviz.qt.widgets import model_map_painter as paint
from nnviz.qt.widgets.block_pictures import BlockPictures
from nnviz.qt.widgets.model_map_places import MapPlaces

_ZOOM_STEP = 1.2
_MOST_ZOOM = 5.0
_NOTHING = ModelMap((), (), (), ())


class ModelMapView(QWidget):
    """Shows a `ModelMap`. `layer_chosen` carries a layer's id, `hovered` an id or None; `moved` follows zoom and pan.

    The wheel zooms at the mouse, dragging moves; arrow keys walk along the edges, + - zoom, 0 shows everything.
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
        for right, more in enumerate(self._places.beyond()):
            if more:
                paint.paint_more(painter, QRectF(self.rect()), bool(right), theme)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_frames(self, painter: QPainter, theme: Theme) -> None:
        grow = 10.0
        for frame in sorted(self._map.frames, key=lambda frame: frame.level):
            area = QRectF()
            for number in frame.members:
                area = area.united(self.place(number).whole)
            line = self.fontMetrics().height()
            labels = self._places.label_height
            paint.paint_frame(painter, area.adjusted(-grow, -grow - line, grow, grow + labels), frame.id, theme)

    def _paint_edges(self, painter: QPainter, theme: Theme) -> None:
        area = QRectF(self.rect())
        told: set[int] = set()
        for (source, target), route in zip(self._map.edges, self._places.layout.routes, strict=True):
            start, end = self.place(source).whole, self.place(target).whole
            first = QPointF(start.right() + 2, start.center().y())
            last = QPointF(end.left() - 2, end.center().y())
            bends = [self._places.on_screen(*point) for point in route]
            points = [first, *bends, last]
            tops, bottoms = min(p.y() for p in points), max(p.y() for p in points)
            if not QRectF(first.x(), tops - 1, last.x() - first.x(), bottoms - tops + 2).intersects(area):
                continue
            near = self._chosen in (source, target)
            colour = theme.colour("accent" if near else "muted")
            colour.setAlpha(230 if near else 150)
            paint.paint_edge(painter, points, colour, 1.6 if near else 1.2)
            if source not in told and self._places.spacious:
                told.add(source)
                room = (bends[0] if bends else last).x() - first.x()
                paint.paint_shape(painter, first, room, self._map.blocks[source].sides, theme)

    def _paint_block(self, painter: QPainter, number: int, theme: Theme) -> None:
        block, place = self._map.blocks[number], self.place(number)
        paint.paint_block(painter, place, block, self.pictures.picture(block.layer.id), theme)
        if number == self._chosen:
            paint.paint_chosen(painter, place, theme.colour("accent"), 2.4)
        elif number == self._hovered:
            paint.paint_chosen(painter, place, theme.colour("text"), 1.4)
        room = self._places.label_room(number)
        if room > 0:
            below = QPointF(place.whole.center().x(), place.front.bottom() + 3.0)
            shape = () if self._places.spacious else (shape_words(block.sides),)
            paint.paint_label(painter, block.layer, shape, below, room, theme, number == self._chosen)
        if number == len(self._map.blocks) - 1 and self._answer:
            paint.paint_answer(painter, place, self._answer, theme)

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
        """Walk along the edges, or zoom."""
        key = Qt.Key(event.key())
        middle = QPointF(self.viewport.view[0] / 2, self.viewport.view[1] / 2)
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom(_ZOOM_STEP, middle)
        elif key == Qt.Key.Key_Minus:
            self._zoom(1 / _ZOOM_STEP, middle)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            number = self._beside(key)
            if number is None:
                super().keyPressEvent(event)
            else:
                self._tell(number)

    def _beside(self, key: Qt.Key) -> int | None:
        """Return the block that a key leads to."""
        last = len(self._map.blocks) - 1
        here = 0 if self._chosen is None else self._chosen
        if last < 0:
            return None
        match key:
            case Qt.Key.Key_Home:
                return 0
            case Qt.Key.Key_End:
                return last
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                return self._map.along(here, 1 if key == Qt.Key.Key_Right else -1)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                return across(self._places.layout, here, 1 if key == Qt.Key.Key_Down else -1)
            case _:
                return None

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
