"""A paper to draw on with mouse, tablet, finger or keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.core.messages import UserError
from nnviz.qt.images import holds_picture, image_of, picture_in
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.brush_cursor import paint_ring
from nnviz.qt.widgets.canvas_face import CanvasFace, paint_face
from nnviz.qt.widgets.drawing_hand import DrawingHand
from nnviz.qt.widgets.drawing_paper import SIDE_PX
from nnviz.qt.widgets.keyboard_pen import KeyboardPen
from nnviz.qt.widgets.sketch import Sketch, Tool

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
    "L": "take_line",
    "T": "take_transform",
}
_ROOM_FOR_HINT_PX = 300


class DigitCanvas(QWidget):
    """Draws anti-aliased strokes, white on black, into a square picture: that of its `sketch`.

    `image_changed` follows every change of the picture, also while a stroke is drawn; `refused` carries the
    `UserError` of a picture that cannot be shown.
    """

    image_changed = Signal()
    refused = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._invitation = self._hint = ""
        self._make_sketch()
        self._make_keyboard_pen()
        self._make_hand()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setMinimumSize(160, 160)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._retranslate()
        self.hand.show_brush()

    def _make_sketch(self) -> None:
        self.sketch = Sketch(self)
        self.sketch.image_changed.connect(self._on_sketch_image_changed)
        self.undo, self.redo, self.clear = self.sketch.undo, self.sketch.redo, self.sketch.clear
        self.picture, self.set_picture = self.sketch.picture, self.sketch.set_picture

    def _make_keyboard_pen(self) -> None:
        self._pen = KeyboardPen(self)
        self._pen.put_down.connect(self.sketch.begin_stroke)
        self._pen.moved.connect(self.sketch.extend_stroke)
        self._pen.lifted.connect(self.sketch.finish_stroke)
        self._pen.shown.connect(self.update)

    def _make_hand(self) -> None:
        self.hand = DrawingHand(self, self.sketch, self._square)
        self.hand.put_down.connect(self._pen.hide)
        self.hand.shown.connect(self.update)

    # --- tools ---

    @Slot()
    def take_pen(self) -> None:
        """Take the pen."""
        self._take_tool(Tool.PEN)

    @Slot()
    def take_eraser(self) -> None:
        """Take the eraser."""
        self._take_tool(Tool.ERASER)

    @Slot()
    def take_line(self) -> None:
        """Take the ruler: lines are straight."""
        self._take_tool(Tool.LINE)

    @Slot()
    def take_transform(self) -> None:
        """Put a frame around the drawing, by which it is moved, scaled and turned."""
        self._take_tool(Tool.TRANSFORM)

    def _take_tool(self, tool: Tool) -> None:
        self._pen.hide()
        self.hand.take(tool)

    @Slot()
    def take_wider_brush(self) -> None:
        """Take a wider pen."""
        self.sketch.widen_brush(1)

    @Slot()
    def take_finer_brush(self) -> None:
        """Take a finer pen."""
        self.sketch.widen_brush(-1)

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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Make the brush wider or finer, or the framed drawing; without focus only with Ctrl, lest scrolling stops."""
        if not self.hasFocus() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        self.hand.turn_wheel(event.angleDelta().y() / 120)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Draw with the arrows and the space bar, and obey the shortcuts."""
        if self.hand.transforming and self.hand.transform.take(event):
            return
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
        theme = theme_of(self)
        if self.hand.ring is not None:
            paint_ring(painter, self.hand.ring, self.hand.brush_px, theme, self.sketch.erasing)
        frame = self.hand.transform
        face = CanvasFace(
            theme=theme,
            light_paper=self.sketch.paper.paper.lightness() > 127,
            invitation=self._invitation if self.sketch.empty else "",
            focused=self.hasFocus(),
            pen=self._pen.place if self._pen.visible else None,
            pen_down=self._pen.down,
            outline=frame.outline(),
            handles=frame.handles(square.width()),
            hint=self._hint if frame.frame is not None and square.width() >= _ROOM_FOR_HINT_PX else "",
        )
        paint_face(painter, square, face)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cursor as wide as the brush."""
        super().resizeEvent(event)
        self.hand.show_brush()

    def sizeHint(self) -> QSize:
        """Prefer half of the picture's size."""
        return QSize(SIDE_PX // 2, SIDE_PX // 2)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language or theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self.hand.show_brush()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._invitation = self.tr("Draw a digit 0–9 here")
        self._hint = self.tr("Enter keeps the change, Esc takes it back.")
        self.setAccessibleName(self.tr("Canvas"))
        self.setAccessibleDescription(
            self.tr("Draw with the mouse, or with the arrow keys: the space bar puts the pen down and lifts it.")
        )
        self.update()
