"""How much of the data is learnt from: the share that is used, and the share of it that is held for validation."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from nnviz.core.arrays import Array
from nnviz.core.dataset_parts import part_sizes
from nnviz.qt.numerals import percent, whole

_MOST_SPLIT = 50


class ShareSliders(QWidget):
    """`subset_changed` and `split_changed` carry a share from 0 to 1."""

    subset_changed = Signal(float)
    split_changed = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Array | None = None
        self.subset, self.split = QSlider(Qt.Orientation.Horizontal), QSlider(Qt.Orientation.Horizontal)
        self.subset.setRange(1, 100)
        self.split.setRange(0, _MOST_SPLIT)
        self.subset.setValue(100)
        self._names, self._values = (QLabel(), QLabel()), (QLabel(), QLabel())
        self.line = QLabel(wordWrap=True)
        self.line.setProperty("role", "muted")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for row, slider in enumerate((self.subset, self.split)):
            slider.setPageStep(10)
            self._names[row].setBuddy(slider)
            grid.addWidget(self._names[row], row, 0)
            grid.addWidget(slider, row, 1)
            grid.addWidget(self._values[row], row, 2)
            self._values[row].setMinimumWidth(self.fontMetrics().horizontalAdvance("100.0 %"))
        grid.addWidget(self.line, 2, 0, 1, 3)
        self.subset.valueChanged.connect(self._on_subset_value_changed)
        self.split.valueChanged.connect(self._on_split_value_changed)
        self._retranslate()

    def set_shares(self, subset: float, split: float) -> None:
        """Show these shares without telling of them."""
        for slider, share in ((self.subset, subset), (self.split, split)):
            with QSignalBlocker(slider):
                slider.setValue(round(100 * share))
        self._render()

    def set_counts(self, counts: Array | None) -> None:
        """Say how many training pictures there are of each class."""
        self._counts = counts
        self._render()

    @Slot(int)
    def _on_subset_value_changed(self, value: int) -> None:
        self._render()
        self.subset_changed.emit(value / 100.0)

    @Slot(int)
    def _on_split_value_changed(self, value: int) -> None:
        self._render()
        self.split_changed.emit(value / 100.0)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        for label, slider, text in zip(
            self._names, (self.subset, self.split), (self.tr("Pictures used"), self.tr("Held back")), strict=True
        ):
            label.setText(text)
            slider.setAccessibleName(text)
        self.subset.setToolTip(self.tr("The share of the training pictures that is used, of every class alike"))
        self.split.setToolTip(self.tr("The share of them that the network never learns from, for validation"))
        self._render()

    def _render(self) -> None:
        shares = (self.subset.value() / 100.0, self.split.value() / 100.0)
        for label, share in zip(self._values, shares, strict=True):
            label.setText(percent(share))
        if self._counts is None:
            self.line.clear()
            return
        learnt, held = (whole(size) for size in part_sizes(self._counts, *shares))
        if self.split.value():
            self.line.setText(
                self.tr("The network learns from {0} pictures and is validated on {1} others.").format(learnt, held)
            )
        else:
            self.line.setText(
                self.tr("The network learns from {0} pictures and is validated on the test part.").format(learnt)
            )
