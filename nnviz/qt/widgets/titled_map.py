"""A framed map under its name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.qt.widgets.framed_map import FramedMap


class TitledMap(QWidget):
    """`map` with a line of text above it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.map = FramedMap()
        self.title = QLabel()
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title.setProperty("role", "muted")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.title)
        layout.addWidget(self.map, 1)

    def set_title(self, text: str) -> None:
        """Name the map."""
        self.title.setText(text)
        self.title.setToolTip(text)
        self.map.setAccessibleName(text)
