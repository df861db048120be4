"""The models that are held beside the live one, by name: each answers what the live one is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import Any

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_match import match_layers, weight_pairs
from nnviz.core.reference import WeightComparison
from nnviz.core.weight_difference import WeightDifference, weight_difference
from nnviz.engine import commands
from nnviz.engine.events import (
    Event,
    ReferenceDropped,
    ReferenceProbeReady,
    ReferenceReady,
    WeightsCompared,
)
from nnviz.engine.held_model import HeldModel, hold_copy
from nnviz.engine.jobs import Jobs, Steps
from nnviz.engine.live_inspection import LiveModel
from nnviz.engine.prober import Prober

Emit = Callable[[Event], None]
ReferenceCommand = commands.OpenReference | commands.HoldReference | commands.DropReference | commands.WantReference

# While a model trains, its weights are compared at most this often.
COMPARE_INTERVAL_S = 0.25
_SLAB = 1_000_000
_COMPARE = "CompareWeights"


class LiveReferences:
    """Holds models under names; `read_file` opens one the way the live model is opened."""

    def __init__(self, jobs: Jobs, read_file: Callable[[Path, bool], Any]) -> None:
        self._jobs = jobs
        self._read_file = read_file
        self._held: dict[str, HeldModel] = {}
        self._wanted: dict[str, frozenset[str] | None] = {}
        self._opened = 0
        self._compared_at = 0.0
        self._comparing = False

    def carry_out(self, command: ReferenceCommand, live: LiveModel | None, emit: Emit) -> bool:
        """Do what a command asks; return whether held models should answer the last question again.

        Raises
        ------
        UserError
            When it cannot be done; what was held before is held still.
        """
        match command:
            case commands.OpenReference(path, trust, name):
                model = self._read_file(Path(path), trust)
                prober = Prober(model, self._next_id(name), _names_for(model, live), path)
                self._hold(name, HeldModel(prober), live, emit)
            case commands.HoldReference(name):
                if live is None:
                    raise UserError(QT_TRANSLATE_NOOP("Errors", "There is no model to hold yet."))
                summary = live.prober.summary
                self._hold(name, hold_copy(live.model, summary, self._next_id(name), live.step or 0), live, emit)
            case commands.DropReference(name):
                self._jobs.stop(_COMPARE + name)
                if self._held.pop(name, None) is not None:
                    emit(ReferenceDropped(name))
            case commands.WantReference(keys, name):
                self._wanted[name] = keys
        return name in self._held

    def answer(self, image: Array, generation: int, emit: Emit) -> None:
        """Let each held model answer a question; one that cannot says why."""
        for name, held in self._held.items():
            model_id = held.prober.summary.id
            try:
                probe = held.prober.probe(image, generation, held.step, self._wanted.get(name, frozenset()))
            except UserError as error:
                emit(ReferenceProbeReady(model_id, None, error, name))
            else:
                emit(ReferenceProbeReady(model_id, probe, None, name))

    def compare(self, live: LiveModel, emit: Emit, training: bool = False) -> None:
        """Begin to compare the weights of the live model with those of each held one.

        While a model trains, a comparison under way is brought to its end first.
        """
        recent = self._comparing or monotonic() - self._compared_at < COMPARE_INTERVAL_S
        if training and recent:
            return
        for name, held in self._held.items():
            self._comparing = True
            self._jobs.start(_COMPARE + name, self._compare(name, live.prober, held.prober, emit))

    def _hold(self, name: str, held: HeldModel, live: LiveModel | None, emit: Emit) -> None:
        self._held[name] = held
        emit(ReferenceReady(held.prober.summary, held.held_at, held.step, name))
        if live is not None:
            self.compare(live, emit)

    def _next_id(self, name: str) -> str:
        self._opened += 1
        return f"{name}-{self._opened}"

    def _compare(self, name: str, live: Prober, reference: Prober, emit: Emit) -> Steps:
        """Compare weight by weight; each belongs to one moment of a training, not all of them to the same."""
        found: dict[str, WeightDifference] = {}
        try:
            for key, theirs in weight_pairs(match_layers(live.summary, reference.summary)).items():
                own = live.weights(frozenset((key,)))[key]
                other = reference.weights(frozenset((theirs,)))[theirs]
                if own.dtype.kind not in "biuf" or other.dtype.kind not in "biuf":
                    continue
                found[key] = WeightDifference()
                for part, partner in _slabs(own, other):
                    found[key] += weight_difference(part, partner)
                    yield
            emit(WeightsCompared(WeightComparison(live.summary.id, reference.summary.id, found), name))
        finally:
            self._comparing = False
            self._compared_at = monotonic()


def _slabs(one: Array, other: Array) -> Iterator[tuple[Array, Array]]:
    flat, partner = one.reshape(-1), other.reshape(-1)
    for start in range(0, max(flat.size, 1), _SLAB):
        yield flat[start : start + _SLAB], partner[start : start + _SLAB]


def _names_for(model: Any, live: LiveModel | None) -> tuple[str, ...]:
    """Return the live model's names of the classes where the model of a file tells as many apart: files have none."""
    names = () if live is None else live.prober.summary.class_names
    shape = getattr(model, "output_shape", None)
    return names if isinstance(shape, tuple) and shape[1:] == (len(names),) else ()
