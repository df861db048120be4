"""A labelled set of pictures in memory, and single samples of it."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.core.arrays import Array
from nnviz.core.own_data.origin import Origin


@dataclass(frozen=True, eq=False)
class Dataset:
    """Pictures are (N, H, W, C) uint8, labels (N,) int64; a model reads pictures divided by 255 as float32.

    `origin` tells where data of one's own came from, as it was before any part of it was taken.
    """

    name: str
    x_train: Array
    y_train: Array
    x_test: Array
    y_test: Array
    class_names: tuple[str, ...]
    origin: Origin | None = None

    @property
    def picture_shape(self) -> tuple[int, int, int]:
        """(height, width, channels) of every picture."""
        height, width, channels = self.x_train.shape[1:]
        return int(height), int(width), int(channels)


@dataclass(frozen=True, eq=False)
class Sample:
    """One picture of a data set, (H, W, C) uint8, with its label and where it stands."""

    dataset: str
    split: str
    index: int
    picture: Array
    label: int
    label_name: str
