"""Weights of the live model changed by hand: done, undone, measured on held pictures, and never lost unsaid."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import nullcontext, suppress
from datetime import UTC, datetime
from typing import Any

import numpy as np

from nnviz import paths
from nnviz.core.dataset import Dataset
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.engine import commands
from nnviz.engine.evaluation import Evaluator
from nnviz.engine.events import EditsKept, EditsMeasured, Event, WeightsEdited
from nnviz.engine.jobs import Jobs, Steps
from nnviz.engine.live_samples import missing_bytes
from nnviz.engine.prober import Prober
from nnviz.engine.weight_edits import WeightEdits

Edit = (
    commands.SetWeight
    | commands.SwitchFilterOff
    | commands.SetFilter
    | commands.UndoWeights
    | commands.RedoWeights
    | commands.ResetWeights
)
Emit = Callable[[Event], None]
LoadDataset = Callable[[str, str | None], Dataset]

_JOB = "MeasureEdits"


class LiveEdits:
    """The changes of one live model after another; measuring goes on step by step among `jobs`."""

    def __init__(self, jobs: Jobs, load_dataset: LoadDataset) -> None:
        self._jobs = jobs
        self._load_dataset = load_dataset
        self._edits: WeightEdits | None = None
        self._prober: Prober | None = None
        self._evaluator: Evaluator | None = None
        self._measured: commands.MeasureEdits | None = None
        self._before: float | None = None

    def edit(self, command: Edit, prober: Prober, step: int | None, emit: Emit) -> bool:
        """Change weights, or take that back; return whether any changed.

        Raises
        ------
        UserError
            When it cannot be done, or the model trains (`step` is not None); nothing has changed then.
        """
        if step is not None:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors",
                    "The model is training, so its weights were not changed by hand. Stop the training, then try "
                    "again.",
                )
            )
        keys = _carried_out(command, self._edits_of(prober))
        self._tell(keys, emit)
        return bool(keys)

    def measure(
        self, command: commands.MeasureEdits, model: Any, prober: Prober, step: int | None, emit: Emit
    ) -> None:
        """Begin to measure the accuracy with and without the changes; not while the model trains.

        Raises
        ------
        UserError
            When the data set does not fit the model or is not on this machine.
        """
        if step is not None:
            return
        if command != self._measured or self._evaluator is None:
            self._measured, self._evaluator, self._before = command, self._evaluator_for(command, model), None
        self._jobs.start(_JOB, self._steps(command, self._evaluator, self._edits_of(prober), emit))

    def keep(self, model: Any, emit: Emit) -> None:
        """Write the model to a file of its own where changes by hand are not saved, and tell of it.

        Raises
        ------
        UserError
            When it cannot be written.
        """
        if self._edits is None or not self._edits.unsaved:
            return
        from nnviz.engine.model_file import save_model

        stamp = datetime.now(UTC).astimezone().strftime("%Y%m%d-%H%M%S")
        folder = paths.application_data() / "changed-by-hand"
        with suppress(OSError):  # saving says why it cannot be written
            folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{stamp}-{model.name}.keras"
        save_model(model, path)
        emit(EditsKept(str(path)))

    def note_saved(self, emit: Emit) -> None:
        """Remember that the model lies in a file as it is now."""
        if self._edits is not None:
            self._edits.note_saved()
            self._tell(frozenset(), emit)

    def forget(self) -> None:
        """Turn away from a model that is no longer live."""
        self._jobs.stop(_JOB)
        self._edits = self._prober = self._evaluator = self._measured = self._before = None

    def _edits_of(self, prober: Prober) -> WeightEdits:
        if self._edits is None:
            self._edits, self._prober = WeightEdits(prober), prober
        return self._edits

    def _tell(self, keys: frozenset[str], emit: Emit) -> None:
        edits, prober = self._edits, self._prober
        if edits is not None and prober is not None:
            counts = (edits.undoable, edits.redoable)
            emit(WeightsEdited(prober.summary.id, *counts, keys, edits.marks, edits.unsaved))

    def _evaluator_for(self, command: commands.MeasureEdits, model: Any) -> Evaluator:
        if missing_bytes(command.dataset, paths.data_folder(command.data_folder)):
            sentence = QT_TRANSLATE_NOOP(
                "Errors",
                "The accuracy was not measured: the pictures of {dataset} are not on this machine. Choose another "
                "data set, or let Samples download this one.",
            )
            raise UserError(sentence, dataset=command.dataset)
        dataset = self._load_dataset(command.dataset, command.data_folder)
        # Spread over the whole part: some sets are sorted.
        count = max(1, min(command.pictures, len(dataset.x_test)))
        chosen = np.linspace(0, len(dataset.x_test) - 1, count).round().astype(np.intp)
        return Evaluator(model, dataset.x_test[chosen], dataset.y_test[chosen])

    def _steps(self, command: commands.MeasureEdits, evaluator: Evaluator, edits: WeightEdits, emit: Emit) -> Steps:
        assert self._prober is not None
        told = (self._prober.summary.id, command.dataset, evaluator.count)

        def progress(part: float) -> None:
            emit(EditsMeasured(*told, fraction=part))

        if self._before is None:
            self._before = yield from _accuracy(evaluator, edits, True, progress)
        now = self._before
        if edits.undoable:
            now = yield from _accuracy(evaluator, edits, False, progress)
        emit(EditsMeasured(*told, 1.0, self._before, now))


def _accuracy(
    evaluator: Evaluator, edits: WeightEdits, original: bool, progress: Callable[[float], None]
) -> Generator[None, None, float]:
    """Evaluate with the weights as they are, or as they were before all changes; yield between chunks."""
    steps = evaluator.steps()
    while True:
        # Between two chunks the weights are those of the person: a drawing is answered with them.
        with edits.original() if original else nullcontext():
            try:
                next(steps)
            except StopIteration as end:
                return float(end.value["accuracy"])
        progress(evaluator.done / evaluator.count * 0.99)
        yield


def _carried_out(command: Edit, edits: WeightEdits) -> frozenset[str]:
    match command:
        case commands.SetWeight(key, index, value):
            return edits.set_value(key, index, value)
        case commands.SwitchFilterOff(layer_id, number):
            return edits.set_filter(layer_id, number)
        case commands.SetFilter(layer_id, number, value):
            return edits.set_filter(layer_id, number, value)
        case commands.UndoWeights():
            return edits.undo()
        case commands.RedoWeights():
            return edits.redo()
        case commands.ResetWeights():
            return edits.reset()
