"""The map of a deep model: time to lay it out, and to paint a frame at its beginning and from afar."""

from __future__ import annotations

import json
import os
import statistics
from time import perf_counter
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np

ROUNDS = 15
SIZES = {"short": (1366, 180), "tall": (1366, 640)}


def measure() -> dict[str, object]:
    """Return medians in ms for a residual network of 429 layers with values on every block on screen."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QPixmap
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from nnviz.core.model_map import model_map
    from nnviz.core.probe import Probe
    from nnviz.qt.widgets.model_map_view import ModelMapView

    application = QApplication.instance() or QApplication([])
    summary = residual_network(429)
    random = np.random.default_rng(0)
    tensors = {one.id: random.normal(size=one.output_shape[1:]).astype(np.float32) for one in summary.layers}
    probe = Probe(1, "deep", 0, np.zeros((2, 2)), np.full(10, 0.1), tensors, {}, 1.0)
    figures: dict[str, object] = {}
    for name, size in SIZES.items():
        view = ModelMapView()
        view.resize(*size)
        begin = perf_counter()
        view.set_map(model_map(summary))
        figures[f"{name}_lay_out_ms"] = round(1000.0 * (perf_counter() - begin), 1)
        view.pictures.set_probe(probe)
        pixmap = QPixmap(view.size())
        figures[f"{name}_frame_ms"] = _frame(view, pixmap)
        QTest.keyClick(view, Qt.Key.Key_0)
        figures[f"{name}_all_in_sight_ms"] = _frame(view, pixmap)
    del application
    return figures


def residual_network(count: int) -> Any:
    """Return the summary of `count` layers in blocks of seven with by-passes, as of a picture of 224 x 224."""
    from nnviz.core.model_summary import LayerInfo, ModelSummary

    layers = [LayerInfo("l0", "picture", "InputLayer", (None, 224, 224, 3), 0)]
    kinds = ("Conv2D", "BatchNormalization", "Activation", "Conv2D", "BatchNormalization", "Activation", "Add")
    for number in range(1, count):
        side = max(7, 112 >> (4 * number // count))
        kind = kinds[number % 7]
        inputs = (f"l{number - 1}", f"l{number - 7}") if kind == "Add" and number > 7 else (f"l{number - 1}",)
        layers.append(LayerInfo(f"l{number}", f"block{number}", kind, (None, side, side, 64), 9, (), inputs))
    return ModelSummary("deep", "deep", tuple(layers), ((None, 224, 224, 3),), 0)


def _frame(view: Any, pixmap: Any) -> float:
    times = []
    for _ in range(ROUNDS):
        begin = perf_counter()
        view.render(pixmap)
        times.append(1000.0 * (perf_counter() - begin))
    return round(statistics.median(times), 1)


if __name__ == "__main__":
    print(json.dumps(measure()))
