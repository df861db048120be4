"""A picture laid over a canvas, which goes on being drawn on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from nnviz.core.arrays import Array
from nnviz.core.drawing_place import Place


class CanvasOverlay(QWidget):
    """Covers `canvas`, a square in the middle of its widget, and lets every event through."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self._image = QImage()
        self._place: Place = (0.0, 0.0, 1.0, 1.0)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setGeometry(canvas.rect())
        canvas.installEventFilter(self)
        self.hide()

    def lay(self, pixels: Array, place: Place) -> None:
        """Show (H, W) uint32 0xAARRGGBB at (left, top, width, height) in sides of the canvas."""
        height, width = pixels.shape
        self._image = QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_ARGB32).copy()
        self._place = place
        self.show()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the canvas."""
        if event.type() == QEvent.Type.Resize and isinstance(watched, QWidget):
            self.setGeometry(watched.rect())
        return super().eventFilter(watched, event)

    def target(self) -> QRectF:
        """Return where the picture lies on this widget, in pixels."""
        side = min(self.width(), self.height())
        x, y, width, height = (side * length for length in self._place)
        return QRectF((self.width() - side) / 2 + x, (self.height() - side) / 2 + y, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.target(), self._image)
        painter.end()
