"""How long a frame takes while an array is turned: the cost follows the pixels, not the cells.

Run: ``python tests/benchmarks/bench_box_view.py``. The figure to compare with is `calibration_ms`: filling the window
with one colour and painting one picture of its size, on the same machine in the same minute.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from nnviz.core.array_file import open_array
from nnviz.core.array_sample import as_numbers, sample
from nnviz.core.arrays import Array
from nnviz.core.box import Axes
from nnviz.core.box_scene import NO_CUT, NO_GROUPS, Cut, Groups
from nnviz.core.colour import is_signed, value_range
from nnviz.qt.theme import DARK, apply_theme
from nnviz.qt.widgets.box_view import BoxView

SIZE = (1280, 900)
FRAMES = 40


def measure(with_mapped_file: bool = True) -> dict[str, float]:
    """Return medians in milliseconds: the first frame and a frame while turning, for arrays of several sizes."""
    application = QApplication.instance() or QApplication([])
    apply_theme(application, DARK)
    random = np.random.default_rng(0)
    figures = {"calibration_ms": _calibration()}
    arrays = {
        "2x3x4_values": random.normal(size=(2, 3, 4)),
        "26x26x32": random.random((26, 26, 32), np.float32),
        "200x200x200": random.random((200, 200, 200), np.float32),
    }
    for name, array in arrays.items():
        figures |= _measured(name, lambda array=array: array)
    figures |= _measured("100x100x100_float64", lambda: random.random((100, 100, 100)))
    slabs = random.random((200, 200, 32), np.float32)
    figures |= _measured("32_slabs_200x200", lambda: slabs, Cut(apart=(2, 0.3)))
    figures |= _measured("2x3x4x5_values", lambda: random.normal(size=(2, 3, 4, 5)), groups=Groups(columns=0))
    for side in (10, 30, 100, 300):
        cells = random.random((side, side, side), np.float32)
        figures |= _measured(f"cells_{side**3:.0e}", lambda cells=cells: cells)
    if with_mapped_file:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "large.npy"
            # Holes in the file: its pages cost nothing on disk and are mapped like all others.
            np.lib.format.open_memmap(file, "w+", np.float32, (1000, 1000, 1000))[::100, ::100] = 1.0
            figures |= _measured("1000x1000x1000_mapped", lambda: open_array(file).array)
    return {name: round(value, 2) for name, value in figures.items()}


def _measured(name: str, make: Callable[[], Array], cut: Cut = NO_CUT, groups: Groups = NO_GROUPS) -> dict[str, float]:
    view = BoxView()
    view.resize(*SIZE)
    view.show()
    QApplication.processEvents()
    start = perf_counter()
    array = make()
    numbers = as_numbers(sample(array).values)
    view.set_colour_scale("auto", *value_range(numbers, is_signed(numbers)))
    view.set_array(array, Axes.LAST_INTO_DEPTH)
    view.set_cut(cut, groups)
    view.repaint()
    first = perf_counter() - start
    frames = []
    for _ in range(FRAMES):
        start = perf_counter()
        view.orbit.turn(1.0, 0.3)
        view.repaint()
        frames.append(perf_counter() - start)
    assert median(frames) > 5e-4, "nothing was painted"
    assert view.isVisible()
    view.close()
    return {f"{name}_first_ms": 1e3 * first, f"{name}_frame_ms": 1e3 * median(frames)}


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
