"""What comes of a training: its curves with what they say, and the batch that was stepped or that broke."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from nnviz.core.bad_batch import BadBatch
from nnviz.core.curve_verdict import judge_curves
from nnviz.core.step_account import StepAccount
from nnviz.core.training import Phase
from nnviz.core.view_state import RunView
from nnviz.qt.throttle import Throttle
from nnviz.qt.widgets.bad_batch_view import BadBatchView
from nnviz.qt.widgets.curve_plot import CurvePlot
from nnviz.qt.widgets.step_view import StepView
from nnviz.qt.widgets.verdict_line import VerdictLine

# A verdict reads every batch, and nobody reads a sentence that changes more often.
_JUDGE_MS = 1000


class RunResult(QWidget):
    """Tabs for the curves and for one batch. `look` leads from a training that broke down to its batch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: RunView | None = None
        self.plot, self.verdict = CurvePlot(), VerdictLine()
        self.step, self.bad = StepView(), BadBatchView()
        self.look = QPushButton()
        self.look.hide()
        self.look.clicked.connect(self._on_look_clicked)
        curves = QWidget()
        column = QVBoxLayout(curves)
        column.setContentsMargins(0, 6, 0, 0)
        column.addWidget(self.plot, 1)
        column.addWidget(self.verdict)
        self._batch = QStackedWidget()
        self._batch.addWidget(self.step)
        self._batch.addWidget(self.bad)
        # the curves say how low it gets
        self._batch.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(curves, "")
        self.tabs.addTab(self._batch, "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.look)
        layout.addWidget(self.tabs)
        self._throttle = Throttle(_JUDGE_MS, self)
        self._throttle.due.connect(self._judge)
        self._retranslate()

    def show_run(self, run: RunView | None) -> None:
        """Follow a run; another one begins without a batch to look at."""
        before, self._run = self._run, run
        if run is None or before is None or run.id != before.id:
            self._forget(run)
        self.plot.show_log(run.log if run else None, run.epochs if run else ())
        if run is not None:
            chosen = run.experiment.patience > 0 and run.progress.phase is Phase.FINISHED
            self.plot.show_marks(run.epochs, run.changes, chosen)
            if run.progress.phase.ended:
                self._throttle.cancel()
        self._throttle.request()

    def _forget(self, run: RunView | None) -> None:
        told = self.step.account
        if run is None or told is None or told.run_id != run.id:
            self.step.show_step(None)
        self._batch.setCurrentWidget(self.step)
        self.look.hide()
        self.plot.show_marks((), (), False)
        self.verdict.show_verdict(None)

    def show_step(self, account: StepAccount) -> None:
        """Show a step; the first of a run comes to the front."""
        first = self.step.account is None or self.step.account.run_id != account.run_id
        self._batch.setCurrentWidget(self.step)
        self.step.show_step(account)
        if first:
            self.tabs.setCurrentWidget(self._batch)

    def show_bad_batch(self, batch: BadBatch) -> None:
        """Offer the batch on which the training broke down."""
        self.bad.show_batch(batch)
        self._batch.setCurrentWidget(self.bad)
        self.look.show()

    @Slot()
    def _on_look_clicked(self) -> None:
        self.tabs.setCurrentWidget(self._batch)
        self.bad.pictures.setFocus()

    @Slot()
    def _judge(self) -> None:
        run = self._run
        if run is None or not run.log.length:
            self.verdict.show_verdict(None)
        else:
            self.verdict.show_verdict(judge_curves(run.log.column("loss"), run.epochs))

    def hideEvent(self, event: QHideEvent) -> None:
        """Judge nothing that cannot be read."""
        if not event.spontaneous():
            self._throttle.cancel()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.tabs.setTabText(0, self.tr("Curves"))
        self.tabs.setTabText(1, self.tr("This batch"))
        self.look.setText(self.tr("Look at this batch"))
        self.look.setToolTip(
            self.tr("The pictures of the batch whose loss was no number, and the layer where it began")
        )
