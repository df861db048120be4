"""From launch to the window on screen, against an empty Qt window, interleaved."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys

ROUNDS = 7

# The child tells milliseconds since its own process began (/proc: clock ticks since boot).
AGE = """
import os, time
def age_ms():
    ticks = int(open("/proc/self/stat").read().rsplit(")", 1)[1].split()[19])
    return 1000.0 * (time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK"))
"""
EMPTY = (
    AGE
    + """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.resize(1366, 768)
window.show()
def tell():
    print(json.dumps({"ms": age_ms()}), flush=True)
    application.quit()
QTimer.singleShot(0, tell)
application.exec()
"""
)
NNVIZ = (
    AGE
    + """
import json, sys
from nnviz.qt.application import Laboratory, make_application
from nnviz.qt.settings import Settings
application = make_application()
laboratory = Laboratory(application, Settings(None))
def tell():
    print(json.dumps({"ms": age_ms(), "tensorflow": "tensorflow" in sys.modules}), flush=True)
    laboratory.window.close()
    application.quit()
laboratory.window.first_shown.connect(tell)
laboratory.open()
application.exec()
"""
)


def launch(script: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return json.loads(done.stdout.strip().splitlines()[-1])


def measure() -> dict[str, object]:
    """Return medians of the milliseconds from the start of the process to the shown window."""
    launch(EMPTY), launch(NNVIZ)
    rounds = [(launch(EMPTY), launch(NNVIZ)) for _ in range(ROUNDS)]
    return {
        "window_ms": round(statistics.median(nnviz["ms"] for _, nnviz in rounds)),
        "empty_qt_window_ms": round(statistics.median(empty["ms"] for empty, _ in rounds)),
        "tensorflow_imported": any(nnviz["tensorflow"] for _, nnviz in rounds),
    }


if __name__ == "__main__":
    print(json.dumps(measure()))
