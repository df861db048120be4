"""One unit: the numbers from which one value is computed, and what of the drawing it sees."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from nnviz.core.arithmetic import keys_needed
from nnviz.core.arrays import Array
from nnviz.core.attribution import Method, Target
from nnviz.core.code_text import unit_code
from nnviz.core.messages import UserError
from nnviz.core.model_summary import LayerInfo
from nnviz.core.overlay import heat_pixels
from nnviz.core.unit_table import unit_table, window_array
from nnviz.core.unit_view import UnitView, unit_view
from nnviz.core.view_state import ViewState
from nnviz.engine import commands
from nnviz.engine.events import AttributionReady
from nnviz.qt.arithmetic_words import place_text
from nnviz.qt.icons import icon
from nnviz.qt.live_state import default_layer_id
from nnviz.qt.numerals import decimal
from nnviz.qt.panels.base import Panel
from nnviz.qt.theme import theme_of
from nnviz.qt.throttle import Throttle
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.unit_sheet import UnitSheet
from nnviz.qt.widgets.view_export import ViewContent, ViewExport

_PLAY_MS = 140
_ASK_MS = 200

_OWNER = "arithmetic"


class ArithmeticPanel(Panel):
    """Follows the chosen unit of the chosen layer; the arrow keys step it, Play sweeps over its map."""

    def build(self) -> None:
        """Make the widgets."""
        self._generation = 0
        self.empty = QLabel(wordWrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setMargin(24)
        self.empty.setProperty("role", "muted")
        self.empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self.title = QLabel(wordWrap=True)
        self.title.setProperty("role", "title")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.play, self.path, self.effective = QToolButton(), QToolButton(), QToolButton()
        for button in (self.play, self.path, self.effective):
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.slice = QComboBox()
        self.slice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sheet = UnitSheet()
        self.export = ViewExport(
            self.sheet, ViewContent(self._picture, self._name, self._array, self._table, self._code)
        )
        self._timer = QTimer(self, interval=_PLAY_MS)
        self._ask = Throttle(_ASK_MS, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tools = QWidget()
        row = FlowLayout(tools, spacing=6)
        for widget in (self.play, self.slice, self.path, self.effective, self.export):
            row.addWidget(widget)
        inner = QWidget()
        frame = QVBoxLayout(inner)
        frame.setContentsMargins(10, 8, 10, 8)
        frame.setSpacing(6)
        frame.addWidget(self.title)
        frame.addWidget(tools)
        frame.addWidget(self.sheet, 1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.empty)
        self._pages.addWidget(scroll)

    def _connect(self) -> None:
        self.sheet.unit_chosen.connect(self._on_sheet_unit_chosen)
        self.slice.activated.connect(self._on_slice_activated)
        self.play.toggled.connect(self._on_play_toggled)
        self.path.toggled.connect(self._on_path_toggled)
        self.effective.toggled.connect(self._on_effective_toggled)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._ask.due.connect(self._on_ask_due)
        self.export.told.connect(self._on_export_told)
        self.context.engine.attribution_ready.connect(self._on_engine_attribution_ready)

    def wanted_tensors(self, state: ViewState) -> frozenset[str] | None:
        """Return what the arithmetic of the layer needs; everything while a path is followed."""
        layer = _layer_of(state)
        if layer is None:
            return frozenset()
        return None if self.path.isChecked() else keys_needed(layer)

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Draw what differs between the two states."""
        fields = ("model", "layer_id", "unit", "probe", "colour_scale")
        if old is not None and all(getattr(new, name) is getattr(old, name) for name in fields):
            return
        if old is not None and (new.layer_id != old.layer_id or new.unit != old.unit or new.model is not old.model):
            self.slice.setCurrentIndex(0)
            self.sheet.set_heat(None)
        self._show(new)
        if self.effective.isChecked():
            self._ask.request()

    def _show(self, state: ViewState) -> None:
        view = self._view(state)
        self._pages.setCurrentIndex(0 if view is None else 1)
        if view is None or state.probe is None:
            self._set_empty(state)
            return
        value = view.output.values[view.place]
        title = self.tr("{0} {1} of {2} ({3})")
        word = self.tr("Neuron") if len(view.unit) == 1 else self.tr("Unit")
        text = title.format(word, place_text(view.unit), view.layer.id, view.layer.type)
        self.title.setText(f"{text} = {decimal(float(value))}")
        self._fill_slices(view)
        self.sheet.show_view(view, state.probe, state.colour_scale, max(self.slice.currentIndex(), 0))

    def _view(self, state: ViewState) -> UnitView | None:
        layer = _layer_of(state)
        if layer is None or state.model is None or state.probe is None:
            return None
        return unit_view(state.model, state.probe, layer, state.unit, self.path.isChecked())

    def _fill_slices(self, view: UnitView) -> None:
        text = self.tr("input map {0} adds {1}")
        plain = self.tr("input map {0}")
        words = [
            (plain if one.products is None else text).format(one.channel, decimal(one.total))
            for one in view.slices
            if one.channel is not None
        ]
        kept = max(self.slice.currentIndex(), 0)
        if [self.slice.itemText(number) for number in range(self.slice.count())] != words:
            self.slice.clear()
            self.slice.addItems(words)
            self.slice.setCurrentIndex(min(kept, len(words) - 1))
        self.slice.setVisible(len(words) > 1)

    @Slot(str, object)
    def _on_sheet_unit_chosen(self, layer_id: str, unit: tuple[int, ...]) -> None:
        self.context.store.update(layer_id=layer_id, unit=unit)

    @Slot(int)
    def _on_slice_activated(self, index: int) -> None:
        del index
        self._show(self.context.store.state)

    # --- play ---

    @Slot(bool)
    def _on_play_toggled(self, playing: bool) -> None:
        if playing:
            self._timer.start()
        else:
            self._timer.stop()
        self._set_play_words()

    @Slot()
    def _on_timer_timeout(self) -> None:
        view = self.sheet.view
        if view is None or not self.isVisible():
            self.play.setChecked(False)
            return
        rows, columns = view.output.values.shape
        row, column = view.place
        row, column = divmod((row * columns + column + 1) % (rows * columns), columns)
        self.context.store.update(layer_id=view.layer.id, unit=view.output.index(row, column))

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop the sweep."""
        self.play.setChecked(False)
        self._ask.cancel()
        super().hideEvent(event)

    # --- path and effective field ---

    @Slot(bool)
    def _on_path_toggled(self, checked: bool) -> None:
        del checked
        state = self.context.store.state
        self.context.engine.want("arithmetic", self.wanted_tensors(state))
        self._show(state)

    @Slot(bool)
    def _on_effective_toggled(self, checked: bool) -> None:
        if checked:
            self._ask.request()
        else:
            self._ask.cancel()
            self.sheet.set_heat(None)

    @Slot()
    def _on_ask_due(self) -> None:
        view = self.sheet.view
        if view is not None and self.isVisible():
            self._generation += 1
            target = Target(layer_id=view.layer.id, unit=view.unit)
            self.context.engine.post(
                commands.Attribute(Method.EFFECTIVE_FIELD, target, generation=self._generation, owner=_OWNER)
            )

    @Slot(object)
    def _on_engine_attribution_ready(self, event: AttributionReady) -> None:
        found = event.attribution
        ours = event.owner == _OWNER and event.generation == self._generation
        if ours and self.effective.isChecked() and found.map.ndim == 2:
            self.sheet.set_heat(heat_pixels(found.map, found.signed, 0.9))

    # --- what can be taken elsewhere ---

    def _picture(self) -> QWidget:
        return self.sheet

    def _name(self) -> str:
        return "unit" if self.sheet.view is None else f"{self.sheet.view.layer.id}_unit".replace("/", "_")

    def _array(self) -> Array | None:
        return None if self.sheet.view is None else window_array(self.sheet.view.arithmetic)

    def _table(self) -> str:
        return "" if self.sheet.view is None else unit_table(self.sheet.view.arithmetic)

    def _code(self) -> str | None:
        view = self.sheet.view
        return None if view is None else unit_code(view.layer, view.arithmetic)

    @Slot(object)
    def _on_export_told(self, sentence: UserError | str) -> None:
        self.context.report(sentence)

    # --- words ---

    def minimumSizeHint(self) -> QSize:
        """Return the least size; what does not fit can be scrolled."""
        return QSize(200, 160)

    def retranslate(self) -> None:
        """Set the panel's words."""
        self._set_play_words()
        self.path.setText(self.tr("Strongest path"))
        self.path.setToolTip(self.tr("Follow the largest contribution from this unit back to the drawing"))
        self.effective.setText(self.tr("Effective field"))
        self.effective.setToolTip(self.tr("Colour the pixels by how much they change this unit"))
        self.slice.setAccessibleName(self.tr("Which map of the input"))
        self.slice.setToolTip(self.slice.accessibleName())
        self._show(self.context.store.state)

    def _set_play_words(self) -> None:
        playing = self.play.isChecked()
        self.play.setIcon(icon("pause" if playing else "play", theme_of(self)))
        self.play.setToolTip(self.tr("Pause") if playing else self.tr("Play: let the window sweep over the input"))
        self.play.setAccessibleName(self.tr("Play the sweep"))

    def _set_empty(self, state: ViewState) -> None:
        if state.model is None:
            self.empty.setText(self.tr("The model is on its way."))
        elif state.probe is None:
            self.empty.setText(self.tr("Draw something: then every value of every layer can be followed here."))
        else:
            self.empty.setText("")  # asked for, and on its way


def _layer_of(state: ViewState) -> LayerInfo | None:
    """Return the chosen layer, or the one to begin with."""
    if state.model is None:
        return None
    return state.model.layer(state.layer_id) or state.model.layer(default_layer_id(state.model))
