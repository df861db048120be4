"""From a move of the pen to the painted bars, in the real window with the engine idle."""

from __future__ import annotations

import json
import os
import statistics
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QObject, QPoint, Qt, QTimer
from PySide6.QtTest import QTest

from nnviz.qt.application import Laboratory, make_application
from nnviz.qt.settings import Settings
from nnviz.qt.widgets.digit_canvas import DigitCanvas
from nnviz.qt.widgets.probability_bars import ProbabilityBars

MOVES = 300


class PaintWatch(QObject):
    """Notes when the bars have been painted."""

    def __init__(self, bars: ProbabilityBars) -> None:
        super().__init__(bars)
        self.painted_at = 0.0
        bars.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: object) -> bool:
        if event.type() == event.Type.Paint:
            self.painted_at = perf_counter()
        return False


def measure() -> dict[str, object]:
    """Return the median and the 99th percentile of the milliseconds over a long scribble."""
    application = make_application()
    laboratory = Laboratory(application, Settings(None))
    laboratory.window.resize(1366, 768)
    laboratory.open()
    while laboratory.store.state.model is None:
        application.processEvents()
    panel = laboratory.window.panel("draw")
    canvas = panel.findChild(DigitCanvas)
    watch = PaintWatch(panel.findChild(ProbabilityBars))
    times = []
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    for move in range(MOVES):
        wait_until_idle()
        start = perf_counter()
        QTest.mouseMove(canvas, QPoint(100 + (move * 7) % 180, 100 + (move * 3) % 160))
        generation = laboratory.store.state.generation
        while True:
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            probe = laboratory.store.state.probe
            if probe is not None and probe.generation == generation and watch.painted_at > start:
                break
        times.append(1000.0 * (perf_counter() - start))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton)
    laboratory.window.close()
    times = sorted(times[20:])
    return {
        "stroke_to_bars_median_ms": round(statistics.median(times), 2),
        "stroke_to_bars_p99_ms": round(times[int(0.99 * len(times))], 2),
    }


def wait_until_idle() -> None:
    """Let the frame that was under way end, as between two moves of a hand (8 ms)."""
    loop = QEventLoop()
    QTimer.singleShot(20, loop.quit)
    loop.exec()


if __name__ == "__main__":
    print(json.dumps(measure()))
