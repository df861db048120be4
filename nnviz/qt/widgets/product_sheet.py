"""A window, its weights and their products as three tables of numbers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from nnviz.core.arithmetic_slices import WindowSlice
from nnviz.core.view_state import ColourScale
from nnviz.qt.numerals import whole
from nnviz.qt.widgets.number_grid import NumberGrid


class ProductSheet(QWidget):
    """values × weights = products. `hovered` carries (row, column, value) or None."""

    hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.values, self.weights, self.products = NumberGrid(), NumberGrid(), NumberGrid()
        self._slice: WindowSlice | None = None
        self._times, self._equals = QLabel("×"), QLabel("=")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for sign in (self._times, self._equals):
            sign.setProperty("role", "title")
            sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
            sign.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        for part in (self.values, self._times, self.weights, self._equals, self.products):
            layout.addWidget(part, 1 if isinstance(part, NumberGrid) else 0)
        for grid in (self.values, self.weights, self.products):
            grid.hovered.connect(self.hovered)
        self._retranslate()

    def set_slice(self, shown: WindowSlice | None, scale: ColourScale, marked: tuple[int, int] | None = None) -> None:
        """Show a slice of a window; without weights only its values."""
        self._slice = shown
        weighted = shown is not None and shown.weights is not None
        for widget in (self._times, self.weights, self._equals, self.products):
            widget.setVisible(weighted)
        self.setVisible(shown is not None)
        if shown is not None:
            self.values.set_numbers(shown.values, scale, shown.padded, shown.rows, marked)
            self.weights.set_numbers(shown.weights)
            self.products.set_numbers(shown.products)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        shown = self._slice
        terms = self.tr("largest {0} of {1}")
        if shown is not None and shown.hidden:
            self.values.set_title(terms.format(len(shown.rows), whole(shown.hidden + len(shown.rows))))
        else:
            self.values.set_title(self.tr("window"))
        self.weights.set_title(self.tr("weights"))
        self.products.set_title(self.tr("products"))
