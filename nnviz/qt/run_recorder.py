"""What the engine reports about a training becomes the run that the window shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from nnviz.core.metrics import MetricsLog
from nnviz.core.training import BatchRecord, EpochRecord, Phase, Progress
from nnviz.core.view_state import RunView
from nnviz.engine.events import GradientsMeasured, RunStarted, SettingChanged
from nnviz.qt.store import Store

if TYPE_CHECKING:
    from nnviz.qt.engine_thread import EngineThread


class RunRecorder(QObject):
    """Owns the log of the current run; what comes late from another run is passed over."""

    def __init__(self, engine: EngineThread, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._run: RunView | None = None
        engine.run_started.connect(self._on_engine_run_started)
        engine.batches_done.connect(self._on_engine_batches_done)
        engine.gradients_measured.connect(self._on_engine_gradients_measured)
        engine.setting_changed.connect(self._on_engine_setting_changed)
        engine.epoch_done.connect(self._on_engine_epoch_done)
        engine.progress_changed.connect(self._on_engine_progress_changed)

    @Slot(object)
    def _on_engine_run_started(self, event: RunStarted) -> None:
        progress = Progress(event.run_id, Phase.PREPARING, epochs=event.experiment.epochs)
        log = MetricsLog() if event.log is None else event.log
        self._show(RunView(event.run_id, event.experiment, progress, log, event.epochs, event.folder))

    @Slot(str, object)
    def _on_engine_batches_done(self, run_id: str, records: list[BatchRecord]) -> None:
        run = self._current(run_id)
        if run is not None and records:
            run.log.extend(records)
            self._show(replace(run))

    @Slot(object)
    def _on_engine_gradients_measured(self, event: GradientsMeasured) -> None:
        run = self._current(event.run_id)
        if run is not None:
            run.gradients.add(event.record)
            self._show(replace(run))

    @Slot(object)
    def _on_engine_setting_changed(self, event: SettingChanged) -> None:
        run = self._current(event.run_id)
        if run is not None:
            self._show(replace(run, changes=(*run.changes, event.change)))

    @Slot(str, object)
    def _on_engine_epoch_done(self, run_id: str, record: EpochRecord) -> None:
        run = self._current(run_id)
        if run is not None:
            self._show(replace(run, epochs=(*run.epochs, record)))

    @Slot(object)
    def _on_engine_progress_changed(self, progress: Progress) -> None:
        run = self._current(progress.run_id)
        if run is not None:
            self._show(replace(run, progress=progress))

    def _current(self, run_id: str) -> RunView | None:
        return self._run if self._run is not None and self._run.id == run_id else None

    def _show(self, run: RunView) -> None:
        self._run = run
        self._store.update(run=run)
