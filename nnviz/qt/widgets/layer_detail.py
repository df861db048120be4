"""One layer from near: its feature maps and its filters, with a legend and every value under the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QTabBar, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.model_summary import LayerInfo
from nnviz.core.probe import Probe
from nnviz.core.tensor_display import TensorDisplay, display_of
from nnviz.core.tiling import Cell, cell_of, unit_of
from nnviz.core.view_state import ColourScale
from nnviz.qt.reading_words import output_reading, weight_reading
from nnviz.qt.widgets.colour_controls import ColourControls
from nnviz.qt.widgets.colour_legend import ColourLegend
from nnviz.qt.widgets.layer_header import LayerHeader
from nnviz.qt.widgets.layer_maps import LayerMaps
from nnviz.qt.widgets.readout import Readout
from nnviz.qt.widgets.tiled_image import Reading
from nnviz.qt.widgets.view_export import ViewContent, ViewExport

_MAPS, _FILTERS = 0, 1
_WIDE_CHARACTERS = 48
_TALL_LINES = 30


class LayerDetail(QWidget):
    """Shows a layer of a probe. `unit_chosen` carries an index into the output, `scale_changed` a `ColourScale`.

    `export` takes what is shown elsewhere; the code of it is the panel's to tell. `hold_toggled` tells whether the
    present picture is to be held.
    """

    unit_chosen = Signal(object)
    scale_changed = Signal(object)
    place_changed = Signal()
    hold_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer: LayerInfo | None = None
        self._probe: Probe | None = None
        self._held: Probe | None = None
        self._unit: tuple[int, ...] | None = None
        self._class_names: tuple[str, ...] = ()
        self._display: TensorDisplay | None = None
        self._hovered: Reading | None = None
        self._wants_filters = False
        self._make_parts()
        self._lay_out()
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self.subject.activated.connect(self._on_subject_activated)
        self.maps.hovered.connect(self._on_view_hovered)
        self.maps.cell_chosen.connect(self._on_view_cell_chosen)
        self.maps.hold_toggled.connect(self.hold_toggled)
        self.controls.scale_changed.connect(self.scale_changed)
        self._retranslate()

    def _make_parts(self) -> None:
        self.header = LayerHeader()
        self.tabs = QTabBar(drawBase=False, expanding=False)
        for _ in (_MAPS, _FILTERS):
            self.tabs.addTab("")
        self.subject = QComboBox(minimumContentsLength=6)
        self.subject.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.maps = LayerMaps()
        self.view = self.maps.view
        self.readout = Readout()
        self.legend = ColourLegend()
        self.controls = ColourControls()
        self.export = ViewExport(self.view, ViewContent(self._shown_picture, self._shown_name, self._shown_array))

    def _lay_out(self) -> None:
        self._choice = QHBoxLayout()
        self._choice.setSpacing(8)
        self._choice.addWidget(self.tabs)
        self._choice.addStretch(1)
        self._choice.addWidget(self.subject)
        self._choice.addWidget(self.export)
        self._bottom = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._bottom.setSpacing(8)
        self._bottom.addWidget(self.legend, 1)
        self._bottom.addWidget(self.controls)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.header)
        layout.addLayout(self._choice)
        layout.addWidget(self.maps, 1)
        layout.addWidget(self.readout)
        layout.addLayout(self._bottom)

    def set_layer(self, layer: LayerInfo | None, class_names: tuple[str, ...] = ()) -> None:
        """Turn to another layer; `class_names` are those of its neurons, where it gives the model's answer."""
        if layer is not self._layer:
            self.maps.forget()
        self._layer, self._class_names, self._hovered = layer, class_names, None
        self.header.set_layer(layer)
        has_weights = layer is not None and bool(layer.weights)
        with QSignalBlocker(self.tabs):
            self.tabs.setTabEnabled(_FILTERS, has_weights)
            self.tabs.setCurrentIndex(_FILTERS if has_weights and self._wants_filters else _MAPS)
        self._fill_subjects()
        self._show_array()

    def set_probe(self, probe: Probe | None) -> None:
        """Show what the layer made of another picture."""
        self._probe = probe
        self._show_array()

    def set_held(self, held: Probe | None) -> None:
        """Show what the layer made of another picture beside this one; None shows this one alone."""
        self._held = held
        self._show_array()

    def set_unit(self, unit: tuple[int, ...] | None) -> None:
        """Frame a value of the layer's output."""
        self._unit = unit
        self._show_unit()

    def set_scale(self, scale: ColourScale) -> None:
        """Show the same values in other colours."""
        self.controls.set_scale(scale)
        self.maps.set_scale(scale)
        self._show_legend()

    @property
    def chosen_weight(self) -> tuple[str, Reading] | None:
        """The key of the weight on show and its framed value."""
        cell = self.view.selected if self.shows_filters and self._array is not None else None
        reading = None if cell is None else self.view.reading(cell)
        return None if reading is None else (str(self.subject.currentData()), reading)

    @property
    def shows_filters(self) -> bool:
        """Whether weights are on show, not outputs."""
        return self.tabs.currentIndex() == _FILTERS

    @property
    def shown_key(self) -> str | None:
        """The key of the array on show."""
        return None if self.subject.currentData() is None else str(self.subject.currentData())

    @property
    def _shows_unit(self) -> bool:
        """Whether the array on show is the one that a unit is an index into."""
        return not self.shows_filters and self.subject.currentIndex() == 0

    @property
    def _array(self) -> Array | None:
        return self._array_of(self._probe)

    def _array_of(self, probe: Probe | None) -> Array | None:
        key = self.subject.currentData()
        return None if key is None or probe is None else probe.tensor(key)

    def _display_of(self, probe: Probe | None) -> TensorDisplay | None:
        array, kind = self._array_of(probe), "" if self._layer is None else self._layer.type
        depthwise = kind.startswith("Depthwise") or self.subject.currentText() == "depthwise_kernel"
        return None if array is None else display_of(array, self.shows_filters, "Transpose" in kind, depthwise)

    def _fill_subjects(self) -> None:
        self.subject.clear()
        if self._layer is not None and self.shows_filters:
            for weight in self._layer.weights:
                self.subject.addItem(weight.name, weight.key)
        elif self._layer is not None:
            for number, key in enumerate(self._layer.output_keys):
                self.subject.addItem(self.tr("Output {0}").format(number), key)
        self.subject.setVisible(self.subject.count() > 1)

    def _show_array(self) -> None:
        self._display = self._display_of(self._probe)
        held = None if self.shows_filters else self._held
        self.maps.set_pictures(held, self._probe)
        if self._display is not None:
            key, names = str(self.subject.currentData()), () if self.shows_filters else self._class_names
            self.maps.show_display(key, self._display, names, self.shows_filters, self._display_of(held))
        else:
            self.maps.show_message(self._message())
        self._show_legend()
        self._show_unit()

    def _message(self) -> str:
        if self._array is not None:
            return self.tr("There are no numbers here that could be shown as a picture.")
        if self._probe is not None or self._layer is None:
            return ""  # asked for, and on its way
        if self.shows_filters:
            return self.tr("Draw something, and the filters of this layer are shown here.")
        return self.tr("Draw something to see what this layer makes of it.")

    def _show_legend(self) -> None:
        shown = self.view.coloured
        if shown is None:
            self.legend.clear()
        else:
            self.legend.set_range(shown.name, shown.low, shown.high, shown.per_map)
        self.controls.per_map.setEnabled(self._display is not None and len(self._display.maps) > 1)

    def _show_unit(self) -> None:
        array = self._array
        if array is None:
            self.maps.select(None)
        elif self._shows_unit:
            self.maps.select(cell_of(array.shape, self._unit))
        self._show_reading()
        self.place_changed.emit()

    def _show_reading(self) -> None:
        array, place = self._array, self._hovered or self.view.selected
        reading = None if place is None else self.view.reading(place)
        if self._layer is None or array is None or self._display is None:
            self.readout.clear()
        elif reading is None:
            self.readout.setText(self.tr("Point at a value to read it."))
        else:
            if self.shows_filters:
                words = weight_reading(reading, array.ndim, self._display.labels, self._layer)
            else:
                words = output_reading(reading, array.shape, self._class_names)
            self.readout.setText("  ·  ".join((words, *self.maps.remarks(reading))))

    @Slot(int)
    def _on_tabs_current_changed(self, index: int) -> None:
        self._wants_filters = index == _FILTERS
        self._fill_subjects()
        self._on_subject_activated(0)

    @Slot(int)
    def _on_subject_activated(self, index: int) -> None:
        del index
        self._hovered = None
        self.maps.select(None)
        self._show_array()

    @Slot(object)
    def _on_view_hovered(self, reading: Reading | None) -> None:
        self._hovered = reading
        self._show_reading()

    @Slot(object)
    def _on_view_cell_chosen(self, reading: Reading) -> None:
        array = self._array
        if array is not None and self._shows_unit:
            self.unit_chosen.emit(unit_of(array.shape, Cell(reading.map, reading.row, reading.column)))
        self._show_reading()
        self.place_changed.emit()

    def _shown_picture(self) -> QWidget:
        return self.view.picture

    def _shown_name(self) -> str:
        return (self.shown_key or "layer").replace("/", "_").replace(":", "_")

    def _shown_array(self) -> Array | None:
        return self._array

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the colour controls beside the legend where there is room, else below it."""
        super().resizeEvent(event)
        self.header.set_short(self.height() < _TALL_LINES * self.fontMetrics().height())
        direction = QBoxLayout.Direction
        wide = self.width() >= _WIDE_CHARACTERS * self.fontMetrics().averageCharWidth()
        self._bottom.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the narrow form."""
        parts = (self.controls, self.legend, self.maps.tools)
        widths = (self._choice.minimumSize().width(), *(part.minimumSizeHint().width() for part in parts))
        return QSize(max(widths), super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.tabs.setTabText(_MAPS, self.tr("Feature maps"))
        self.tabs.setTabText(_FILTERS, self.tr("Filters"))
        self.tabs.setTabToolTip(_MAPS, self.tr("What this layer makes of the picture"))
        self.tabs.setTabToolTip(_FILTERS, self.tr("What this layer has learnt: its weights"))
        self.tabs.setAccessibleName(self.tr("Feature maps or filters"))
        self.subject.setAccessibleName(self.tr("Which array of this layer"))
        self.view.image.setAccessibleName(self.tr("Maps of the chosen layer"))
        hint = self.tr("Wheel: zoom. Drag: move. Double click: show all. Arrow keys: from value to value.")
        self.view.image.setAccessibleDescription(hint)
        self.view.strip.setAccessibleName(self.tr("Neurons of the chosen layer"))
        self.readout.setToolTip(hint)
        for number in range(self.subject.count() if not self.shows_filters else 0):
            self.subject.setItemText(number, self.tr("Output {0}").format(number))
        self._show_array()
