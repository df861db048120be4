"""One neuron from near: its terms, how they become its output, and its weights as a picture."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.core.neuron_account import neuron_account
from nnviz.core.probe import Probe
from nnviz.core.view_state import ColourScale
from nnviz.core.weight_pictures import InputMap, neuron_picture
from nnviz.qt.numerals import decimal
from nnviz.qt.widgets.term_table import TermTable
from nnviz.qt.widgets.titled_map import TitledMap

_PICTURE_LINES = 8


class NeuronTerms(QWidget):
    """A heading, pictures of the weights and of the terms, and the table of the terms."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading, self.table = QLabel(wordWrap=True), TermTable()
        self.heading.setProperty("role", "title")
        self.heading.setTextFormat(Qt.TextFormat.PlainText)
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.weights, self.products = TitledMap(), TitledMap()
        pictures = QHBoxLayout()
        for picture in (self.weights, self.products):
            side = _PICTURE_LINES * self.fontMetrics().height()
            picture.setFixedSize(side, side)
            pictures.addWidget(picture)
        pictures.addStretch(1)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.setSpacing(4)
        frame.addWidget(self.heading)
        frame.addLayout(pictures)
        frame.addWidget(self.table, 1)
        self._retranslate()

    def show_input(self, key: str, source: int, probe: Probe, grid: InputMap) -> None:
        """Show a value of the first column, which no neuron computes."""
        value = float(probe.tensors[key].reshape(-1)[source])
        self.table.set_account(None, grid)
        name = self.table.source_text(source)
        self.heading.setText(self.tr("Input {0}, {1}: {2}").format(source, name, decimal(value)))
        self._show_pictures(False)

    def show_neuron(self, model: ModelSummary, probe: Probe, layer: LayerInfo, neuron: int, grid: InputMap) -> None:
        """Show how a neuron of a dense layer comes to its output."""
        account = neuron_account(model, probe, layer, neuron)
        value = float(probe.tensors[layer.id].reshape(-1)[neuron])
        self.table.set_account(account, grid)
        self.heading.setText(self.tr("Neuron {0} of {1}: {2}").format(neuron, layer.id, decimal(value)))
        scale = ColourScale("diverging")
        self.weights.map.set_values(neuron_picture(layer, neuron, probe, grid), scale)
        self.products.map.set_values(neuron_picture(layer, neuron, probe, grid, times_input=True), scale)
        self._show_pictures(True)

    def _show_pictures(self, visible: bool) -> None:
        for picture in (self.weights, self.products):
            picture.setVisible(visible)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.weights.set_title(self.tr("its weights w"))
        self.products.set_title(self.tr("its terms w · x"))
