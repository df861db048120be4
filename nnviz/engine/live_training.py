"""A training under live control: paused, stepped and stopped between two batches, and recorded in its folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

from nnviz.core.dataset import Dataset
from nnviz.core.experiment import Experiment
from nnviz.core.gradients import GradientRecord
from nnviz.core.messages import UserError
from nnviz.core.training import BatchRecord, EpochRecord, Phase, Progress, SettingChange
from nnviz.engine import commands, events
from nnviz.engine.gradients import GradientMeter, GradientWatch, layer_variables
from nnviz.engine.prober import Prober
from nnviz.engine.resuming import KeptRun
from nnviz.engine.run_folder import RunFolder, next_to
from nnviz.engine.step_explainer import InitialState, StepExplainer
from nnviz.engine.training_loop import Training

PROGRESS_INTERVAL_S = 0.1

Control = (
    commands.Pause
    | commands.Resume
    | commands.Step
    | commands.Stop
    | commands.StepEpoch
    | commands.Rewind
    | commands.SetLearningRate
    | commands.SetBatchSize
)

_numbers = count(1)


class LiveTraining:
    """Drives a `Training` one batch at a time and tells what happens through `emit`."""

    def __init__(
        self,
        model: Any,
        dataset: Dataset,
        experiment: Experiment,
        folder: str | None,
        emit: Callable[[events.Event], None],
        watch: GradientWatch | None = None,
        kept: KeptRun | None = None,
    ) -> None:
        self.run_id = f"run-{next(_numbers)}"
        self.class_names = dataset.class_names
        self._model, self._dataset = model, dataset
        self._experiment = experiment
        self._initial = InitialState(model)
        self._explainer: StepExplainer | None = None
        self._emit = emit
        self._watch = watch or GradientWatch()
        self._meter: GradientMeter | None = None
        self._model_id = ""
        self._training = Training(model, dataset, experiment, self.run_id)
        self._folder = RunFolder(Path(folder), on_problem=self._on_problem) if folder else None
        self._records: Iterator[BatchRecord | EpochRecord | None] = iter(())
        self._phase = Phase.PREPARING
        self._pause_after_batch = self._pause_after_epoch = False
        self._best = -1.0
        self._told_at = 0.0
        self._kept = kept
        if kept is not None:
            self._training.restore(kept.checkpoint)
            self._best = max((epoch.val_accuracy for epoch in kept.epochs), default=-1.0)

    @property
    def model(self) -> Any:
        """The Keras model that is trained."""
        return self._model

    @property
    def step(self) -> int:
        """Batches trained so far."""
        return self._training.step

    @property
    def epoch(self) -> int:
        """The epoch that is trained, counted from 1; 0 before the first batch."""
        return self._training.epoch

    @property
    def batches_left(self) -> int:
        """How many batches this epoch still takes."""
        return self._training.batches_left

    @property
    def running(self) -> bool:
        """Whether the next call of `advance` may do something."""
        return self._phase in (Phase.PREPARING, Phase.TRAINING, Phase.VALIDATING)

    @property
    def ended(self) -> bool:
        """Whether the training is over."""
        return self._phase.ended

    @property
    def failed(self) -> bool:
        """Whether the training ended because something went wrong."""
        return self._phase is Phase.FAILED

    @property
    def progress(self) -> Progress:
        """How far it is."""
        return replace(self._training.progress(), phase=self._phase)

    def begin(self, prober: Prober | None = None) -> None:
        """Announce the run and get ready for the first batch; `prober` is the model's and knows its layers."""
        if prober is not None:
            self._meter, self._model_id = GradientMeter(layer_variables(prober)), prober.summary.id
            self._explainer = StepExplainer(self._model, self._dataset, self._experiment, self._meter)
        folder = str(self._folder.path) if self._folder else None
        kept = self._kept
        if self._folder:
            if kept is None:
                self._folder.write_experiment(self._experiment)
            else:
                self._folder.continue_from(kept.checkpoint.place)
        log, epochs = (kept.log, kept.epochs) if kept else (None, ())
        self._emit(events.RunStarted(self.run_id, self._experiment, folder, log, epochs))
        self._kept = None
        self._tell_progress()
        self._records = self._training.advance()

    def control(self, command: Control) -> None:
        """Do what a person asks for while it trains."""
        match command:
            case commands.Pause():
                self.pause()
            case commands.Resume():
                self.resume()
            case commands.Step():
                self.step_once()
            case commands.Stop():
                self.stop()
            case commands.StepEpoch():
                self.step_epoch()
            case commands.Rewind():
                self.rewind()
            case commands.SetLearningRate(value):
                self._change("learning_rate", value)
            case commands.SetBatchSize(value):
                self._change("batch_size", value)

    def pause(self) -> None:
        """Halt before the next batch."""
        if not self.ended:
            self._set_phase(Phase.PAUSED)
            self._save_state()

    def resume(self) -> None:
        """Go on."""
        if not self.ended:
            self._pause_after_batch = self._pause_after_epoch = False
            self._set_phase(Phase.TRAINING)

    def step_once(self) -> None:
        """Train one batch, tell all that was computed from it, then halt."""
        if not self.ended:
            self._pause_after_batch = True
            if self._explainer is not None:
                self._explainer.listen(self._training)
            self._set_phase(Phase.TRAINING)

    def stop(self) -> None:
        """End now; what was learnt stays in the model."""
        if not self.ended:
            self._save_state()
            self._training.stop()
            self._close(Phase.STOPPED)

    def step_epoch(self) -> None:
        """Train to the end of the epoch and validate, then halt."""
        if not self.ended:
            self._pause_after_batch, self._pause_after_epoch = False, True
            self._set_phase(Phase.TRAINING)

    def rewind(self) -> None:
        """Begin anew from the initial weights, as another run: what the first has written stays in its folder."""
        if self.ended:
            return
        paused, whole_epochs = self._phase is Phase.PAUSED, self._best >= 0.0
        self.stop()
        self._initial.restore()
        self.run_id = f"run-{next(_numbers)}"
        self._training = Training(self._model, self._dataset, self._experiment, self.run_id)
        if self._folder:
            # A run without a whole epoch has left nothing that is worth a folder.
            path = next_to(self._folder.path) if whole_epochs else self._folder.path
            self._folder = RunFolder(path, on_problem=self._on_problem)
        self._pause_after_batch = self._pause_after_epoch = False
        self._phase, self._best = Phase.PREPARING, -1.0
        if self._meter is not None:
            self._explainer = StepExplainer(self._model, self._dataset, self._experiment, self._meter)
        self.begin()
        if paused:
            self.pause()

    def _change(self, setting: str, value: float) -> None:
        """Change a setting between two batches and keep a note of it.

        Raises
        ------
        UserError
            When no training could have that value.
        """
        Experiment.from_dict({**self._experiment.to_dict(), setting: value})  # refuses what is out of range
        before = getattr(self._training, setting)
        if self.ended or value == before:
            return
        setattr(self._training, setting, value)
        change = SettingChange(self.step, setting, before, value)
        if self._folder:
            self._folder.add_change(change)
        self._emit(events.SettingChanged(self.run_id, change))
        self._tell_progress()

    def advance(self) -> bool:
        """Do the next piece of work; return whether weights changed. A failure ends the training and is raised."""
        self._training.meter = self._meter if self._watch.due else None
        try:
            record = next(self._records)
        except StopIteration:
            self._close(Phase.FINISHED)
            return False
        except Exception as error:
            self._tell_gradients(self.step + 1)
            self._tell_bad_batch()
            self._close(Phase.FAILED, {"message": error} if isinstance(error, UserError) else {})
            raise
        if isinstance(record, BatchRecord):
            self._on_batch(record)
        elif isinstance(record, EpochRecord):
            self._on_epoch(record)
        self._follow_phase()
        return isinstance(record, BatchRecord)

    def _on_batch(self, record: BatchRecord) -> None:
        if self._folder:
            self._folder.add_batch(record)
        self._emit(events.BatchDone(self.run_id, record))
        self._tell_gradients(record.step)
        account = self._explainer.account(self._training, record) if self._explainer else None
        if account is not None:
            self._emit(events.StepExplained(account))
        if self._pause_after_batch:
            self._pause_after_batch = False
            self._set_phase(Phase.PAUSED)
        elif monotonic() - self._told_at >= PROGRESS_INTERVAL_S:
            self._tell_progress()

    def _tell_gradients(self, step: int) -> None:
        measured, self._training.gradients = self._training.gradients, ()
        if measured:
            self._watch.rest()
            self._emit(events.GradientsMeasured(self.run_id, GradientRecord(self._model_id, step, measured)))

    def _tell_bad_batch(self) -> None:
        bad = self._explainer.bad_batch(self._training) if self._explainer else None
        if bad is not None:
            self._emit(events.BatchFailed(bad))

    def _on_epoch(self, record: EpochRecord) -> None:
        if self._folder:
            self._folder.add_epoch(record)
            self._folder.save_last(self._model)
            if record.val_accuracy > self._best:
                self._folder.save_best(self._model)
            self._save_state()
        self._best = max(self._best, record.val_accuracy)
        self._emit(events.EpochDone(self.run_id, record))
        self._tell_evaluation(record.epoch)
        if self._pause_after_epoch:
            self._pause_after_epoch = False
            self._set_phase(Phase.PAUSED)
        else:
            self._tell_progress()

    def _save_state(self) -> None:
        """Keep what the rest of the training follows from."""
        if self._folder and self.step:
            self._folder.save_state(self._training.state())

    def _tell_evaluation(self, epoch: int) -> None:
        found = self._training.evaluation
        if found is not None:
            data, part = self._dataset, "validation" if self._experiment.split > 0.0 else "test"
            self._emit(
                events.EvaluationReady(found, data.x_test, self._model_id, data.name, part, self.run_id, epoch)
            )

    def _follow_phase(self) -> None:
        """Take over the inner phase (training, validating) unless a person has paused."""
        inner = self._training.phase
        if self.running and inner is not self._phase and not inner.ended:
            self._set_phase(inner)

    def _set_phase(self, phase: Phase) -> None:
        self._phase = phase
        self._tell_progress()

    def _close(self, phase: Phase, details: dict[str, object] | None = None) -> None:
        self._phase = phase
        if self._folder:
            problem = (details or {}).get("message")
            self._folder.close(phase, problem if isinstance(problem, UserError) else None)
        self._tell_progress(details)

    def _tell_progress(self, details: dict[str, object] | None = None) -> None:
        self._told_at = monotonic()
        self._emit(events.ProgressChanged(replace(self.progress, details=details or {})))

    def _on_problem(self, error: UserError) -> None:
        self._emit(events.Failed(error, "Train"))


def new_training(
    asked: tuple[Experiment, KeptRun | None],
    folder: str | None,
    dataset: Dataset,
    emit: Callable[[events.Event], None],
    watch: GradientWatch,
) -> LiveTraining:
    """Return the training that was `asked` for on these pictures.

    Raises
    ------
    UserError
        When the network of the experiment does not fit the pictures.
    """
    from nnviz.engine.architectures import build_experiment

    told, kept = asked
    model = build_experiment(told, dataset.picture_shape, len(dataset.class_names))
    return LiveTraining(model, dataset, told, folder, emit, watch, kept)
