"""The layers of a model with how far their weights are from those of another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import inf, isnan

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from nnviz.core.model_match import LayerMatch
from nnviz.core.weight_difference import WeightDifference, total
from nnviz.qt.numerals import decimal, percent

_COLUMNS = 5
_WIDE_CHARACTERS = 52


@dataclass(frozen=True)
class _Row:
    match: LayerMatch
    difference: WeightDifference | None

    def key(self, column: int) -> float:
        """Return what a row is sorted by; one without a figure counts as less than any."""
        found = self.difference
        if found is None:
            return -inf
        figures = (0.0, found.relative, found.largest, found.norm, found.cosine)
        return -inf if isnan(figures[column]) else figures[column]


class DifferenceTable(QTableWidget):
    """A row a layer, sorted by a click on a header. `layer_chosen` carries the id of the chosen row's layer."""

    layer_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, _COLUMNS, parent)
        self._matches: tuple[LayerMatch, ...] = ()
        self._differences: Mapping[str, WeightDifference] | None = None
        self._rows: list[_Row] = []
        self._chosen: str | None = None
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
        header.sectionClicked.connect(self._on_header_section_clicked)
        self.currentCellChanged.connect(self._on_current_cell_changed)
        self._retranslate()

    @property
    def layers(self) -> list[str]:
        """The layers on show, from top to bottom."""
        return [row.match.live.id for row in self._rows]

    def set_matches(self, matches: tuple[LayerMatch, ...], differences: Mapping[str, WeightDifference] | None) -> None:
        """Show the layers that have weights; without `differences` their figures are on their way."""
        self._matches, self._differences = matches, differences
        self._fill()

    def choose(self, layer_id: str | None) -> None:
        """Select the row of a layer without telling of it."""
        self._chosen = layer_id
        row = self.layers.index(layer_id) if layer_id in self.layers else -1
        self.blockSignals(True)
        self.setCurrentCell(row, 0)
        self.blockSignals(False)

    def _fill(self) -> None:
        self._rows = [self._row(match) for match in self._matches if match.live.weights]
        if self._sorted_by is not None:
            column, down = self._sorted_by
            if column == 0:
                self._rows.sort(key=lambda row: row.match.live.id, reverse=down)
            else:
                self._rows.sort(key=lambda row: row.key(column), reverse=down)
        self.blockSignals(True)
        self.setRowCount(len(self._rows))
        for number, row in enumerate(self._rows):
            for column, text in enumerate(self._texts(row)):
                item = self.item(number, column)
                if item is None:
                    item = QTableWidgetItem()
                    self.setItem(number, column, item)
                item.setText(text)
                item.setToolTip(self._partner_words(row.match))
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.blockSignals(False)
        self.verticalHeader().setDefaultSectionSize(round(1.6 * self.fontMetrics().height()))
        self.choose(self._chosen)

    def _row(self, match: LayerMatch) -> _Row:
        known = self._differences or {}
        # Figures of a part of the weights would be taken for those of the layer.
        keys = [own.key for own, _ in match.weights] if match.same_weights else []
        parts = [known[key] for key in keys if key in known]
        return _Row(match, total(parts) if parts else None)

    def _texts(self, row: _Row) -> tuple[str, ...]:
        name, found = row.match.live.id, row.difference
        if found is None:
            waits = self._differences is None and row.match.same_weights
            return (name, "…" if waits else self._no_figure(row.match), "", "", "")
        return (
            name,
            "∞" if found.relative == inf else percent(found.relative),
            decimal(found.largest),
            decimal(found.norm),
            "–" if isnan(found.cosine) else decimal(found.cosine),
        )

    def _no_figure(self, match: LayerMatch) -> str:
        return self.tr("no partner") if match.reference is None else self.tr("shapes differ")

    def _partner_words(self, match: LayerMatch) -> str:
        if match.reference is None:
            return self.tr("The reference has no layer that corresponds to {0}.").format(match.live.id)
        if match.same_weights:
            return self.tr("Compared with {0} of the reference.").format(match.reference.id)
        return self.tr("Corresponds to {0} of the reference, but shapes of their weights differ.").format(
            match.reference.id
        )

    @Slot(int)
    def _on_header_section_clicked(self, column: int) -> None:
        again = self._sorted_by is not None and self._sorted_by[0] == column
        down = not self._sorted_by[1] if again and self._sorted_by is not None else column > 0
        self._sorted_by = (column, down)
        header = self.horizontalHeader()
        header.setSortIndicatorShown(True)
        header.setSortIndicator(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)
        self._fill()

    @Slot(int, int, int, int)
    def _on_current_cell_changed(self, row: int, column: int, old_row: int, old_column: int) -> None:
        del column, old_column
        if 0 <= row < len(self._rows) and row != old_row:
            self.layer_chosen.emit(self._rows[row].match.live.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give spare room to the names; where there is none, scroll."""
        super().resizeEvent(event)
        spare = self.width() >= _WIDE_CHARACTERS * self.fontMetrics().averageCharWidth()
        mode = QHeaderView.ResizeMode.Stretch if spare else QHeaderView.ResizeMode.ResizeToContents
        self.horizontalHeader().setSectionResizeMode(0, mode)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for a few rows."""
        return QSize(360, round(8 * 1.6 * self.fontMetrics().height()))

    def minimumSizeHint(self) -> QSize:
        """Return the least size; the rest can be scrolled."""
        return QSize(160, round(5.5 * 1.6 * self.fontMetrics().height()))

    def _retranslate(self) -> None:
        words = (
            (self.tr("Layer"), self.tr("Layers with weights; click to sort")),
            (
                self.tr("Change"),
                self.tr("Relative change: length of the difference ÷ length of the reference's weights"),
            ),
            (self.tr("Largest"), self.tr("Largest absolute change of a single weight")),
            (self.tr("Distance"), self.tr("L2 norm of the difference of all weights of the layer")),
            (self.tr("Cosine"), self.tr("Cosine similarity: 1 where both point the same way")),
        )
        for column, (title, tip) in enumerate(words):
            item = QTableWidgetItem(title)
            item.setToolTip(tip)
            self.setHorizontalHeaderItem(column, item)
        self.setAccessibleName(self.tr("Differences of the layers' weights"))
        self._fill()
