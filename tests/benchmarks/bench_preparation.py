"""From the canvas' 560 x 560 pixels to the 28 x 28 that the model reads."""

from __future__ import annotations

import json
import statistics
from itertools import pairwise
from time import perf_counter, thread_time

import numpy as np

from nnviz.core.preparation import Preparation, prepare
from nnviz.core.preparation_view import view_preparation

SIDE = 560
ROUNDS = 200
WIDTHS = {"hair": 6, "pen": 40, "marker": 110}


def scribble(width: int) -> np.ndarray:
    """Return a seven drawn with a round pen of so many pixels, light on black."""
    rows, columns = np.mgrid[:SIDE, :SIDE]
    page = np.zeros((SIDE, SIDE), np.uint8)
    corners = ((140, 160), (140, 420), (460, 260))
    for (top, left), (bottom, right) in pairwise(corners):
        along = ((rows - top) * (bottom - top) + (columns - left) * (right - left)) / (
            (bottom - top) ** 2 + (right - left) ** 2
        )
        along = np.clip(along, 0.0, 1.0)
        away = np.hypot(rows - top - along * (bottom - top), columns - left - along * (right - left))
        page[away <= width / 2] = 255
    return page


def timed(work: object, rounds: int) -> tuple[float, float]:
    """Return the median milliseconds on the wall and of this thread."""
    walls, threads = [], []
    for _ in range(rounds):
        wall, thread = perf_counter(), thread_time()
        work()
        walls.append(1000.0 * (perf_counter() - wall))
        threads.append(1000.0 * (thread_time() - thread))
    return statistics.median(walls), statistics.median(threads)


def measure() -> dict[str, object]:
    """Return the median milliseconds of one preparation for three pens, and of all stages laid open."""
    figures = {}
    for name, width in WIDTHS.items():
        page = scribble(width)
        wall, thread = timed(lambda page=page: prepare(page), ROUNDS)
        figures[f"{name}_ms"] = round(wall, 3)
        figures[f"{name}_thread_ms"] = round(thread, 3)
    page = scribble(WIDTHS["pen"])
    figures["laid_open_ms"] = round(timed(lambda: view_preparation(page, Preparation()), ROUNDS // 4)[0], 3)
    return figures


if __name__ == "__main__":
    print(json.dumps(measure()))
