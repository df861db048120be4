"""The pixels that decide, laid over the drawing, when a person asks why."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from nnviz.core.attribution import Method
from nnviz.core.drawing_place import place_on_drawing
from nnviz.core.overlay import heat_pixels
from nnviz.core.view_state import ViewState
from nnviz.engine.commands import Attribute
from nnviz.engine.events import AttributionReady
from nnviz.qt.panels.base import PanelContext
from nnviz.qt.widgets.canvas_overlay import CanvasOverlay

_OWNER = "draw"
_DELAY_MS = 30  # after the drawing's own answer, which goes first
_STRENGTH = 0.85


class DrawWhy(QObject):
    """Asks for the saliency of every new answer while it is on, and lays it on the canvas."""

    def __init__(self, context: PanelContext, canvas: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._asked: ViewState | None = None
        self.overlay = CanvasOverlay(canvas)
        self.on = False
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        context.engine.attribution_ready.connect(self._on_engine_attribution_ready)

    @Slot(bool)
    def switch(self, on: bool) -> None:
        """Begin or end showing why."""
        self.on = on
        self.overlay.hide()
        if on:
            self._timer.start()

    def follow(self, new: ViewState, old: ViewState | None) -> None:
        """Ask again after each new answer; nothing is shown for a blank paper or before the model answers."""
        if not self.on:
            return
        if new.probe is None or new.image is None or not new.image.any():
            self.overlay.hide()
        elif (old is None or new.probe is not old.probe) and not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        state = self._context.store.state
        if self.on and state.probe is not None and state.image is not None and state.image.any():
            self._asked = state
            question = Attribute(Method.SALIENCY, generation=state.generation, image=state.image, owner=_OWNER)
            self._context.engine.post(question)

    @Slot(object)
    def _on_engine_attribution_ready(self, ready: AttributionReady) -> None:
        asked, found = self._asked, ready.attribution
        if not self.on or asked is None or asked.image is None or ready.owner != _OWNER:
            return
        if ready.generation != asked.generation or ready.model_id != asked.model_id:
            return
        place = place_on_drawing(asked.drawing, asked.image, asked.preparation)
        self.overlay.lay(heat_pixels(found.map, found.signed, _STRENGTH), place)
