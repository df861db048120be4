"""What changes by hand cost: the accuracy on held pictures before them and now."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from nnviz.core.model_summary import ModelSummary
from nnviz.engine import commands
from nnviz.engine.events import EditsMeasured, WeightsEdited
from nnviz.engine.fitting_sets import fitting_sets
from nnviz.qt.engine_thread import EngineThread
from nnviz.qt.numerals import percent, whole
from nnviz.qt.settings import Settings
from nnviz.qt.widgets.experiment_words import dataset_names


class EditAccuracy(QWidget):
    """Asks the engine again after every change; only the latest question is answered."""

    def __init__(self, engine: EngineThread, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engine, self._settings = engine, settings
        self._model: ModelSummary | None = None
        self._edited: WeightsEdited | None = None
        self._measured: EditsMeasured | None = None
        self.dataset, self.line = QComboBox(), QLabel(wordWrap=True)
        self.line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.dataset)
        row.addWidget(self.line, 1)
        self.dataset.currentIndexChanged.connect(self._on_dataset_changed)
        engine.weights_edited.connect(self._on_engine_weights_edited)
        engine.edits_measured.connect(self._on_engine_edits_measured)
        engine.failed.connect(self._on_engine_failed)
        self._retranslate()

    def set_model(self, model: ModelSummary | None) -> None:
        """Offer the data sets that fit another model."""
        if model is self._model:
            return
        self._model, self._edited, self._measured = model, None, None
        with QSignalBlocker(self.dataset):
            self.dataset.clear()
            for name in fitting_sets(model) if model else ():
                self.dataset.addItem("", name)
        self.dataset.setVisible(self.dataset.count() > 1)
        self._retranslate()

    def _ask(self) -> None:
        name = self.dataset.currentData()
        if name is not None and self._edited is not None:
            folder = self._settings.text("data/folder") or None
            self._engine.post(commands.MeasureEdits(str(name), data_folder=folder))

    @Slot(object)
    def _on_engine_weights_edited(self, edited: WeightsEdited) -> None:
        changed = bool(edited.keys) or self._edited is None
        self._edited = edited
        if changed:
            self._ask()

    @Slot()
    def _on_dataset_changed(self) -> None:
        self._measured = None
        self._ask()
        self._say()

    @Slot(object)
    def _on_engine_edits_measured(self, measured: EditsMeasured) -> None:
        if self._model is None or measured.model_id != self._model.id or measured.dataset != self.dataset.currentData():
            return
        if measured.now is None and self._measured is not None and self._measured.now is not None:
            return  # the figures on show stay until the new ones are complete
        self._measured = measured
        self._say()

    @Slot(object)
    def _on_engine_failed(self, failure: object) -> None:
        if getattr(failure, "during", "") == commands.MeasureEdits.__name__:
            self._measured = None
            self._say()

    def _say(self) -> None:
        measured = self._measured
        if self._model is not None and self.dataset.count() == 0:
            self.line.setText(self.tr("No data set of nnviz fits this model, so no accuracy is measured."))
        elif measured is None:
            self.line.setText(self.tr("Accuracy: measured after the first change."))
        elif measured.now is None or measured.before is None:
            self.line.setText(self.tr("Accuracy: measuring, {0}").format(percent(measured.fraction)))
        else:
            points = self.locale().toString(100.0 * (measured.now - measured.before), "f", 1)
            sign = "+" if measured.now > measured.before else ""
            text = self.tr("Accuracy on {0} pictures: {1} → {2} ({3} points)")
            numbers = (whole(measured.pictures), percent(measured.before), percent(measured.now))
            self.line.setText(text.format(*numbers, sign + points.replace("-", "−")))
        self.line.setToolTip(self.tr("Before all changes by hand → now, in percentage points; pictures held for tests"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        names = dataset_names()
        for place in range(self.dataset.count()):
            self.dataset.setItemText(place, names[self.dataset.itemData(place)])
        self.dataset.setAccessibleName(self.tr("Data set that the accuracy is measured on"))
        self.dataset.setToolTip(self.dataset.accessibleName())
        self._say()
