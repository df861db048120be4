"""A slider with two handles: a part of an axis, at least one index long."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from nnviz.qt.theme import theme_of

_RADIUS = 6.0


class RangeSlider(QWidget):
    """Holds (start, stop) within a length. Drag a handle, or the part between them; `changed` follows a person.

    Keys: left and right move the first handle, with Shift the second; Home and End show everything.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._length, self._range = 1, (0, 1)
        self._colour = ""
        self._held: str | None = None
        self._held_at = (0.0, (0, 1))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def range(self) -> tuple[int, int]:
        """The first index that is kept, and the first after it that is not."""
        return self._range

    def set_length(self, length: int) -> None:
        """Hold a part of another axis: all of it."""
        self._length = max(length, 1)
        self._range = (0, self._length)
        self.update()

    def set_range(self, start: int, stop: int) -> None:
        """Hold a part, without telling."""
        start = min(max(start, 0), self._length - 1)
        self._range = (start, min(max(stop, start + 1), self._length))
        self.setAccessibleDescription(f"{self._range[0]} : {self._range[1]}")
        self.update()

    def set_colour(self, colour: str) -> None:
        """Show the kept part in the colour of its axis."""
        self._colour = colour
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a handle's height."""
        return QSize(120, int(2 * _RADIUS) + 8)

    def minimumSizeHint(self) -> QSize:
        """Need room for two handles."""
        return QSize(int(6 * _RADIUS), int(2 * _RADIUS) + 8)

    def position(self, edge: int) -> float:
        """Return where the edge before an index is, in pixels."""
        return _RADIUS + (self.width() - 2 * _RADIUS) * edge / self._length

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the groove, the kept part and two handles."""
        del event
        theme, middle = theme_of(self), self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        start, stop = (self.position(edge) for edge in self._range)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("border"))
        painter.drawRoundedRect(QRectF(_RADIUS, middle - 2, self.width() - 2 * _RADIUS, 4), 2, 2)
        painter.setBrush(theme.colour("accent") if not self._colour else self._colour)
        painter.drawRect(QRectF(start, middle - 2, stop - start, 4))
        painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "text"), 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(theme.colour("raised"))
        for x in (start, stop):
            painter.drawEllipse(QPointF(x, middle), _RADIUS - 1, _RADIUS - 1)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the nearer handle, or what lies between them."""
        x = event.position().x()
        start, stop = (self.position(edge) for edge in self._range)
        near = {"start": abs(x - start), "stop": abs(x - stop)}
        nearest = min(near, key=lambda name: near[name])
        between = start < x < stop and near[nearest] > 2 * _RADIUS
        self._held = "both" if between else nearest
        self._held_at = (x, self._range)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is held."""
        if self._held is None:
            return
        x, (start, stop) = self._held_at
        moved = round((event.position().x() - x) * self._length / max(self.width() - 2 * _RADIUS, 1.0))
        match self._held:
            case "start":
                self._move(min(start + moved, stop - 1), stop)
            case "stop":
                self._move(start, max(stop + moved, start + 1))
            case _:
                moved = min(max(moved, -start), self._length - stop)
                self._move(start + moved, stop + moved)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        del event
        self._held = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move a handle by one index, or show everything."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        start, stop = self._range
        if step is not None and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._move(start, max(stop + step, start + 1))
        elif step is not None:
            self._move(min(start + step, stop - 1), stop)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._move(0, self._length)
        else:
            super().keyPressEvent(event)

    def _move(self, start: int, stop: int) -> None:
        before = self._range
        self.set_range(start, stop)
        if self._range != before:
            self.changed.emit()
