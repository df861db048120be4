"""The engine's face towards the window, with a plain stand-in for the engine behind it."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from nnviz.core.probe import Probe
from nnviz.core.training import BatchRecord
from nnviz.engine import commands, events
from nnviz.engine.command_queue import CommandQueue
from nnviz.qt.engine_thread import EngineThread


class EchoEngine:
    """Tells what the test hands it, from a thread of its own."""

    def __init__(self):
        self.queue = CommandQueue()
        self.emit = None
        self.ready = threading.Event()

    def post(self, command):
        self.queue.put(command)

    def run(self, emit):
        self.emit = emit
        self.ready.set()
        while not any(isinstance(command, commands.Quit) for command in self.queue.take(wait=True)):
            pass


@pytest.fixture
def echo(no_timer_left):
    engine = EchoEngine()
    thread = EngineThread(engine)
    thread.start()
    assert engine.ready.wait(10)
    yield engine, thread
    thread.close()


def probe(generation):
    return events.ProbeReady(Probe(generation, "m", 0, np.zeros(1), np.zeros(1)))


def test_every_batch_arrives_in_order_and_the_latest_picture_last(echo, qtbot):
    engine, thread = echo
    heard, pictures = [], []
    thread.batches_done.connect(lambda run_id, records: heard.extend(records))
    thread.probe_ready.connect(pictures.append)
    for step in range(1, 501):
        engine.emit(events.BatchDone("run", BatchRecord(step, 1, 0.5, 0.5, 0.001)))
        engine.emit(probe(step))
    qtbot.waitUntil(lambda: len(heard) == 500 and pictures and pictures[-1].generation == 500)
    assert [record.step for record in heard] == list(range(1, 501))
    assert len(pictures) < 500


def test_signals_are_told_in_the_thread_of_the_window(echo, qtbot):
    engine, thread = echo
    told_in = []
    thread.probe_ready.connect(lambda _: told_in.append(threading.current_thread()))
    teller = threading.Thread(target=engine.emit, args=(probe(1),))
    teller.start()
    teller.join()
    qtbot.waitUntil(lambda: told_in != [])
    assert told_in == [threading.main_thread()]


def test_what_is_told_around_the_end_starts_nothing(echo, qtbot):
    engine, thread = echo
    pictures = []
    thread.probe_ready.connect(pictures.append)
    with qtbot.waitSignal(thread.probe_ready):
        engine.emit(probe(1))
    engine.emit(probe(2))  # its wake-up is delivered after the end
    thread.close()
    qtbot.waitUntil(lambda: not thread.running)
    engine.emit(probe(3))
    assert [picture.generation for picture in pictures] == [1]


def test_wants_of_several_panels_are_joined(echo):
    engine, thread = echo
    thread.close()
    engine.queue.take(wait=False)
    other = EngineThread(EchoEngine())
    other.want("layers", frozenset({"conv1"}))
    other.want("arrays", frozenset({"pool1"}))
    other.want("layers", frozenset({"conv1"}))
    other.want("arrays", None)
    wants = [command.keys for command in other._engine.queue.take(wait=False)]
    assert wants == [frozenset({"conv1"}), frozenset({"conv1", "pool1"}), None]
