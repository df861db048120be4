"""The one thread that owns the live model, seen from the window."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from nnviz.engine import commands, events
from nnviz.engine.live import LiveEngine
from nnviz.qt.mailbox import Mailbox

FRAME_MS = 16
_STOP_SECONDS = 20.0


class EngineThread(QObject):
    """Takes commands from the window and tells it what came of them, at most once a frame.

    All signals are emitted in the window's thread. `batches_done` carries every `BatchRecord` since the last one.
    """

    activity_changed = Signal(object)
    model_ready = Signal(object)
    probe_ready = Signal(object)
    many_ready = Signal(object)
    picture_probed = Signal(object)
    nearest_ready = Signal(object)
    run_started = Signal(object)
    batches_done = Signal(str, object)
    epoch_done = Signal(str, object)
    progress_changed = Signal(object)
    sample_ready = Signal(object)
    attribution_ready = Signal(object)
    health_ready = Signal(object)
    gradients_measured = Signal(object)
    weights_edited = Signal(object)
    edits_measured = Signal(object)
    edits_kept = Signal(str)
    reference_ready = Signal(object)
    reference_dropped = Signal(object)
    reference_probe_ready = Signal(object)
    weights_compared = Signal(object)
    model_saved = Signal(str)
    samples_ready = Signal(object)
    misread_progress = Signal(object)
    misread_ready = Signal(object)
    exciting_found = Signal(object)
    pictures_listed = Signal(object)
    picture_read = Signal(object)
    data_progress = Signal(object)
    data_ready = Signal(object)
    data_reported = Signal(object)
    evaluation_progress = Signal(object)
    evaluation_ready = Signal(object)
    snapshots_changed = Signal(object)
    scrubbed_to = Signal(object)
    continued_from = Signal(object)
    step_explained = Signal(object)
    setting_changed = Signal(object)
    batch_failed = Signal(object)
    failed = Signal(object)

    _woken = Signal()

    def __init__(self, engine: LiveEngine | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mailbox = Mailbox(self._wake)
        self._engine = engine or LiveEngine()
        self._thread = threading.Thread(target=self._engine.run, args=(self._mailbox.put,), name="nnviz-engine")
        self._wanted: dict[str, frozenset[str] | None] = {}
        self._wanted_of_reference: dict[str, frozenset[str] | None] = {}
        self._last_drain = 0.0
        self._closed = False
        self._frame = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._frame.timeout.connect(self._drain)
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)
        # Events whose fields belong together are handed on as they are.
        self._whole_events = {
            events.ActivityChanged: self.activity_changed,
            events.RunStarted: self.run_started,
            events.AttributionReady: self.attribution_ready,
            events.ManyReady: self.many_ready,
            events.PictureProbed: self.picture_probed,
            events.NearestReady: self.nearest_ready,
            events.GradientsMeasured: self.gradients_measured,
            events.WeightsEdited: self.weights_edited,
            events.EditsMeasured: self.edits_measured,
            events.ReferenceReady: self.reference_ready,
            events.ReferenceDropped: self.reference_dropped,
            events.ReferenceProbeReady: self.reference_probe_ready,
            events.WeightsCompared: self.weights_compared,
            events.SamplesReady: self.samples_ready,
            events.MisreadProgress: self.misread_progress,
            events.MisreadReady: self.misread_ready,
            events.PicturesListed: self.pictures_listed,
            events.PictureRead: self.picture_read,
            events.DataProgress: self.data_progress,
            events.DataReady: self.data_ready,
            events.DataReported: self.data_reported,
            events.EvaluationProgress: self.evaluation_progress,
            events.EvaluationReady: self.evaluation_ready,
            events.SnapshotsChanged: self.snapshots_changed,
            events.ScrubbedTo: self.scrubbed_to,
            events.ContinuedFrom: self.continued_from,
            events.StepExplained: self.step_explained,
            events.SettingChanged: self.setting_changed,
            events.BatchFailed: self.batch_failed,
            events.Failed: self.failed,
        }

    @property
    def running(self) -> bool:
        """Whether the thread is alive."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin: TensorFlow is imported and the shipped model loaded, away from the window's thread."""
        self._thread.start()

    def post(self, command: commands.Command) -> None:
        """Put a command on the engine's queue; it is carried out between two batches."""
        if not self._closed:
            self._engine.post(command)

    def want(self, owner: str, keys: frozenset[str] | None) -> None:
        """Say which tensors `owner` draws (None: all of them); probes carry what somebody wants."""
        if self._wanted.get(owner, frozenset()) == keys:
            return
        self._wanted[owner] = keys
        self.post(commands.Want(_union(self._wanted)))

    def want_reference(self, owner: str, keys: frozenset[str] | None) -> None:
        """Say which tensors of the model that is compared `owner` draws (None: all of them)."""
        if self._wanted_of_reference.get(owner, frozenset()) == keys:
            return
        self._wanted_of_reference[owner] = keys
        self.post(commands.WantReference(_union(self._wanted_of_reference)))

    def close(self) -> None:
        """Stop the frame pump, then the training, then the thread, and wait for it."""
        if self._closed:
            return
        self.post(commands.Quit())
        self._closed = True
        self._frame.stop()
        if self._thread.is_alive():
            self._thread.join(_STOP_SECONDS)

    def _wake(self) -> None:
        # Called in the engine thread: a queued signal is the only way across.
        if not self._closed:
            self._woken.emit()

    @Slot()
    def _on_woken(self) -> None:
        if self._closed:
            return  # sent before the end, delivered after it
        since_ms = (monotonic() - self._last_drain) * 1000.0
        if since_ms >= FRAME_MS:
            self._drain()
        elif not self._frame.isActive():
            self._frame.start(max(1, int(FRAME_MS - since_ms)))

    @Slot()
    def _drain(self) -> None:
        if self._closed:
            return
        self._last_drain = monotonic()
        batches: dict[str, list[object]] = {}
        for event in self._mailbox.drain():
            if isinstance(event, events.BatchDone):
                batches.setdefault(event.run_id, []).append(event.record)
                continue
            self._flush(batches)
            self._tell(event)
        self._flush(batches)

    def _flush(self, batches: dict[str, list[object]]) -> None:
        for run_id, records in batches.items():
            self.batches_done.emit(run_id, records)
        batches.clear()

    def _tell(self, event: events.Event) -> None:
        match event:
            case events.ModelReady(summary):
                self.model_ready.emit(summary)
            case events.ProbeReady(probe):
                self.probe_ready.emit(probe)
            case events.EpochDone(run_id, record):
                self.epoch_done.emit(run_id, record)
            case events.ProgressChanged(progress):
                self.progress_changed.emit(progress)
            case events.SampleReady(sample):
                self.sample_ready.emit(sample)
            case events.HealthReady(report):
                self.health_ready.emit(report)
            case events.ExcitingFound(excitement):
                self.exciting_found.emit(excitement)
            case events.ModelSaved(path):
                self.model_saved.emit(path)
            case events.EditsKept(path):
                self.edits_kept.emit(path)
            case _:
                self._whole_events[type(event)].emit(event)


def _union(wanted: Mapping[str, frozenset[str] | None]) -> frozenset[str] | None:
    """Return what any of several wants; None, all, where one wants all."""
    keys: set[str] = set()
    for wish in wanted.values():
        if wish is None:
            return None
        keys |= wish
    return frozenset(keys)
