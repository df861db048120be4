"""An array as a box that turns under the mouse: exact values, any size, no OpenGL."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.core.arrays import Array
from nnviz.core.box import Axes, BoxSource
from nnviz.core.box_frame import View, outline
from nnviz.core.cell_labels import neighbour
from nnviz.core.cell_text import exact_text
from nnviz.core.face_pixels import Colours
from nnviz.core.projection import Cell, Face, Hit, pick, visible_faces
from nnviz.qt.theme import Theme, theme_of
from nnviz.qt.widgets import box_keys, box_painter
from nnviz.qt.widgets.box_orbit import BoxOrbit
from nnviz.qt.widgets.face_pictures import FacePicture, FacePictures, reduction
from nnviz.qt.widgets.last_picture import LastPicture, reading_of
from nnviz.qt.widgets.shape_badge import axis_colour

_DEGREES_A_PIXEL = 0.4
_ZOOM_A_STEP = 1.0015


class BoxView(QWidget):
    """Shows one array. `hovered` carries (index, value or `UserError`) of the marked cell, or None."""

    hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures: FacePictures | None = None
        self._colours = Colours()
        self.orbit = BoxOrbit(self)
        self.orbit.moved.connect(self._on_orbit_moved)
        self._frame: QImage | None = None
        self._last = LastPicture(self)
        self._shown: list[FacePicture] = []
        self._marked: tuple[Face, Cell] | None = None
        self._pointer: QPointF | None = None
        self._dragged_from: QPointF | None = None
        self.setMouseTracking(True)
        self.setMinimumSize(200, 160)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._retranslate()

    # --- what is shown ---

    @property
    def source(self) -> BoxSource | None:
        """The array and its arrangement, None when there is nothing."""
        return None if self._pictures is None else self._pictures.source

    @property
    def reduction(self) -> tuple[int, int, bool]:
        """How many cells one dot of the last picture stands for (columns, rows), and whether it shows one of them."""
        return reduction(self._shown)

    def set_array(
        self,
        array: Array | None,
        axes: Axes = Axes.FIRST_INTO_DEPTH,
        shown: tuple[int, ...] | None = None,
        fixed: tuple[int, ...] = (),
    ) -> None:
        """Show an array; the camera stays where it is when the box keeps its size."""
        self.set_source(None if array is None else BoxSource(array, fixed, axes, shown))

    def set_source(self, source: BoxSource | None) -> None:
        """Show an array in a given arrangement."""
        before = self.source
        self._last.show(source)
        self._pictures = None if source is None else FacePictures(source, self._colours)
        if source is None or source.is_empty:
            self._marked = None
        elif before is None or before.box != source.box:
            self._marked = None
            self.orbit.show_box(source.box.bounds, flat=len(source.shown_axes) < 3)
        self._invalidate()
        self._tell_marked()

    def set_colour_scale(self, name: str, low: float, high: float) -> None:
        """Colour values from `low` to `high` with a map of `core.colour`."""
        self._colours = Colours(name, low, high)
        if self._pictures is not None:
            self._pictures.recolour(self._colours)
        self._invalidate()

    def to_image(self) -> QImage:
        """Return the picture as it is on screen, without the mark under the pointer."""
        return self._rendered().copy()

    # --- the camera ---

    @property
    def _view(self) -> View:
        return View(self.orbit.camera, self.orbit.viewport)

    def _hit(self, at: QPointF) -> Hit | None:
        source = self.source
        if source is None or source.is_empty:
            return None
        return pick([source.box], self.orbit.camera, self.orbit.viewport, (at.x(), at.y()))

    @Slot()
    def _on_orbit_moved(self) -> None:
        self._invalidate()
        if self._dragged_from is None:
            self._mark_under_pointer()

    def _fit(self) -> None:
        size = (float(max(self.width(), 1)), float(max(self.height(), 1)))
        metrics = self.fontMetrics()
        self.orbit.resize(size, (metrics.horizontalAdvance("axis 00: 00000"), 2.2 * metrics.height()))

    # --- the marked cell ---

    def step_mark(self, right: int, down: int) -> None:
        """Mark the next cell in a direction on screen; the first time, the one in the middle."""
        source = self.source
        if source is None or source.is_empty:
            return
        self._pointer = None
        if self._marked is None:
            hit = self._hit(QPointF(self.width() / 2, self.height() / 2))
            face = visible_faces(source.box, self._view.viewpoint)[0]
            self._marked = (hit.face, hit.cell) if hit else (face, (0, 0, 0))
        else:
            face, cell = self._marked
            self._marked = face, neighbour(source.box, face, cell, (right, down), self._view)
        self._tell_marked()

    def _mark_under_pointer(self) -> None:
        if self._pointer is None:
            return
        hit = self._hit(self._pointer)
        marked = None if hit is None else (hit.face, hit.cell)
        if marked != self._marked:
            self._marked = marked
            self._tell_marked()

    def _tell_marked(self) -> None:
        self.update()
        if self._marked is None or self.source is None:
            self.hovered.emit(None)
            return
        self.hovered.emit(reading_of(self.source, self._marked[1]))

    # --- painting ---

    def _invalidate(self) -> None:
        self._frame = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Show the frame, made anew only when something changed, and over it the mark and the focus."""
        del event
        frame = self._rendered()
        painter = QPainter(self)
        painter.drawImage(0, 0, frame)
        if self._marked is not None and self.source is not None:
            box_painter.paint_outline(painter, outline(self.source.box, *self._marked, self._view))
        if self.hasFocus():
            painter.setPen(QPen(theme_of(self).colour("accent"), 1.0))
            painter.drawRect(QRectF(0.5, 0.5, self.width() - 1.0, self.height() - 1.0))

    def _rendered(self) -> QImage:
        if self._frame is None or self._frame.devicePixelRatio() != self.devicePixelRatioF():
            self._frame = self._last.painted(self._painted)
        return self._frame

    def _painted(self) -> QImage:
        theme = theme_of(self)
        image = QImage(self.size() * self.devicePixelRatioF(), QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(self.devicePixelRatioF())
        image.fill(theme.colour("surface"))
        painter = QPainter(image)
        try:
            self._paint(painter, theme)
        finally:
            painter.end()
        return image

    def _paint(self, painter: QPainter, theme: Theme) -> None:
        painter.setFont(self.font())
        self._shown = []
        if self._pictures is not None and not self._pictures.source.is_empty:
            frame = box_painter.BoxFrame(self._view, theme, self.font())
            self._shown = box_painter.paint_faces(painter, self._pictures, frame.view)
            box_painter.paint_lines(painter, self._pictures, frame)
            box_painter.paint_values(painter, self._pictures, frame)
            box_painter.paint_axes(painter, self._pictures, frame, self._axis_labels())
        box_painter.paint_sentence(painter, self._sentence(), theme, self.rect(), centred=not self._shown)

    def _axis_labels(self) -> dict[int, tuple[str, str]]:
        text = self.tr("axis {0}: {1}")
        if (source := self.source) is None:
            return {}
        return {n: (text.format(n, source.array.shape[n]), axis_colour(theme_of(self), n)) for n in source.shown_axes}

    def _sentence(self) -> str:
        source = self.source
        if source is None:
            return self.tr("No array")
        if source.is_empty:
            return self.tr("Empty array of shape {0}: an axis of length 0 has no cells.").format(source.array.shape)
        if source.array.ndim == 0:
            return self.tr("A single number without axes, shape (): {0}").format(exact_text(source.array[()]))
        columns, rows, sampled = self.reduction
        if sampled:
            return self.tr("Reduced picture: a dot shows one of {0} × {1} cells").format(columns, rows)
        if columns * rows > 1:
            return self.tr("Reduced picture: a dot is the mean of {0} × {1} cells").format(columns, rows)
        return ""

    # --- mouse, wheel, keys ---

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to turn or to move the box."""
        self._dragged_from = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Turn (left button), move (Shift, middle or right button), or mark the cell under the pointer."""
        self._pointer = event.position()
        if self._dragged_from is None:
            self._mark_under_pointer()
            return
        moved = event.position() - self._dragged_from
        self._dragged_from = event.position()
        turning = event.buttons() & Qt.MouseButton.LeftButton
        if turning and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.orbit.turn(-moved.x() * _DEGREES_A_PIXEL, moved.y() * _DEGREES_A_PIXEL)
        else:
            self.orbit.pan(moved.x(), moved.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag."""
        self._dragged_from = None
        self._pointer = event.position()
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._mark_under_pointer()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Go back to the first view."""
        del event
        self.orbit.reset()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom towards what is under the pointer."""
        hit = self._hit(event.position())
        self.orbit.zoom(_ZOOM_A_STEP ** event.angleDelta().y(), None if hit is None else hit.point)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn, move, zoom, reset, mark: see `box_keys`."""
        if not box_keys.press(self, event):
            super().keyPressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Take the mark away."""
        self._pointer = None
        if self._marked is not None:
            self._marked = None
            self._tell_marked()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the box in sight as long as nobody moved it."""
        self._fit()
        self._invalidate()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme, the font and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._invalidate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Ask for room to turn."""
        return QSize(480, 360)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Array in three dimensions"))
        # No tool tip: it would cover what the pointer shows.
        self.setWhatsThis(
            self.tr(
                "Drag to turn, Shift or the right button to move, wheel to zoom, double click to reset. Keys: arrows "
                "turn, Shift with arrows moves, + and − zoom, 0 resets, 1 to 6 show a side, P switches perspective, "
                "Ctrl with arrows walks over the cells."
            )
        )
        self.setAccessibleDescription(self.whatsThis())
