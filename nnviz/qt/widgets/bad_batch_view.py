"""The batch on which a training broke down: where the numbers ended, and its pictures."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from nnviz.core.bad_batch import BadBatch, LayerOutcome
from nnviz.qt.numerals import decimal, percent, whole
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.thumbnail_grid import ThumbnailGrid


class BadBatchView(QWidget):
    """A sentence, a row a layer, and the pictures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._batch: BadBatch | None = None
        self.sentence = QLabel(wordWrap=True)
        self.sentence.setProperty("role", "title")
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.table = QTableWidget(0, 3)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.pictures = ThumbnailGrid()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 8, 2, 2)
        for part, stretch in ((self.sentence, 0), (self.pictures, 2), (self.table, 3)):
            layout.addWidget(part, stretch)
        self._retranslate()

    def show_batch(self, batch: BadBatch | None) -> None:
        """Show a batch."""
        self._batch = batch
        self._render()

    def _render(self) -> None:
        batch = self._batch
        if batch is None:
            return
        self.sentence.setText(self._words(batch))
        self.pictures.set_pictures(batch.pictures, batch.places, self._caption, self._describe)
        self.table.setVisible(bool(batch.layers))
        self.table.setRowCount(len(batch.layers))
        for row, layer in enumerate(batch.layers):
            self._fill(row, layer, layer is batch.first)

    def _fill(self, row: int, layer: LayerOutcome, first: bool) -> None:
        words = ("⚠ " if first else "") + layer.layer_id
        for column, text in enumerate((words, percent(layer.finite), decimal(layer.largest))):
            item = QTableWidgetItem(text)
            if first:
                item.setForeground(theme_of(self).colour("bad"))
            self.table.setItem(row, column, item)
        self.table.resizeColumnToContents(0)

    def _words(self, batch: BadBatch) -> str:
        step = whole(batch.step)
        if batch.first is not None:
            text = self.tr("Batch {0}: “{1}” is the first layer that gave infinite numbers or none at all.")
            return text.format(step, batch.first.layer_id)
        if batch.largest is not None:
            text = self.tr("Batch {0}: every layer gave finite numbers, the largest {1} in “{2}”; the loss did not.")
            return text.format(step, decimal(batch.largest.largest), batch.largest.layer_id)
        text = self.tr("Batch {0} gave a loss that is no number. The weights before it were not kept.")
        return text.format(step)

    def _caption(self, place: int) -> str:
        assert self._batch is not None
        return self._batch.class_names[self._batch.labels[place]]

    def _describe(self, place: int) -> str:
        assert self._batch is not None
        text = self.tr("Training picture {0}: “{1}”")
        return text.format(whole(self._batch.indices[place]), self._caption(place))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.table.setHorizontalHeaderLabels(
            [self.tr("Layer"), self.tr("Finite numbers"), self.tr("Largest finite number")]
        )
        self.table.setAccessibleName(self.tr("What each layer gave for this batch"))
        self.pictures.setAccessibleName(self.tr("Pictures of the batch"))
        self._render()
