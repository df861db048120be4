"""Where the descriptions of several trainings differ, and what came of each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from nnviz.engine.run_list import RunSummary
from nnviz.qt.numerals import decimal, percent, whole
from nnviz.qt.run_words import entry_words, state_words, value_words
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.run_table import swatch


class RunComparison(QTableWidget):
    """A column a run; a row for each entry in which they differ, then their figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self._shown: tuple[tuple[RunSummary, int], ...] = ()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._retranslate()

    def show_runs(self, shown: Sequence[tuple[RunSummary, int]]) -> None:
        """Compare these runs, each with the number of its colour."""
        self._shown = tuple(shown)
        runs = [run for run, _ in shown]
        rows = [*self._differences(runs), *self._figures(runs)]
        self.setColumnCount(len(runs))
        self.setRowCount(len(rows))
        for column, (run, colour) in enumerate(shown):
            head = QTableWidgetItem(run.name)
            head.setIcon(QIcon(swatch(theme_of(self), colour)))
            self.setHorizontalHeaderItem(column, head)
        for row, (name, texts) in enumerate(rows):
            self.setVerticalHeaderItem(row, QTableWidgetItem(name))
            for column, text in enumerate(texts):
                self.setItem(row, column, QTableWidgetItem(text))

    def _differences(self, runs: list[RunSummary]) -> list[tuple[str, list[str]]]:
        known = [run.experiment for run in runs if run.experiment is not None]
        if not known:
            return []
        differing = {name for other in known[1:] for name in known[0].differences(other)}
        described = [run.experiment.to_dict() if run.experiment else {} for run in runs]
        rows = [
            (entry_words(name), [value_words(values[name]) if values else "–" for values in described])
            for name in known[0].to_dict()
            if name in differing
        ]
        if not rows and len(runs) > 1:
            return [(self.tr("Description"), [self.tr("the same")] * len(runs))]
        return rows

    def _figures(self, runs: list[RunSummary]) -> list[tuple[str, list[str]]]:
        last = [run.epochs[-1] if run.epochs else None for run in runs]
        best = [run.best for run in runs]
        return [
            (self.tr("State"), [state_words(run) for run in runs]),
            (self.tr("Epochs done"), [whole(len(run.epochs)) for run in runs]),
            (self.tr("Best validation accuracy"), [percent(one.val_accuracy) if one else "–" for one in best]),
            (self.tr("… in epoch"), [whole(one.epoch) if one else "–" for one in best]),
            (self.tr("Last validation accuracy"), [percent(one.val_accuracy) if one else "–" for one in last]),
            (self.tr("Last validation loss"), [decimal(one.val_loss) if one else "–" for one in last]),
            (self.tr("Last training accuracy"), [percent(one.accuracy) if one else "–" for one in last]),
            (self.tr("Last training loss"), [decimal(one.loss) if one else "–" for one in last]),
        ]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange):
            self.show_runs(self._shown)
        super().changeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Return the least size; the rest can be scrolled."""
        return QSize(160, 90)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("Differences of the marked runs"))
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
