"""The engine thread hands on every kind of event, without an engine behind it."""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import get_args

import pytest
from PySide6.QtCore import SignalInstance

from nnviz.engine import events
from nnviz.qt.engine_thread import EngineThread


class Silent:
    """Stands in for an engine that is never run."""

    def run(self, emit):
        pass

    def post(self, command):
        pass


def blank(kind):
    """Return an event whose fields hold nothing of interest."""
    needed = [field for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING]
    return kind(**{field.name: "x" for field in needed})


@pytest.mark.parametrize(
    "kind", [kind for kind in get_args(events.Event) if kind is not events.BatchDone], ids=lambda kind: kind.__name__
)
def test_every_kind_of_event_has_a_signal(qtbot, kind):
    thread = EngineThread(Silent())
    names = [name for name in dir(thread) if isinstance(getattr(thread, name), SignalInstance)]
    heard = []
    signals = [getattr(thread, name) for name in names if name not in ("destroyed", "objectNameChanged", "_woken")]

    class Ear:
        def hear(self, *values):
            heard.append(values)

    ear = Ear()
    for signal in signals:
        signal.connect(ear.hear)
    thread._tell(blank(kind))
    assert len(heard) == 1
