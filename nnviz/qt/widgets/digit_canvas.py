"""A paper to draw on with mouse, tablet, finger or keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPointingDevice,
    QResizeEvent,
    QTabletEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.core.drawing import Point
from nnviz.core.messages import UserError
from nnviz.qt.images import holds_picture, image_of, picture_in
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.brush_cursor import brush_cursor
from nnviz.qt.widgets.canvas_face import CanvasFace, paint_face
from nnviz.qt.widgets.drawing_paper import SIDE_PX
from nnviz.qt.widgets.keyboard_pen import KeyboardPen
from nnviz.qt.widgets.sketch import Sketch

_KEYS = {
    "Ctrl+Z": "undo",
    "Ctrl+Shift+Z": "redo",
    "Ctrl+Y": "redo",
    "Ctrl+C": "copy",
    "Ctrl+V": "paste",
    "Del": "clear",
    "[": "take_finer_brush",
    "]": "take_wider_brush",
    "P": "take_pen",
    "E": "take_eraser",
}


class DigitCanvas(QWidget):
    """Draws anti-aliased strokes, white on black, into a square picture: that of its `sketch`.

    `image_changed` follows every change of the picture, also while a stroke is drawn; `refused` carries the
    `UserError` of a picture that cannot be shown.
    """

    image_changed = Signal()
    refused = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._invitation = ""
        self._make_sketch()
        self._make_keyboard_pen()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMinimumSize(160, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._retranslate()
        self._show_brush()

    def _make_sketch(self) -> None:
        self.sketch = Sketch(self)
        self.sketch.image_changed.connect(self._on_sketch_image_changed)
        self.sketch.brush_changed.connect(self._show_brush)
        self.undo, self.redo, self.clear = self.sketch.undo, self.sketch.redo, self.sketch.clear
        self.picture, self.set_picture = self.sketch.picture, self.sketch.set_picture

    def _make_keyboard_pen(self) -> None:
        self._pen = KeyboardPen(self)
        self._pen.put_down.connect(self.sketch.begin_stroke)
        self._pen.moved.connect(self.sketch.extend_stroke)
        self._pen.lifted.connect(self.sketch.finish_stroke)
        self._pen.shown.connect(self.update)

    # --- tools ---

    @Slot()
    def take_pen(self) -> None:
        """Take the pen."""
        self.sketch.set_erasing(False)

    @Slot()
    def take_eraser(self) -> None:
        """Take the eraser."""
        self.sketch.set_erasing(True)

    @Slot()
    def take_wider_brush(self) -> None:
        """Take a wider pen."""
        self.sketch.widen_brush(1)

    @Slot()
    def take_finer_brush(self) -> None:
        """Take a finer pen."""
        self.sketch.widen_brush(-1)

    @Slot()
    def _show_brush(self) -> None:
        diameter = self.sketch.brush_width * self._square().width()
        self.setCursor(brush_cursor(diameter, theme_of(self), self.sketch.erasing, self.devicePixelRatioF()))

    # --- clipboard and drops ---

    @Slot()
    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(image_of(self.picture()))

    @Slot()
    def paste(self) -> None:
        """Take the picture of the clipboard."""
        self._take(QGuiApplication.clipboard().mimeData())

    def _take(self, data: QMimeData) -> None:
        try:
            self.set_picture(*picture_in(data))
        except UserError as error:
            self.refused.emit(error)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures; leave other files to the window."""
        if holds_picture(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the dropped picture on the paper."""
        event.acceptProposedAction()
        self._take(event.mimeData())

    # --- strokes ---

    def _square(self) -> QRect:
        side = max(1, min(self.width(), self.height()))
        return QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)

    def _point(self, position: QPointF, pressure: float = 1.0) -> Point:
        square = self._square()
        x = (position.x() - square.left()) / square.width()
        y = (position.y() - square.top()) / square.height()
        return (x, y, pressure)

    @Slot(QRect)
    def _on_sketch_image_changed(self, area: QRect) -> None:
        if area.isNull():
            self.update()
        else:
            square = self._square()
            scale = square.width() / SIDE_PX
            shown = QRectF(area.x() * scale, area.y() * scale, area.width() * scale, area.height() * scale)
            self.update(shown.translated(square.topLeft()).toAlignedRect().adjusted(-2, -2, 2, 2))
        self.image_changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke; the right button erases."""
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            self._pen.hide()
            erase = event.button() == Qt.MouseButton.RightButton
            self.sketch.begin_stroke(self._point(event.position()), erase)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Lead the stroke on."""
        if event.buttons() != Qt.MouseButton.NoButton:
            self.sketch.extend_stroke(self._point(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the stroke."""
        del event
        self.sketch.finish_stroke()

    def tabletEvent(self, event: QTabletEvent) -> None:
        """Draw with a tablet's pen: pressure makes the line wider, its other end erases."""
        point = self._point(event.position(), event.pressure())
        if event.type() == QEvent.Type.TabletPress:
            self.sketch.begin_stroke(point, event.pointerType() == QPointingDevice.PointerType.Eraser)
        elif event.type() == QEvent.Type.TabletMove:
            self.sketch.extend_stroke(point)
        elif event.type() == QEvent.Type.TabletRelease:
            self.sketch.finish_stroke()
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Make the pen wider or finer with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sketch.widen_brush(event.angleDelta().y() / 120)
            event.accept()
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Draw with the arrows and the space bar, and obey the shortcuts."""
        pressed = QKeySequence(event.keyCombination())
        command = next((name for keys, name in _KEYS.items() if pressed == QKeySequence(keys)), None)
        if command is not None:
            getattr(self, command)()
        elif not self._pen.take(event):
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys draw here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Lift a pen that keys have put down."""
        self._pen.hide()
        super().focusOutEvent(event)
        self.update()

    # --- looks ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what changed."""
        del event
        painter = QPainter(self)
        square = QRectF(self._square())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(square, self.sketch.paper.image)
        face = CanvasFace(
            theme=theme_of(self),
            light_paper=self.sketch.paper.paper.lightness() > 127,
            invitation=self._invitation if self.sketch.empty else "",
            focused=self.hasFocus(),
            pen=self._pen.place if self._pen.visible else None,
            pen_down=self._pen.down,
        )
        paint_face(painter, square, face)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cursor as wide as the brush."""
        super().resizeEvent(event)
        self._show_brush()

    def sizeHint(self) -> QSize:
        """Prefer half of the picture's size."""
        return QSize(SIDE_PX // 2, SIDE_PX // 2)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language or theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._show_brush()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._invitation = self.tr("Draw a digit 0–9 here")
        self.setAccessibleName(self.tr("Canvas"))
        self.setAccessibleDescription(
            self.tr("Draw with the mouse, or with the arrow keys: the space bar puts the pen down and lifts it.")
        )
        self.update()
