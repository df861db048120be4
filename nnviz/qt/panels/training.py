"""Training live: what is trained on what, the buttons, and the curves."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from nnviz import paths
from nnviz.core.experiment import Experiment
from nnviz.core.messages import UserError
from nnviz.core.training import Phase
from nnviz.core.view_state import RunView, ViewState
from nnviz.engine import commands
from nnviz.engine.datasets import CLASS_NAMES, PICTURE_SHAPES
from nnviz.engine.events import Activity, ActivityChanged, BatchFailed, Failed, StepExplained
from nnviz.qt.experiment_files import ExperimentFiles, experiment_of
from nnviz.qt.experiment_memory import ExperimentMemory
from nnviz.qt.panels.base import Panel
from nnviz.qt.time_travel import TimeTravel
from nnviz.qt.widgets.column_pair import ColumnPair
from nnviz.qt.widgets.experiment_form import ExperimentForm, Pictures
from nnviz.qt.widgets.experiment_head import DESCRIPTION
from nnviz.qt.widgets.live_settings import LiveSettings
from nnviz.qt.widgets.run_controls import RunControls
from nnviz.qt.widgets.run_figures import RunFigures
from nnviz.qt.widgets.run_result import RunResult
from nnviz.qt.widgets.run_status import RunStatus
from nnviz.qt.widgets.script_view import ScriptButton, ScriptView
from nnviz.qt.widgets.time_bar import TimeBar
from nnviz.qt.widgets.turning_row import TurningRow

_HEAD_TURN_PX = 820



class TrainingPanel(Panel):
    """A form on the left, the progress and the curves on the right."""

    def build(self) -> None:
        """Make the widgets and remember what was chosen last."""
        self._run: RunView | None = None
        self._waiting = False
        self.form, self.controls = ExperimentForm(known_pictures()), RunControls()
        self.status, self.figures, self.result = RunStatus(), RunFigures(), RunResult()
        self.plot, self.live = self.result.plot, LiveSettings()
        self.memory = ExperimentMemory(self.context.settings, self.form)
        self.files = ExperimentFiles(self.form, self.context, self)
        result = QWidget()
        column = QVBoxLayout(result)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(TurningRow((self.status, self.figures), (2, 3), _HEAD_TURN_PX, spacing=24))
        column.addWidget(self.result, 1)
        self.travel = TimeTravel(self.context, TimeBar(), self)
        column.addWidget(self.travel.bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._columns = ColumnPair(self.form, self._below_form(), self._pages_of(result), self.form.head)
        layout.addWidget(self._columns)
        self._connect()
        self._show_phase()
        self._on_plot_drawn()
        self._on_form_changed()
        self.setAcceptDrops(True)

    def _below_form(self) -> QWidget:
        self.script_button = ScriptButton()
        buttons = QWidget()
        column = QVBoxLayout(buttons)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.controls)
        column.addWidget(self.live)
        column.addWidget(self.script_button)
        return buttons

    def _pages_of(self, result: QWidget) -> QWidget:
        """Return the result and, in the same place, the script."""
        self.script, self._pages = ScriptView(), QStackedWidget()
        self._pages.addWidget(result)
        self._pages.addWidget(self.script)
        return self._pages

    def _connect(self) -> None:
        self.form.changed.connect(self._show_script)
        self.script_button.toggled.connect(self._on_script_button_toggled)
        self.script.closed.connect(self.script_button.toggle)
        self.script.reported.connect(self.context.report)
        self.form.changed.connect(self._on_form_changed)
        self.form.add_shortcuts(self)
        self.form.network.row_chosen.connect(self._columns.reveal)
        for turned in (self.form.changed, self.form.head.page_chosen, self.form.description.unfolded):
            turned.connect(self._columns.settle)
        self.controls.start_pressed.connect(self._on_controls_start_pressed)
        self.controls.pause_pressed.connect(self._on_controls_pause_pressed)
        self.controls.resume_pressed.connect(self._on_controls_resume_pressed)
        self.controls.step_pressed.connect(self._on_controls_step_pressed)
        self.controls.epoch_pressed.connect(self._on_controls_epoch_pressed)
        self.controls.rewind_pressed.connect(self._on_controls_rewind_pressed)
        self.live.rate_changed.connect(self._on_live_rate_changed)
        self.live.batch_size_changed.connect(self._on_live_batch_size_changed)
        self.context.engine.step_explained.connect(self._on_engine_step_explained)
        self.context.engine.batch_failed.connect(self._on_engine_batch_failed)
        self.controls.stop_pressed.connect(self._on_controls_stop_pressed)
        self.plot.drawn.connect(self._on_plot_drawn)
        self.plot.failed.connect(self.context.report)
        self.context.engine.failed.connect(self._on_engine_failed)
        self.context.engine.activity_changed.connect(self._on_engine_activity_changed)

    # --- what is shown ---

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Follow the run."""
        self.travel.show_state(new, old)
        if old is None or new.snapshot != old.snapshot:
            self.plot.stack.mark_past(new.snapshot)
        if old is not None and new.run is old.run:
            return
        run, before = new.run, self._run
        self._run = run
        if run is not None and (before is None or run.id != before.id):
            self._waiting = False
            self.form.set_experiment(run.experiment)
        self.result.show_run(run)
        self._show_live(run)
        self.status.show_run(run)
        if run is None or before is None or run.progress.phase is not before.progress.phase:
            self._show_phase()

    @property
    def _phase(self) -> Phase | None:
        if self._waiting:
            return Phase.PREPARING
        return self._run.progress.phase if self._run else None

    def _show_phase(self) -> None:
        phase = self._phase
        idle = phase is None or phase.ended
        if not idle and self.controls.start.hasFocus():
            # A button that is disabled loses the focus to nowhere; Stop beside it would be one key from an accident.
            self.plot.setFocus()
        self.controls.show_phase(phase)
        self.form.setEnabled(idle)
        self.form.head.setEnabled(idle)
        self.live.setVisible(not idle and not self._waiting)

    def _show_live(self, run: RunView | None) -> None:
        """Show rate and batch size as they are: changed by hand, by the schedule, or as they began."""
        if run is None or run.progress.phase.ended:
            return
        by_hand = {change.setting: change.after for change in run.changes}
        told = run.experiment
        rate = by_hand.get("learning_rate", told.learning_rate)
        if run.log.length and (not run.changes or run.log.record(-1).step > run.changes[-1].step):
            rate = run.log.record(-1).learning_rate
        self.live.show_settings(rate, int(by_hand.get("batch_size", told.batch_size)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that drive a training, wherever in the panel nothing else wants them."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if not (plain and self.controls.press_key(event.key())):
            super().keyPressEvent(event)

    @Slot()
    def _on_plot_drawn(self) -> None:
        self.figures.setVisible(not self.plot.empty)
        self.figures.show_run(self._run, self.plot.smoothed_ends())

    def retranslate(self) -> None:
        """Set every word of the panel; its parts set their own."""
        self.setAccessibleName(self.tr("Training"))
        self.plot.set_empty_text(
            self.tr(
                "The loss and the accuracy of every batch will be drawn here while the network learns.\n\n"
                "Press Start. The digits come with nnviz and take less than a minute."
            )
        )

    @Slot(bool)
    def _on_script_button_toggled(self, shown: bool) -> None:
        self._pages.setCurrentIndex(int(shown))
        self._show_script()
        if shown:
            self._columns.show_result()

    @Slot()
    def _show_script(self) -> None:
        """Write the script of what is chosen, while somebody reads it."""
        if not self.script_button.isChecked():
            return
        try:
            self.script.show_experiment(self.form.experiment())
        except UserError as error:
            self.script.show_problem(error)

    # --- what a person asks for ---

    @Slot()
    def _on_controls_start_pressed(self) -> None:
        self._train(start_paused=False)

    @Slot()
    def _on_controls_pause_pressed(self) -> None:
        self.context.engine.post(commands.Pause())

    @Slot()
    def _on_controls_resume_pressed(self) -> None:
        self.context.engine.post(commands.Resume())

    @Slot()
    def _on_controls_step_pressed(self) -> None:
        phase = self._phase
        if (phase is None or phase.ended) and not self._train(start_paused=True):
            return
        self.context.engine.post(commands.Step())

    @Slot()
    def _on_controls_epoch_pressed(self) -> None:
        phase = self._phase
        if (phase is None or phase.ended) and not self._train(start_paused=True):
            return
        self.context.engine.post(commands.StepEpoch())

    @Slot()
    def _on_controls_rewind_pressed(self) -> None:
        run = self._run
        if run is not None and run.progress.phase.ended:
            # The seed builds the same network again.
            self.form.set_experiment(run.experiment)
            self._train(start_paused=True)
        else:
            self.context.engine.post(commands.Rewind())

    @Slot(float)
    def _on_live_rate_changed(self, value: float) -> None:
        self.context.engine.post(commands.SetLearningRate(value))

    @Slot(int)
    def _on_live_batch_size_changed(self, count: int) -> None:
        self.context.engine.post(commands.SetBatchSize(count))

    @Slot(object)
    def _on_engine_step_explained(self, event: StepExplained) -> None:
        if self._run is not None and event.account.run_id == self._run.id:
            self.result.show_step(event.account)

    @Slot(object)
    def _on_engine_batch_failed(self, event: BatchFailed) -> None:
        if self._run is not None and event.batch.run_id == self._run.id:
            self.result.show_bad_batch(event.batch)

    @Slot()
    def _on_controls_stop_pressed(self) -> None:
        self.context.engine.post(commands.Stop())

    def _train(self, start_paused: bool) -> bool:
        try:
            experiment = self.form.experiment()
        except UserError as error:
            self.status.show_problem(error)
            self.form.head.show_page(DESCRIPTION)
            self.form.description.focus_problem()
            return False
        folder = str(new_run_folder(experiment, paths.runs_folder(self.context.settings.text("runs/folder"))))
        data_folder = self.context.settings.text("data/folder") or None
        self._waiting = True
        self.script_button.setChecked(False)
        self.status.show_waiting(None)
        self._columns.show_result()
        self._show_phase()
        self.context.engine.post(commands.Train(experiment, folder, data_folder, start_paused))
        return True

    # --- what the engine says before there is a run ---

    @Slot(object)
    def _on_engine_failed(self, failed: Failed) -> None:
        if self._waiting and failed.during == commands.Train.__name__:
            self._waiting = False
            self.status.show_problem(failed.error)
            self._show_phase()

    @Slot(object)
    def _on_engine_activity_changed(self, activity: ActivityChanged) -> None:
        if self._waiting and activity.activity is Activity.LOADING:
            self.status.show_waiting(activity.fraction)

    # --- the experiment ---

    @Slot()
    def _on_form_changed(self) -> None:
        self.controls.show_obstacle(self.form.network_problem)

    def open_experiment(self, path: Path) -> bool:
        """Show the experiment of a file; tell why not, and leave the form, when it cannot be read."""
        return self.files.open(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take the file of an experiment."""
        if self.form.isEnabled() and experiment_of(event.mimeData()) is not None:
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the file that is dropped."""
        path = experiment_of(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.open_experiment(path)


def known_pictures() -> dict[str, Pictures]:
    """Return the shapes of the sets that come with nnviz or are loaded by it."""
    return {name: Pictures(shape, len(CLASS_NAMES[name])) for name, shape in PICTURE_SHAPES.items()}


def new_run_folder(experiment: Experiment, runs: Path | None = None) -> Path:
    """Return a folder for a run that begins now, not yet there and unlike any other."""
    parent = runs or paths.runs_folder()
    name = f"{datetime.now():%Y%m%d-%H%M%S}-{experiment.dataset}-{experiment.architecture}"
    folder, number = parent / name, 2
    while folder.exists():
        folder, number = parent / f"{name}-{number}", number + 1
    return folder
