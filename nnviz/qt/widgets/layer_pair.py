"""A layer of two models from near: what each makes of the picture or has learnt, and the difference."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QLabel, QSizePolicy, QTabBar, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.model_match import LayerMatch
from nnviz.core.paired_tensors import PairedTensors, pair_of
from nnviz.core.probe import Probe
from nnviz.core.tensor_display import TensorDisplay
from nnviz.core.tiling import Cell, cell_of, unit_of
from nnviz.qt.layer_words import shape_text
from nnviz.qt.reading_words import output_reading, value_text, weight_reading
from nnviz.qt.widgets.legend_view import LegendView
from nnviz.qt.widgets.picture_export import copy_picture
from nnviz.qt.widgets.tiled_image import Reading

_MAPS, _FILTERS = 0, 1
_WIDE_CHARACTERS = 52


class LayerPair(QWidget):
    """Three pictures side by side. `unit_chosen` carries an index into the live layer's output."""

    unit_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._match: LayerMatch | None = None
        self._live: Probe | None = None
        self._reference: Probe | None = None
        self._unit: tuple[int, ...] | None = None
        self._name = "auto"
        self._arrays: tuple[Array, Array] | None = None
        self._pair: PairedTensors | None = None
        self._hovered: Reading | None = None
        self._wants_filters = False
        self._make_parts()
        self._retranslate()

    def _make_parts(self) -> None:
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tabs = QTabBar(drawBase=False, expanding=False)
        self.tabs.addTab("")
        self.tabs.addTab("")
        self.subject = QComboBox()
        self.subject.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.subject.setMinimumContentsLength(6)
        self.live, self.reference, self.difference = LegendView(), LegendView(), LegendView()
        self.readout = QLabel()
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.readout.setTextFormat(Qt.TextFormat.PlainText)
        self._copy = QAction(self)
        choice = QHBoxLayout()
        choice.addWidget(self.tabs)
        choice.addStretch(1)
        choice.addWidget(self.subject)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(8)
        for part in self.parts:
            self._columns.addWidget(part, 1)
            part.view.hovered.connect(self._on_view_hovered)
            part.view.cell_chosen.connect(self._on_view_cell_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.title)
        column.addLayout(choice)
        column.addLayout(self._columns, 1)
        column.addWidget(self.readout)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.addAction(self._copy)
        self._copy.triggered.connect(self._on_copy_triggered)
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self.subject.activated.connect(self._on_subject_activated)

    @property
    def parts(self) -> tuple[LegendView, LegendView, LegendView]:
        """The pictures: live, reference, difference."""
        return self.live, self.reference, self.difference

    @property
    def shows_filters(self) -> bool:
        """Whether weights are on show, not outputs."""
        return self.tabs.currentIndex() == _FILTERS

    def set_match(self, match: LayerMatch | None) -> None:
        """Turn to another layer and its partner."""
        self._match, self._hovered = match, None
        filters = match is not None and bool(match.live.weights)
        self.tabs.blockSignals(True)
        self.tabs.setTabEnabled(_FILTERS, filters)
        self.tabs.setCurrentIndex(_FILTERS if filters and self._wants_filters else _MAPS)
        self.tabs.blockSignals(False)
        self._fill_subjects()
        self._show()

    def set_probes(self, live: Probe | None, reference: Probe | None) -> None:
        """Show what both models made of another picture."""
        self._live, self._reference = live, reference
        self._show()

    def set_unit(self, unit: tuple[int, ...] | None) -> None:
        """Frame a value of the layer's output."""
        self._unit = unit
        self._show_place()

    def set_colour_map(self, name: str) -> None:
        """Show both models in this colour map; the difference keeps its own."""
        self._name = name
        self._show()

    # --- showing ---

    def _fill_subjects(self) -> None:
        self.subject.clear()
        match = self._match
        if match is not None and self.shows_filters:
            theirs = {} if match.reference is None else {weight.name: weight.key for weight in match.reference.weights}
            for weight in match.live.weights:
                self.subject.addItem(weight.name, (weight.key, theirs.get(weight.name)))
        elif match is not None:
            partners = () if match.reference is None else match.reference.output_keys
            for number, key in enumerate(match.live.output_keys):
                partner = partners[number] if number < len(partners) else None
                self.subject.addItem(self.tr("Output {0}").format(number), (key, partner))
        self.subject.setVisible(self.subject.count() > 1)

    def _array(self, probe: Probe | None, place: int) -> Array | None:
        keys = self.subject.currentData()
        return None if keys is None or probe is None or keys[place] is None else probe.tensor(keys[place])

    def _show(self) -> None:
        live, reference = self._array(self._live, 0), self._array(self._reference, 1)
        transposed = self._match is not None and "Transpose" in self._match.live.type
        self._arrays = None if live is None or reference is None else (live, reference)
        self._pair = None
        if self._arrays is not None:
            self._pair = pair_of(*self._arrays, self._name, self.shows_filters, transposed)
        if self._pair is None:
            self._show_alone(live, transposed)
        else:
            self.live.show_display(self._pair.live, self._pair.scale)
            self.reference.show_display(self._pair.reference, self._pair.scale)
            self._show_difference(self._pair)
        self._show_title()
        self._show_place()

    def _show_alone(self, live: Array | None, transposed: bool) -> None:
        pair = None if live is None else pair_of(live, live, self._name, self.shows_filters, transposed)
        if pair is None:
            self.live.show_message("")
        else:
            self.live.show_display(pair.live, pair.scale)
        partner = self._match.reference if self._match is not None else None
        lacks = self._match is not None and (partner is None or (self.subject.currentData() or (0, 0))[1] is None)
        self.reference.show_message(self.tr("The reference has nothing that corresponds to this.") if lacks else "")
        self.difference.show_message("")

    def _show_difference(self, pair: PairedTensors) -> None:
        shown: TensorDisplay | None = pair.difference
        if shown is None and self._arrays is not None:
            live, reference = (shape_text((None, *array.shape)) for array in self._arrays)
            text = self.tr("The shapes differ: {0} here, {1} in the reference. There is no difference to draw.")
            self.difference.show_message(text.format(live, reference))
        elif shown is not None:
            self.difference.show_display(shown, pair.difference_scale)

    def _show_title(self) -> None:
        match = self._match
        if match is None:
            self.title.clear()
        elif match.reference is None or match.reference.id == match.live.id:
            self.title.setText(match.live.id)
        else:
            self.title.setText(self.tr("{0}, compared with {1}").format(match.live.id, match.reference.id))

    # --- one value ---

    def _show_place(self) -> None:
        place: Cell | None = None
        if self._hovered is not None:
            place = Cell(self._hovered.map, self._hovered.row, self._hovered.column)
        elif self._arrays is not None and not self.shows_filters and self.subject.currentIndex() == 0:
            place = cell_of(self._arrays[0].shape, self._unit)
        for part in self.parts:
            part.view.select(place)
        text = self._reading(place)
        self.readout.setText(text)
        self.readout.setToolTip(text)

    def _reading(self, place: Cell | None) -> str:
        if self._pair is None or self._arrays is None or self._match is None:
            return ""
        if self._pair.difference is not None and not self._pair.largest and place is None:
            return self.tr("Both are equal.")
        if place is None:
            return self.tr("Point at a value to read it in both models.")
        live, reference, apart = (part.view.reading(place) for part in self.parts)
        if live is None:
            return ""
        if self.shows_filters:
            text = weight_reading(live, self._arrays[0].ndim, self._pair.live.labels, self._match.live)
        else:
            text = output_reading(live, self._arrays[0].shape)
        theirs, difference = ("–" if found is None else value_text(found.value) for found in (reference, apart))
        return self.tr("{0} · reference: {1} · difference: {2}").format(text, theirs, difference)

    @Slot(object)
    def _on_view_hovered(self, reading: Reading | None) -> None:
        self._hovered = reading
        self._show_place()

    @Slot(object)
    def _on_view_cell_chosen(self, reading: Reading) -> None:
        self._hovered = reading
        self._show_place()
        if self._arrays is not None and not self.shows_filters and self.subject.currentIndex() == 0:
            unit = unit_of(self._arrays[0].shape, Cell(reading.map, reading.row, reading.column))
            self.unit_chosen.emit(unit)

    @Slot(int)
    def _on_tabs_current_changed(self, index: int) -> None:
        self._wants_filters, self._hovered = index == _FILTERS, None
        self._fill_subjects()
        self._show()

    @Slot(int)
    def _on_subject_activated(self, index: int) -> None:
        del index
        self._hovered = None
        self._show()

    @Slot()
    def _on_copy_triggered(self) -> None:
        copy_picture(self)

    # --- the widget itself ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the pictures side by side where there is room, else one below the other."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE_CHARACTERS * self.fontMetrics().averageCharWidth()
        direction = QBoxLayout.Direction
        self._columns.setDirection(direction.LeftToRight if wide else direction.TopToBottom)

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the narrow form."""
        return QSize(220, super().minimumSizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.tabs.setTabText(_MAPS, self.tr("Feature maps"))
        self.tabs.setTabText(_FILTERS, self.tr("Filters"))
        self.tabs.setAccessibleName(self.tr("Feature maps or filters"))
        self.subject.setAccessibleName(self.tr("Which array of this layer"))
        self.live.set_title(self.tr("Live"))
        self.reference.set_title(self.tr("Reference"))
        self.difference.set_title(self.tr("Live − reference"))
        self._copy.setText(self.tr("Copy the picture"))
        for number in range(self.subject.count() if not self.shows_filters else 0):
            self.subject.setItemText(number, self.tr("Output {0}").format(number))
        self._show()
