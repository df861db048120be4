"""What is evaluated: the part of a data set, the button, and how far it is."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QProgressBar, QPushButton, QVBoxLayout, QWidget

from nnviz.qt.numerals import data_size
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.sample_choices import SampleChoices


class EvaluationTools(QWidget):
    """`asked` follows the button, with True where something may be downloaded; `cancelled` the other one.

    `set_changed` follows another data set or part.
    """

    asked = Signal(bool)
    cancelled = Signal()
    set_changed = Signal()

    def __init__(self, dataset: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._missing_bytes = 0
        # Only its choosers of a set and a part are wanted, in a row with the button.
        self.choices = SampleChoices(dataset, self)
        self.choices.hide()
        self.start, self.cancel = QPushButton(), QPushButton()
        self.start.setProperty("role", "primary")
        self.bar = QProgressBar(textVisible=False)
        row = QWidget()
        flow = FlowLayout(row)
        for widget in (self.choices.dataset_box, self.choices.split_box, self.start, self.cancel):
            flow.addWidget(widget)
        policy = row.sizePolicy()
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(row)
        column.addWidget(self.bar)
        self.start.clicked.connect(self._on_start_clicked)
        self.cancel.clicked.connect(self.cancelled)
        self.choices.set_changed.connect(self._on_choices_set_changed)
        self.show_progress(None)
        self._retranslate()

    def show_progress(self, done: tuple[int, int] | None) -> None:
        """Show how many of how many pictures were read; None when nothing is under way."""
        self.bar.setVisible(done is not None)
        self.cancel.setVisible(done is not None)
        self.start.setVisible(done is None)
        if done is not None:
            self.bar.setRange(0, done[1])
            self.bar.setValue(done[0])

    def show_missing(self, size: int) -> None:
        """Offer to download so many bytes first; 0 when all is there."""
        self._missing_bytes = size
        self._retranslate()

    @Slot()
    def _on_start_clicked(self) -> None:
        self.asked.emit(self._missing_bytes > 0)

    @Slot()
    def _on_choices_set_changed(self) -> None:
        self.show_missing(0)
        self.set_changed.emit()

    def title_of(self, dataset: str) -> str:
        """Return what people call a data set."""
        place = self.choices.dataset_box.findData(dataset)
        return dataset if place < 0 else self.choices.dataset_box.itemText(place)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        size = self._missing_bytes
        self.start.setText(self.tr("Download ({0})").format(data_size(size)) if size else self.tr("Evaluate"))
        self.start.setToolTip(self.tr("Let the live model read every picture of this part"))
        self.cancel.setText(self.tr("Cancel"))
        self.bar.setAccessibleName(self.tr("Pictures read"))
