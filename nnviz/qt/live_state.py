"""What the engine reports becomes what the window shows."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from nnviz.core.model_summary import ModelSummary
from nnviz.core.probe import Probe
from nnviz.qt.engine_thread import EngineThread
from nnviz.qt.store import Store


class LiveState(QObject):
    """Feeds the store with the engine's models and probes."""

    def __init__(self, engine: EngineThread, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        engine.model_ready.connect(self._on_engine_model_ready)
        engine.probe_ready.connect(self._on_engine_probe_ready)

    @Slot(object)
    def _on_engine_model_ready(self, summary: ModelSummary) -> None:
        kept = summary.layer(self._store.state.layer_id)
        layer_id = kept.id if kept else default_layer_id(summary)
        self._store.update(model=summary, layer_id=layer_id, unit=None, snapshot=None, probe=None)

    @Slot(object)
    def _on_engine_probe_ready(self, probe: Probe) -> None:
        if probe.model_id == self._store.state.model_id:
            self._store.update(probe=probe)


def default_layer_id(summary: ModelSummary) -> str | None:
    """Return the layer to show first: the first convolution, else the first that computes something."""
    computing = [layer for layer in summary.layers if layer.type != "InputLayer"]
    convolutions = [layer for layer in computing if "Conv" in layer.type]
    chosen = [*convolutions, *computing, *summary.layers]
    return chosen[0].id if chosen else None
