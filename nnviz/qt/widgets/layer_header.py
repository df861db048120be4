"""One layer in words: its name, its figures and what it does."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.filter_places import EditMark
from nnviz.core.model_summary import LayerInfo
from nnviz.qt.layer_words import sentence_of, shape_text
from nnviz.qt.numerals import whole


class LayerHeader(QWidget):
    """The title row of a layer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer: LayerInfo | None = None
        self._marks: frozenset[EditMark] = frozenset()
        self._short = False
        self.title = QLabel(wordWrap=True)
        self.title.setTextFormat(Qt.TextFormat.RichText)
        self.facts = QLabel(wordWrap=True)
        self.facts.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence = QLabel(wordWrap=True)
        self.sentence.setProperty("role", "muted")
        self.edited = QLabel(wordWrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for label in (self.title, self.facts, self.sentence, self.edited):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            layout.addWidget(label)

    def set_layer(self, layer: LayerInfo | None) -> None:
        """Tell of another layer."""
        self._layer = layer
        self._retranslate()

    def set_short(self, short: bool) -> None:
        """Leave the sentence to the tooltip where there is little room."""
        if short != self._short:
            self._short = short
            self._show_sentence()

    def set_edited(self, marks: frozenset[EditMark]) -> None:
        """Tell which of the layer's filters were changed by hand."""
        self._marks = marks
        self._say_edited()

    def _say_edited(self) -> None:
        here = [number for layer_id, number in self._marks if self._layer is not None and layer_id == self._layer.id]
        numbers = sorted(number for number in here if number is not None)
        self.edited.setVisible(bool(here))
        if numbers:
            listed = ", ".join(str(number) for number in numbers)
            self.edited.setText("✎ " + self.tr("Changed by hand, filters: {0}").format(listed))
        else:
            self.edited.setText("✎ " + self.tr("Changed by hand"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        layer = self._layer
        self._say_edited()
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
        self.sentence.setText(sentence_of(layer))
        self._show_sentence()

    def _show_sentence(self) -> None:
        self.sentence.setVisible(bool(self.sentence.text()) and not self._short)
        self.setToolTip(self.sentence.text() if self._short else "")
