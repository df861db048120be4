"""A table with a row a layer that is sorted by its header and tells which layer was chosen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from nnviz.core.health import Severity, Verdict
from nnviz.qt.theme import theme_of
from nnviz.qt.translation import user_sentence

MARKS = {Severity.GOOD: ("✓", "good"), Severity.NOTICE: ("●", "warning"), Severity.WARNING: ("▲", "bad")}
_ORDER = (Severity.WARNING, Severity.NOTICE, Severity.GOOD)
_LEAST_COLUMN_PX = 48
SHAPE = Qt.ItemDataRole.UserRole


class LayerTable(QTableWidget):
    """Subclasses fill rows and say what they are sorted by. `layer_chosen` carries the layer of the chosen row.

    A row is anything with a `layer_id`; a click on a header sorts, a third one brings the order of the layers back.
    """

    layer_chosen = Signal(str)

    def __init__(self, columns: int, parent: QWidget | None = None) -> None:
        super().__init__(0, columns, parent)
        self._given: tuple[Any, ...] = ()
        self._rows: tuple[Any, ...] = ()
        self._sorted_by: tuple[int, bool] | None = None
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionsClickable(True)
        header.setHighlightSections(False)
        header.setMinimumSectionSize(_LEAST_COLUMN_PX)
        header.sectionClicked.connect(self._on_header_section_clicked)
        self.currentCellChanged.connect(self._on_current_cell_changed)
        self._retranslate()

    def show_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows, in the order that was chosen."""
        self._given = tuple(rows)
        self._rows = self._given
        if self._sorted_by is not None:
            column, descending = self._sorted_by
            self._rows = tuple(sorted(rows, key=lambda row: _sortable(self._sort_key(row, column)), reverse=descending))
        kept = self.currentRow()
        self.blockSignals(True)
        self.setRowCount(len(self._rows))
        for number, row in enumerate(self._rows):
            self._fill(number, row)
        self.setCurrentCell(kept if kept < len(self._rows) else -1, 0)
        self.blockSignals(False)
        self.verticalHeader().setDefaultSectionSize(round(1.7 * self.fontMetrics().height()))

    def choose(self, layer_id: str | None) -> None:
        """Select the first row of a layer without telling of it; stay where a row of it is selected already."""
        here = self.currentRow()
        if 0 <= here < len(self._rows) and self._rows[here].layer_id == layer_id:
            return
        row = next((row for row, shown in enumerate(self._rows) if shown.layer_id == layer_id), -1)
        self.blockSignals(True)
        self.setCurrentCell(row, 0)
        self.blockSignals(False)

    # --- what a subclass says ---

    def _fill(self, number: int, row: Any) -> None:
        """Put the cells of one row."""
        raise NotImplementedError

    def _sort_key(self, row: Any, column: int) -> Any:
        """Return what a column sorts a row by."""
        raise NotImplementedError

    def _retranslate(self) -> None:
        """Set the words."""

    # --- cells ---

    def put(
        self, row: int, column: int, text: str, right: bool = True, tip: str = "", shape: object = None
    ) -> QTableWidgetItem:
        """Set a cell; `shape` is for the delegate that paints the column."""
        item = QTableWidgetItem(text)
        if right:
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        item.setToolTip(tip)
        item.setData(SHAPE, shape)
        self.setItem(row, column, item)
        return item

    def put_state(self, row: int, column: int, found: Sequence[Verdict]) -> None:
        """Set a cell that says in a word what is wrong, in full where the mouse rests."""
        worst = min((verdict.severity for verdict in found), key=_ORDER.index, default=Severity.GOOD)
        words = [QCoreApplication.translate("Findings", verdict.finding) for verdict in found if verdict.finding]
        mark, colour = MARKS[worst]
        text = ", ".join(words) or QCoreApplication.translate("Findings", "good")
        tip = "\n".join(user_sentence(verdict.sentence) for verdict in found)
        item = self.put(row, column, f"{mark} {text}", right=False, tip=tip)
        item.setForeground(QBrush(theme_of(self).colour(colour)))

    @Slot(int)
    def _on_header_section_clicked(self, column: int) -> None:
        first, second = (column, False), (column, True)
        self._sorted_by = {first: second, second: None}.get(self._sorted_by or (-1, False), first)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(self._sorted_by is not None)
        if self._sorted_by is not None:
            order = Qt.SortOrder.DescendingOrder if self._sorted_by[1] else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(column, order)
        chosen = self.currentRow()
        layer_id = self._rows[chosen].layer_id if 0 <= chosen < len(self._rows) else None
        self.show_rows(self._given)
        self.choose(layer_id)

    @Slot(int, int, int, int)
    def _on_current_cell_changed(self, row: int, column: int, old_row: int, old_column: int) -> None:
        del column, old_column
        if 0 <= row < len(self._rows) and row != old_row:
            self.layer_chosen.emit(self._rows[row].layer_id)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.show_rows(self._given)
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the least size; the rest can be scrolled."""
        return QSize(160, 90)


def severity_rank(found: Sequence[Verdict]) -> int:
    """Return 0 for the worst, for sorting."""
    return min((_ORDER.index(verdict.severity) for verdict in found), default=len(_ORDER) - 1)


def _sortable(key: Any) -> Any:
    """Put what is not a number first."""
    if key is None or (isinstance(key, float) and math.isnan(key)):
        return -math.inf
    return key
