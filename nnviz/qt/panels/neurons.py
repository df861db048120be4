"""The dense layers as columns of neurons: what each adds to the next, and what each looks for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from nnviz.core.arithmetic import arithmetic_of
from nnviz.core.arrays import Array
from nnviz.core.code_text import unit_code
from nnviz.core.dense_columns import NeuronColumn, dense_chain, dense_columns, keys_of, neuron_terms, weight_picture
from nnviz.core.messages import UserError
from nnviz.core.model_summary import LayerInfo
from nnviz.core.view_state import ViewState
from nnviz.qt.numerals import decimal, short_decimal
from nnviz.qt.panels.base import Panel
from nnviz.qt.widgets.neuron_columns import NeuronColumns
from nnviz.qt.widgets.titled_map import TitledMap
from nnviz.qt.widgets.view_export import ViewContent, ViewExport

_LARGEST_PICTURE = 7


class NeuronsPanel(Panel):
    """The columns; below them the terms of one neuron and its weights as a picture."""

    def build(self) -> None:
        """Make the widgets."""
        self._chain: tuple[LayerInfo, ...] = ()
        self._hovered: tuple[int, int] | None = None
        self.empty, self.terms = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self.empty.setProperty("role", "muted")
        self.empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.terms.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.terms.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.columns = NeuronColumns()
        self.weights = TitledMap()
        content = ViewContent(self._picture, self._name, self._array, code=self._code)
        self.export = ViewExport(self.columns, content)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.terms, 1)
        below.addWidget(self.weights)
        below.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        frame = QVBoxLayout(inner)
        frame.setContentsMargins(8, 8, 8, 8)
        frame.addWidget(self.columns, 1)
        frame.addLayout(below)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(inner)
        self.columns.hovered.connect(self._on_columns_hovered)
        self.columns.neuron_chosen.connect(self._on_columns_neuron_chosen)
        self.export.told.connect(self._on_export_told)

    def wanted_tensors(self, state: ViewState) -> frozenset[str]:
        """Return the values and weights of the dense layers."""
        return keys_of(dense_chain(state.model)) if state.model else frozenset()

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Draw what differs between the two states."""
        if old is None or new.model is not old.model:
            self._chain = dense_chain(new.model) if new.model else ()
            self._hovered = None
        fields = ("model", "probe", "layer_id", "unit", "colour_scale")
        if old is None or any(getattr(new, name) is not getattr(old, name) for name in fields):
            self._show(new)

    def _show(self, state: ViewState) -> None:
        chosen = self._chosen(state)
        kept = tuple(chosen[1] if chosen and chosen[0] == number else -1 for number in range(len(self._chain) + 1))
        shown = dense_columns(self._chain, state.probe, kept) if state.probe else None
        names = state.model.class_names if state.model and self._ends_the_model(state) else ()
        self.columns.set_columns(shown, state.colour_scale, names)
        self.columns.choose(*(chosen or (None, None)))
        self._pages.setCurrentIndex(0 if shown is None else 1)
        self._say_what_to_do(state)
        self._tell()

    def _ends_the_model(self, state: ViewState) -> bool:
        return bool(state.model and self._chain and state.model.layers[-1].id == self._chain[-1].id)

    def _chosen(self, state: ViewState) -> tuple[int, int] | None:
        """Return the column and the number of the chosen neuron."""
        if state.unit is None or len(state.unit) != 1:
            return None
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
        """Tell the terms of the neuron under the mouse, else of the chosen or the likeliest one."""
        state, shown = self.context.store.state, self.columns.shown
        if shown is None or state.probe is None:
            return
        last = shown.columns[-1]
        number, neuron = self._hovered or self._told(state, last)
        value = float(state.probe.tensors[shown.columns[number].key].reshape(-1)[neuron])
        head = self.tr("neuron {0} of {1}: {2}").format(neuron, shown.columns[number].key, decimal(value))
        self.weights.setVisible(number > 0)
        if number == 0:
            self.terms.setText(head)
            return
        layer = self._chain[number - 1]
        lines = [self.tr("largest terms w · x:")]
        for term in neuron_terms(layer, neuron, state.probe):
            numbers = (short_decimal(term.weight), short_decimal(term.value), short_decimal(term.product))
            lines.append(self.tr("{0} · {1} = {2}  from {3}").format(*numbers, term.source))
        self.terms.setText("\n".join([head, *lines]))
        self.weights.map.set_values(weight_picture(layer, neuron, state.probe))
        self.weights.set_title(self.tr("its weights"))
        side = _LARGEST_PICTURE * self.fontMetrics().height()
        self.weights.setFixedSize(side, side)

    @Slot(object)
    def _on_columns_hovered(self, spot: tuple[int, int] | None) -> None:
        self._hovered = spot
        self._tell()

    @Slot(int, int)
    def _on_columns_neuron_chosen(self, column: int, neuron: int) -> None:
        if column > 0:
            self.context.store.update(layer_id=self._chain[column - 1].id, unit=(neuron,))

    def _told(self, state: ViewState, last: NeuronColumn) -> tuple[int, int]:
        """Return the column and the number of the chosen neuron, or of the likeliest one of the last column."""
        return self._chosen(state) or (len(self._chain), int(last.indices[last.values.argmax()]))

    # --- what can be taken elsewhere: the values of the chosen neuron's layer, and how that neuron is computed ---

    def _picture(self) -> QWidget:
        return self.columns

    def _name(self) -> str:
        return "neurons"

    def _spot(self) -> tuple[LayerInfo, int] | None:
        state, shown = self.context.store.state, self.columns.shown
        if shown is None or state.probe is None:
            return None
        number, neuron = self._told(state, shown.columns[-1])
        return self._chain[number - 1], neuron

    def _array(self) -> Array | None:
        spot, probe = self._spot(), self.context.store.state.probe
        return None if spot is None or probe is None else probe.tensor(spot[0].id)

    def _code(self) -> str | None:
        spot, state = self._spot(), self.context.store.state
        if spot is None or state.model is None or state.probe is None:
            return None
        return unit_code(spot[0], arithmetic_of(state.model, state.probe, spot[0].id, (spot[1],)))

    @Slot(object)
    def _on_export_told(self, sentence: UserError | str) -> None:
        self.context.report(sentence)

    def minimumSizeHint(self) -> QSize:
        """Return the least size that makes sense."""
        return QSize(220, 260)

    def retranslate(self) -> None:
        """Set the panel's words."""
        self.columns.setAccessibleName(self.tr("Dense layers as columns of neurons"))
        hint = self.tr("Orange lines raise a neuron, blue ones lower it; the wider, the more. Click: that neuron.")
        self.columns.setAccessibleDescription(hint)
        self.columns.setToolTip(hint)
        self._say_what_to_do(self.context.store.state)
        self._tell()
