"""Any array of a model: maps as one picture, a vector as neurons, or a sentence in their place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QStackedLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.coloured_maps import ColouredMaps
from nnviz.core.tiling import Cell
from nnviz.core.view_state import ColourScale
from nnviz.qt.widgets.neuron_strip import NeuronStrip
from nnviz.qt.widgets.tiled_image import Reading, TiledImage


class TensorView(QWidget):
    """Shows one array at a time. `hovered` carries a `Reading` or None, `cell_chosen` a `Reading`.

    A neuron's reading has its number as the column.
    """

    hovered = Signal(object)
    cell_chosen = Signal(object)
    scrolled = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = TiledImage()
        self.strip = NeuronStrip()
        self.message = QLabel(wordWrap=True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.message.setMargin(24)
        self.message.setProperty("role", "muted")
        self.message.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self.strip)
        self._pages = QStackedLayout(self)
        for page in (self.message, self.image, self._scroll):
            self._pages.addWidget(page)
        self._scroll.verticalScrollBar().valueChanged.connect(self.scrolled)
        self.image.hovered.connect(self.hovered)
        self.image.cell_chosen.connect(self.cell_chosen)
        self.strip.hovered.connect(self._on_strip_hovered)
        self.strip.neuron_chosen.connect(self._on_strip_neuron_chosen)

    @property
    def coloured(self) -> ColouredMaps | None:
        """The array on show with its colours and range; None while there is a sentence."""
        match self._pages.currentWidget():
            case self.image:
                return self.image.coloured
            case self._scroll:
                return self.strip.coloured
            case _:
                return None

    @property
    def selected(self) -> Cell | None:
        """The framed cell of the widget on show."""
        if self.picture is not self.strip:
            return self.image.selected
        return None if self.strip.selected is None else Cell(0, 0, self.strip.selected)

    @property
    def picture(self) -> QWidget:
        """The widget on show."""
        pages: dict[QWidget | None, QWidget] = {self._scroll: self.strip, self.image: self.image}
        return pages.get(self._pages.currentWidget(), self.message)

    @property
    def names(self) -> Sequence[str]:
        """What the neurons of a vector are called, where they have names."""
        return self.strip.names

    def show_maps(
        self,
        maps: Array,
        labels: Sequence[str] | None = None,
        group: int = 1,
        order: tuple[int, ...] = (),
        beside: Array | None = None,
    ) -> None:
        """Show (N, H, W) maps, see `TiledImage.set_maps`."""
        self.image.set_maps(maps, labels, group, order, beside)
        self._pages.setCurrentWidget(self.image)

    def show_vector(self, values: Array, names: Sequence[str] = (), beside: Array | None = None) -> None:
        """Show a vector, in colours that suit another of its length `beside` it, too."""
        self.strip.set_values(values, names, beside)
        self._pages.setCurrentWidget(self._scroll)

    def show_message(self, text: str) -> None:
        """Show a sentence."""
        self.message.setText(text)
        self._pages.setCurrentWidget(self.message)

    def set_scale(self, scale: ColourScale) -> None:
        """Show the same values in other colours."""
        self.image.set_scale(scale)
        self.strip.set_scale(scale)

    def select(self, cell: Cell | None) -> None:
        """Frame a cell."""
        self.image.select(cell)
        self.strip.select(None if cell is None else cell.column)

    def point_at(self, cell: Cell | None) -> None:
        """Mark the cell that the mouse points at in another view."""
        self.image.point_at(cell)
        self.strip.point_at(None if cell is None else cell.column)

    @Slot(int)
    def scroll_to(self, place: int) -> None:
        """Scroll as another view did."""
        self._scroll.verticalScrollBar().setValue(place)

    def reading(self, place: Reading | Cell) -> Reading | None:
        """Return what stands at this place now, None when there is no such place."""
        coloured = self.coloured
        if coloured is None:
            return None
        in_maps = (place.column, 0, 0) if self.picture is self.strip else (place.map, place.row, place.column)
        if any(not 0 <= at < size for at, size in zip(in_maps, coloured.maps.shape, strict=True)):
            return None
        return Reading(place.map, place.row, place.column, coloured.maps[in_maps].item())

    @Slot(object)
    def _on_strip_hovered(self, found: tuple[int, float] | None) -> None:
        self.hovered.emit(None if found is None else Reading(0, 0, *found))

    @Slot(object)
    def _on_strip_neuron_chosen(self, found: tuple[int, float]) -> None:
        self.cell_chosen.emit(Reading(0, 0, *found))
