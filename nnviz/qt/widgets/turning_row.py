"""Widgets beside each other that turn into a column where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

_WAY = QBoxLayout.Direction
_COLUMN_SPACING = 8


class TurningRow(QWidget):
    """A row from `turn_px` of width on, else a column."""

    def __init__(self, widgets: tuple[QWidget, ...], stretches: tuple[int, ...], turn_px: int, spacing: int) -> None:
        super().__init__()
        self._widgets = widgets
        self._turn_px = turn_px
        self._box = QBoxLayout(_WAY.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_COLUMN_SPACING)
        self._spacing = spacing
        for widget, stretch in zip(widgets, stretches, strict=True):
            self._box.addWidget(widget, stretch)

    def minimumSizeHint(self) -> QSize:
        """Return what the column needs in width: a row can always become one."""
        shown = [widget.minimumSizeHint().width() for widget in self._widgets if not widget.isHidden()]
        return QSize(max(shown, default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn."""
        way = _WAY.TopToBottom if self.width() < self._turn_px else _WAY.LeftToRight
        if way != self._box.direction():
            self._box.setDirection(way)
            self._box.setSpacing(self._spacing if way == _WAY.LeftToRight else _COLUMN_SPACING)
        super().resizeEvent(event)
