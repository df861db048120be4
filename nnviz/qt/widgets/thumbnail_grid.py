"""Thousands of small pictures to look through, of which only those in sight are painted."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from nnviz.core.arrays import Array
from nnviz.qt.images import image_of
from nnviz.qt.theme import theme_of

SIDE_PX = 56
_GAP_PX = 8
_EMPTY = np.zeros((0, 1, 1, 1), np.uint8)


class ThumbnailGrid(QAbstractScrollArea):
    """Shows chosen pictures of (N, H, W, C) uint8, each with a caption. `chosen` carries the index of one in the set.

    The arrows go from picture to picture, Enter or a click chooses.
    """

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None, side_px: int = SIDE_PX) -> None:
        super().__init__(parent)
        self._side_px = side_px
        self._size = QSize(side_px + _GAP_PX, side_px + 2 * _GAP_PX)
        self._pictures = _EMPTY
        self._indices: Array = np.zeros(0, np.int64)
        self._caption: Callable[[int], str] = str
        self._describe: Callable[[int], str] = str
        self.current = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    @property
    def indices(self) -> Array:
        """The indices of the pictures on show, in order."""
        return self._indices

    def set_pictures(
        self, pictures: Array, indices: Array, caption: Callable[[int], str], describe: Callable[[int], str]
    ) -> None:
        """Show the pictures at `indices`; `caption` and `describe` tell of a picture by its place in the order."""
        self._pictures, self._indices = pictures, indices
        self._caption, self._describe = caption, describe
        self.current = 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def clear(self) -> None:
        """Show nothing."""
        self.set_pictures(_EMPTY, np.zeros(0, np.int64), str, str)

    # --- where everything is ---

    def _cell(self) -> QSize:
        words = max((self.fontMetrics().horizontalAdvance(self._caption(place)) for place in self._some()), default=0)
        side = max(self._side_px, min(words + 2, 2 * self._side_px))
        return QSize(side + _GAP_PX, self._side_px + self.fontMetrics().height() + _GAP_PX)

    def _some(self) -> range:
        return range(0, len(self._indices), max(1, len(self._indices) // 40))

    @property
    def columns(self) -> int:
        """How many pictures stand side by side."""
        return max(1, (self.viewport().width() - _GAP_PX) // self._size.width())

    def place_rect(self, place: int) -> QRect:
        """Return where the picture of this place in the order and its caption are on the viewport."""
        row, column = divmod(place, self.columns)
        top = _GAP_PX + row * self._size.height() - self.verticalScrollBar().value()
        return QRect(_GAP_PX + column * self._size.width(), top, self._size.width() - _GAP_PX, self._size.height())

    def place_at(self, point: QPointF) -> int | None:
        """Return the place of the picture under a point of the viewport."""
        column = int(point.x() - _GAP_PX) // self._size.width()
        row = int(point.y() - _GAP_PX + self.verticalScrollBar().value()) // self._size.height()
        place = row * self.columns + column
        inside = 0 <= column < self.columns and 0 <= place < len(self._indices)
        return place if inside else None

    def _lay_out(self) -> None:
        self._size = self._cell()
        rows = -(-len(self._indices) // self.columns)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setRange(0, max(0, rows * self._size.height() + _GAP_PX - height))
        bar.setPageStep(height)
        bar.setSingleStep(self._size.height() // 2)

    # --- looks ---

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is in sight."""
        painter = QPainter(self.viewport())
        theme = theme_of(self)
        row_height = self._size.height()
        top = event.rect().top() - _GAP_PX + self.verticalScrollBar().value()
        first = max(0, top // row_height) * self.columns
        last = (top + event.rect().height()) // row_height * self.columns + self.columns
        painter.setPen(QColor(theme.text))
        for place in range(first, min(last, len(self._indices))):
            self._paint(painter, place)
        if len(self._indices) and self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.drawRect(self._picture_rect(self.current).adjusted(-2, -2, 2, 2))
        painter.end()

    def _picture_rect(self, place: int) -> QRect:
        cell = self.place_rect(place)
        return QRect(cell.left() + (cell.width() - self._side_px) // 2, cell.top(), self._side_px, self._side_px)

    def _paint(self, painter: QPainter, place: int) -> None:
        picture = self._pictures[self._indices[place]]
        target = self._picture_rect(place)
        painter.drawImage(target, image_of(picture[..., 0] if picture.shape[-1] == 1 else picture))
        # Else a white picture cannot be told from a white ground.
        words_pen = painter.pen()
        painter.setPen(QColor(theme_of(self).border))
        painter.drawRect(target.adjusted(0, 0, -1, -1))
        painter.setPen(words_pen)
        cell = self.place_rect(place)
        below = QRect(cell.left(), target.bottom() + 1, cell.width(), self.fontMetrics().height())
        words = self.fontMetrics().elidedText(self._caption(place), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, words)

    # --- mouse and keys ---

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the picture under the mouse."""
        place = self.place_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(place)
            self.chosen.emit(int(self._indices[place]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from picture to picture, or choose one."""
        page = max(1, self.viewport().height() // self._size.height()) * self.columns
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -self.columns,
            Qt.Key.Key_Down: self.columns,
            Qt.Key.Key_PageUp: -page,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Home: -len(self._indices),
            Qt.Key.Key_End: len(self._indices),
        }
        key = Qt.Key(event.key())
        if not len(self._indices):
            super().keyPressEvent(event)
        elif key in steps:
            self._go_to(self.current + steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(int(self._indices[self.current]))
        else:
            super().keyPressEvent(event)

    def _go_to(self, place: int) -> None:
        self.current = min(max(place, 0), len(self._indices) - 1)
        self.setAccessibleDescription(self._describe(self.current))
        bar, cell = self.verticalScrollBar(), self.place_rect(self.current)
        if cell.top() < _GAP_PX:
            bar.setValue(bar.value() + cell.top() - _GAP_PX)
        elif cell.bottom() >= self.viewport().height():
            bar.setValue(bar.value() + cell.bottom() + 1 - self.viewport().height())
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell what is under the mouse."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self.place_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), "" if place is None else self._describe(place), self)
            return True
        return super().viewportEvent(event)

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802  Qt's name
        """Paint another part."""
        del dx, dy
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find new places."""
        del event
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._lay_out()

    def minimumSizeHint(self) -> QSize:
        """Return room for a few pictures."""
        return QSize(2 * self._size.width() + _GAP_PX, self._size.height() + _GAP_PX)
