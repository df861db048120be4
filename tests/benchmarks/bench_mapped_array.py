"""The first frame of a mapped (1000, 1000, 1000) float32 file in the window's own display, and the memory it adds.

Run: ``python tests/benchmarks/bench_mapped_array.py``. The file is 4 GB of holes with ten planes written; each round
opens it anew, in a display of 1280 x 900, from `open_array` to the end of the first paint. `calibration_ms` is reading
100 MB of the same file by `read`, in the same round. Anonymous memory is that of /proc/self/smaps_rollup (Linux).
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtWidgets import QApplication

from nnviz.core.array_file import open_array
from nnviz.core.array_sources import ArraySource, SourceKind
from nnviz.qt.theme import DARK, apply_theme
from nnviz.qt.widgets.array_display import ArrayDisplay

SHAPE = (1000, 1000, 1000)
ROUNDS, TURNS = 5, 40
_FILE = ArraySource(SourceKind.FILE)


def measure(rounds: int = ROUNDS) -> dict[str, float]:
    """Return medians over the rounds: times in milliseconds, memory in MB."""
    application = QApplication.instance() or QApplication([])
    apply_theme(application, DARK)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "large.npy"
        planes = np.lib.format.open_memmap(file, "w+", np.float32, SHAPE)
        planes[::100] = np.random.default_rng(0).normal(size=(1000, 1000)).astype(np.float32)
        del planes
        found = [_round(file) for _ in range(rounds + 1)][1:]
    return {name: round(median(one[name] for one in found), 2) for name in found[0]}


def _round(file: Path) -> dict[str, float]:
    display = ArrayDisplay()
    display.view.setMinimumSize(1280, 900)
    display.show()
    QApplication.processEvents()
    start = perf_counter()
    with file.open("rb") as stream:
        while stream.tell() < 100e6 and stream.read(2**20):
            pass
    calibration = perf_counter() - start
    before, start = _anonymous_mb(), perf_counter()
    display.show_array(open_array(file).array, _FILE)
    display.view.repaint()
    first = perf_counter() - start
    added = _anonymous_mb() - before
    frames = []
    for _ in range(TURNS):
        start = perf_counter()
        display.view.orbit.turn(1.0, 0.3)
        display.view.repaint()
        frames.append(perf_counter() - start)
    sampled = display.view.reduction[2]
    display.close()
    display.deleteLater()
    QApplication.processEvents()
    return {
        "calibration_ms": 1e3 * calibration,
        "first_frame_ms": 1e3 * first,
        "anonymous_added_mb": added,
        "frame_ms": 1e3 * median(frames),
        "says_it_is_sampled": float(sampled),
    }


def _anonymous_mb() -> float:
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1024


if __name__ == "__main__":
    print(json.dumps(measure(), indent=1))
