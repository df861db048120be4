"""What may be changed while a network trains: the learning rate and the batch size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QSlider, QWidget

from nnviz.core.decimals import parse_decimal
from nnviz.core.messages import UserError
from nnviz.core.rate_scale import STEPS, rate_at_place, rate_place
from nnviz.qt.numerals import plain
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.experiment_fields import BatchSizeBox


class LiveSettings(QWidget):
    """A field and a logarithmic slider for the rate, a field for the batch size.

    `rate_changed(value)` follows Enter or a move of the slider, `batch_size_changed(count)` Enter or the arrows.
    """

    rate_changed = Signal(float)
    batch_size_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rate = 0.0
        self._title, self._rate_words, self._size_words = QLabel(), QLabel(), QLabel()
        self._title.setProperty("role", "muted")
        self._title.setWordWrap(True)
        self.rate = QLineEdit()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, STEPS)
        self.slider.setTracking(False)
        self.batch_size = BatchSizeBox(minimum=1, maximum=65_536)
        self.batch_size.setKeyboardTracking(False)
        self._rate_words.setBuddy(self.rate)
        self._size_words.setBuddy(self.batch_size)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.addWidget(self._title, 0, 0, 1, 2)
        for row, (words, field) in enumerate(
            ((self._rate_words, self.rate), (QLabel(), self.slider), (self._size_words, self.batch_size)), start=1
        ):
            grid.addWidget(words, row, 0)
            grid.addWidget(field, row, 1)
        self.rate.editingFinished.connect(self._on_rate_edited)
        self.slider.valueChanged.connect(self._on_slider_moved)
        self.batch_size.valueChanged.connect(self.batch_size_changed)
        self._retranslate()

    def show_settings(self, rate: float, batch_size: int) -> None:
        """Show what holds now; what a person is typing is left alone."""
        if rate != self._rate:
            self._rate = rate
            with QSignalBlocker(self.slider):
                self.slider.setValue(rate_place(rate))
            if not (self.rate.hasFocus() and self.rate.isModified()):
                self._write_rate()
        if batch_size != self.batch_size.value() and not self.batch_size.hasFocus():
            with QSignalBlocker(self.batch_size):
                self.batch_size.setValue(batch_size)

    def _write_rate(self) -> None:
        self.rate.setText(plain(float(f"{self._rate:.6g}")))
        self.rate.setStyleSheet("")

    @Slot()
    def _on_rate_edited(self) -> None:
        if not self.rate.isModified():
            return
        try:
            value = parse_decimal(self.rate.text())
        except (UserError, ValueError):
            value = 0.0
        if not 0.0 < value <= 1e6:
            self.rate.setStyleSheet(f"color: {theme_of(self).bad};")
            return
        self.rate.setModified(False)
        self._ask_for(value)

    @Slot(int)
    def _on_slider_moved(self, place: int) -> None:
        self._ask_for(rate_at_place(place))

    def _ask_for(self, value: float) -> None:
        if value != self._rate:
            self.show_settings(value, self.batch_size.value())
            self._write_rate()
            self.rate_changed.emit(value)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self._title.setText(self.tr("While it trains: holds from the next batch on"))
        self._rate_words.setText(self.tr("Learning rate"))
        self._size_words.setText(self.tr("Batch size"))
        self.rate.setAccessibleName(self.tr("Learning rate from the next batch on"))
        self.rate.setToolTip(self.tr("Above 0 and up to 1,000,000; Enter sets it"))
        self.slider.setAccessibleName(self.tr("Learning rate, logarithmic"))
        self.slider.setToolTip(
            self.tr("From 0.00001 to 1, logarithmic: each tenth of the way multiplies it by about 3")
        )
        self.batch_size.setAccessibleName(self.tr("Batch size from the next batch on"))
