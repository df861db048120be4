"""What is measured with, how many pictures, and the button that begins or cancels."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QProgressBar, QPushButton, QWidget

from nnviz.qt.numerals import whole
from nnviz.qt.widgets.experiment_words import dataset_names
from nnviz.qt.widgets.flow_layout import FlowLayout

_DATASETS = ("digits", "mnist", "fashion-mnist", "cifar10")
_COUNTS = (100, 500, 2000)
EVERYTHING = 10**9


class HealthTools(QWidget):
    """`measure_pressed` and `cancel_pressed` come from the same button."""

    measure_pressed = Signal()
    cancel_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._measuring = False
        self.dataset, self.count = QComboBox(), QComboBox()
        for name in _DATASETS:
            self.dataset.addItem(name, name)
        for number in (*_COUNTS, EVERYTHING):
            self.count.addItem("", number)
        self.count.setCurrentIndex(1)
        self.measure = QPushButton()
        self.measure.setProperty("role", "primary")
        self.again = QCheckBox()
        self.again.setChecked(True)
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.hide()
        self.status = QLabel()
        self.status.setProperty("role", "muted")
        self._row = row = FlowLayout(self, spacing=8)
        for widget in (self.dataset, self.count, self.measure, self.again, self.progress, self.status):
            row.addWidget(widget)
        self.measure.clicked.connect(self._on_measure_clicked)
        self._retranslate()

    def add(self, widget: QWidget) -> None:
        """Put a further tool at the end."""
        self._row.addWidget(widget)

    @property
    def measuring(self) -> bool:
        """Whether a measurement is under way."""
        return self._measuring

    def chosen(self) -> tuple[str, int]:
        """Return the data set and the number of pictures."""
        return str(self.dataset.currentData()), int(self.count.currentData())

    def choose_dataset(self, name: str) -> None:
        """Turn to a data set, where it is among those offered."""
        self.dataset.setCurrentIndex(max(self.dataset.findData(name), 0))

    def show_progress(self, fraction: float | None) -> None:
        """Show how far a measurement is; None when there is none."""
        self._measuring = fraction is not None and fraction < 1.0
        self.progress.setValue(round(100 * (fraction or 0.0)))
        self.progress.setVisible(self._measuring)
        self.status.setVisible(not self._measuring)
        self._name_button()

    @Slot()
    def _on_measure_clicked(self) -> None:
        (self.cancel_pressed if self._measuring else self.measure_pressed).emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _name_button(self) -> None:
        self.measure.setText(self.tr("Cancel") if self._measuring else self.tr("Measure"))
        measure = self.tr("Run the model over the pictures and look at every layer")
        self.measure.setToolTip(self.tr("Stop measuring; what was found so far stays") if self._measuring else measure)

    def _retranslate(self) -> None:
        names = dataset_names()
        for number, name in enumerate(_DATASETS):
            self.dataset.setItemText(number, names[name])
        for number, count in enumerate(_COUNTS):
            self.count.setItemText(number, self.tr("{0} pictures").format(whole(count)))
        self.count.setItemText(len(_COUNTS), self.tr("all test pictures"))
        for widget, words in (
            (self.dataset, self.tr("Data set to measure with")),
            (self.count, self.tr("How many pictures to measure with")),
        ):
            widget.setAccessibleName(words)
            widget.setToolTip(words)
        self.again.setText(self.tr("Keep up to date"))
        self.again.setToolTip(self.tr("Measure again after every epoch and whenever weights were edited"))
        self.progress.setAccessibleName(self.tr("Progress of the measurement"))
        self._name_button()
