"""The map of the live model: its layers as blocks with live maps, what feeds what, and what each costs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.class_scores import ranked
from nnviz.core.code_text import layer_output_code
from nnviz.core.messages import UserError
from nnviz.core.model_costs import ModelCosts, layer_table, model_costs
from nnviz.core.model_map import model_map
from nnviz.core.model_summary import LayerInfo
from nnviz.core.view_state import ViewState
from nnviz.qt.layer_words import shape_text
from nnviz.qt.live_state import default_layer_id
from nnviz.qt.numerals import data_size, percent, whole
from nnviz.qt.panels.base import Panel
from nnviz.qt.throttle import Throttle
from nnviz.qt.widgets.colour_legend import ColourLegend
from nnviz.qt.widgets.model_map_view import ModelMapView
from nnviz.qt.widgets.view_export import ViewContent, ViewExport

_WANT_INTERVAL_MS = 150
_LEGEND_PX = 180
_MOST_BYTES = 128 * 2**20  # of values copied for a picture


class ModelMapPanel(Panel):
    """The drawing, and a line about the layer under the mouse or the chosen one."""

    def build(self) -> None:
        """Make the widgets."""
        self._costs: ModelCosts | None = None
        self._hovered: str | None = None
        self.empty = QLabel(wordWrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self.empty.setProperty("role", "muted")
        self.view = ModelMapView()
        self.readout = QLabel(wordWrap=True)
        self.readout.setTextFormat(Qt.TextFormat.PlainText)
        self.readout.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.legend = ColourLegend()
        self.legend.setMaximumWidth(_LEGEND_PX)
        self.export = ViewExport(
            self.view, ViewContent(self._picture, self._name, self._array, self._table, self._code)
        )
        self._lay_out()
        self._want = Throttle(_WANT_INTERVAL_MS, self)
        self._want.due.connect(self._on_want_due)
        self.view.layer_chosen.connect(self._on_view_layer_chosen)
        self.view.hovered.connect(self._on_view_hovered)
        self.view.moved.connect(self._want.request)
        self.export.told.connect(self._on_export_told)

    def _lay_out(self) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(10, 0, 10, 6)
        below.setSpacing(16)
        below.addWidget(self.readout, 1)
        below.addWidget(self.legend)
        below.addWidget(self.export)
        inner = QWidget()
        frame = QVBoxLayout(inner)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.setSpacing(4)
        frame.addWidget(self.view, 1)
        frame.addLayout(below)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(inner)

    def wanted_tensors(self, state: ViewState) -> frozenset[str]:
        """Return the outputs of the layers on screen that are large enough there for their values to be seen."""
        if state.model is None or self._costs is None:
            return frozenset()
        wanted, room = [], _MOST_BYTES
        for number in self.view.detailed():
            layer_id = self.view.map.blocks[number].layer.id
            costs = self._costs.layer(layer_id)
            room -= 0 if costs is None or costs.activation_bytes is None else costs.activation_bytes
            if room < 0:
                break
            wanted.append(layer_id)
        return frozenset(wanted)

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Draw what differs between the two states."""
        if old is None or new.model is not old.model:
            self._pages.setCurrentIndex(0 if new.model is None else 1)
            self._costs = None if new.model is None else model_costs(new.model)
            self.view.set_map(None if new.model is None else model_map(new.model))
        pictures = self.view.pictures
        pictures.set_scale(new.colour_scale)
        pictures.set_channel(new.layer_id, new.unit[-1] if new.unit and len(new.unit) > 2 else None)
        if old is None or new.probe is not old.probe or new.model is not old.model:
            pictures.set_probe(new.probe)
            self.view.set_answer(_answer(new))
        if old is None or new.layer_id != old.layer_id or new.model is not old.model:
            self.view.choose(_chosen_id(new))
        self.view.update()
        self._tell()

    def _tell(self) -> None:
        """Describe the layer under the mouse, or the chosen one."""
        state = self.context.store.state
        layer = state.model.layer(self._hovered or _chosen_id(state)) if state.model else None
        if layer is None or state.model is None:
            self.readout.clear()
            self.legend.clear()
            return
        self.readout.setText(self._sentence(layer))
        self.view.setToolTip(self._sentence(layer) if self._hovered else "")
        number = self.view.map.number_of(layer.id)
        picture = None if number is None else self.view.pictures.picture(self.view.map.blocks[number].layer.id)
        if picture is None:
            self.legend.clear()
        else:
            self.legend.set_range(picture.faces.name, picture.faces.low, picture.faces.high)

    def _sentence(self, layer: LayerInfo) -> str:
        parts = [layer.id, layer.type, shape_text(layer.output_shape)]
        if layer.parameters:
            parts.append(self.tr("{0} parameters").format(whole(layer.parameters)))
        costs = None if self._costs is None else self._costs.layer(layer.id)
        if costs is not None and costs.activation_bytes is not None:
            parts.append(self.tr("{0} of values").format(data_size(costs.activation_bytes)))
        if costs is not None and costs.multiply_adds:
            parts.append(self.tr("{0} multiply-adds").format(whole(costs.multiply_adds)))
        picture = self.view.pictures.picture(layer.id)
        if picture is not None and picture.faces.channel is not None:
            parts.append(self.tr("in front: map {0}").format(picture.faces.channel))
        return "  ·  ".join(parts)

    @Slot(str)
    def _on_view_layer_chosen(self, layer_id: str) -> None:
        if layer_id != self.context.store.state.layer_id:
            self.context.store.update(layer_id=layer_id, unit=None)

    @Slot(object)
    def _on_view_hovered(self, layer_id: str | None) -> None:
        self._hovered = layer_id
        self._tell()

    @Slot()
    def _on_want_due(self) -> None:
        if self.isVisible():
            self.context.engine.want("model_map", self.wanted_tensors(self.context.store.state))

    # --- what can be taken elsewhere: the map, its layers as a table, the chosen layer's values and code ---

    def _picture(self) -> QWidget:
        return self.view

    def _name(self) -> str:
        state = self.context.store.state
        return state.model.name if state.model else "model"

    def _array(self) -> Array | None:
        state = self.context.store.state
        return None if state.probe is None else state.probe.tensor(_chosen_id(state) or "")

    def _table(self) -> str:
        state = self.context.store.state
        return "" if state.model is None or self._costs is None else layer_table(state.model, self._costs)

    def _code(self) -> str | None:
        state = self.context.store.state
        layer = None if state.model is None else state.model.layer(_chosen_id(state))
        if state.model is None or layer is None or state.probe is None:
            return None
        return layer_output_code(state.model, layer, state.probe.image)

    @Slot(object)
    def _on_export_told(self, sentence: UserError | str) -> None:
        self.context.report(sentence)

    def retranslate(self) -> None:
        """Set the panel's words."""
        self.empty.setText(self.tr("The model is on its way. It will be drawn here, block by block."))
        self.view.setAccessibleName(self.tr("Map of the model"))
        self.view.setAccessibleDescription(
            self.tr(
                "Each block is a layer: in front its strongest map, on its sides a stripe for each map. Click chooses "
                "a layer; wheel: zoom, drag: move, 0: show all, arrow keys: along the edges, Ctrl and arrow keys, Page "
                "Up and Page Down: move."
            )
        )
        self.view.setWhatsThis(self.view.accessibleDescription())
        self.legend.setAccessibleName(self.tr("Colours of the layer"))
        self._tell()


def _chosen_id(state: ViewState) -> str | None:
    """Return the chosen layer, or the one to begin with."""
    if state.model is None:
        return None
    return state.layer_id if state.model.layer(state.layer_id) else default_layer_id(state.model)


def _answer(state: ViewState) -> str:
    """Return the likeliest class and its probability, where the model gives classes."""
    if state.probe is None or state.model is None or not 1 < state.probe.output.size <= 1000:
        return ""
    names, output = state.model.class_names, state.probe.output
    if len(names) != output.size or output.min() < 0 or output.max() > 1:
        return ""
    best = ranked(output, 1)[0]
    return f"{names[best]} · {percent(float(output[best]))}"
