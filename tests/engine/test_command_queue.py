from __future__ import annotations

import threading

import numpy as np

from nnviz.engine.command_queue import CommandQueue
from nnviz.engine.commands import Ask, AskMany, FindNearest, Pause, ProbePicture, Quit, Stop


def test_commands_keep_their_order_and_only_the_latest_question_is_kept():
    queue = CommandQueue()
    for generation in range(5):
        queue.put(Ask(np.zeros(1), generation))
    queue.put(Pause())
    queue.put(Stop())
    assert [type(command) for command in queue.take(wait=True)] == [Pause, Stop]
    assert queue.take_ask().generation == 4
    assert queue.take_ask() is None
    assert queue.take(wait=False) == []


def test_a_question_ends_the_wait():
    queue = CommandQueue()
    taken = []
    thread = threading.Thread(target=lambda: taken.append(queue.take(wait=True)))
    thread.start()
    queue.put(Ask(np.zeros(1), 1))
    thread.join(10)
    assert taken == [[]]


def test_holds_sees_a_command_that_waits():
    queue = CommandQueue()
    queue.put(Pause())
    assert not queue.holds(Stop, Quit)
    queue.put(Quit())
    assert queue.holds(Stop, Quit)


def test_asides_wait_for_the_drawing_and_only_the_latest_of_each_owner_is_kept():
    queue = CommandQueue()
    picture = np.zeros(1)
    for generation in range(3):
        for owner in ("preparation", "number"):
            queue.put(AskMany(picture, generation, owner))
        queue.put(FindNearest(picture, 4, "digits", 3, generation))
    queue.put(Ask(picture, 7))
    assert queue.take(wait=True) == []
    assert queue.take_asides() == []
    queue.take_ask()
    asides = queue.take_asides()
    assert [(type(aside), aside.generation) for aside in asides] == [(AskMany, 2), (AskMany, 2), (FindNearest, 2)]
    assert {aside.owner for aside in asides[:2]} == {"preparation", "number"}
    assert queue.take_asides() == []


def test_only_the_latest_picture_of_each_owner_is_probed():
    queue = CommandQueue()
    for generation in range(3):
        for owner in ("layers", "other"):
            queue.put(ProbePicture(np.zeros(1), frozenset({"conv"}), generation, owner))
    assert queue.take(wait=True) == []
    assert [(aside.owner, aside.generation) for aside in queue.take_asides()] == [("layers", 2), ("other", 2)]
