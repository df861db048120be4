"""How the mouse moves through curves over time."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal


class CurveViewBox(pg.ViewBox):
    """Dragging and the wheel move and zoom time; on an axis, or with Ctrl, they move and zoom that axis.

    `time_moved` follows what a person did to the time, `fit_requested` a double click; `follows_values` ends when a
    person moves or zooms the values.
    """

    time_moved = Signal()
    fit_requested = Signal()

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.disableAutoRange()
        self.follows_values = True

    def wheelEvent(self, ev: Any, axis: int | None = None) -> None:
        """Zoom one axis about the mouse."""
        if axis is None:
            axis = 1 if ev.modifiers() & Qt.KeyboardModifier.ControlModifier else 0
        self._before_move(axis)
        super().wheelEvent(ev, axis)

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        """Move one axis along; only the left button drags."""
        if ev.button() != Qt.MouseButton.LeftButton:
            ev.ignore()
            return
        if axis is None:
            axis = 1 if ev.modifiers() & Qt.KeyboardModifier.ControlModifier else 0
        self._before_move(axis)
        super().mouseDragEvent(ev, axis)

    def mouseClickEvent(self, ev: Any) -> None:
        """Fit on a double click."""
        if ev.double() and ev.button() == Qt.MouseButton.LeftButton:
            ev.accept()
            self.fit_requested.emit()

    def _before_move(self, axis: int) -> None:
        if axis == 0:
            self.time_moved.emit()
        else:
            self.follows_values = False
