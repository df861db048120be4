"""One layer in words: its name, its figures and what it does."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.model_summary import LayerInfo
from nnviz.qt.layer_words import sentence_of, shape_text
from nnviz.qt.numerals import whole


class LayerHeader(QWidget):
    """The title row of a layer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer: LayerInfo | None = None
        self.title = QLabel(wordWrap=True)
        self.title.setTextFormat(Qt.TextFormat.RichText)
        self.facts = QLabel(wordWrap=True)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence = QLabel(wordWrap=True)
        self.sentence.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for label in (self.title, self.facts, self.sentence):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            layout.addWidget(label)

    def set_layer(self, layer: LayerInfo | None) -> None:
        """Tell of another layer."""
        self._layer = layer
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        layer = self._layer
        if layer is None:
            for label in (self.title, self.facts, self.sentence):
                label.clear()
            return
        self.title.setText(f'<span style="font-size:large; font-weight:600">{escape(layer.id)}</span>')
        facts = [layer.type, shape_text(layer.output_shape)]
        if layer.parameters:
            facts.append(self.tr("{0} parameters").format(whole(layer.parameters)))
        if layer.activation and layer.activation != "linear":
            facts.append(layer.activation)
        self.facts.setText("  ·  ".join(facts))
        sentence = sentence_of(layer)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
