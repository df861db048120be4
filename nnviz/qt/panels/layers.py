"""The layers of the live model, and what the chosen one makes of the picture."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from nnviz.core.code_text import layer_output_code, weight_code
from nnviz.core.filter_places import EditMark, weight_index
from nnviz.core.messages import UserError
from nnviz.core.model_summary import LayerInfo
from nnviz.core.tiling import Cell
from nnviz.core.view_state import ColourScale, ViewState
from nnviz.engine.events import WeightsEdited
from nnviz.qt.live_state import default_layer_id
from nnviz.qt.panels.base import Panel
from nnviz.qt.panels.held_picture import HeldPicture
from nnviz.qt.widgets.layer_detail import LayerDetail
from nnviz.qt.widgets.layer_list import LayerList
from nnviz.qt.widgets.weight_experiments import WeightExperiments

_WIDE_CHARACTERS = 70
_LIST_CHARACTERS = (31, 36)

_LEAST_HEIGHT_PX = 240


class LayersPanel(Panel):
    """A list of layers; the feature maps and the filters of the chosen one."""

    def build(self) -> None:
        """Make the widgets."""
        self.empty = QLabel(wordWrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self.empty.setProperty("role", "muted")
        self.layer_list = LayerList()
        self.detail = LayerDetail()
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(self.layer_list)
        self.experiments = WeightExperiments(self.context.engine, self.context.settings)
        self.experiments.add_shortcuts(self)
        self.experiments.hide()
        near = QWidget()
        column = QVBoxLayout(near)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.detail, 1)
        column.addWidget(self.experiments)
        self.splitter.addWidget(near)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setHandleWidth(10)
        inner = QWidget()
        frame = QVBoxLayout(inner)
        frame.setContentsMargins(8, 8, 8, 8)
        frame.addWidget(self.splitter)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(scroll)
        self.layer_list.layer_chosen.connect(self._on_layer_list_layer_chosen)
        self.detail.unit_chosen.connect(self._on_detail_unit_chosen)
        self.detail.scale_changed.connect(self._on_detail_scale_changed)
        export = self.detail.export
        export.set_content(replace(export.content, code=self._code))
        export.told.connect(self._on_told)
        self.experiments.failed.connect(self._on_told)
        self.held = HeldPicture(self.context.engine, self)
        self.held.changed.connect(self.detail.set_held)
        self.detail.hold_toggled.connect(self._on_detail_hold_toggled)
        self.detail.place_changed.connect(self._on_detail_place_changed)
        self.context.engine.weights_edited.connect(self._on_engine_weights_edited)

    def wanted_tensors(self, state: ViewState) -> frozenset[str]:
        """Return the chosen layer's outputs and weights."""
        layer = _layer_of(state)
        return frozenset() if layer is None else frozenset((*layer.output_keys, *(w.key for w in layer.weights)))

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Draw what differs between the two states."""
        other_model = old is None or new.model is not old.model
        if other_model:
            self.layer_list.set_model(new.model)
            self.experiments.set_model(new.model)
            if old is not None:
                self._mark(frozenset())
            self._pages.setCurrentIndex(0 if new.model is None else 1)
        if old is None or new.colour_scale != old.colour_scale:
            self.detail.set_scale(new.colour_scale)
        if old is None or new.probe is not old.probe:
            self.detail.set_probe(new.probe)
        if old is None or other_model or new.layer_id != old.layer_id:
            layer = _layer_of(new)
            self.layer_list.choose(layer.id if layer else None)
            self.detail.set_layer(layer, _class_names(new, layer))
        if old is None or new.unit != old.unit:
            self.detail.set_unit(new.unit)
        shown = _layer_of(new)
        self.held.follow(new, frozenset() if shown is None else frozenset(shown.output_keys))
        self.experiments.set_training(new.run is not None and not new.run.progress.phase.ended)

    def _mark(self, marks: frozenset[EditMark]) -> None:
        self.layer_list.set_edited(frozenset(layer_id for layer_id, _ in marks))
        self.detail.header.set_edited(marks)

    @Slot(object)
    def _on_engine_weights_edited(self, edited: WeightsEdited) -> None:
        self._mark(edited.marks)

    @Slot(str)
    def _on_layer_list_layer_chosen(self, layer_id: str) -> None:
        self.context.store.update(layer_id=layer_id, unit=None)

    @Slot(object)
    def _on_detail_unit_chosen(self, unit: tuple[int, ...]) -> None:
        self.context.store.update(unit=unit)

    @Slot(object)
    def _on_detail_scale_changed(self, scale: ColourScale) -> None:
        self.context.store.update(colour_scale=scale)

    @Slot()
    def _on_detail_place_changed(self) -> None:
        self.experiments.setVisible(self.detail.shows_filters)
        layer, chosen = _layer_of(self.context.store.state), self.detail.chosen_weight
        weight = next((one for one in layer.weights if chosen and one.key == chosen[0]), None) if layer else None
        if layer is None or chosen is None or weight is None:
            self.experiments.set_place(layer, None, None)
            return
        reading = chosen[1]
        cell = Cell(reading.map, reading.row, reading.column)
        index = weight_index(weight.shape, cell, "Transpose" in layer.type)
        self.experiments.set_place(layer, (weight.key, index), reading.value)

    def _code(self) -> str | None:
        state, key = self.context.store.state, self.detail.shown_key
        layer = _layer_of(state)
        if state.model is None or layer is None or key is None:
            return None
        if self.detail.shows_filters:
            weight = next((one for one in layer.weights if one.key == key), None)
            return None if weight is None else weight_code(state.model, layer, weight)
        return None if state.probe is None else layer_output_code(state.model, layer, state.probe.image, key)

    @Slot(bool)
    def _on_detail_hold_toggled(self, wanted: bool) -> None:
        if wanted:
            self.held.hold(self.context.store.state)
        else:
            self.held.release()

    @Slot(object)
    def _on_told(self, sentence: UserError | str) -> None:
        self.context.report(sentence)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the list beside the maps where there is room, else above them."""
        super().resizeEvent(event)
        character = self.fontMetrics().averageCharWidth()
        wide = self.width() >= _WIDE_CHARACTERS * character
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if wanted != self.splitter.orientation():
            self.splitter.setOrientation(wanted)
        if wanted != self.property("arranged"):
            self.setProperty("arranged", wanted)
            room = self.width() if wide else self.height()
            least, most = (count * character for count in _LIST_CHARACTERS)
            share = min(most, max(least, room // 4)) if wide else room * 3 // 10
            self.splitter.setSizes([share, room - share])

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the narrow form, so that a person can get there; what is lower is scrolled."""
        list_hint, detail_hint = self.layer_list.minimumSizeHint(), self.detail.minimumSizeHint()
        return QSize(max(list_hint.width(), detail_hint.width()) + 16, _LEAST_HEIGHT_PX)

    def retranslate(self) -> None:
        """Set the panel's own words; its parts set theirs."""
        self.empty.setText(self.tr("The model is on its way. Its layers will stand here."))


def _layer_of(state: ViewState) -> LayerInfo | None:
    """Return the chosen layer, or the one to begin with."""
    if state.model is None:
        return None
    return state.model.layer(state.layer_id) or state.model.layer(default_layer_id(state.model))


def _class_names(state: ViewState, layer: LayerInfo | None) -> tuple[str, ...]:
    """Return the names of the classes where `layer` gives the model's answer."""
    if state.model is None or layer is None or layer.id != state.model.layers[-1].id:
        return ()
    return state.model.class_names
