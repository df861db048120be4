"""The kept trainings as a table: sorted, filtered, named anew in place, and marked for the common plot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from nnviz.engine.run_list import RunState, RunSummary
from nnviz.qt.numerals import percent
from nnviz.qt.run_words import began_words, state_words, why_words
from nnviz.qt.theme import Theme, theme_of

COLUMNS = NAME, STATE, BEST, EPOCHS, BEGAN, DATA, NETWORK = tuple(range(7))
MOST_MARKED = 8
_SORT = Qt.ItemDataRole.UserRole
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_SWATCH_PX = 14
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class RunModel(QAbstractTableModel):
    """Rows of `RunSummary`. `marks_changed` follows a check box, `renamed(path, name)` a new name that was typed."""

    marks_changed = Signal()
    refused = Signal()
    renamed = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self._runs: tuple[RunSummary, ...] = ()
        self._marks: dict[Path, int] = {}

    @property
    def runs(self) -> tuple[RunSummary, ...]:
        """What the rows show."""
        return self._runs

    @property
    def marks(self) -> Mapping[Path, int]:
        """The number of the colour of every marked run."""
        return self._marks

    def set_runs(self, runs: Sequence[RunSummary]) -> None:
        """Show these runs; marks of those that are still there stay."""
        same = [run.path for run in runs] == [run.path for run in self._runs]
        if not same:
            self.beginResetModel()
        self._runs = tuple(runs)
        there = {run.path for run in runs}
        self._marks = {path: colour for path, colour in self._marks.items() if path in there}
        if same:
            self.dataChanged.emit(self.index(0, 0), self.index(len(runs) - 1, NETWORK))
        else:
            self.endResetModel()

    def mark(self, path: Path, on: bool) -> bool:
        """Mark a run for the plot in a colour that is free, or take its mark away; return whether that was done."""
        if on and path not in self._marks:
            free = [colour for colour in range(MOST_MARKED) if colour not in self._marks.values()]
            if not free:
                self.refused.emit()
                return False
            self._marks[path] = free[0]
        elif not on:
            self._marks.pop(path, None)
        self.dataChanged.emit(self.index(0, NAME), self.index(len(self._runs) - 1, NAME))
        self.marks_changed.emit()
        return True

    def move_mark(self, old: Path, new: Path) -> None:
        """Follow a folder that has another name now."""
        if old in self._marks:
            self._marks[new] = self._marks.pop(old)

    # --- what Qt asks ---

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of runs."""
        return 0 if parent.isValid() else len(self._runs)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the name be edited and checked."""
        usual = super().flags(index)
        if index.column() == NAME:
            usual |= Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable
        return usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        run, column = self._runs[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _text(run, column)
            case Qt.ItemDataRole.EditRole if column == NAME:
                return run.name
            case Qt.ItemDataRole.CheckStateRole if column == NAME:
                return Qt.CheckState.Checked if run.path in self._marks else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.DecorationRole if column == NAME and run.path in self._marks:
                return swatch(theme_of(self._owner), self._marks[run.path])
            case Qt.ItemDataRole.TextAlignmentRole if column in (EPOCHS, BEST):
                return _RIGHT
            case Qt.ItemDataRole.ToolTipRole:
                return why_words(run) if column == STATE else str(run.path)
            case Qt.ItemDataRole.ForegroundRole if column == STATE:
                return _colour(run, self._owner)
            case _ if role == _SORT:
                return _key(run, column)
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a check mark or a new name."""
        run = self._runs[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole:
            return self.mark(run.path, Qt.CheckState(value) == Qt.CheckState.Checked)
        if role == Qt.ItemDataRole.EditRole and str(value).strip() != run.name:
            self.renamed.emit(run.path, str(value))
            return True
        return False

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the word above a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            names = (
                self.tr("Name"),
                self.tr("State"),
                self.tr("Best validation"),
                self.tr("Epochs"),
                self.tr("Began"),
                self.tr("Data"),
                self.tr("Network"),
            )
            return names[section]
        return None


class RunTable(QTableView):
    """Shows a `RunModel`. `chosen(run)` carries the current `RunSummary` or None; Space marks it."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.runs = RunModel(self)
        self._sorted = QSortFilterProxyModel(self)
        self._sorted.setSourceModel(self.runs)
        self._sorted.setSortRole(_SORT)
        self._sorted.setFilterKeyColumn(-1)
        self._sorted.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setModel(self._sorted)
        self.setSortingEnabled(True)
        self.sortByColumn(BEGAN, Qt.SortOrder.DescendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        self._fit()
        self._retranslate()

    @property
    def current(self) -> RunSummary | None:
        """The run of the current row."""
        index = self._sorted.mapToSource(self.currentIndex())
        return self.runs.runs[index.row()] if index.isValid() else None

    def set_runs(self, runs: Sequence[RunSummary]) -> None:
        """Show these runs and keep the current one."""
        before = self.current
        self.runs.set_runs(runs)
        if before is not None:
            self.choose(before.path)
        self.chosen.emit(self.current)

    def choose(self, path: Path) -> None:
        """Make the run of a folder the current one."""
        for row, run in enumerate(self.runs.runs):
            if run.path == path:
                self.setCurrentIndex(self._sorted.mapFromSource(self.runs.index(row, NAME)))

    def filter(self, text: str) -> None:
        """Show the runs only in which a cell holds this text."""
        self._sorted.setFilterFixedString(text)

    def rename_current(self) -> None:
        """Begin to edit the name of the current run."""
        if self.current is not None:
            self.edit(self._sorted.index(self.currentIndex().row(), NAME))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:  # noqa: N802  Qt's name
        """Tell which run is current now."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.current)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the font."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._fit()
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the least size; the rest can be scrolled."""
        return QSize(160, 5 * self.fontMetrics().height())

    @Slot()
    def _fit(self) -> None:
        metrics = self.fontMetrics()
        self.verticalHeader().setDefaultSectionSize(round(1.7 * metrics.height()))
        self.setColumnWidth(NAME, 26 * metrics.averageCharWidth())

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Kept trainings"))
        self.setWhatsThis(
            self.tr(
                "Space marks a run for the plot, F2 gives it another name, Delete moves it to the trash; a click on a "
                "heading sorts."
            )
        )


def swatch(theme: Theme, colour: int) -> QPixmap:
    """Return a square in the colour of a marked run, with an edge that shows on a selected row, too."""
    picture = QPixmap(_SWATCH_PX, _SWATCH_PX)
    picture.fill(theme.colour("surface"))
    painter = QPainter(picture)
    painter.fillRect(picture.rect().adjusted(2, 2, -2, -2), QColor(theme.series[colour]))
    painter.end()
    return picture


def _text(run: RunSummary, column: int) -> str:
    experiment, best = run.experiment, run.best
    match column:
        case 0:
            return run.name
        case 1:
            return state_words(run)
        case 2:
            return percent(best.val_accuracy) if best else "–"
        case 3:
            return f"{len(run.epochs)} / {experiment.epochs}" if experiment else "–"
        case 4:
            return began_words(run)
        case 5:
            return experiment.dataset if experiment else "–"
        case _:
            return experiment.architecture if experiment else "–"


def _key(run: RunSummary, column: int) -> str | float:
    match column:
        case 2:
            return run.best.val_accuracy if run.best else -1.0
        case 3:
            return len(run.epochs)
        case 4:
            return run.began.timestamp()
        case _:
            return _text(run, column).casefold()


def _colour(run: RunSummary, owner: QWidget) -> QColor | None:
    theme = theme_of(owner)
    match run.state:
        case RunState.FAILED | RunState.BROKEN:
            return theme.colour("bad")
        case RunState.RUNNING:
            return theme.colour("accent")
        case RunState.INTERRUPTED:
            return theme.colour("warning")
    return None
