"""Reading the table of a run of a million batches in pieces, against numpy's own reader."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import numpy as np

from nnviz.engine.run_tables import batch_columns

BATCHES = 1_000_000
ROUNDS = 5


def measure() -> dict[str, float]:
    """Return seconds a million batches and the longest piece, medians of interleaved rounds."""
    ours, theirs, longest = [], [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_table(folder / "metrics.csv")
        for _ in range(ROUNDS):
            started, before, pieces = perf_counter(), perf_counter(), []
            for _ in batch_columns(folder):
                pieces.append(perf_counter() - before)
                before = perf_counter()
            ours.append(perf_counter() - started)
            longest.append(max(pieces))
            started = perf_counter()
            np.loadtxt(folder / "metrics.csv", delimiter=",", skiprows=1)
            theirs.append(perf_counter() - started)
    return {
        "read_s": median(ours),
        "loadtxt_s": median(theirs),
        "ratio": median(theirs) / median(ours),
        "longest_piece_ms": 1000.0 * median(longest),
    }


def write_table(file: Path) -> None:
    """Write the figures of a long training."""
    figures = np.random.default_rng(0).random((BATCHES, 2)).tolist()
    with file.open("w") as table:
        table.write("step,epoch,loss,accuracy,learning_rate\n")
        table.writelines(f"{i},{i // 1000},{a!r},{b!r},0.001\n" for i, (a, b) in enumerate(figures, 1))


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:<18} {value:.3f}")
