"""Precision, recall and F1 of every class, sorted by any of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from nnviz.core.classification import Evaluation
from nnviz.qt.numerals import percent, whole

_COLUMNS = 5


class ClassScoresTable(QTableWidget):
    """A row a class, the worst recall first until a person sorts it otherwise. `chosen` carries a class."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, _COLUMNS, parent)
        self._evaluation: Evaluation | None = None
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setHighlightSections(False)
        header.setSortIndicator(2, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.cellActivated.connect(self._on_cell_activated)
        self.cellClicked.connect(self._on_cell_activated)
        self._retranslate()

    def set_evaluation(self, evaluation: Evaluation | None) -> None:
        """Show the figures of these classes."""
        self._evaluation = evaluation
        self.setSortingEnabled(False)
        names = () if evaluation is None else evaluation.class_names
        self.setRowCount(len(names))
        if evaluation is not None:
            columns = [column.tolist() for column in evaluation.figures]
            for number, (name, *rates, support) in enumerate(zip(names, *columns, strict=True)):
                self.setItem(number, 0, _Cell(name, number, number, right=False))
                for column, rate in enumerate(rates, 1):
                    self.setItem(number, column, _Cell(percent(rate), rate, number))
                self.setItem(number, _COLUMNS - 1, _Cell(whole(support), support, number))
        self.setSortingEnabled(True)
        self.verticalHeader().setDefaultSectionSize(round(1.6 * self.fontMetrics().height()))

    @Slot(int, int)
    def _on_cell_activated(self, row: int, column: int) -> None:
        del column
        item = self.item(row, 0)
        if isinstance(item, _Cell):
            self.chosen.emit(item.number)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.set_evaluation(self._evaluation)
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setHorizontalHeaderLabels(
            [self.tr("Class"), self.tr("Precision"), self.tr("Recall"), self.tr("F1"), self.tr("Count")]
        )
        tips = (
            self.tr("Click a class to see how its pictures are misread"),
            self.tr("Of the pictures read as this class: the part that is of it"),
            self.tr("Of the pictures of this class: the part that is read as it"),
            self.tr("The harmonic mean of precision and recall"),
            self.tr("How many pictures of this class were read"),
        )
        for column, tip in enumerate(tips):
            head = self.horizontalHeaderItem(column)
            if head is not None:
                head.setToolTip(tip)
        self.setAccessibleName(self.tr("Figures of the classes"))

    def minimumSizeHint(self) -> QSize:
        """Return the least size; the rest can be scrolled."""
        return QSize(180, 100)


class _Cell(QTableWidgetItem):
    """Sorted by its number, not by its text; knows its class."""

    def __init__(self, text: str, key: float, number: int, right: bool = True) -> None:
        super().__init__(text)
        self.number = number
        self._key = key
        if right:
            self.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        """Tell which comes first."""
        return self._key < other._key if isinstance(other, _Cell) else super().__lt__(other)
