"""What the live engine does to look into its model: explanations, health, and weights changed by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic, sleep
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.engine import commands
from nnviz.engine.attribution import Attributor
from nnviz.engine.events import AttributionReady, Event, HealthReady, WeightsEdited
from nnviz.engine.health import measure_health
from nnviz.engine.jobs import Jobs, Steps
from nnviz.engine.prober import Prober
from nnviz.engine.weight_edits import WeightEdits

Edit = commands.SetWeight | commands.SwitchFilterOff | commands.UndoWeights | commands.RedoWeights
LoadDataset = Callable[[str, str | None], Dataset]

_ATTRIBUTION, _HEALTH, _AHEAD = "Attribute", "MeasureHealth", "TraceAhead"
_CALM_S = 0.4
_NAP_S = 0.002
_QUICK_LAYERS = 60


@dataclass(frozen=True, eq=False)
class LiveModel:
    """The live model at this moment; `image` was asked last, `step` counts batches (None: it does not train)."""

    model: Any
    prober: Prober
    image: Array | None
    step: int | None


class LiveInspection:
    """Looks into one live model after another; long work is done step by step among `jobs`."""

    def __init__(self, jobs: Jobs, load_dataset: LoadDataset, last_probe_at: Callable[[], float] = lambda: 0.0) -> None:
        self._jobs = jobs
        self._last_probe_at = last_probe_at
        self._load_dataset = load_dataset
        self._prober: Prober | None = None
        self._attributor: Attributor | None = None
        self._edits: WeightEdits | None = None
        self._owners: set[str] = set()

    def carry_out(self, command: commands.Command, live: LiveModel, emit: Callable[[Event], None]) -> bool:
        """Do what a command asks; return whether weights were changed.

        Raises
        ------
        UserError
            When it cannot be done; nothing has changed then.
        """
        self._turn_to(live)
        match command:
            case commands.Attribute():
                self._owners.add(command.owner)
                self._jobs.start(_ATTRIBUTION + command.owner, self._explain(command, live, emit))
            case commands.StopAttribution(owner):
                self._jobs.stop(_ATTRIBUTION + owner)
            case commands.MeasureHealth():
                self._jobs.start(_HEALTH, self._measure(command, live, emit))
            case commands.SetWeight() | commands.SwitchFilterOff() | commands.UndoWeights() | commands.RedoWeights():
                return self._edit(command, live, emit)
            case _:
                raise TypeError(f"not a command: {command!r}")
        return False

    def forget(self) -> None:
        """Give up what is being computed for a model that is no longer live."""
        for owner in self._owners:
            self._jobs.stop(_ATTRIBUTION + owner)
        self._jobs.stop(_HEALTH)
        self._jobs.stop(_AHEAD)
        self._prober = self._attributor = self._edits = None

    def begin(self, live: LiveModel, ahead: bool) -> None:
        """Turn to a new live model; with `ahead`, make its explanations ready while nobody asks for anything.

        The functions of a deep model take seconds to trace, which nobody would wait for unasked.
        """
        self.forget()
        if ahead and len(live.prober.summary.layers) <= _QUICK_LAYERS:
            self._prober = live.prober
            self._jobs.start(_AHEAD, self._trace_ahead(live))

    def _trace_ahead(self, live: LiveModel) -> Steps:
        began, steps = monotonic(), self._attributor_of(live).prepare()
        while True:
            # A step takes longer than a drawing may wait: it begins when nobody has drawn for a moment.
            while monotonic() - max(began, self._last_probe_at()) < _CALM_S:
                sleep(_NAP_S)
                yield
            if next(steps, self) is self:
                return
            yield

    def _turn_to(self, live: LiveModel) -> None:
        if self._prober is not live.prober:
            self.forget()
            self._prober = live.prober

    def _attributor_of(self, live: LiveModel) -> Attributor:
        if self._attributor is None:
            self._attributor = Attributor(live.model, live.prober.summary)
        return self._attributor

    def _explain(self, command: commands.Attribute, live: LiveModel, emit: Callable[[Event], None]) -> Steps:
        image = live.image if command.image is None else command.image
        if image is None:
            sentence = QT_TRANSLATE_NOOP("Errors", "There is no picture to explain yet: draw or choose one first.")
            raise UserError(sentence)
        progress = self._attributor_of(live).progress(command.method, image, command.target, command.options)
        for found in progress:
            emit(AttributionReady(found, command.generation, live.prober.summary.id, command.owner))
            if found.fraction < 1.0:
                yield

    def _measure(self, command: commands.MeasureHealth, live: LiveModel, emit: Callable[[Event], None]) -> Steps:
        dataset = self._load_dataset(command.dataset, command.data_folder)
        train = command.split == "train"
        pictures, labels = (dataset.x_train, dataset.y_train) if train else (dataset.x_test, dataset.y_test)
        # Spread over the whole part: some sets are sorted.
        count = max(1, min(command.pictures, len(pictures)))
        chosen = np.linspace(0, len(pictures) - 1, count).round().astype(np.intp)
        sample = pictures[chosen].astype(np.float32) / np.float32(255)
        traces = self._attributor_of(live).traces
        reports = measure_health(
            live.model, sample, live.prober, step=live.step or 0, traces=traces, labels=labels[chosen]
        )
        for report in reports:
            emit(HealthReady(report))
            if report.fraction < 1.0:
                yield

    def _edit(self, command: Edit, live: LiveModel, emit: Callable[[Event], None]) -> bool:
        if live.step is not None:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors",
                    "The model is training, so its weights were not changed by hand. Stop the training, then try "
                    "again.",
                )
            )
        if self._edits is None:
            self._edits = WeightEdits(live.prober)
        edits = self._edits
        match command:
            case commands.SetWeight(key, index, value):
                keys = edits.set_value(key, index, value)
            case commands.SwitchFilterOff(layer_id, number):
                keys = edits.switch_off(layer_id, number)
            case commands.UndoWeights():
                keys = edits.undo()
            case commands.RedoWeights():
                keys = edits.redo()
        emit(WeightsEdited(live.prober.summary.id, edits.undoable, edits.redoable, keys))
        return bool(keys)
