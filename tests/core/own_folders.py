"""Folders of pictures made for tests, and reading to the end."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from nnviz.core.dataset import Dataset


def read_all(reading) -> Dataset:
    """Take every step and return the data set."""
    while True:
        try:
            next(reading)
        except StopIteration as end:
            return end.value


def make_folder(folder: Path, classes=("cão", "gato"), count=6, shape=(12, 10, 3), seed=0) -> dict[str, list]:
    """Write pictures of noise, and return them by class in the order of their names."""
    rng = np.random.default_rng(seed)
    made: dict[str, list] = {}
    for name in classes:
        (folder / name).mkdir(parents=True, exist_ok=True)
        made[name] = [rng.integers(0, 255, shape, dtype=np.uint8) for _ in range(count)]
        for number, picture in enumerate(made[name]):
            Image.fromarray(picture).save(folder / name / f"{number:03}.png")
    return made
