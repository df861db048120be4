"""Drawing with keys alone: the arrows lead a visible pen, the space bar puts it down and lifts it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from nnviz.core.drawing import Point

_STEP, _SMALL_STEP = 1 / 40, 1 / 200
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class KeyboardPen(QObject):
    """A point on the paper, in its sides. `put_down`, `moved` and `lifted` make strokes; `shown` asks for painting."""

    put_down = Signal(object)
    moved = Signal(object)
    lifted = Signal()
    shown = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.place = (0.5, 0.25)
        self.visible = False
        self.down = False

    def take(self, event: QKeyEvent) -> bool:
        """Act on a key; return whether it was one of the pen's."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._move(_ARROWS[key], bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif key == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._turn()
        elif key == Qt.Key.Key_Escape and self.visible:
            self.hide()
        else:
            return False
        return True

    def hide(self) -> None:
        """Lift the pen and put it away."""
        if self.down:
            self._turn()
        if self.visible:
            self.visible = False
            self.shown.emit()

    def _point(self) -> Point:
        return (*self.place, 1.0)

    def _move(self, direction: tuple[int, int], small: bool) -> None:
        step = _SMALL_STEP if small else _STEP
        x, y = (min(max(self.place[axis] + step * direction[axis], 0.0), 1.0) for axis in (0, 1))
        self.place, self.visible = (x, y), True
        if self.down:
            self.moved.emit(self._point())
        self.shown.emit()

    def _turn(self) -> None:
        self.visible = True
        self.down = not self.down
        if self.down:
            self.put_down.emit(self._point())
        else:
            self.lifted.emit()
        self.shown.emit()
