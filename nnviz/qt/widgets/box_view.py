"""An array as a box that turns under the mouse: exact values, any size, no OpenGL."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.core.arrays import Array
from nnviz.core.box import Axes, BoxSource
from nnviz.core.box_frame import View
from nnviz.core.box_scene import NO_CUT, NO_GROUPS, Cut, Groups
from nnviz.core.camera import Vector
from nnviz.core.face_pixels import Colours
from nnviz.core.value_query import ValueQuery
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets import box_keys, box_picture, box_words
from nnviz.qt.widgets.box_orbit import BoxOrbit
from nnviz.qt.widgets.box_stage import BoxStage, Mark
from nnviz.qt.widgets.face_pictures import FacePicture, reduction
from nnviz.qt.widgets.last_picture import LastPicture

_DEGREES_A_PIXEL = 0.4
_ZOOM_A_STEP = 1.0015


class BoxView(QWidget):
    """Shows one array. `hovered` carries (index, value or `UserError`) of the marked cell, or None."""

    hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stage: BoxStage | None = None
        self._colours, self._cut, self._groups = Colours(), NO_CUT, NO_GROUPS
        self._query: ValueQuery | None = None
        self.orbit = BoxOrbit(self)
        self.orbit.moved.connect(self._on_orbit_moved)
        self._frame: QImage | None = None
        self._last = LastPicture(self)
        self._shown: list[FacePicture] = []
        self._marked: Mark | None = None
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
        return None if self._stage is None else self._stage.source

    @property
    def stage(self) -> BoxStage | None:
        """The parts on show and their pictures."""
        return self._stage

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
        """Show an array in a given arrangement; the cut stays for another array of the same box."""
        before = self.source
        self._last.show(source)
        same = before is not None and source is not None and source.is_like(before)
        if not same:
            self._cut, self._groups = NO_CUT, NO_GROUPS
        self._show(source, same)

    def set_cut(self, cut: Cut, groups: Groups = NO_GROUPS) -> None:
        """Show a part of the box, open it or take it apart; put boxes beside each other."""
        if (cut, groups) != (self._cut, self._groups):
            same = groups == self._groups
            self._cut, self._groups = cut, groups
            self._show(self.source, same)

    def set_query(self, query: ValueQuery | None) -> None:
        """Light the cells that are asked for and dim the others."""
        self._query = query
        if self._stage is not None:
            self._stage.light(query)
        self._invalidate()

    def _show(self, source: BoxSource | None, same: bool) -> None:
        marked = self.marked_index if same else None
        self._stage = None
        if source is not None:
            self._stage = BoxStage(source, self._cut, self._groups, self._view, self._colours)
            self._stage.light(self._query)
            self._bring_into_sight(self._stage, same)
        self._mark_again(marked)
        self._invalidate()
        self._tell_marked()

    def _bring_into_sight(self, stage: BoxStage, same: bool) -> None:
        bounds = stage.scene.solid.bounds
        if same:
            self.orbit.follow(bounds)
        elif not stage.source.is_empty:
            self.orbit.show_box(bounds, flat=len(stage.source.shown_axes) < 3 or len(stage.scene.frames) > 1)

    def set_colour_scale(self, name: str, low: float, high: float) -> None:
        """Colour values from `low` to `high` with a map of `core.colour`."""
        self._colours = Colours(name, low, high)
        if self._stage is not None:
            self._stage.recolour(self._colours)
        self._invalidate()

    def to_image(self) -> QImage:
        """Return the picture as it is on screen, without the mark under the pointer."""
        return self._rendered().copy()

    # --- the camera ---

    @property
    def _view(self) -> View:
        return View(self.orbit.camera, self.orbit.viewport)

    def _at(self, at: QPointF) -> tuple[Mark, Vector] | None:
        return None if self._stage is None else self._stage.at(self._view, (at.x(), at.y()))

    @Slot()
    def _on_orbit_moved(self) -> None:
        marked = self.marked_index
        if self._stage is not None and self._stage.look(self._view):
            self._mark_again(marked)
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
        if self._stage is None or self._stage.source.is_empty:
            return
        self._pointer = None
        self._marked = self._stage.step(self._marked, (right, down), self._view)
        self._tell_marked()

    def mark_index(self, index: tuple[int, ...] | None) -> None:
        """Mark the cell of an index of the array, wherever it is; none when it is cut away."""
        self._pointer = None
        self._marked = None if index is None or self._stage is None else self._stage.find(index)
        self._tell_marked()

    @property
    def marked_index(self) -> tuple[int, ...] | None:
        """The index of the marked cell in the array."""
        return None if self._stage is None or self._marked is None else self._stage.index_of(self._marked)

    def _mark_again(self, index: tuple[int, ...] | None) -> None:
        self._marked = None if index is None or self._stage is None else self._stage.find(index, self._marked)

    def _mark_under_pointer(self) -> None:
        if self._pointer is None:
            return
        found = self._at(self._pointer)
        marked = None if found is None else found[0]
        if marked != self._marked:
            self._marked = marked
            self._tell_marked()

    def _tell_marked(self) -> None:
        self.update()
        told = None if self._marked is None or self._stage is None else self._stage.reading(self._marked)
        self.hovered.emit(told)

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
        if self._marked is not None and self._stage is not None:
            self._stage.paint_mark(painter, self._marked, self._view)
        if self.hasFocus():
            painter.setPen(QPen(theme_of(self).colour("accent"), 1.0))
            painter.drawRect(QRectF(0.5, 0.5, self.width() - 1.0, self.height() - 1.0))

    def _rendered(self) -> QImage:
        if self._frame is None or self._frame.devicePixelRatio() != self.devicePixelRatioF():
            self._frame = self._last.painted(self._painted)
        return self._frame

    def _painted(self) -> QImage:
        self._shown = []  # Nothing is seen when its values cannot be read.
        image, self._shown = box_picture.painted(self, self._stage, self._view)
        return image

    def _sentence(self) -> str:
        return box_words.sentence(self._stage, self.reduction)

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
        found = self._at(event.position())
        self.orbit.zoom(_ZOOM_A_STEP ** event.angleDelta().y(), None if found is None else found[1])
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

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Array in three dimensions"))
        # No tool tip: it would cover what the pointer shows.
        self.setWhatsThis(
            self.tr(
                "Drag to turn, Shift or the right button to move, wheel to zoom, double click to reset. Keys: arrows "
                "turn, Shift with arrows moves, + and − zoom, 0 resets, 1 to 6 show a side, F shows all, P switches "
                "perspective, Ctrl with arrows walks over the cells."
            )
        )
        self.setAccessibleDescription(self.whatsThis())
