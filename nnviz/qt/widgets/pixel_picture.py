"""A small picture with its pixels to be seen and read one by one."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from nnviz.core.arrays import Array
from nnviz.core.pixels import pixel_bytes
from nnviz.qt.images import image_of
from nnviz.qt.numerals import plain
from nnviz.qt.theme import theme_of

Reading = tuple[int, int, tuple[float, ...]]
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class PixelPicture(QWidget):
    """Shows (H, W), (H, W, 1) or (H, W, 3) numbers from 0 to 1 without smoothing.

    `hovered` carries (row, column, values) of the pixel below the mouse or the arrow keys' cursor, or None.
    """

    hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values: Array | None = None
        self._image = QImage()
        self._pixel: tuple[int, int] | None = None
        self._name = ""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._retranslate()

    @property
    def values(self) -> Array | None:
        """What is shown."""
        return self._values

    def set_name(self, name: str) -> None:
        """Say what the picture is, where it is not what the model sees."""
        self._name = name
        self._retranslate()

    def set_picture(self, values: Array | None) -> None:
        """Show a picture; None leaves the place empty."""
        self._values = values
        self._image = QImage() if values is None else image_of(pixel_bytes(values))
        if self._pixel is not None and (values is None or not self._inside(*self._pixel)):
            self._pixel = None
        self.update()
        if self._pixel is not None:
            self.hovered.emit(self.reading(*self._pixel))

    def reading(self, row: int, column: int) -> Reading:
        """Return (row, column, values of all channels) of a pixel."""
        assert self._values is not None
        channels = np.atleast_1d(self._values[row, column])
        return row, column, tuple(float(value) for value in channels)

    # --- geometry ---

    def sizeHint(self) -> QSize:
        """Prefer five screen pixels for each of 28."""
        return QSize(140, 140)

    def minimumSizeHint(self) -> QSize:
        """Need three screen pixels for each of 28."""
        return QSize(84, 84)

    def heightForWidth(self, width: int) -> int:
        """Be square."""
        return width

    def picture_rect(self) -> QRect:
        """Return where the picture lies, in whole screen pixels a pixel where there is room for that."""
        rows, columns = (28, 28) if self._values is None else self._values.shape[:2]
        scale = min(self.width() / columns, self.height() / rows)
        scale = float(int(scale)) if scale >= 2 else scale
        width, height = max(1, round(columns * scale)), max(1, round(rows * scale))
        return QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def _cell(self, row: int, column: int) -> QRectF:
        assert self._values is not None
        area = QRectF(self.picture_rect())
        rows, columns = self._values.shape[:2]
        width, height = area.width() / columns, area.height() / rows
        return QRectF(area.left() + column * width, area.top() + row * height, width, height)

    def _pixel_at(self, position: QPointF) -> tuple[int, int] | None:
        area = QRectF(self.picture_rect())
        if self._values is None or not area.contains(position):
            return None
        rows, columns = self._values.shape[:2]
        row = int((position.y() - area.top()) * rows / area.height())
        column = int((position.x() - area.left()) * columns / area.width())
        return min(row, rows - 1), min(column, columns - 1)

    def _inside(self, row: int, column: int) -> bool:
        return self._values is not None and 0 <= row < self._values.shape[0] and 0 <= column < self._values.shape[1]

    # --- reading pixels ---

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell the pixel below the mouse."""
        self._choose(self._pixel_at(event.position()), event.globalPosition().toPoint())

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that no pixel is meant any more."""
        super().leaveEvent(event)
        self._choose(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from pixel to pixel with the arrow keys."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self._values is None:
            super().keyPressEvent(event)
            return
        row, column = self._pixel or (self._values.shape[0] // 2, self._values.shape[1] // 2)
        chosen = (row + step[0], column + step[1])
        if self._inside(*chosen):
            self._choose(chosen, self.mapToGlobal(self._cell(*chosen).bottomRight().toPoint()))

    def _choose(self, pixel: tuple[int, int] | None, at: QPoint | None = None) -> None:
        if pixel == self._pixel:
            return
        self._pixel = pixel
        self.update()
        if pixel is None:
            QToolTip.hideText()
            self.hovered.emit(None)
            return
        reading = self.reading(*pixel)
        self.hovered.emit(reading)
        if at is not None:
            QToolTip.showText(at, self.sentence(reading), self)

    def sentence(self, reading: Reading) -> str:
        """Return a reading in words."""
        row, column, values = reading
        text = "; ".join(plain(float(f"{value:.4g}")) for value in values)
        return self.tr("Row {0}, column {1}: {2}").format(row, column, text)

    # --- looks ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pixels, their border and the chosen one."""
        del event
        painter = QPainter(self)
        theme, area = theme_of(self), self.picture_rect()
        if self._values is None:
            painter.fillRect(area, QColor(theme.raised))
        else:
            painter.drawImage(area, self._image)
        painter.setPen(QPen(QColor(theme.accent if self.hasFocus() else theme.border), 2 if self.hasFocus() else 1))
        painter.drawRect(area.adjusted(0, 0, -1, -1))
        if self._pixel is not None:
            painter.setPen(QPen(QColor(theme.warning), 2))
            painter.drawRect(self._cell(*self._pixel))
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys read here."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Put the cursor of the keys away."""
        super().focusOutEvent(event)
        self._choose(None)
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self._name or self.tr("The picture that the model sees"))
