"""A picture that is held: what the live model's layers make of it, whatever is drawn meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from nnviz.core.probe import Probe
from nnviz.core.view_state import ViewState
from nnviz.engine.commands import ProbePicture
from nnviz.engine.events import PictureProbed, WeightsEdited
from nnviz.qt.engine_thread import EngineThread

_OWNER = "layers"


class HeldPicture(QObject):
    """Asks again when another layer is looked at and when the weights change; `changed` carries the `Probe` or None."""

    changed = Signal(object)

    def __init__(self, engine: EngineThread, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._probe: Probe | None = None
        self._shapes: object = None
        self._snapshot: int | None = None
        self._asked: tuple[str, frozenset[str], int] | None = None
        self._generation = 0
        engine.picture_probed.connect(self._on_engine_picture_probed)
        engine.weights_edited.connect(self._on_engine_weights_edited)

    @property
    def probe(self) -> Probe | None:
        """The latest answer for the held picture; None while nothing is held."""
        return self._probe

    def hold(self, state: ViewState) -> None:
        """Keep the picture of the latest answer."""
        if state.probe is not None and state.model is not None:
            self._keep(state.probe)
            self._shapes = state.model.input_shapes
            self._snapshot = state.snapshot
            self._asked = (state.probe.model_id, frozenset(state.probe.tensors), state.probe.step)
            self._generation += 1

    def release(self) -> None:
        """Let the picture go."""
        if self._probe is not None:
            self._generation += 1
            self._keep(None)

    def follow(self, state: ViewState, keys: frozenset[str]) -> None:
        """Ask what these tensors of the live model are for the held picture, unless that is known or asked."""
        held = self._probe
        if held is None or state.model is None:
            return
        if state.model.input_shapes != self._shapes:
            self.release()  # the other model reads pictures of another form
            return
        if state.snapshot != self._snapshot:
            # Another moment may have the same step: the live model counts from 0 when it no longer trains.
            self._snapshot, self._asked = state.snapshot, None
            self._ask(held, state.model.id, keys, held.step if state.snapshot is None else state.snapshot)
            return
        step = held.step if state.probe is None else state.probe.step
        known = held.model_id == state.model.id and held.step == step and keys <= held.tensors.keys()
        asked = self._asked is not None and self._asked[0] == state.model.id and self._asked[2] == step
        if known or (asked and self._asked is not None and keys <= self._asked[1]):
            return
        self._ask(held, state.model.id, keys, step)

    def _ask(self, held: Probe, model_id: str, keys: frozenset[str], step: int) -> None:
        # A training asks again at every step: its answers come in turn, and any of them is newer than what is shown.
        if self._asked is None or self._asked[:2] != (model_id, keys):
            self._generation += 1
        self._asked = (model_id, keys, step)
        self._engine.post(ProbePicture(held.image, keys, self._generation, _OWNER))

    @Slot(object)
    def _on_engine_picture_probed(self, answer: PictureProbed) -> None:
        if answer.owner == _OWNER and answer.probe.generation == self._generation and self._probe is not None:
            self._keep(answer.probe)

    @Slot(object)
    def _on_engine_weights_edited(self, edited: WeightsEdited) -> None:
        if self._probe is not None and self._asked is not None and edited.keys:
            self._ask(self._probe, *self._asked)

    def _keep(self, probe: Probe | None) -> None:
        self._probe = probe
        self.changed.emit(probe)
