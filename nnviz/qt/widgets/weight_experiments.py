"""Weights changed by hand: a value, a whole filter, and back again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.decimals import parse_decimal
from nnviz.core.filter_places import Place, filter_of
from nnviz.core.messages import UserError
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.engine import commands
from nnviz.engine.events import WeightsEdited
from nnviz.qt.engine_thread import EngineThread
from nnviz.qt.model_saving import ask_where_to_save_model
from nnviz.qt.numerals import plain
from nnviz.qt.settings import Settings
from nnviz.qt.widgets.edit_accuracy import EditAccuracy
from nnviz.qt.widgets.flow_layout import FlowLayout

_NEW = (commands.SetWeight, commands.SwitchFilterOff, commands.SetFilter)


class WeightExperiments(QWidget):
    """Asks the engine to change the chosen weight or its filter; `failed` carries what was typed wrongly."""

    failed = Signal(object)

    def __init__(self, engine: EngineThread, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engine, self._settings = engine, settings
        self._model: ModelSummary | None = None
        self._saved = ""
        self._layer: LayerInfo | None = None
        self._place: Place | None = None
        self._filter: int | None = None
        self._training = self._waiting = self._asked_new = False
        self._undoable = self._redoable = 0
        self._unsaved = False
        self._asked_off: tuple[str, int] | None = None
        self._offs: dict[int, tuple[str, int] | None] = {}
        self._lay_out()
        self.value.returnPressed.connect(self._on_value_entered)
        self.set_button.clicked.connect(self._on_value_entered)
        self.switch.clicked.connect(self._on_switch_clicked)
        self.undo.clicked.connect(self._on_undo_clicked)
        self.redo.clicked.connect(self._on_redo_clicked)
        self.fill.clicked.connect(self._on_fill_clicked)
        self.reset.clicked.connect(self._on_reset_clicked)
        self.save.clicked.connect(self._on_save_clicked)
        engine.weights_edited.connect(self._on_engine_weights_edited)
        engine.model_ready.connect(self._on_engine_model_ready)
        engine.model_saved.connect(self._on_engine_model_saved)
        engine.failed.connect(self._on_engine_failed)
        self._retranslate()

    def _lay_out(self) -> None:
        self.value = _ValueField()
        self.value.setMaximumWidth(12 * self.fontMetrics().averageCharWidth() + 16)
        self.set_button, self.fill, self.switch = (QPushButton() for _ in range(3))
        self.undo, self.redo, self.reset, self.save = (QPushButton() for _ in range(4))
        self.accuracy = EditAccuracy(self._engine, self._settings)
        self.note = QLabel(wordWrap=True)
        self.note.setProperty("role", "muted")
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        tools = QWidget()
        row = FlowLayout(tools, spacing=8)
        for widget in self._parts:
            row.addWidget(widget)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.setSpacing(4)
        frame.addWidget(tools)
        frame.addWidget(self.accuracy)
        frame.addWidget(self.note)

    @property
    def _parts(self) -> tuple[QWidget, ...]:
        weight = (self.value, self.set_button, self.fill, self.switch)
        return (*weight, self.undo, self.redo, self.reset, self.save)

    def add_shortcuts(self, panel: QWidget) -> None:
        """Let Ctrl+Z and Ctrl+Shift+Z undo and redo while the focus is anywhere in a panel."""
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, button in (("Ctrl+Z", self.undo), ("Ctrl+Shift+Z", self.redo)):
            QShortcut(QKeySequence(keys), panel, context=context).activated.connect(button.click)

    def set_model(self, model: ModelSummary | None) -> None:
        """Turn to another model."""
        self._model = model
        self.accuracy.set_model(model)

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
            self._asked_new = isinstance(command, _NEW)
            self.value.setModified(False)
            self._engine.post(command)

    @Slot()
    def _on_value_entered(self) -> None:
        value = self._typed()
        if self._place is not None and value is not None:
            self._ask(commands.SetWeight(*self._place, value))

    @Slot()
    def _on_fill_clicked(self) -> None:
        value = self._typed()
        if self._layer is not None and self._filter is not None and value is not None:
            self._ask(commands.SetFilter(self._layer.id, self._filter, value))

    def _typed(self) -> float | None:
        try:
            return parse_decimal(self.value.text())
        except UserError as error:
            self.failed.emit(error)
            return None

    @Slot()
    def _on_reset_clicked(self) -> None:
        self._ask(commands.ResetWeights())

    @Slot()
    def _on_save_clicked(self) -> None:
        name = "model" if self._model is None else self._model.name
        path = ask_where_to_save_model(self, self._settings, self.tr("{0}-changed").format(name))
        if path is not None:
            self._engine.post(commands.SaveModel(str(path)))

    @Slot(str)
    def _on_engine_model_saved(self, path: str) -> None:
        self._saved = Path(path).name
        self._show()

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
        self._undoable, self._redoable, self._unsaved = edited.undoable, edited.redoable, edited.unsaved
        self._waiting = self._asked_new = False
        self._show()

    @Slot(object)
    def _on_engine_model_ready(self, model: object) -> None:
        del model
        self._undoable = self._redoable = 0
        self._unsaved, self._saved = False, ""
        self._waiting = self._asked_new = False
        self._offs.clear()
        self._show()

    @Slot(object)
    def _on_engine_failed(self, event: object) -> None:
        del event
        self._waiting = self._asked_new = False

    def _show(self) -> None:
        free, placed = not self._training, self._place is not None
        allowed = (
            *(placed, placed, self._filter is not None, self._filter is not None),
            *(self._undoable > 0, self._redoable > 0, self._undoable > 0, self._undoable > 0),
        )
        for widget, allows in zip(self._parts, allowed, strict=True):
            widget.setEnabled(free and allows)
        self.switch.setText(self.tr("Switch on") if self._turns_on else self.tr("Switch off"))
        self.note.setText(self._sentence())

    def _sentence(self) -> str:
        if self._training:
            return self.tr("The model is training: its weights can be changed by hand when it has ended.")
        sentences = [self.tr("Changes made by hand: {0}.").format(self._undoable)]
        if self._place is None:
            sentences.insert(0, self.tr("Click a weight to change it or to switch its filter off."))
        if self._saved and not self._unsaved:
            sentences.append(self.tr("Saved as {0}.").format(self._saved))
        elif self._unsaved and self._undoable:
            sentences.append(self.tr("Not saved yet."))
        return " ".join(sentences)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.value.setAccessibleName(self.tr("Value of the chosen weight"))
        self.value.setToolTip(self.value.accessibleName())
        keep = self.tr("“Save as a new model…” keeps what you have changed.")
        self.set_button.setText(self.tr("Set"))
        self.set_button.setToolTip(self.tr("Give the chosen weight this value.") + " " + keep)
        self.switch.setToolTip(self.tr("Set all weights of the chosen filter to 0, or bring them back.") + " " + keep)
        self.fill.setText(self.tr("Set whole filter"))
        self.fill.setToolTip(self.tr("Give every weight of the chosen filter, and its bias, this value.") + " " + keep)
        self.undo.setText(self.tr("Undo"))
        self.undo.setToolTip(self.tr("Take the last change of weights back (Ctrl+Z)"))
        self.redo.setText(self.tr("Redo"))
        self.redo.setToolTip(self.tr("Make the change again that was taken back (Ctrl+Shift+Z)"))
        self.reset.setText(self.tr("Undo all"))
        self.reset.setToolTip(self.tr("Take all changes by hand back; Redo brings them again one by one"))
        self.save.setText(self.tr("Save as a new model…"))
        self.save.setToolTip(self.tr("Write the changed model to a file; the one that you opened stays as it is"))
        self._show()


class _ValueField(QLineEdit):
    """Leaves Ctrl+Z to the panel, unless something was typed that it can undo itself."""

    def event(self, event: QEvent) -> bool:
        """Refuse the keys of undo and redo where nothing was typed."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not self.isModified():
            standard = QKeySequence.StandardKey
            if event.matches(standard.Undo) or event.matches(standard.Redo):
                event.ignore()
                return False
        return super().event(event)
