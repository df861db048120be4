"""How long a frame of the operations panel takes while cells travel, at 1366 x 768.

Run: ``python tests/benchmarks/bench_operations.py``. `calibration_ms` is filling the same area with one colour and
painting one picture of its size, on the same machine in the same minute.
"""

from __future__ import annotations

import json
import os
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from nnviz.core.operations.catalogue import BY_ID, OPERATIONS
from nnviz.core.operations.frames import Plan
from nnviz.core.operations.parsing import parse_array
from nnviz.qt.theme import DARK, apply_theme
from nnviz.qt.widgets.operation_view import OperationView

SIZE = (1346, 480)
FRAMES = 40


def measure() -> dict[str, float]:
    """Return the median of a frame in milliseconds for each operation's first example, and for a large array."""
    application = QApplication.instance() or QApplication([])
    apply_theme(application, DARK)
    view = OperationView()
    view.resize(*SIZE)
    view.show()
    QApplication.processEvents()
    figures = {"calibration_ms": _calibration()}
    for operation in OPERATIONS:
        example = operation.examples[0]
        names = example.names or operation.names
        arrays = tuple(parse_array(text) for text in example.operands)
        chosen = dict(zip((setting.name for setting in operation.settings), example.settings, strict=True))
        figures[f"{operation.id}_ms"] = _frame(view, operation.plan(arrays, chosen, names))
    large = np.arange(784).reshape(28, 28)
    figures["flatten_28x28_ms"] = _frame(view, BY_ID["flatten"].plan((large,), {}))
    view.close()
    return {name: round(value, 2) for name, value in figures.items()}


def _frame(view: OperationView, plan: Plan) -> float:
    view.set_plan(plan)
    times = []
    for number in range(FRAMES):
        start = perf_counter()
        view.set_position((number + 0.5) * plan.count / FRAMES)
        view.repaint()
        times.append(perf_counter() - start)
    assert median(times) > 1e-4, "nothing was painted"
    return 1e3 * median(times)


def _calibration() -> float:
    screen = QImage(*SIZE, QImage.Format.Format_RGB32)
    picture = QImage(*SIZE, QImage.Format.Format_RGB32)
    picture.fill(0xFF336699)
    times = []
    for _ in range(FRAMES):
        start = perf_counter()
        screen.fill(0xFF000000)
        painter = QPainter(screen)
        painter.drawImage(0, 0, picture)
        painter.end()
        times.append(perf_counter() - start)
    return 1e3 * median(times)


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
