"""An array under its title and over the legend of its colours."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.tensor_display import TensorDisplay
from nnviz.core.view_state import ColourScale
from nnviz.qt.widgets.colour_legend import ColourLegend
from nnviz.qt.widgets.tensor_view import TensorView

_LEAST_LINES = 9


class LegendView(QWidget):
    """`view` with a line of text above it and `legend` below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel()
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.title.setProperty("role", "muted")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.view = TensorView()
        self.view.setMinimumHeight(_LEAST_LINES * self.fontMetrics().height())
        self.view.message.setMargin(6)
        self.legend = ColourLegend()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addWidget(self.title)
        column.addWidget(self.view, 1)
        column.addWidget(self.legend)

    def hasHeightForWidth(self) -> bool:
        """Say no: a long sentence in place of the array must not make a scroll area grow."""
        return False

    def set_title(self, text: str) -> None:
        """Name the array."""
        self.title.setText(text)
        self.view.image.setAccessibleName(text)
        self.view.strip.setAccessibleName(text)

    def show_display(self, display: TensorDisplay, scale: ColourScale) -> None:
        """Show an array in the colours of this scale."""
        self.view.set_scale(scale)
        if display.is_vector:
            self.view.show_vector(display.maps.reshape(-1))
        else:
            self.view.show_maps(display.maps, display.labels, display.group)
        coloured = self.view.coloured
        if coloured is not None:
            self.legend.set_range(coloured.name, coloured.low, coloured.high)

    def show_message(self, text: str) -> None:
        """Show a sentence."""
        self.view.show_message(text)
        self.legend.clear()
