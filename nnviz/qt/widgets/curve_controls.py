"""How training curves are drawn: how much they are smoothed, and the scale of the loss."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSlider, QWidget

from nnviz.qt.numerals import plain

# Weights of the exponential moving average: 1 - 1 / n averages over about n batches.
WEIGHTS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9998)
DEFAULT_WEIGHT = 0.9


class CurveControls(QWidget):
    """A slider and a check box; `smoothing_changed(weight)` and `logarithmic_toggled(on)`."""

    smoothing_changed = Signal(float)
    logarithmic_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = QLabel()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(WEIGHTS) - 1)
        self.slider.setPageStep(1)
        self.slider.setValue(WEIGHTS.index(DEFAULT_WEIGHT))
        self.slider.setMinimumWidth(72)
        self.slider.setMaximumWidth(160)
        self._words.setBuddy(self.slider)
        self.logarithmic = QCheckBox()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._words)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.logarithmic)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.logarithmic.toggled.connect(self.logarithmic_toggled)
        self._retranslate()

    @property
    def weight(self) -> float:
        """The chosen weight of the moving average."""
        return WEIGHTS[self.slider.value()]

    @Slot(int)
    def _on_slider_moved(self, place: int) -> None:
        self._say_weight()
        self.smoothing_changed.emit(WEIGHTS[place])

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._words.setText(self.tr("Smoothing"))
        self.logarithmic.setText(self.tr("Log loss"))
        self.logarithmic.setToolTip(self.tr("Show the loss on a logarithmic scale (L)"))
        self.slider.setAccessibleName(self.tr("Smoothing of the curves"))
        self._say_weight()

    def _say_weight(self) -> None:
        batches = round(1.0 / (1.0 - self.weight))
        text = self.tr("Exponential moving average, weight {0}: about the last {1} batches")
        self.slider.setToolTip(text.format(plain(self.weight), batches))
        self.slider.setAccessibleDescription(self.slider.toolTip())
