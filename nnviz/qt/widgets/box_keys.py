"""The keys of a box view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from nnviz.qt.widgets.box_view import BoxView

_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ZOOMS = {Qt.Key.Key_Plus: 1.15, Qt.Key.Key_Equal: 1.15, Qt.Key.Key_Minus: 1 / 1.15}
_SIDES = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_6)
_TURN_DEGREES = 5.0
_PAN_PX = 24.0


def press(view: BoxView, event: QKeyEvent) -> bool:
    """Do what a key asks of a view; tell whether it asks for anything.

    Arrows turn, with Shift they move, with Ctrl they walk over the cells; + and - zoom; 0 and Home reset; 1 to 6 show a
    side; F brings all into sight; P switches perspective.
    """
    key = Qt.Key(event.key())
    if key in _ARROWS:
        _press_arrow(view, *_ARROWS[key], event.modifiers())
    elif key in _ZOOMS:
        view.orbit.zoom(_ZOOMS[key])
    elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
        view.orbit.reset()
    elif key == Qt.Key.Key_F:
        view.orbit.fit()
    elif key in _SIDES:
        view.orbit.show_side(_SIDES.index(key))
    elif key == Qt.Key.Key_P:
        view.orbit.toggle_perspective()
    else:
        return False
    return True


def _press_arrow(view: BoxView, right: int, down: int, modifiers: Qt.KeyboardModifier) -> None:
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        view.step_mark(right, down)
    elif modifiers & Qt.KeyboardModifier.ShiftModifier:
        view.orbit.pan(right * _PAN_PX, down * _PAN_PX)
    else:
        view.orbit.turn(right * _TURN_DEGREES, -down * _TURN_DEGREES)
