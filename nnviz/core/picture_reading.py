"""What a model reads in each of many picture files, and the list of them as text."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import UserError
from nnviz.core.picture_file import PICTURE_SUFFIXES
from nnviz.core.resampling import resize

MOST_PICTURES = 5000
THUMBNAIL_PX = 56


@dataclass(frozen=True, eq=False)
class PictureReading:
    """`label` and `probability` are None for a blank or unreadable picture, `verdict` for a model of no digits.

    `thumbnail` is (H, W) or (H, W, 3) uint8; `reason` says why it is unsure, `error` why it could not be read.
    """

    path: str
    thumbnail: Array | None = None
    label: int | None = None
    name: str = ""
    probability: float | None = None
    verdict: str | None = None
    reason: UserError | None = None
    error: UserError | None = None


def pictures_among(paths: Iterable[str], limit: int = MOST_PICTURES) -> tuple[list[str], bool]:
    """Return the given files and the pictures in the given folders and below, by name, and whether there were more."""
    found: list[str] = []
    for file in _files(paths):
        if len(found) == limit:
            return found, True
        found.append(file)
    return found, False


def thumbnail_of(picture: Array, side: int = THUMBNAIL_PX) -> Array:
    """Return a picture, (H, W) or (H, W, 3) uint8, made so small that its longer side is at most `side` pixels."""
    height, width = picture.shape[:2]
    shrink = side / max(height, width, 1)
    if shrink >= 1.0:
        return picture
    step = max(1, int(1 / shrink) // 8)  # a photograph has more pixels than a thumbnail can tell
    small = resize(picture[::step, ::step], max(1, round(height * shrink)), max(1, round(width * shrink)))
    thumbnail: Array = np.rint(small).astype(np.uint8)
    return thumbnail


def readings_as_csv(readings: Sequence[PictureReading]) -> str:
    """Return readings as CSV: file, label, name, probability, verdict, reason, error.

    Examples
    --------
    >>> print(readings_as_csv([PictureReading("a.png", None, 7, "7", 0.98765432, "digit")]))
    file,label,name,probability,verdict,reason,error
    a.png,7,7,0.987654,digit,,
    <BLANKLINE>
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["file", "label", "name", "probability", "verdict", "reason", "error"])
    for one in readings:
        label = "" if one.label is None else one.label
        probability = "" if one.probability is None else f"{one.probability:.6f}"
        reason, error = ("" if message is None else str(message) for message in (one.reason, one.error))
        table.writerow([one.path, label, one.name, probability, one.verdict or "", reason, error])
    return out.getvalue()


def _files(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if not Path(path).is_dir():
            yield str(path)
            continue
        for folder, folders, files in os.walk(path):
            folders.sort()
            pictures = (name for name in sorted(files) if Path(name).suffix.lower() in PICTURE_SUFFIXES)
            yield from (str(Path(folder) / name) for name in pictures)
