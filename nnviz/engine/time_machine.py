"""The past of a training: any snapshot answers what the live model is asked, which trains on undisturbed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.snapshots import Moment
from nnviz.engine import commands, events
from nnviz.engine.held_model import HeldModel, hold_copy
from nnviz.engine.jobs import Jobs, Steps
from nnviz.engine.live_edits import Edit
from nnviz.engine.live_inspection import LiveInspection, LiveModel, LoadDataset
from nnviz.engine.live_training import LiveTraining
from nnviz.engine.snapshot_store import MEGABYTE, SnapshotStore

Emit = Callable[[events.Event], None]
Travel = commands.ScrubTo | commands.ContinueFrom | commands.SaveSnapshot | commands.SetSnapshotBudget

_BUILD = "BuildTwin"
_QUICK_LAYERS = 60
_LONG = (commands.FindMisread, commands.MeasureHealth, commands.FindExcitingPatches)


class TimeMachine:
    """Owns the snapshots and a twin of the live model that takes on the weights of any of them.

    The twin answers under the id of the live model, so that panels follow it without knowing.
    """

    def __init__(self, jobs: Jobs, load_dataset: LoadDataset, present: LiveInspection) -> None:
        self._jobs = jobs
        self._present = present
        self._inspection = LiveInspection(jobs, load_dataset)
        self._store = SnapshotStore()
        self._twin: HeldModel | None = None
        self._shown: tuple[Moment, list[Array]] | None = None
        self._begun: set[str] = set()

    @property
    def step(self) -> int | None:
        """The step of the snapshot that answers; None while the live model does."""
        return None if self._shown is None else self._shown[0].step

    # --- following the live model ---

    def begin(self, training: LiveTraining, live: LiveModel, emit: Emit) -> None:
        """Keep the weights that a training of the live model starts from, and make its twin ready."""
        self._store.begin(training)
        if self._store and len(live.prober.summary.layers) <= _QUICK_LAYERS:
            self._jobs.start(_BUILD, self._build(live))
        emit(events.SnapshotsChanged(self._store.summary()))

    def follow(self, training: LiveTraining, emit: Emit) -> None:
        """Keep the weights of this moment if it is one to keep."""
        if self._store.follow(training):
            emit(events.SnapshotsChanged(self._store.summary()))

    def forget(self, emit: Emit) -> None:
        """Turn away from a model that is no longer live, and from its past."""
        self._jobs.stop(_BUILD)
        self._leave_snapshot(emit)
        self._inspection.forget()
        self._store.clear()
        self._twin = None
        emit(events.SnapshotsChanged(self._store.summary()))

    def shown(self, live: LiveModel | None) -> LiveModel | None:
        """Return the model that answers: the twin at the chosen snapshot, else the live one."""
        if self._shown is None or self._twin is None or live is None:
            return live
        return LiveModel(self._twin.model, self._twin.prober, live.image, self._shown[0].step)

    # --- what a person asks for ---

    def carry_out(self, command: commands.Command, live: LiveModel, emit: Emit) -> bool:
        """Travel in time, or look into the model that answers; return whether questions have another answer now.

        Raises
        ------
        UserError
            When it cannot be done, or weights of the past would be changed by hand; everything is as it was then.
        """
        if isinstance(command, Travel):
            return self._travel(command, live, emit)
        return self._inspect(command, live, emit)

    def _travel(self, command: Travel, live: LiveModel, emit: Emit) -> bool:
        match command:
            case commands.ScrubTo(None):
                return self._leave_snapshot(emit)
            case commands.ScrubTo(int() as step):
                self._show(self._snapshot(step), live, emit)
                return True
            case commands.ContinueFrom(step):
                self._continue(self._snapshot(step), live, emit)
                return True
            case commands.SaveSnapshot(step, path):
                self._save(self._snapshot(step), live, Path(path), emit)
            case commands.SetSnapshotBudget(megabytes):
                self._store.set_budget(megabytes * MEGABYTE)
                emit(events.SnapshotsChanged(self._store.summary()))
        return False

    def _inspect(self, command: commands.Command, live: LiveModel, emit: Emit) -> bool:
        if isinstance(command, Edit) and self._shown is not None:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors",
                    "No weight was changed: the panels show batch {step} of the training, not the present model. Go "
                    "back to live, or choose Continue from here, then change weights.",
                ),
                step=self.step,
            )
        shown = self.shown(live)
        if shown is live or shown is None or isinstance(command, commands.MeasureEdits):
            return self._present.carry_out(command, live, emit)
        if isinstance(command, commands.StopAttribution):
            self._present.carry_out(command, live, emit)
        self.note(command)
        return self._inspection.carry_out(command, shown, emit)

    def note(self, command: commands.Command) -> None:
        """Remember long work that begins with the snapshot on show: it cannot go on with another one."""
        if self._shown is not None and isinstance(command, _LONG):
            self._begun.add(type(command).__name__)

    # --- how it is done ---

    def _snapshot(self, step: int) -> tuple[Moment, list[Array]]:
        if self._shown is not None and self._shown[0].step == step:
            return self._shown
        found = self._store.nearest(step)
        if found is None:
            sentence = QT_TRANSLATE_NOOP(
                "Errors",
                "There is no snapshot to go back to: the weights of the past are kept while a model trains. Start a "
                "training, or allow more memory for snapshots.",
            )
            raise UserError(sentence)
        return found

    def _show(self, snapshot: tuple[Moment, list[Array]], live: LiveModel, emit: Emit) -> None:
        twin = self._twin_of(live)
        self._give_up_long_work(emit)
        twin.model.set_weights(snapshot[1])
        self._shown = snapshot
        emit(events.ScrubbedTo(snapshot[0].step))

    def _leave_snapshot(self, emit: Emit) -> bool:
        if self._shown is None:
            return False
        self._give_up_long_work(emit)
        self._shown = None
        emit(events.ScrubbedTo(None))
        return True

    def _continue(self, snapshot: tuple[Moment, list[Array]], live: LiveModel, emit: Emit) -> None:
        if live.step is None:
            self._present.leave(live.model, emit)  # what was changed by hand is kept in a file, or refused
        live.model.set_weights(snapshot[1])
        if live.step is not None:
            _start_optimizer_afresh(live.model)
        self._leave_snapshot(emit)
        emit(events.ContinuedFrom(snapshot[0].step, live.step))
        summary = live.prober.summary
        keys = frozenset(weight.key for layer in summary.layers for weight in layer.weights)
        emit(events.WeightsEdited(summary.id, 0, 0, keys))

    def _save(self, snapshot: tuple[Moment, list[Array]], live: LiveModel, path: Path, emit: Emit) -> None:
        from nnviz.engine.model_file import save_model

        twin = self._twin_of(live)
        try:
            twin.model.set_weights(snapshot[1])
            save_model(twin.model, path)
        finally:
            if self._shown is not None:
                twin.model.set_weights(self._shown[1])
        emit(events.ModelSaved(str(path)))

    def _twin_of(self, live: LiveModel) -> HeldModel:
        if self._twin is None:
            summary = live.prober.summary
            self._twin = hold_copy(live.model, summary, summary.id, 0)
        return self._twin

    def _build(self, live: LiveModel) -> Steps:
        try:
            self._twin_of(live)
        except UserError:
            return  # told when somebody wants to go back
        yield

    def _give_up_long_work(self, emit: Emit) -> None:
        """End what was begun with the snapshot on show: half of it would tell of other weights."""
        for name in sorted(self._begun):
            if self._jobs.holds(name):
                self._jobs.stop(name)
                sentence = QT_TRANSLATE_NOOP(
                    "Errors",
                    "A measurement at batch {step} was given up: you moved to another moment. Begin it again there.",
                )
                emit(events.Failed(UserError(sentence, step=self.step), name))
        self._begun.clear()


def _start_optimizer_afresh(model: Any) -> None:
    """Give the optimizer the memory of a new one; its learning rate stays."""
    optimizer = model.optimizer
    fresh = type(optimizer).from_config(optimizer.get_config())
    fresh.build(model.trainable_variables)
    for own, new in zip(optimizer.variables, fresh.variables, strict=True):
        if own.name != "learning_rate":
            own.assign(new)
