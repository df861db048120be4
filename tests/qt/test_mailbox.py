from __future__ import annotations

import threading

import numpy as np

from nnviz.core.probe import Probe
from nnviz.core.training import BatchRecord
from nnviz.engine.events import BatchDone, ManyReady, ProbeReady
from nnviz.qt.mailbox import Mailbox


def probe(generation: int) -> ProbeReady:
    return ProbeReady(Probe(generation, "m", 0, np.zeros(1), np.zeros(1)))


def batch(step: int) -> BatchDone:
    return BatchDone("run", BatchRecord(step, 1, 0.5, 0.5, 0.001))


def test_only_the_latest_picture_and_every_scalar_arrive():
    box = Mailbox(lambda: None)
    for step in range(1, 101):
        box.put(batch(step))
        box.put(probe(step))
    events = box.drain()
    assert [event.record.step for event in events[:-1]] == list(range(1, 101))
    assert events[-1].probe.generation == 100
    assert box.drain() == []


def test_the_latest_answer_of_each_owner_arrives():
    box = Mailbox(lambda: None)
    for generation in range(3):
        for owner in ("preparation", "number"):
            box.put(ManyReady(np.zeros((1, 10)), generation, owner, "m"))
    assert {(event.owner, event.generation) for event in box.drain()} == {("preparation", 2), ("number", 2)}


def test_one_wake_up_is_pending_at_most():
    wakes = []
    box = Mailbox(lambda: wakes.append(1))
    for step in range(10):
        box.put(batch(step))
    assert len(wakes) == 1
    box.drain()
    box.put(probe(1))
    assert len(wakes) == 2


def test_nothing_is_lost_between_threads():
    box = Mailbox(lambda: None)
    count = 2000
    threads = [threading.Thread(target=lambda: [box.put(batch(step)) for step in range(count)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    received = []
    while any(thread.is_alive() for thread in threads):
        received += box.drain()
    for thread in threads:
        thread.join()
    received += box.drain()
    assert len(received) == 4 * count
