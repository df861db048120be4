"""Maps that stay enlarged beside all the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nnviz.core.coloured_maps import ColouredMaps
from nnviz.core.tiling import Cell
from nnviz.qt.widgets.framed_map import FramedMap
from nnviz.qt.widgets.tiled_image import Reading

MOST_PINS = 4
_NO_LIMIT_PX = (1 << 24) - 1


@dataclass(frozen=True)
class Pin:
    """A map's number and its name on screen."""

    map: int
    name: str


class PinnedMap(QWidget):
    """One map with its name; `removed` carries its number, the others what a `TiledImage` tells."""

    removed = Signal(int)
    hovered = Signal(object)
    cell_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number, self._name = 0, ""
        self.title = QLabel()
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.remove = QToolButton(autoRaise=True)
        self.remove.setText("✕")
        self.map = FramedMap()
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.title, 1)
        head.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.map, 1)
        self.remove.clicked.connect(self._on_remove_clicked)
        self.map.hovered.connect(self._on_map_hovered)
        self.map.cell_chosen.connect(self._on_map_cell_chosen)

    def show_map(self, pin: Pin, coloured: ColouredMaps) -> None:
        """Show a map in the colours that it has among the others."""
        self.number = pin.map
        self.map.set_coloured(coloured)
        if pin.name != self._name:
            self._name = pin.name
            self._retranslate()

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.removed.emit(self.number)

    @Slot(object)
    def _on_map_hovered(self, found: tuple[int, int, float] | None) -> None:
        self.hovered.emit(None if found is None else Reading(self.number, *found))

    @Slot(int, int)
    def _on_map_cell_chosen(self, row: int, column: int) -> None:
        if self.map.coloured is not None:
            self.cell_chosen.emit(Reading(self.number, row, column, self.map.coloured.maps[0, row, column].item()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the map with Delete."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.number)
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self._name)
        self.map.setAccessibleName(self.tr("Pinned: {0}").format(self._name))
        self.map.setAccessibleDescription(self.tr("Arrow keys: from value to value. Delete: remove."))
        text = self.tr("Remove {0}").format(self._name)
        self.remove.setToolTip(text)
        self.remove.setAccessibleName(text)


class PinnedMaps(QWidget):
    """At most four `PinnedMap`s, one below the other or in a row; hidden without any."""

    removed = Signal(int)
    hovered = Signal(object)
    cell_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = tuple(PinnedMap() for _ in range(MOST_PINS))
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        for card in self.cards:
            card.hide()
            self._row.addWidget(card, 1)
            card.removed.connect(self.removed)
            card.hovered.connect(self.hovered)
            card.cell_chosen.connect(self.cell_chosen)
        self.hide()

    def show_pins(self, pins: Sequence[Pin], coloured: ColouredMaps | None) -> None:
        """Show these of the maps."""
        shown = [pin for pin in pins if coloured is not None and pin.map < len(coloured.maps)][:MOST_PINS]
        for card, pin in zip(self.cards, shown, strict=False):
            if coloured is not None:
                card.show_map(pin, coloured.one(pin.map))
        for number, card in enumerate(self.cards):
            card.setVisible(number < len(shown))
        self.setVisible(bool(shown))

    def mark(self, cell: Cell | None) -> None:
        """Frame the same place on every map."""
        for card in self.cards:
            card.map.set_marks(None if cell is None else (cell.row, cell.column))

    def set_room(self, upright: bool, side_px: int) -> None:
        """Stand one below the other in a column so wide, or in a row so high."""
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if upright else direction.LeftToRight)
        self.setMinimumSize(side_px if upright else 0, 0 if upright else side_px)
        self.setMaximumSize(side_px if upright else _NO_LIMIT_PX, _NO_LIMIT_PX if upright else side_px)
