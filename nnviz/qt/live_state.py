"""What the engine reports becomes what the window shows."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Slot

from nnviz.core.model_summary import ModelSummary
from nnviz.core.probe import Probe
from nnviz.core.reference import REFERENCE, ReferenceView
from nnviz.engine.events import (
    ReferenceDropped,
    ReferenceProbeReady,
    ReferenceReady,
    ScrubbedTo,
    SnapshotsChanged,
    WeightsCompared,
)
from nnviz.qt.engine_thread import EngineThread
from nnviz.qt.store import Store


class LiveState(QObject):
    """Feeds the store with the engine's models and probes."""

    def __init__(self, engine: EngineThread, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        engine.model_ready.connect(self._on_engine_model_ready)
        engine.probe_ready.connect(self._on_engine_probe_ready)
        engine.reference_ready.connect(self._on_engine_reference_ready)
        engine.reference_dropped.connect(self._on_engine_reference_dropped)
        engine.reference_probe_ready.connect(self._on_engine_reference_probe_ready)
        engine.weights_compared.connect(self._on_engine_weights_compared)
        engine.snapshots_changed.connect(self._on_engine_snapshots_changed)
        engine.scrubbed_to.connect(self._on_engine_scrubbed_to)

    @Slot(object)
    def _on_engine_model_ready(self, summary: ModelSummary) -> None:
        kept = summary.layer(self._store.state.layer_id)
        layer_id = kept.id if kept else default_layer_id(summary)
        self._store.update(model=summary, layer_id=layer_id, unit=None, snapshot=None, probe=None)

    @Slot(object)
    def _on_engine_probe_ready(self, probe: Probe) -> None:
        if probe.model_id == self._store.state.model_id:
            self._store.update(probe=probe)

    @Slot(object)
    def _on_engine_reference_ready(self, event: ReferenceReady) -> None:
        if event.name == REFERENCE:
            self._store.update(reference=ReferenceView(event.summary, event.held_at, event.step))

    @Slot(object)
    def _on_engine_reference_dropped(self, event: ReferenceDropped) -> None:
        if event.name == REFERENCE:
            self._store.update(reference=None)

    @Slot(object)
    def _on_engine_reference_probe_ready(self, event: ReferenceProbeReady) -> None:
        shown = self._store.state.reference
        if shown is not None and event.model_id == shown.summary.id:
            self._store.update(reference=replace(shown, probe=event.probe, problem=event.error))

    @Slot(object)
    def _on_engine_weights_compared(self, event: WeightsCompared) -> None:
        shown, comparison = self._store.state.reference, event.comparison
        pair = (comparison.model_id, comparison.reference_id)
        if shown is not None and pair == (self._store.state.model_id, shown.summary.id):
            self._store.update(reference=replace(shown, comparison=comparison))

    @Slot(object)
    def _on_engine_snapshots_changed(self, event: SnapshotsChanged) -> None:
        self._store.update(snapshots=event.snapshots)

    @Slot(object)
    def _on_engine_scrubbed_to(self, event: ScrubbedTo) -> None:
        self._store.update(snapshot=event.step)


def default_layer_id(summary: ModelSummary) -> str | None:
    """Return the layer to show first: the first convolution, else the first that computes something."""
    computing = [layer for layer in summary.layers if layer.type != "InputLayer"]
    convolutions = [layer for layer in computing if "Conv" in layer.type]
    chosen = [*convolutions, *computing, *summary.layers]
    return chosen[0].id if chosen else None
