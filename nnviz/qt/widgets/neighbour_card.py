"""A training example beside the change that would make the drawing it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.nearest import ink_to_change
from nnviz.qt.widgets.change_picture import ChangePicture
from nnviz.qt.widgets.pixel_picture import PixelPicture

PICTURE_PX = 112


class NeighbourCard(QFrame):
    """Shows one neighbour; nothing until it is told."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[str, int, float] | None = None
        self.example, self.change = PixelPicture(), ChangePicture()
        self.words = QLabel("\n")  # two short lines from the beginning, so that its height never changes
        self.words.setProperty("role", "muted")
        row = QHBoxLayout()
        row.setSpacing(8)
        for picture in (self.example, self.change):
            picture.setFixedSize(PICTURE_PX, PICTURE_PX)
            row.addWidget(picture)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.words)
        column.addStretch(1)
        self._retranslate()

    def show_neighbour(self, drawing: Array, example: Array, dataset: str, index: int, distance: float) -> None:
        """Show an example, uint8, and what the drawing, 0 to 1, lacks of it or has too much."""
        self._facts = (dataset, index, distance)
        self.example.set_picture(example / 255.0)
        self.change.set_picture(ink_to_change(drawing, example))
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.example.set_name(self.tr("Training example"))
        self.change.setAccessibleName(self.tr("Ink to add and to remove"))
        if self._facts is not None:
            dataset, index, distance = self._facts
            text = self.tr("training picture {0}\ndistance {1}")
            self.words.setText(text.format(index, QLocale().toString(distance, "f", 2)))
            self.words.setToolTip(self.tr("Data set {0}").format(dataset))


class NeighbourGrid(QWidget):
    """As many cards beside each other as there is room for."""

    def __init__(self, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = [NeighbourCard() for _ in range(count)]
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self._grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.set_width(0)

    def set_width(self, width: int) -> None:
        """Find the columns for so many pixels."""
        columns = max(1, min(len(self.cards), (width + 16) // (2 * PICTURE_PX + 8 + 16)))
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for index, card in enumerate(self.cards):
            self._grid.addWidget(card, index // columns, index % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
