"""Weights changed by hand: a value, a whole filter, and back again."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.decimals import parse_decimal
from nnviz.core.filter_places import Place, filter_of
from nnviz.core.messages import UserError
from nnviz.core.model_summary import LayerInfo
from nnviz.engine import commands
from nnviz.engine.events import WeightsEdited
from nnviz.qt.engine_thread import EngineThread
from nnviz.qt.numerals import plain
from nnviz.qt.widgets.flow_layout import FlowLayout


class WeightExperiments(QWidget):
    """Asks the engine to change the chosen weight or its filter; `failed` carries what was typed wrongly."""

    failed = Signal(object)

    def __init__(self, engine: EngineThread, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._layer: LayerInfo | None = None
        self._place: Place | None = None
        self._filter: int | None = None
        self._training = self._waiting = self._asked_new = False
        self._undoable = self._redoable = 0
        self._asked_off: tuple[str, int] | None = None
        self._offs: dict[int, tuple[str, int] | None] = {}
        self._lay_out()
        self.value.returnPressed.connect(self._on_value_entered)
        self.set_button.clicked.connect(self._on_value_entered)
        self.switch.clicked.connect(self._on_switch_clicked)
        self.undo.clicked.connect(self._on_undo_clicked)
        self.redo.clicked.connect(self._on_redo_clicked)
        engine.weights_edited.connect(self._on_engine_weights_edited)
        engine.model_ready.connect(self._on_engine_model_ready)
        engine.failed.connect(self._on_engine_failed)
        self._retranslate()

    def _lay_out(self) -> None:
        self.value = QLineEdit()
        self.value.setMaximumWidth(12 * self.fontMetrics().averageCharWidth() + 16)
        self.set_button, self.switch, self.undo, self.redo = (QPushButton() for _ in range(4))
        self.note = QLabel(wordWrap=True)
        self.note.setProperty("role", "muted")
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        tools = QWidget()
        row = FlowLayout(tools, spacing=8)
        for widget in (self.value, self.set_button, self.switch, self.undo, self.redo):
            row.addWidget(widget)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.setSpacing(4)
        frame.addWidget(tools)
        frame.addWidget(self.note)

    def set_place(self, layer: LayerInfo | None, place: Place | None, value: float | None) -> None:
        """Turn to a weight of a layer that holds `value`; None when none is chosen."""
        other = (layer, place) != (self._layer, self._place)
        self._layer, self._place = layer, place
        self._filter = None if layer is None or place is None else filter_of(layer, *place)
        if other or not self.value.isModified():
            self.value.setText("" if value is None else plain(float(f"{value:.6g}")))
        self._show()

    def set_training(self, training: bool) -> None:
        """Allow nothing while the model trains."""
        self._training = training
        self._show()

    @property
    def _turns_on(self) -> bool:
        """Whether the last change switched the chosen filter off, so that it can be switched on."""
        here = None if self._layer is None or self._filter is None else (self._layer.id, self._filter)
        return here is not None and self._undoable > 0 and self._offs.get(self._undoable) == here

    def _ask(self, command: commands.Command, switched_off: tuple[str, int] | None = None) -> None:
        if not self._waiting:
            self._waiting, self._asked_off = True, switched_off
            self._asked_new = isinstance(command, commands.SetWeight | commands.SwitchFilterOff)
            self.value.setModified(False)
            self._engine.post(command)

    @Slot()
    def _on_value_entered(self) -> None:
        if self._place is None:
            return
        try:
            value = parse_decimal(self.value.text())
        except UserError as error:
            self.failed.emit(error)
            return
        self._ask(commands.SetWeight(*self._place, value))

    @Slot()
    def _on_switch_clicked(self) -> None:
        if self._turns_on:
            self._ask(commands.UndoWeights())
        elif self._layer is not None and self._filter is not None:
            self._ask(commands.SwitchFilterOff(self._layer.id, self._filter), (self._layer.id, self._filter))

    @Slot()
    def _on_undo_clicked(self) -> None:
        self._ask(commands.UndoWeights())

    @Slot()
    def _on_redo_clicked(self) -> None:
        self._ask(commands.RedoWeights())

    @Slot(object)
    def _on_engine_weights_edited(self, edited: WeightsEdited) -> None:
        if self._asked_new:
            self._offs[edited.undoable] = self._asked_off
        self._undoable, self._redoable = edited.undoable, edited.redoable
        self._waiting = self._asked_new = False
        self._show()

    @Slot(object)
    def _on_engine_model_ready(self, model: object) -> None:
        del model
        self._undoable = self._redoable = 0
        self._waiting = self._asked_new = False
        self._offs.clear()
        self._show()

    @Slot(object)
    def _on_engine_failed(self, event: object) -> None:
        del event
        self._waiting = self._asked_new = False

    def _show(self) -> None:
        free = not self._training
        self.value.setEnabled(free and self._place is not None)
        self.set_button.setEnabled(free and self._place is not None)
        self.switch.setEnabled(free and self._filter is not None)
        self.undo.setEnabled(free and self._undoable > 0)
        self.redo.setEnabled(free and self._redoable > 0)
        self.switch.setText(self.tr("Switch on") if self._turns_on else self.tr("Switch off"))
        made = self.tr("Changes made by hand: {0}.").format(self._undoable)
        if self._training:
            text = self.tr("The model is training: its weights can be changed by hand when it has ended.")
        elif self._place is None:
            text = self.tr("Click a weight to change it or to switch its filter off.") + " " + made
        else:
            text = made
        self.note.setText(text)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.value.setAccessibleName(self.tr("Value of the chosen weight"))
        self.value.setToolTip(self.value.accessibleName())
        keep = self.tr("File > Save the model as… keeps what you have changed as a new model.")
        self.set_button.setText(self.tr("Set"))
        self.set_button.setToolTip(self.tr("Give the chosen weight this value.") + " " + keep)
        self.switch.setToolTip(self.tr("Set all weights of the chosen filter to 0, or bring them back.") + " " + keep)
        self.undo.setText(self.tr("Undo"))
        self.undo.setToolTip(self.tr("Take the last change of weights back"))
        self.redo.setText(self.tr("Redo"))
        self.redo.setToolTip(self.tr("Make the change again that was taken back"))
        self._show()
