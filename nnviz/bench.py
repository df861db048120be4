"""Runs the benchmarks of a source checkout, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

FOLDER = Path(__file__).resolve().parents[1] / "tests" / "benchmarks"
_RUN = "import json, runpy, sys; figures = runpy.run_path(sys.argv[1])['measure'](); print('\\n' + json.dumps(figures))"


def run_benchmarks(tell: Callable[[str], None]) -> dict[str, Any]:
    """Return every benchmark's figures, ``{"file.figure": value}``; `tell` hears what runs.

    `calibration_ms` is a fixed piece of numpy work, by which absolute figures of two machines can be compared.
    """
    files = sorted(FOLDER.glob("bench_*.py"))
    if not files:
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "The benchmarks come with the source of nnviz: run this in a checkout of it.")
        )
    figures: dict[str, Any] = {"calibration_ms": round(calibration_ms(), 2)}
    for file in files:
        tell(f"{file.stem} …")
        found = _measure(file)
        figures.update({f"{file.stem.removeprefix('bench_')}.{name}": value for name, value in found.items()})
    return figures


def calibration_ms() -> float:
    """Return how long sorting a million fixed numbers takes here, the best of five."""
    import numpy as np

    values = np.random.default_rng(0).random(1_000_000)
    times = []
    for _ in range(5):
        start = perf_counter()
        np.sort(values)
        times.append(1000.0 * (perf_counter() - start))
    return min(times)


def _measure(file: Path) -> dict[str, Any]:
    environment = {"QT_QPA_PLATFORM": "offscreen", "TF_CPP_MIN_LOG_LEVEL": "3", **os.environ}
    root = str(FOLDER.parents[1])
    environment["PYTHONPATH"] = os.pathsep.join([root, *filter(None, [environment.get("PYTHONPATH")])])
    done = subprocess.run([sys.executable, "-c", _RUN, str(file)], capture_output=True, text=True, env=environment)
    if done.returncode:
        return {"error": done.stderr.strip().splitlines()[-1] if done.stderr.strip() else f"exit {done.returncode}"}
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))
