"""Evaluation: what a model takes for what, the figures of each class, and the pictures behind every figure."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from nnviz.core.attribution import Method, Wish
from nnviz.core.dataset import Sample
from nnviz.core.messages import UserError
from nnviz.core.view_state import RunView, ViewState
from nnviz.engine import commands
from nnviz.engine.events import EvaluationProgress, EvaluationReady, Failed
from nnviz.qt.evaluation_words import fit_sentence, summary_sentence
from nnviz.qt.numerals import whole
from nnviz.qt.panels.base import Panel
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.evaluation_result import EvaluationResult
from nnviz.qt.widgets.evaluation_tools import EvaluationTools

_SPACE_PX = 8
_JOB = commands.EvaluateModel.__name__


class EvaluationPanel(Panel):
    """Follows a training epoch by epoch; without one, evaluates the live model when asked."""

    def build(self) -> None:
        """Make the widgets."""
        self._shown: EvaluationReady | None = None
        self._drawn: EvaluationReady | None = None
        self._run: RunView | None = None
        self._asked: commands.EvaluateModel | None = None
        self._problem: UserError | None = None
        self._missing = ""
        settings = self.context.settings
        self.tools = EvaluationTools(settings.text("evaluation/dataset") or settings.text("training/dataset"))
        self.title, self.line, self.fit = (QLabel(wordWrap=True) for _ in range(3))
        self.title.setProperty("role", "title")
        self.fit.setProperty("role", "muted")
        self.result = EvaluationResult()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_SPACE_PX, _SPACE_PX, _SPACE_PX, _SPACE_PX)
        column.setSpacing(_SPACE_PX)
        for widget in (self.tools, self.title, self.line, self.fit):
            column.addWidget(widget)
        column.addWidget(self.result, 1)
        column.addStretch()
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidget(page)
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(self._scroll)
        self._connect()

    def _connect(self) -> None:
        self.tools.asked.connect(self._on_tools_asked)
        self.tools.cancelled.connect(self._on_tools_cancelled)
        self.tools.set_changed.connect(self._on_tools_set_changed)
        self.result.picture_chosen.connect(self._on_result_picture_chosen)
        self.result.why_asked.connect(self._on_result_why_asked)
        self.result.told.connect(self.context.report)
        engine = self.context.engine
        engine.evaluation_progress.connect(self._on_engine_evaluation_progress)
        engine.evaluation_ready.connect(self._on_engine_evaluation_ready)
        engine.failed.connect(self._on_engine_failed)

    # --- asking ---

    @Slot(bool)
    def _on_tools_asked(self, download: bool) -> None:
        choices, settings = self.tools.choices, self.context.settings
        settings.set("evaluation/dataset", choices.dataset)
        folder = settings.text("data/folder") or None
        self._asked = commands.EvaluateModel(choices.dataset, choices.split, folder, download)
        self._problem, self._missing = None, ""
        self.tools.show_missing(0)
        self.tools.show_progress((0, 0))
        self.context.engine.post(self._asked)
        self._tell()

    @Slot()
    def _on_tools_cancelled(self) -> None:
        self.context.engine.post(commands.StopJob(_JOB))
        self._end()

    @Slot()
    def _on_tools_set_changed(self) -> None:
        self._problem, self._missing = None, ""
        if self._asked is not None:
            self._on_tools_cancelled()
        self._tell()

    def _end(self) -> None:
        self._asked = None
        self.tools.show_progress(None)
        self._tell()

    @property
    def answered(self) -> bool:
        """Whether a result is on show."""
        return self._shown is not None

    # --- answers ---

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Follow the live model and the run."""
        self._run = new.run
        if self._shown is not None and self._shown.model_id != new.model_id:
            self._shown = None
            self._render()
        if self._asked is not None and old is not None and new.model_id != old.model_id:
            self._on_tools_cancelled()
        self.tools.setEnabled(new.model is not None)
        self.tools.setVisible(not self._trains)
        if old is None or new.run is not old.run:
            self._tell()

    @property
    def _trains(self) -> bool:
        return self._run is not None and not self._run.progress.phase.ended

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while nobody looked."""
        super().showEvent(event)
        self._render()

    @Slot(object)
    def _on_engine_evaluation_progress(self, progress: EvaluationProgress) -> None:
        if self._asked is None or (progress.dataset, progress.split) != (self._asked.dataset, self._asked.split):
            return
        if progress.missing_bytes:
            self._missing = self.tools.choices.dataset_title
            self.tools.show_missing(progress.missing_bytes)
            self._end()
        else:
            self.tools.show_progress((progress.done, progress.total))

    @Slot(object)
    def _on_engine_evaluation_ready(self, ready: EvaluationReady) -> None:
        if ready.model_id != self.context.store.state.model_id or (not ready.run_id and self._asked is None):
            return
        self._shown, self._problem = ready, None
        if not ready.run_id:
            self._end()
        if self.isVisible():
            self._render()

    @Slot(object)
    def _on_engine_failed(self, failed: Failed) -> None:
        if failed.during == _JOB and self._asked is not None:
            self._problem = failed.error
            self._end()

    # --- from a picture to the paper ---

    @Slot(int)
    def _on_result_picture_chosen(self, number: int) -> None:
        shown = self._shown
        if shown is None:
            return
        label = int(shown.evaluation.labels[number])
        name = shown.evaluation.class_names[label]
        sample = Sample(shown.dataset, shown.split, number, shown.pictures[number], label, name)
        self.context.show_panel("draw")
        self.context.engine.post(commands.ShowSample(sample))

    @Slot(int)
    def _on_result_why_asked(self, number: int) -> None:
        self._on_result_picture_chosen(number)
        self.context.show_panel("why")
        self.context.store.update(explanation=Wish(Method.GRAD_CAM))

    # --- showing and words ---

    def _render(self) -> None:
        shown = self._shown
        self.result.setVisible(shown is not None)
        if shown is not None and shown is not self._drawn:
            self.result.show_result(shown.evaluation, shown.pictures)
        self._drawn = shown
        self._tell()

    def _tell(self) -> None:
        self.title.setText(self._title())
        self.title.setVisible(bool(self.title.text()))
        self.line.setText(self._line())
        self._tell_fit()

    def _tell_fit(self) -> None:
        run, shown = self._run, self._shown
        known = run is not None and bool(run.epochs) and shown is not None and shown.run_id == run.id
        self.fit.setVisible(known)
        if known and run is not None:
            self.fit.setText(fit_sentence(run.epochs[-1]))

    def _title(self) -> str:
        shown, run = self._shown, self._run
        if shown is None:
            return ""
        parts = {"train": self.tr("training part"), "validation": self.tr("held back for validation")}
        part = parts.get(shown.split, self.tr("test part"))
        title = self.tr("{0}, {1}").format(self.tools.title_of(shown.dataset), part)
        if not shown.run_id or run is None:
            return title
        epoch = self.tr("epoch {0} of {1}").format(whole(shown.epoch), whole(run.experiment.epochs))
        return f"{title} · {epoch}"

    def _line(self) -> str:
        if self._problem is not None:
            return user_sentence(self._problem)
        if self._missing:
            text = self.tr("{0} is not on this machine. Nothing is downloaded unless you ask for it.")
            return text.format(self._missing)
        if self._asked is not None:
            return self.tr("The model reads every picture…")
        if self._shown is not None:
            return summary_sentence(self._shown.evaluation)
        if self._trains:
            return self.tr("After the first epoch this shows which classes the network mixes up.")
        return self.tr(
            "Press Evaluate: the model reads every picture of the chosen part. Then you see which classes it mixes up, "
            "how sure it was, and each picture that it misreads. While a network trains, this follows every epoch."
        )

    def retranslate(self) -> None:
        """Set every word of the panel; its parts set their own."""
        self.setAccessibleName(self.tr("Evaluation"))
        self._render()

    def minimumSizeHint(self) -> QSize:
        """Return the least size; the rest can be scrolled."""
        return QSize(260, 200)
