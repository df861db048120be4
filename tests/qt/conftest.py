"""Guards against what a test may leave behind: a thread, a running timer, a window."""

from __future__ import annotations

import gc
import threading

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QTimer


@pytest.fixture(autouse=True)
def _nothing_left_behind(qapp):
    threads = set(threading.enumerate())
    windows = {id(widget) for widget in qapp.topLevelWidgets()}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    left = [thread.name for thread in threading.enumerate() if thread not in threads and thread.is_alive()]
    assert not left, f"threads still run: {left}. Close what started them."
    # One that is freed while the list is read is not open.
    listed = [widget for widget in qapp.topLevelWidgets() if id(widget) not in windows]
    open_windows = [widget for widget in listed if shiboken6.isValid(widget) and widget.isVisible()]
    assert not open_windows, f"windows still open: {open_windows}. Hand them to qtbot.addWidget."


@pytest.fixture(autouse=True)
def _plain_dress(qapp):
    """Take off what a test dressed the application in."""
    font, palette, sheet = qapp.font(), qapp.palette(), qapp.styleSheet()
    yield
    if qapp.styleSheet() != sheet:
        qapp.setStyleSheet(sheet)
        qapp.setPalette(palette)
        qapp.setFont(font)


@pytest.fixture
def no_timer_left():
    """Fail when a timer made meanwhile still runs after the test: its owner was not closed."""
    before = {id(timer) for timer in _running_timers()}
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    left = [timer for timer in _running_timers() if id(timer) not in before]
    assert not left, f"timers still run: {[(timer.parent(), timer.interval()) for timer in left]}"


def _running_timers() -> list[QTimer]:
    found = [thing for thing in gc.get_objects() if type(thing) is QTimer]
    return [timer for timer in found if shiboken6.isValid(timer) and timer.isActive()]
