"""Mouse, tablet and fingers as one pen."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QEventPoint, QInputDevice, QMouseEvent, QPointingDevice, QTabletEvent, QTouchEvent
from PySide6.QtWidgets import QWidget

_MOUSE = {
    QEvent.Type.MouseButtonPress: "press",
    QEvent.Type.MouseButtonDblClick: "press",
    QEvent.Type.MouseMove: "move",
    QEvent.Type.MouseButtonRelease: "release",
}
_TABLET = {QEvent.Type.TabletPress: "press", QEvent.Type.TabletMove: "move", QEvent.Type.TabletRelease: "release"}
_TOUCH = (QEvent.Type.TouchBegin, QEvent.Type.TouchUpdate, QEvent.Type.TouchEnd, QEvent.Type.TouchCancel)
_BUTTONS = (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)


@dataclass(frozen=True)
class PenPoint:
    """Where the pen is on the widget, its pressure from 0 to 1, and what it was pressed with."""

    position: QPointF
    pressure: float = 1.0
    erase: bool = False
    shift: bool = False
    finger: bool = False


class PenInput(QObject):
    """Watches a widget. `pressed`, `moved` (while it is down) and `hovered` carry a `PenPoint`; `left` the pen is away.

    The right mouse button and the other end of a tablet's pen erase; of several fingers the first one draws.
    """

    pressed = Signal(object)
    moved = Signal(object)
    lifted = Signal()
    hovered = Signal(object)
    left = Signal()

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._down = False
        self._finger: int | None = None
        widget.setMouseTracking(True)
        widget.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what a pen can do; everything else goes on."""
        if isinstance(event, QMouseEvent) and event.type() in _MOUSE:
            self._on_mouse(event)
            return True
        if isinstance(event, QTabletEvent) and event.type() in _TABLET:
            self._on_tablet(event)
            return True
        if isinstance(event, QTouchEvent) and event.type() in _TOUCH:
            self._on_touch(event)
            return True
        if event.type() == QEvent.Type.Leave:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _on_mouse(self, event: QMouseEvent) -> None:
        erase = event.button() == Qt.MouseButton.RightButton
        point = PenPoint(event.position(), erase=erase, shift=_has_shift(event.modifiers()))
        what = _MOUSE[event.type()]
        if what == "move" and event.buttons() == Qt.MouseButton.NoButton:
            self.hovered.emit(point)
        elif what != "press" or event.button() in _BUTTONS:
            self._act(what, point)
        event.accept()

    def _on_tablet(self, event: QTabletEvent) -> None:
        erase = event.pointerType() == QPointingDevice.PointerType.Eraser
        point = PenPoint(event.position(), event.pressure(), erase, _has_shift(event.modifiers()))
        what = _TABLET[event.type()]
        if what == "move" and not self._down:
            self.hovered.emit(point)
        else:
            self._act(what, point)
        event.accept()

    def _on_touch(self, event: QTouchEvent) -> None:
        event.accept()
        if event.type() == QEvent.Type.TouchCancel:
            self._finger = None
            self._act("release", PenPoint(QPointF()))
            return
        presses = bool(event.pointingDevice().capabilities() & QInputDevice.Capability.Pressure)
        for finger in event.points():
            pressure = finger.pressure() if presses else 1.0
            point = PenPoint(finger.position(), pressure, shift=_has_shift(event.modifiers()), finger=True)
            if finger.state() == QEventPoint.State.Pressed and self._finger is None:
                self._finger = finger.id()
                self._act("press", point)
            elif finger.id() == self._finger and finger.state() == QEventPoint.State.Released:
                self._finger = None
                self._act("move", point)
                self._act("release", point)
            elif finger.id() == self._finger:
                self._act("move", point)

    def _act(self, what: str, point: PenPoint) -> None:
        if what == "press":
            self._down = True
            self.pressed.emit(point)
        elif self._down and what == "move":
            self.moved.emit(point)
        elif self._down:
            self._down = False
            self.lifted.emit()


def _has_shift(modifiers: Qt.KeyboardModifier) -> bool:
    return bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
