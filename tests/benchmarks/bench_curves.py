"""A pan over a million batches: curves from a pyramid, against plain lines of pyqtgraph."""

from __future__ import annotations

import os
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QApplication

from nnviz.core.metrics import MetricsLog
from nnviz.core.training import BatchRecord
from nnviz.qt.widgets.curve_plot import CurvePlot

BATCHES = 1_000_000
ROUNDS = 5
PANS = 12
SIZE = (1280, 720)


def measure() -> dict[str, float]:
    """Return milliseconds a painted pan, medians of interleaved rounds, and what a plot is handed."""
    application = QApplication.instance() or QApplication([])
    log = made_log()
    plot, plain = shown_curves(log), shown_lines(log)
    curve_ms, plain_ms = [], []
    for _ in range(ROUNDS):
        curve_ms.append(pan(plot.stack.axes["loss"].view, plot.stack, PANS))
        plain_ms.append(pan(plain.getItem(0, 0).getViewBox(), plain, 3))
    started = perf_counter()
    for _ in range(100):
        log.curve("loss").line(1_000.5, 990_000.5, 2 * SIZE[0])
    query_ms = (perf_counter() - started) * 10.0
    points = max(axes.drawn_points() / axes.view.width() for axes in plot.stack.axes.values())
    for window in (plot, plain):
        window.close()
    application.processEvents()
    return {
        "pan_ms": median(curve_ms),
        "plain_pan_ms": median(plain_ms),
        "ratio": median(plain_ms) / median(curve_ms),
        "points_a_pixel": points,
        "query_ms": query_ms,
    }


def made_log() -> MetricsLog:
    """Return the log of a long and noisy training."""
    random = np.random.default_rng(0)
    loss = 0.05 + 2.0 * np.exp(-np.arange(BATCHES) / 2e5) * random.lognormal(0.0, 0.3, BATCHES)
    accuracy = np.clip(1.0 - loss / 2.5, 0.0, 1.0)
    log = MetricsLog()
    for first in range(0, BATCHES, 50_000):
        part = slice(first, first + 50_000)
        rows = zip(loss[part].tolist(), accuracy[part].tolist(), strict=True)
        log.extend([BatchRecord(first + i + 1, 1, a, b, 1e-3) for i, (a, b) in enumerate(rows)])
    return log


def shown_curves(log: MetricsLog) -> CurvePlot:
    """Show the plots of nnviz."""
    plot = CurvePlot()
    plot.resize(*SIZE)
    plot.show()
    plot.show_log(log)
    QApplication.processEvents()
    plot.stack.zoom(0.5)
    return plot


def shown_lines(log: MetricsLog) -> pg.GraphicsLayoutWidget:
    """Show the same as two plain lines of pyqtgraph."""
    widget = pg.GraphicsLayoutWidget(size=SIZE)
    for row, name in enumerate(("loss", "accuracy")):
        item = widget.addPlot(row=row, col=0)
        item.plot(log.column("step"), log.column(name))
        item.setXRange(BATCHES * 0.25, BATCHES * 0.75, padding=0)
    widget.getItem(1, 0).setXLink(widget.getItem(0, 0))
    widget.show()
    QApplication.processEvents()
    return widget


def pan(view: pg.ViewBox, widget: pg.GraphicsLayoutWidget, times: int) -> float:
    """Return the median milliseconds of a small move there or back, repainted."""
    taken = []
    for index in range(times):
        (left, right), _ = view.viewRange()
        step = (right - left) / 150.0 * (-1) ** index
        started = perf_counter()
        view.setXRange(left + step, right + step, padding=0)
        widget.viewport().repaint()
        taken.append((perf_counter() - started) * 1000.0)
    return median(taken)


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:>16} {value:10.3f}")
