"""512 maps of 56 x 56: coloured, tiled and painted, as often as new values come."""

from __future__ import annotations

import json
import os
import statistics
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtGui import QPixmap

from nnviz.qt.application import make_application
from nnviz.qt.widgets.tiled_image import TiledImage

ROUNDS = 31
SIZES = ((640, 560), (1000, 700), (1900, 1000))


def measure() -> dict[str, object]:
    """Return by size of the widget the median milliseconds from new values to painted pixels."""
    application = make_application()
    image = TiledImage()
    maps = np.random.default_rng(0).normal(size=(2, 512, 56, 56)).astype(np.float32)
    figures: dict[str, object] = {}
    for size in SIZES:
        image.resize(*size)
        surface = QPixmap(image.size())
        times = []
        for number in range(ROUNDS):
            start = perf_counter()
            image.set_maps(maps[number % 2])
            image.render(surface)
            times.append(1000.0 * (perf_counter() - start))
        figures[f"{size[0]}x{size[1]}_ms"] = round(statistics.median(times), 1)
    application.processEvents()
    return figures


if __name__ == "__main__":
    print(json.dumps(measure()))
