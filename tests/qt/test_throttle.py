"""Often asked, seldom done, and the last request is never lost."""

from __future__ import annotations

from nnviz.qt.throttle import Throttle


def test_the_first_request_is_met_at_once_and_the_last_in_the_end(qtbot):
    throttle, done, asked = Throttle(30), [], [0]
    throttle.due.connect(lambda: done.append(asked[0]))
    for number in range(1, 101):
        asked[0] = number
        throttle.request()
    assert done == [1]
    qtbot.waitUntil(lambda: done == [1, 100])
    qtbot.waitUntil(lambda: throttle.idle)
    assert done == [1, 100], "nothing more was asked for"


def test_cancelling_forgets_the_request_and_the_interval(qtbot, no_timer_left):
    throttle, done = Throttle(60_000), []
    throttle.due.connect(lambda: done.append(1))
    throttle.request()
    throttle.request()
    throttle.cancel()
    assert throttle.idle
    throttle.request()
    assert done == [1, 1]
    throttle.cancel()
