"""One unit on a sheet: the drawing, the input with its window, the output, the products and the sum."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.probe import Probe
from nnviz.core.unit_arithmetic import Kind
from nnviz.core.unit_view import UnitView, path_on_picture, picture_values, source_map
from nnviz.core.view_state import ColourScale
from nnviz.qt.arithmetic_words import arithmetic_html, kind_sentence, place_text
from nnviz.qt.numerals import decimal, whole
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.framed_map import Frame
from nnviz.qt.widgets.product_sheet import ProductSheet
from nnviz.qt.widgets.titled_map import TitledMap

_WIDE_CHARACTERS = 110
_TALL_LINES = 26


class UnitSheet(QWidget):
    """`unit_chosen` carries (layer id, unit): another unit of the layer, or a cell of the layer before."""

    unit_chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: UnitView | None = None
        self._probe: Probe | None = None
        self._scale = ColourScale()
        self._slice = 0
        self._source_shape: tuple[int, ...] = ()
        self.drawing, self.source, self.output = TitledMap(), TitledMap(), TitledMap()
        self.products = ProductSheet()
        self.sentence, self.sum, self.readout = QLabel(wordWrap=True), QLabel(wordWrap=True), QLabel()
        self._lay_out()
        self.output.map.cell_chosen.connect(self._on_output_cell_chosen)
        self.output.map.paged.connect(self._on_output_paged)
        self.source.map.cell_chosen.connect(self._on_source_cell_chosen)
        for part in (self.drawing.map, self.source.map, self.output.map, self.products):
            part.hovered.connect(self._on_hovered)
        self._retranslate()

    def _lay_out(self) -> None:
        for label in (self.sentence, self.sum, self.readout):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.sum.setTextFormat(Qt.TextFormat.RichText)
        self.sum.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sentence.setProperty("role", "muted")
        self.readout.setProperty("role", "muted")
        self._maps = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._maps.setSpacing(8)
        for part in (self.drawing, self.source, self.output):
            self._maps.addWidget(part, 1)
        self._middle = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._middle.setSpacing(8)
        self._middle.addLayout(self._maps, 5)
        self._middle.addWidget(self.products, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.sentence)
        layout.addLayout(self._middle, 1)
        layout.addWidget(self.sum)
        layout.addWidget(self.readout)

    @property
    def view(self) -> UnitView | None:
        """What is shown."""
        return self._view

    def show_view(self, view: UnitView, probe: Probe, scale: ColourScale, chosen_slice: int = 0) -> None:
        """Show a unit; `chosen_slice` counts the pieces of its window, the one that adds most first."""
        self._view, self._probe, self._scale = view, probe, scale
        self._slice = min(chosen_slice, max(len(view.slices) - 1, 0))
        self._update()

    def set_heat(self, pixels: Array | None) -> None:
        """Lay the effective field over the drawing."""
        self.drawing.map.set_overlay(pixels)

    def _update(self) -> None:
        view, probe = self._view, self._probe
        if view is None or probe is None:
            return
        shown = view.slices[self._slice] if view.slices else None
        self.output.map.set_values(view.output.values, self._scale)
        self.output.map.set_marks(view.place)
        several = shown is not None and (shown.values.size > 1 or shown.weights is not None)
        self.products.set_slice(shown if several else None, self._scale, self._largest_place(view))
        source = source_map(view, probe, shown)
        self.source.setVisible(source is not None)
        if source is not None:
            self.source.map.set_values(source[0].values, self._scale)
            self.source.map.set_marks(None, [Frame(*source[1])])
        self.drawing.setVisible(probe.image.ndim in (2, 3))
        if probe.image.ndim in (2, 3):
            self.drawing.map.set_values(picture_values(probe.image), ColourScale("grey"))
            frames = [] if view.field is None else [Frame(*view.field)]
            self.drawing.map.set_marks(None, frames, path_on_picture(view, probe))
        self._tell()

    @staticmethod
    def _largest_place(view: UnitView) -> tuple[int, int] | None:
        """Return the cell that a maximum keeps."""
        if view.arithmetic.kind is not Kind.LARGEST or not view.slices:
            return None
        values = view.slices[0].values
        row, column = divmod(int(values.argmax()), values.shape[1])
        return row, column

    def _tell(self) -> None:
        """Write all words."""
        view, probe = self._view, self._probe
        if view is None or probe is None:
            return
        self.sentence.setText(kind_sentence(view.arithmetic))
        self.sentence.setVisible(bool(self.sentence.text()))
        self.sum.setText(arithmetic_html(view.arithmetic, theme_of(self)))
        self.drawing.set_title(self._field_title(view))
        self.output.set_title(self._map_title(view.layer.id, view.unit))
        shown = view.slices[self._slice] if view.slices else None
        source = source_map(view, probe, shown)
        if source is not None and view.source_key is not None:
            self.source.set_title(self._map_title(view.source_key, source[0].at))
        if view.path:
            steps = [f"{step.key} {place_text(step.unit)} {decimal(step.value)}" for step in view.path]
            self.readout.setText(" ← ".join(steps))
        elif not self.readout.text():
            self.readout.setText(self.tr("Click a cell of the input to follow it further back."))

    def _field_title(self, view: UnitView) -> str:
        if view.field is None:
            return self.tr("drawing")
        (top, bottom), (left, right) = view.field
        return self.tr("sees {0} × {1}").format(bottom - top, right - left)

    def _map_title(self, key: str, at: tuple[int, ...]) -> str:
        return self.tr("{0}, map {1}").format(key, at[-1]) if len(at) > 2 else key

    @Slot(int, int)
    def _on_output_cell_chosen(self, row: int, column: int) -> None:
        if self._view is not None:
            self.unit_chosen.emit(self._view.layer.id, self._view.output.index(row, column))

    @Slot(int)
    def _on_output_paged(self, step: int) -> None:
        view = self._view
        if view is not None and len(view.unit) > 2:
            channel = min(max(view.unit[-1] + step, 0), view.output.shape[-1] - 1)
            self.unit_chosen.emit(view.layer.id, (*view.unit[:-1], channel))

    @Slot(int, int)
    def _on_source_cell_chosen(self, row: int, column: int) -> None:
        view, probe = self._view, self._probe
        if view is None or probe is None or view.source_key is None:
            return
        source = source_map(view, probe, view.slices[self._slice] if view.slices else None)
        if source is not None:
            self.unit_chosen.emit(view.source_key, source[0].index(row, column))

    @Slot(object)
    def _on_hovered(self, found: tuple[int, int, float] | None) -> None:
        if found is None:
            self.readout.clear()
            self._tell()
        else:
            text = self.tr("row {0}, column {1}: {2}")
            self.readout.setText(text.format(whole(found[0]), whole(found[1]), decimal(found[2])))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the products beside the maps where it is wide and low."""
        super().resizeEvent(event)
        metrics = self.fontMetrics()
        wide = self.width() >= _WIDE_CHARACTERS * metrics.averageCharWidth()
        low = self.height() < _TALL_LINES * metrics.height()
        direction = QBoxLayout.Direction
        self._middle.setDirection(direction.LeftToRight if wide and low else direction.TopToBottom)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tell()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        hint = self.tr("Arrow keys: next unit. Page Up, Page Down: next map. Click: that unit.")
        self.output.map.setAccessibleDescription(hint)
        self.output.map.setToolTip(hint)
        self.source.map.setToolTip(self.tr("The layer before, with the window. Click a cell to follow it back."))
        self.drawing.map.setToolTip(self.tr("The part of the drawing that can change this unit at all"))
        self.readout.clear()
        self._tell()
