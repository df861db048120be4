"""A shape in the colours of its axes, as they are marked on the box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from nnviz.qt.theme import Theme, theme_of

# Orange, blue, green, pink ...: neighbours are told apart by every eye.
_SERIES = (1, 0, 2, 4, 5, 3, 6, 7)


def axis_colour(theme: Theme, axis: int) -> str:
    """Return the colour of an array's axis."""
    return theme.series[_SERIES[axis % len(_SERIES)]]


class ShapeBadge(QLabel):
    """Shows ``(26, 26, 32)``, each length in the colour of its axis."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shape: tuple[int, ...] | None = None
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setProperty("role", "title")

    @property
    def shape(self) -> tuple[int, ...] | None:
        """What is shown."""
        return self._shape

    def set_shape(self, shape: Sequence[int] | None) -> None:
        """Show another shape; None shows nothing."""
        self._shape = None if shape is None else tuple(int(size) for size in shape)
        self._update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        if event.type() == QEvent.Type.PaletteChange:
            self._update()
        super().changeEvent(event)

    def _update(self) -> None:
        if self._shape is None:
            self.clear()
            return
        theme = theme_of(self)
        lengths = [
            f'<span style="color: {axis_colour(theme, axis)}">{length}</span>'
            for axis, length in enumerate(self._shape)
        ]
        inside = ", ".join(lengths) + ("," if len(lengths) == 1 else "")
        self.setText(f"({inside})")
