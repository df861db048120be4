"""The array of a layer as maps in a chosen order, with pinned maps and those of a held picture beside them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from nnviz.core.arrays import FloatArray
from nnviz.core.map_order import FEATURE_ORDERS, FILTER_ORDERS, MapOrder
from nnviz.core.probe import Probe
from nnviz.core.tensor_display import TensorDisplay
from nnviz.core.tiling import Cell
from nnviz.core.view_state import ColourScale
from nnviz.qt.numerals import decimal, whole
from nnviz.qt.reading_words import value_text
from nnviz.qt.widgets.held_input import HeldInput
from nnviz.qt.widgets.map_tools import MapTools
from nnviz.qt.widgets.pinned_maps import MOST_PINS, Pin, PinnedMaps
from nnviz.qt.widgets.tensor_view import TensorView
from nnviz.qt.widgets.tiled_image import Reading

_WIDE_CHARACTERS = 56


class LayerMaps(QWidget):
    """Shows a `TensorDisplay`. `hovered` carries a `Reading` or None, `cell_chosen` a `Reading`.

    `hold_toggled` tells that a person wants the picture held, or let go.
    """

    hovered = Signal(object)
    cell_chosen = Signal(object)
    hold_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._display: TensorDisplay | None = None
        self._held: TensorDisplay | None = None
        self._key, self._weights, self._holding, self._like = "", False, False, 0
        self._orders = {False: MapOrder.INDEX, True: MapOrder.INDEX}
        self._figures: FloatArray | None = None
        self._pinned: dict[str, tuple[int, ...]] = {}
        self.view, self.tools, self.pins = TensorView(), MapTools(), PinnedMaps()
        self.beside = HeldInput(self.view)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(8)
        self._sides.addWidget(self.beside, 1)
        self._sides.addWidget(self.pins)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.note = QLabel(wordWrap=True)
        self.note.setProperty("role", "muted")
        column.addWidget(self.tools)
        column.addLayout(self._sides, 1)
        column.addWidget(self.note)
        for key, slot in (("P", self._on_pin_key), ("H", self._on_hold_key)):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self.tools.order_chosen.connect(self._on_tools_order_chosen)
        self.tools.pin_toggled.connect(self._on_tools_pin_toggled)
        self.tools.hold_toggled.connect(self.hold_toggled)
        self.pins.removed.connect(self._on_pins_removed)
        for part in (self.view, self.beside, self.pins):
            part.hovered.connect(self.hovered)
        self.view.cell_chosen.connect(self._on_view_cell_chosen)
        for part in (self.beside, self.pins):
            part.cell_chosen.connect(self._on_part_cell_chosen)

    # --- what is shown ---

    def forget(self) -> None:
        """Drop what belongs to the layer that goes."""
        self._pinned.clear()
        self._like = 0

    def set_pictures(self, held: Probe | None, present: Probe | None) -> None:
        """Show the pictures of these answers; None held shows the present maps alone."""
        self._holding = held is not None
        if held is None:
            self.beside.hide_held()
        else:
            self.beside.show_pictures(held.image, None if present is None else present.image)

    def show_display(
        self,
        key: str,
        display: TensorDisplay,
        names: tuple[str, ...] = (),
        weights: bool = False,
        held: TensorDisplay | None = None,
    ) -> None:
        """Show an array called `key`, and `held`, the same array for the held picture."""
        self._key, self._display, self._weights, self._held = key, display, weights, held
        order = self._arrange(display)
        same = held is not None and held.maps.shape == display.maps.shape
        beside = held.maps if same and held is not None else None
        if display.is_vector:
            self.view.show_vector(display.maps.reshape(-1), names, beside)
        else:
            self.view.show_maps(display.maps, display.labels, display.group, order, beside)
        if self._holding:
            self.beside.show_held(held, display if same else None, order if same else (), names)
        self._show_rest()

    def show_message(self, text: str) -> None:
        """Show a sentence in place of the maps."""
        self._display = self._held = self._figures = None
        self.view.show_message(text)
        self.beside.view.show_message("")
        self._show_rest()

    def set_scale(self, scale: ColourScale) -> None:
        """Show the same values in other colours."""
        self.view.set_scale(scale)
        self.beside.view.set_scale(scale)
        self._show_rest()

    def select(self, cell: Cell | None) -> None:
        """Frame a cell in every view."""
        self.view.select(cell)
        self._show_choice()

    def _arrange(self, display: TensorDisplay) -> tuple[int, ...]:
        order = self._orders[self._weights]
        if self._like >= len(display.maps):
            self._like = 0
        self._figures = display.figures(order, self._like) if len(display.maps) > 1 else None
        return display.ordered(self._figures, self._like if order is MapOrder.SIMILARITY else None)

    def _show_rest(self) -> None:
        many = self._display is not None and len(self._display.maps) > 1
        orders = FILTER_ORDERS if self._weights else FEATURE_ORDERS
        self.tools.set_orders(
            orders if many else (MapOrder.INDEX,), self._orders[self._weights] if many else MapOrder.INDEX
        )
        self.tools.set_like(str(self._like))
        self.tools.set_hold(self._display is not None and not self._weights, self._holding)
        pins = [Pin(number, self._name(number)) for number in self._pinned.get(self._key, ())]
        self.pins.show_pins(pins if many else (), self.view.coloured)
        self._show_note()
        self._show_choice()

    def _show_note(self) -> None:
        hidden = self._display.hidden if self._display else 0
        self.note.setVisible(hidden > 0)
        if self._display is not None and hidden:
            text = self.tr("Showing the first {0} of {1} values: all of them would be too small to see.")
            shown = self._display.maps.size
            self.note.setText(text.format(whole(shown), whole(shown + hidden)))

    def _show_choice(self) -> None:
        many = self._display is not None and len(self._display.maps) > 1
        cell = self.view.selected if many else None
        pinned = self._pinned.get(self._key, ())
        name = "" if cell is None else self._name(cell.map)
        self.tools.set_pin(many, name, cell is not None and cell.map in pinned, len(pinned) >= MOST_PINS)
        self.pins.mark(cell)
        self.beside.view.select(self.view.selected)

    def _name(self, number: int) -> str:
        label = self.view.image.label(number)
        return self.tr("filter {0}").format(label) if self._weights else self.tr("map {0}").format(label)

    def remarks(self, place: Reading | Cell) -> tuple[str, ...]:
        """Return what else is known of a place: the figure of its map, and the held value."""
        found = []
        display, order = self._display, self._orders[self._weights]
        norm = None if display is None else display.norm_at(Cell(place.map, place.row, place.column))
        if norm is not None:
            is_column = display is not None and not display.maps_a_filter
            words = self.tr("norm of this column {0}") if is_column else self.tr("norm of this filter {0}")
            found.append(words.format(decimal(norm)))
        elif self._figures is not None and place.map < len(self._figures):
            names = {
                MapOrder.MEAN: self.tr("mean {0}"),
                MapOrder.VARIANCE: self.tr("variance {0}"),
                MapOrder.SIMILARITY: self.tr("similarity {0}"),
            }
            if order in names:
                found.append(names[order].format(decimal(float(self._figures[place.map]))))
        held = self.beside.view.reading(place) if self._holding and self._held is not None else None
        if held is not None:
            found.insert(0, self.tr("held {0}").format(value_text(held.value)))
        return tuple(found)

    # --- what a person does ---

    def _show_again(self) -> None:
        if self._display is not None:
            names = tuple(self.view.names)
            self.show_display(self._key, self._display, names, self._weights, self._held)

    @Slot(object)
    def _on_tools_order_chosen(self, order: MapOrder) -> None:
        self._orders[self._weights] = order
        if order is MapOrder.SIMILARITY:
            self._like = 0 if self.view.selected is None else self.view.selected.map
        self._show_again()

    @Slot(bool)
    def _on_tools_pin_toggled(self, wanted: bool) -> None:
        cell = self.view.selected
        if cell is not None:
            others = tuple(number for number in self._pinned.get(self._key, ()) if number != cell.map)
            self._pinned[self._key] = (*others, cell.map) if wanted else others
        self._show_rest()

    @Slot(int)
    def _on_pins_removed(self, number: int) -> None:
        self._pinned[self._key] = tuple(one for one in self._pinned.get(self._key, ()) if one != number)
        self._show_rest()
        self.view.picture.setFocus()

    @Slot()
    def _on_pin_key(self) -> None:
        if self.tools.pin.isVisible():
            self.tools.pin.click()

    @Slot()
    def _on_hold_key(self) -> None:
        if self.tools.hold.isVisible():
            self.tools.hold.click()

    @Slot(object)
    def _on_view_cell_chosen(self, reading: Reading) -> None:
        self._show_choice()
        self.cell_chosen.emit(reading)

    @Slot(object)
    def _on_part_cell_chosen(self, reading: Reading) -> None:
        self.select(Cell(reading.map, reading.row, reading.column))
        self.cell_chosen.emit(reading)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side where there is room, else one above the other."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE_CHARACTERS * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction
        self._sides.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self.beside.set_wide(wide)
        self.pins.set_room(wide, self.width() // 4 if wide else self.height() // 4)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._show_rest()
        super().changeEvent(event)
