"""512 maps of 56 x 56: sorted, coloured, tiled and painted, as often as new values come."""

from __future__ import annotations

import json
import os
import statistics
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtGui import QPixmap

from nnviz.core.map_order import FEATURE_ORDERS, MapOrder
from nnviz.core.tensor_display import display_of
from nnviz.qt.application import make_application
from nnviz.qt.widgets.tiled_image import TiledImage

ROUNDS = 31
SIZES = ((640, 560), (1000, 700), (1900, 1000))


def measure() -> dict[str, object]:
    """Return by order and size of the widget the median milliseconds from new values to painted pixels."""
    application = make_application()
    image = TiledImage()
    # As a layer's output comes, channels last.
    outputs = np.random.default_rng(0).normal(size=(2, 56, 56, 512)).astype(np.float32)
    figures: dict[str, object] = {}
    for size in SIZES:
        image.resize(*size)
        surface = QPixmap(image.size())
        times: dict[MapOrder, list[float]] = {order: [] for order in FEATURE_ORDERS}
        for number in range(ROUNDS):
            for order in FEATURE_ORDERS:
                start = perf_counter()
                display = display_of(outputs[number % 2])
                assert display is not None
                image.set_maps(display.maps, order=display.ordered(display.figures(order, 3)))
                image.render(surface)
                times[order].append(1000.0 * (perf_counter() - start))
        for order in FEATURE_ORDERS:
            figures[f"{order}_{size[0]}x{size[1]}_ms"] = round(statistics.median(times[order]), 1)
    application.processEvents()
    return figures


if __name__ == "__main__":
    print(json.dumps(measure()))
