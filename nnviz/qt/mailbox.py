"""Events on their way from the engine thread to the window: pictures latest only, scalars all of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Lock

from nnviz.engine.events import (
    ActivityChanged,
    AttributionReady,
    DataProgress,
    EditsMeasured,
    EvaluationProgress,
    EvaluationReady,
    Event,
    ExcitingFound,
    HealthReady,
    ManyReady,
    NearestReady,
    PictureProbed,
    ProbeReady,
    ProgressChanged,
    ReferenceProbeReady,
    SnapshotsChanged,
    StepExplained,
    WeightsCompared,
)

_LATEST_ONLY = (
    ProbeReady,
    ProgressChanged,
    ActivityChanged,
    AttributionReady,
    HealthReady,
    ManyReady,
    NearestReady,
    PictureProbed,
    ExcitingFound,
    EditsMeasured,
    ReferenceProbeReady,
    WeightsCompared,
    DataProgress,
    EvaluationProgress,
    EvaluationReady,
    SnapshotsChanged,
    StepExplained,
)


class Mailbox:
    """Collects events from any thread. `wake` is called once, when the box stops being empty."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._lock = Lock()
        self._events: deque[Event] = deque()
        self._latest: dict[tuple[type, str], Event] = {}

    def put(self, event: Event) -> None:
        """Add an event; a picture, a progress or an activity takes the place of an older one not yet read."""
        with self._lock:
            was_empty = not self._events and not self._latest
            if isinstance(event, _LATEST_ONLY):
                self._latest[type(event), _owner(event)] = event
            else:
                self._events.append(event)
        if was_empty:
            self._wake()

    def drain(self) -> list[Event]:
        """Take everything out: kept events in their order, then the latest of each of the others."""
        with self._lock:
            events = [*self._events, *self._latest.values()]
            self._events.clear()
            self._latest.clear()
        return events


def _owner(event: Event) -> str:
    """Return for whom an event is, where each of several keeps its latest."""
    match event:
        case ManyReady() | AttributionReady() | PictureProbed():
            return event.owner
        case ReferenceProbeReady() | WeightsCompared():
            return event.name
        case _:
            return ""
