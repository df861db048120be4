"""The pictures behind a cell of a confusion matrix, and ways on from one of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.classification import Evaluation
from nnviz.qt.evaluation_words import ALL, pictures_sentence
from nnviz.qt.numerals import percent, whole
from nnviz.qt.widgets.thumbnail_grid import ThumbnailGrid

_SPACE_PX = 6


class MistakeList(QWidget):
    """`chosen` carries the number of a picture, `why_asked` of one that is to be explained, `all_asked` no cell."""

    chosen = Signal(int)
    why_asked = Signal(int)
    all_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluation: Evaluation | None = None
        self._cell = (ALL, ALL)
        self.line = QLabel(wordWrap=True)
        self.grid = ThumbnailGrid()
        self.why, self.all = QPushButton(), QPushButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, _SPACE_PX, 0, 0)
        column.setSpacing(_SPACE_PX)
        column.addWidget(self.line)
        column.addWidget(self.grid, 1)
        row = QHBoxLayout()
        row.addWidget(self.why)
        row.addWidget(self.all)
        row.addStretch()
        column.addLayout(row)
        self.grid.chosen.connect(self.chosen)
        self.why.clicked.connect(self._on_why_clicked)
        self.all.clicked.connect(self.all_asked)
        self._retranslate()

    def set_cell(self, evaluation: Evaluation | None, pictures: Array, row: int, column: int) -> None:
        """Show the pictures (N, H, W, C) that are labelled `row` and read as `column`; `ALL` stands for every class."""
        self._evaluation, self._cell = evaluation, (row, column)
        if evaluation is not None:
            numbers = evaluation.pictures_of(None if row == ALL else row, None if column == ALL else column)
            self.grid.set_pictures(pictures, numbers, self._caption, self._description)
        self._retranslate()

    @Slot()
    def _on_why_clicked(self) -> None:
        if len(self.grid.indices):
            self.why_asked.emit(int(self.grid.indices[self.grid.current]))

    # --- words ---

    def _caption(self, place: int) -> str:
        assert self._evaluation is not None
        number = int(self.grid.indices[place])
        sure = whole(100.0 * float(self._evaluation.confidence[number]))
        if ALL not in self._cell:
            return self.tr("{0} %").format(sure)
        names = self._evaluation.class_names
        label, said = (names[int(which[number])] for which in (self._evaluation.labels, self._evaluation.predicted))
        return self.tr("{0} %: {1} → {2}").format(sure, label, said)

    def _description(self, place: int) -> str:
        assert self._evaluation is not None
        found, number = self._evaluation, int(self.grid.indices[place])
        label, said = (found.class_names[int(which[number])] for which in (found.labels, found.predicted))
        text = self.tr("Picture {0}: labelled “{1}” ({2} sure of it), read as “{3}” ({4} sure)")
        sure, truth = percent(float(found.confidence[number])), percent(float(found.truth[number]))
        return text.format(whole(number), label, truth, said, sure)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        count = len(self.grid.indices)
        self.why.setEnabled(count > 0)
        self.all.setVisible(self._cell != (ALL, ALL))
        self.why.setText(self.tr("Show why"))
        self.why.setToolTip(self.tr("Put the framed picture on the paper and colour the pixels that decide (Grad-CAM)"))
        self.all.setText(self.tr("All mistakes"))
        self.grid.setAccessibleName(self.tr("Pictures"))
        if self._evaluation is None:
            self.line.clear()
        elif not count:
            self.line.setText(self.tr("There is no picture here. Click another cell of the matrix."))
        else:
            self.line.setText(pictures_sentence(self._evaluation, *self._cell, count))
