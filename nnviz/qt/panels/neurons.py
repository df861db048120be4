"""The dense layers as columns of neurons: what each adds to the next, and what each looks for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QLabel,
    QSizePolicy,
    QSlider,
    QSplitter,
    QStackedLayout,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from nnviz.core.arithmetic import arithmetic_of
from nnviz.core.arrays import Array
from nnviz.core.code_text import unit_code
from nnviz.core.dense_columns import MOST_LINKS, NeuronColumn, dense_chain, dense_columns, keys_of
from nnviz.core.model_summary import LayerInfo
from nnviz.core.view_state import ViewState
from nnviz.core.weight_pictures import InputMap, input_map, input_picture, picture_layers
from nnviz.qt.panels.base import Panel
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.link_legend import LOWERS, RAISES, WIDTHS, LinkLegend
from nnviz.qt.widgets.neuron_columns import NeuronColumns
from nnviz.qt.widgets.neuron_input import NeuronInput
from nnviz.qt.widgets.neuron_terms import NeuronTerms
from nnviz.qt.widgets.view_export import ViewContent, ViewExport
from nnviz.qt.widgets.weight_sheet import WeightSheet

_WIDE_CHARACTERS = 110
_LARGEST_COUNT = 320
Spot = tuple[int, int]


class NeuronsPanel(Panel):
    """The columns, or the weights as pictures; beside them the terms of one neuron."""

    def build(self) -> None:
        """Make the widgets."""
        self._chain: tuple[LayerInfo, ...] = ()
        self._grids: tuple[InputMap, ...] = ()
        self._hovered: Spot | None = None
        self.empty = QLabel(wordWrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self.empty.setProperty("role", "muted")
        self.empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.columns, self.sheet, self.terms = NeuronColumns(), WeightSheet(), NeuronTerms()
        self.legend = tuple(LinkLegend(entry) for entry in (RAISES, LOWERS, WIDTHS))
        self.count, self.count_words = QSlider(Qt.Orientation.Horizontal), QLabel()
        self.count.setRange(0, _LARGEST_COUNT)
        self.count.setPageStep(20)
        self.count.setValue(MOST_LINKS)
        self.count.setFixedWidth(20 * self.fontMetrics().averageCharWidth())
        self.tabs = QTabBar(drawBase=False, expanding=False)
        self.tabs.addTab("")
        self.tabs.addTab("")
        content = ViewContent(self._picture, lambda: "neurons", self._array, code=self._code)
        self.export = ViewExport(self.columns, content)
        self._lay_out()
        self.columns.hovered.connect(self._on_columns_hovered)
        self.columns.neuron_chosen.connect(self._on_columns_neuron_chosen)
        self.sheet.neuron_chosen.connect(self._on_sheet_neuron_chosen)
        self.count.valueChanged.connect(self._on_count_changed)
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self.export.told.connect(self.context.report)

    def _lay_out(self) -> None:
        tools = QWidget()
        row = FlowLayout(tools, spacing=10)
        for widget in (self.count_words, self.count, *self.legend, self.export):
            row.addWidget(widget)
        network = QWidget()
        column = QVBoxLayout(network)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.columns, 1)
        column.addWidget(tools)
        self.views = QStackedWidget()
        self.views.addWidget(network)
        self.views.addWidget(self.sheet)
        left = QWidget()
        frame = QVBoxLayout(left)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.setSpacing(4)
        frame.addWidget(self.tabs)
        frame.addWidget(self.views, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.terms)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(10)
        inner = QWidget()
        around = QVBoxLayout(inner)
        around.setContentsMargins(8, 8, 8, 8)
        around.addWidget(self.splitter)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(inner)

    def wanted_tensors(self, state: ViewState) -> frozenset[str]:
        """Return the values and weights of the dense layers."""
        if state.model is None:
            return frozenset()
        return keys_of((*dense_chain(state.model), *picture_layers(state.model)))

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Draw what differs between the two states."""
        if old is None or new.model is not old.model:
            self._turn_to_model(new)
        fields = ("model", "probe", "layer_id", "unit", "colour_scale")
        if old is None or any(getattr(new, name) is not getattr(old, name) for name in fields):
            self._show(new)

    def _turn_to_model(self, state: ViewState) -> None:
        model = state.model
        self._chain = dense_chain(model) if model else ()
        self._grids = tuple(input_map(model, layer) for layer in self._chain) if model else ()
        self._hovered = None
        self.sheet.set_layers(model, (picture_layers(model) or self._chain[:1]) if model else ())

    def _show(self, state: ViewState) -> None:
        chosen = self._chosen(state)
        kept = tuple(chosen[1] if chosen and chosen[0] == number else -1 for number in range(len(self._chain) + 1))
        shown = dense_columns(self._chain, state.probe, kept, self.count.value()) if state.probe else None
        source = None
        if shown is not None and state.probe is not None and self._grids[0].is_map:
            source = NeuronInput(input_picture(self._chain[0], state.probe, self._grids[0]), self._grids[0])
        self.columns.set_columns(shown, state.colour_scale, self._names(state), source)
        self.columns.choose(*(chosen or (None, None)))
        self.sheet.set_probe(state.probe)
        self.sheet.choose(state.layer_id, chosen[1] if chosen else None)
        self._pages.setCurrentIndex(0 if shown is None else 1)
        self._say_what_to_do(state)
        self._tell()

    def _names(self, state: ViewState) -> tuple[str, ...]:
        """Return the names of the last column: the classes', else numbers."""
        if state.model is None or not self._chain or state.model.layers[-1].id != self._chain[-1].id:
            return ()
        return state.model.class_names or tuple(str(number) for number in range(self._chain[-1].output_shape[-1] or 0))

    def _chosen(self, state: ViewState) -> Spot | None:
        """Return the column and the number of the chosen neuron."""
        if state.unit is None or len(state.unit) != 1:
            return None
        if self._chain and state.layer_id == self._chain[0].inputs[0]:
            return 0, state.unit[0]
        numbers = [number for number, layer in enumerate(self._chain, 1) if layer.id == state.layer_id]
        return (numbers[0], state.unit[0]) if numbers else None

    def _say_what_to_do(self, state: ViewState) -> None:
        if state.model is not None and not self._chain:
            self.empty.setText(self.tr("This model has no dense layers, so there are no columns of neurons."))
        elif state.probe is None:
            self.empty.setText(self.tr("Draw something to see which neurons answer."))
        else:
            self.empty.setText("")  # asked for, and on its way

    def _tell(self) -> None:
        """Tell the terms of the neuron under the mouse, else of the chosen or the strongest of the last column."""
        state, shown = self.context.store.state, self.columns.shown
        if shown is None or state.probe is None or state.model is None:
            return
        number, neuron = self._hovered or self._told(state, shown.columns[-1])
        if number == 0:
            self.terms.show_input(shown.columns[0].key, neuron, state.probe, self._grids[0])
        else:
            self.terms.show_neuron(state.model, state.probe, self._chain[number - 1], neuron, self._grids[number - 1])

    @Slot(object)
    def _on_columns_hovered(self, spot: Spot | None) -> None:
        self._hovered = spot
        self._tell()

    @Slot(int, int)
    def _on_columns_neuron_chosen(self, column: int, neuron: int) -> None:
        layer_id = self._chain[column - 1].id if column else self._chain[0].inputs[0]
        self.context.store.update(layer_id=layer_id, unit=(neuron,))

    @Slot(str, int)
    def _on_sheet_neuron_chosen(self, layer_id: str, neuron: int) -> None:
        self.context.store.update(layer_id=layer_id, unit=(neuron,))

    @Slot()
    def _on_count_changed(self) -> None:
        self._say_count()
        self._show(self.context.store.state)

    @Slot(int)
    def _on_tabs_current_changed(self, index: int) -> None:
        self.views.setCurrentIndex(index)

    # --- what can be taken elsewhere: the values of the chosen neuron's layer, and how that neuron is computed ---

    def _picture(self) -> QWidget:
        return self.columns

    def _spot(self) -> tuple[LayerInfo, int] | None:
        state, shown = self.context.store.state, self.columns.shown
        if shown is None or state.probe is None:
            return None
        number, neuron = self._told(state, shown.columns[-1])
        return None if number == 0 else (self._chain[number - 1], neuron)

    def _array(self) -> Array | None:
        spot, probe = self._spot(), self.context.store.state.probe
        return None if spot is None or probe is None else probe.tensor(spot[0].id)

    def _code(self) -> str | None:
        spot, state = self._spot(), self.context.store.state
        if spot is None or state.model is None or state.probe is None:
            return None
        return unit_code(spot[0], arithmetic_of(state.model, state.probe, spot[0].id, (spot[1],)))

    def _told(self, state: ViewState, last: NeuronColumn) -> Spot:
        """Return the column and number of the chosen neuron, or of the likeliest one of the last column."""
        return self._chosen(state) or (len(self._chain), int(last.indices[last.values.argmax()]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the terms beside the columns where there is room, else below them."""
        super().resizeEvent(event)
        wide = self.width() >= _WIDE_CHARACTERS * self.fontMetrics().averageCharWidth()
        wanted = Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical
        if wanted != self.property("arranged"):
            self.setProperty("arranged", wanted)
            self.splitter.setOrientation(wanted)
            room = self.width() if wide else self.height()
            share = 64 if wide else 58
            self.splitter.setSizes([room * share // 100, room * (100 - share) // 100])

    def minimumSizeHint(self) -> QSize:
        """Return the least size that makes sense."""
        return QSize(220, 260)

    def _say_count(self) -> None:
        self.count_words.setText(self.tr("Strongest connections: {0}").format(self.count.value()))

    def retranslate(self) -> None:
        """Set the panel's words."""
        self.columns.setAccessibleName(self.tr("Dense layers as columns of neurons"))
        hint = self.tr("Orange lines raise a neuron, blue ones lower it; the wider, the more. Click: that neuron.")
        self.columns.setAccessibleDescription(hint)
        self.columns.setToolTip(hint)
        self.tabs.setTabText(0, self.tr("Network"))
        self.tabs.setTabText(1, self.tr("Weights as pictures"))
        self.tabs.setAccessibleName(self.tr("Network or weights as pictures"))
        self.count.setAccessibleName(self.tr("How many connections are drawn between two columns"))
        self.count.setToolTip(self.count.accessibleName())
        self._say_count()
        self._say_what_to_do(self.context.store.state)
        self._tell()
