"""What the live engine does to look into its model: explanations, health, and weights changed by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.engine import commands
from nnviz.engine.attribution import Attributor
from nnviz.engine.events import AttributionReady, Event, HealthReady, ModelSaved
from nnviz.engine.exciting import find_exciting
from nnviz.engine.health import measure_health
from nnviz.engine.jobs import Jobs, Steps
from nnviz.engine.live_edits import Edit, LiveEdits
from nnviz.engine.prober import Prober

LoadDataset = Callable[[str, str | None], Dataset]

_EXCITING = commands.FindExcitingPatches.__name__
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
        self._edits = LiveEdits(jobs, load_dataset)
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
            case commands.FindExcitingPatches():
                self._jobs.start(_EXCITING, self._excite(command, live, emit))
            case commands.MeasureEdits():
                self._edits.measure(command, live.model, live.prober, live.step, emit)
            case _ if isinstance(command, Edit):
                return self._edits.edit(command, live.prober, live.step, emit)
            case _:
                raise TypeError(f"not a command: {command!r}")
        return False

    def tell_saved(self, path: Path, emit: Callable[[Event], None]) -> None:
        """Tell that the live model was saved, with what was changed by hand."""
        emit(ModelSaved(str(path)))
        self._edits.note_saved(emit)

    def leave(self, model: Any, emit: Callable[[Event], None]) -> None:
        """Make ready for another live model: what was changed in this one by hand and not saved is kept in a file.

        Raises
        ------
        UserError
            When it cannot be written; this model must stay the live one then.
        """
        self._edits.keep(model, emit)
        self.forget()

    def forget(self) -> None:
        """Give up what is being computed for a model that is no longer live."""
        for owner in self._owners:
            self._jobs.stop(_ATTRIBUTION + owner)
        self._jobs.stop(_HEALTH)
        self._jobs.stop(_EXCITING)
        self._jobs.stop(_AHEAD)
        self._edits.forget()
        self._prober = self._attributor = None

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

    def _excite(
        self, command: commands.FindExcitingPatches, live: LiveModel, emit: Callable[[Event], None]
    ) -> Steps:
        dataset = self._load_dataset(command.dataset, command.data_folder)
        return find_exciting(command, dataset, live.prober.summary, self._attributor_of(live).traces, emit)
