"""The drawing read as a number of several digits, when a person asks for it."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from nnviz.core.arrays import FloatArray
from nnviz.core.drawing_answer import reads_digits
from nnviz.core.number_reading import NumberReading, prepare_digits, read_number
from nnviz.core.view_state import ViewState
from nnviz.engine.commands import AskMany
from nnviz.engine.events import ManyReady
from nnviz.qt.panels.base import PanelContext

OWNER = "number"
_DELAY_MS = 30  # after the drawing's own answer, which goes first


class DrawNumber(QObject):
    """Asks for the digits of every new drawing while it is on; `changed` follows a new `reading`."""

    changed = Signal()

    def __init__(self, context: PanelContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._asked: tuple[int, FloatArray] | None = None
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.on = False
        self.reading: NumberReading | None = None
        context.engine.many_ready.connect(self._on_engine_many_ready)

    @Slot(bool)
    def switch(self, on: bool) -> None:
        """Begin or end reading numbers."""
        self.on = on
        self._forget()
        if on:
            self._timer.start()

    def follow(self, new: ViewState, old: ViewState | None) -> None:
        """Ask again when the drawing, its preparation, the model or its weights changed."""
        if not self.on:
            return
        other_drawing = old is None or new.drawing is not old.drawing or new.image is not old.image
        other_model = old is None or new.model is not old.model or _step(new) != _step(old)
        if (other_drawing or other_model) and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        state = self._context.store.state
        if not self.on:
            return
        if state.drawing is None or state.model is None or not reads_digits(state.model):
            self._forget()
            return
        images = prepare_digits(state.drawing, state.preparation)
        if len(images):
            self._asked = (state.generation, images)
            self._context.engine.post(AskMany(images, state.generation, OWNER))
        else:
            self._forget()

    def _forget(self) -> None:
        self._asked = None
        if self.reading is not None:
            self.reading = None
            self.changed.emit()

    @Slot(object)
    def _on_engine_many_ready(self, answer: ManyReady) -> None:
        state = self._context.store.state
        if not self.on or self._asked is None or answer.owner != OWNER or state.model is None:
            return
        generation, images = self._asked
        if answer.model_id != state.model.id or answer.generation != generation:
            return
        activation = state.model.layers[-1].activation if state.model.layers else None
        self.reading = read_number(answer.outputs, images, answer.digit_scores, activation)
        self.changed.emit()


def _step(state: ViewState) -> tuple[int | None, int]:
    return state.snapshot, -1 if state.probe is None else state.probe.step
