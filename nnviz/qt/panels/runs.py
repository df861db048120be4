"""Every training that was kept: listed, laid over each other, compared, resumed, renamed and thrown away."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QLabel,
    QMessageBox,
    QProgressBar,
    QSizePolicy,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from nnviz import paths
from nnviz.core.messages import UserError
from nnviz.core.view_state import RunView, ViewState
from nnviz.engine import commands
from nnviz.engine.run_folder import BEST
from nnviz.engine.run_list import RunSummary, list_runs, rename_run
from nnviz.qt.panels.base import Panel
from nnviz.qt.run_reader import RunReader
from nnviz.qt.run_trash import RunTrash
from nnviz.qt.throttle import Throttle
from nnviz.qt.widgets.run_comparison import RunComparison
from nnviz.qt.widgets.run_overlay import RunOverlay
from nnviz.qt.widgets.run_table import MOST_MARKED, RunTable
from nnviz.qt.widgets.run_tools import RunTools

_REFRESH_MS = 1000


class RunsPanel(Panel):
    """The table above; below it the curves of the marked runs, or where they differ."""

    def build(self) -> None:
        """Make the widgets."""
        self._run: RunView | None = None
        self.trash = RunTrash()
        self.reader = RunReader(self)
        self._throttle = Throttle(_REFRESH_MS, self)
        self.table = RunTable()
        self.tools = RunTools(self.table)
        self.overlay, self.comparison = RunOverlay(), RunComparison()
        self.tabs = QTabBar(drawBase=False, expanding=False)
        self.tabs.addTab("")
        self.tabs.addTab("")
        self.progress = QProgressBar(maximum=100)
        self.progress.hide()
        self._below = QStackedWidget()
        self._below.addWidget(self.overlay)
        self._below.addWidget(self.comparison)
        self._empty = QLabel(wordWrap=True, alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(24)
        self._empty.setProperty("role", "muted")
        self._empty.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        for widget in (self.tabs, self.progress):
            column.addWidget(widget)
        column.addWidget(self._below, 1)
        self._split = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        self._split.addWidget(self.table)
        self._split.addWidget(below)
        self._split.setSizes([210, 420])
        self._split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(6)
        layout.addWidget(self.tools)
        layout.addWidget(self._split, 1)
        layout.addWidget(self._empty, 1)

    def _connect(self) -> None:
        actions = self.tools.actions_by_name
        actions["resume"].triggered.connect(self._on_resume_triggered)
        actions["open_best"].triggered.connect(self._on_open_best_triggered)
        actions["use"].triggered.connect(self._on_use_triggered)
        actions["rename"].triggered.connect(self._on_rename_triggered)
        actions["open_folder"].triggered.connect(self._on_open_folder_triggered)
        actions["delete"].triggered.connect(self._on_delete_triggered)
        actions["undo"].triggered.connect(self._on_undo_triggered)
        self.tools.filter.textChanged.connect(self.table.filter)
        self.table.chosen.connect(self._on_table_chosen)
        self.table.runs.marks_changed.connect(self._on_marks_changed)
        self.table.runs.refused.connect(self._on_mark_refused)
        self.table.runs.renamed.connect(self._on_table_renamed)
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self.reader.ready.connect(self._show_curves)
        self.reader.progressed.connect(self._on_reader_progressed)
        self.reader.failed.connect(self.context.report)
        self._throttle.due.connect(self.refresh)

    # --- what is shown ---

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Read the list when the panel comes into sight, when a run begins or ends, and after its epochs."""
        before, self._run = self._run, new.run
        if old is None or _changed(new.run, before):
            self._throttle.request()

    @property
    def shown(self) -> list[tuple[RunSummary, int]]:
        """The marked runs with the numbers of their colours; the current one where none is marked."""
        marks, current = self.table.runs.marks, self.table.current
        marked = [(run, marks[run.path]) for run in self.table.runs.runs if run.path in marks]
        return marked or ([(current, 0)] if current is not None else [])

    @property
    def complete(self) -> bool:
        """Whether all curves that are asked for are drawn."""
        return not self.reader.busy

    @Slot()
    def refresh(self) -> None:
        """Read the list of the runs again."""
        runs = list_runs(paths.runs_folder(self.context.settings.text("runs/folder")))
        self.table.set_runs(runs)
        if runs and self.table.current is None:
            self.table.choose(runs[0].path)
        self._empty.setVisible(not runs)
        self._split.setVisible(bool(runs))
        self.tools.setVisible(bool(runs) or self.trash.can_undo)
        self._on_marks_changed()

    @Slot(object)
    def _on_table_chosen(self, run: RunSummary | None) -> None:
        self._allow()
        if not self.table.runs.marks and run is not None:
            self._on_marks_changed()

    @Slot()
    def _on_marks_changed(self) -> None:
        shown = self.shown
        self.comparison.show_runs(shown)
        self.reader.want([run for run, _ in shown])
        self._allow()

    @Slot()
    def _on_mark_refused(self) -> None:
        self.context.report(
            self.tr("At most {0} runs fit on one plot. Take a mark away before you set another.").format(MOST_MARKED)
        )

    @Slot(float)
    def _on_reader_progressed(self, share: float) -> None:
        self.progress.setVisible(share < 1.0)
        self.progress.setValue(round(100 * share))

    @Slot()
    def _show_curves(self) -> None:
        self.progress.hide()
        read = [(run, colour, self.reader.curves(run.path)) for run, colour in self.shown]
        self.overlay.show_runs([(run.name, colour, curves) for run, colour, curves in read if curves is not None])

    @Slot(int)
    def _on_tabs_current_changed(self, index: int) -> None:
        self._below.setCurrentIndex(index)

    def _allow(self) -> None:
        training = self._run is not None and not self._run.progress.phase.ended
        self.tools.allow(self.table.current, training, self.trash.can_undo)

    # --- what a person asks for ---

    @Slot()
    def _on_resume_triggered(self) -> None:
        run = self.table.current
        if run is not None:
            data_folder = self.context.settings.text("data/folder") or None
            self.context.engine.post(commands.ResumeRun(str(run.path), data_folder))
            self.context.show_panel("training")

    @Slot()
    def _on_open_best_triggered(self) -> None:
        run = self.table.current
        if run is not None:
            self.context.engine.post(commands.OpenModel(str(run.path / BEST)))

    @Slot()
    def _on_use_triggered(self) -> None:
        run = self.table.current
        if run is not None and run.experiment is not None:
            self.context.settings.set("training/wanted", json.dumps(run.experiment.to_dict()))
            self.context.show_panel("training")

    @Slot()
    def _on_rename_triggered(self) -> None:
        self.table.rename_current()

    @Slot(object, str)
    def _on_table_renamed(self, path: Path, name: str) -> None:
        try:
            moved = rename_run(path, name)
        except UserError as error:
            self.context.report(error)
            return
        self.table.runs.move_mark(path, moved)
        self.refresh()
        self.table.choose(moved)

    @Slot()
    def _on_open_folder_triggered(self) -> None:
        run = self.table.current
        if run is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(run.path))):
            self.context.report(self.tr("The run lies in {0}.").format(run.path))

    @Slot()
    def _on_delete_triggered(self) -> None:
        run = self.table.current
        if run is None:
            return
        try:
            thrown = self.trash.throw(run.path)
        except UserError as error:
            self.context.report(error)
            return
        if thrown:
            self.refresh()
            self.context.report(self.tr("{0} was moved to the trash. Undo delete brings it back.").format(run.name))
        else:
            self._ask_to_destroy(run)

    def _ask_to_destroy(self, run: RunSummary) -> None:
        self._doomed = run
        question = QMessageBox(self)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setText(self.tr("{0} cannot be moved to a trash from where it lies.").format(run.name))
        question.setInformativeText(self.tr("Delete it for good? Its curves and models cannot be brought back."))
        question.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        question.finished.connect(self._on_question_finished)
        question.open()

    @Slot(int)
    def _on_question_finished(self, answer: int) -> None:
        if answer == QMessageBox.StandardButton.Yes.value:
            try:
                self.trash.destroy(self._doomed.path)
            except UserError as error:
                self.context.report(error)
            self.refresh()

    @Slot()
    def _on_undo_triggered(self) -> None:
        if not self.trash.can_undo:
            return
        try:
            back = self.trash.undo()
        except UserError as error:
            self.context.report(error)
            back = None
        self.refresh()
        if back is not None:
            self.table.choose(back)

    # --- words ---

    def minimumSizeHint(self) -> QSize:
        """Return the least size that makes sense."""
        return QSize(260, 260)

    def retranslate(self) -> None:
        """Set the panel's words."""
        self.setAccessibleName(self.tr("Runs"))
        self._empty.setText(
            self.tr(
                "Every training is kept here with its curves, its best network and a checkpoint to go on from.\n\n"
                "Nothing has been trained yet: start a training in the panel Training."
            )
        )
        self.tabs.setTabText(0, self.tr("Curves"))
        self.tabs.setTabText(1, self.tr("Differences"))
        self.tabs.setAccessibleName(self.tr("Curves or differences"))
        self.progress.setAccessibleName(self.tr("Reading the curves"))


def _changed(new: RunView | None, old: RunView | None) -> bool:
    """Return whether the list of the runs may read differently now."""
    if new is None or old is None:
        return new is not old
    return (
        new.id != old.id or len(new.epochs) != len(old.epochs) or new.progress.phase.ended != old.progress.phase.ended
    )
