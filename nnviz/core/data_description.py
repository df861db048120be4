"""What a data set is made of: how many pictures of each class, what they look like on average, and their values."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array, FloatArray, read_only
from nnviz.core.dataset import Dataset

_BLOCK = 1024


@dataclass(frozen=True, eq=False)
class DataDescription:
    """Per class the counts of both parts, (K,), and the mean training picture, (K, H, W, C) float64 from 0 to 255.

    `mean` is that of all training pictures; `low` and `high` are their smallest and largest value.
    """

    train_counts: Array
    test_counts: Array
    class_means: FloatArray
    mean: FloatArray
    low: int
    high: int

    @property
    def imbalance(self) -> float:
        """How many times more pictures the largest class has than the smallest."""
        return float(self.train_counts.max() / max(1, self.train_counts.min()))


def describe(dataset: Dataset) -> Generator[float, None, DataDescription]:
    """Yield the share that is done, and return the description.

    Examples
    --------
    >>> pictures = np.array([0, 2, 9], np.uint8).reshape(3, 1, 1, 1)
    >>> steps = describe(Dataset("tiny", pictures, np.array([0, 0, 1]), pictures[:1], np.array([1]), ("a", "b")))
    >>> next(steps)
    1.0
    >>> try:
    ...     next(steps)
    ... except StopIteration as end:
    ...     print(end.value.class_means.ravel().tolist(), end.value.train_counts.tolist())
    [1.0, 9.0] [2, 1]
    """
    classes, labels = len(dataset.class_names), dataset.y_train
    sums = np.zeros((classes, int(np.prod(dataset.picture_shape))), np.int64)
    low, high = 255, 0
    for start in range(0, len(labels), _BLOCK):
        pictures = dataset.x_train[start : start + _BLOCK].reshape(-1, sums.shape[1])
        own = labels[start : start + _BLOCK]
        for label in np.unique(own):
            sums[label] += pictures[own == label].sum(axis=0, dtype=np.int64)
        low, high = min(low, int(pictures.min())), max(high, int(pictures.max()))
        yield min(1.0, (start + _BLOCK) / len(labels))
    counts = np.bincount(labels, minlength=classes)
    means = (sums / np.maximum(counts, 1)[:, None]).reshape(classes, *dataset.picture_shape)
    mean = (sums.sum(axis=0) / max(1, len(labels))).reshape(dataset.picture_shape)
    test_counts = np.bincount(dataset.y_test, minlength=classes)
    return DataDescription(read_only(counts), read_only(test_counts), read_only(means), read_only(mean), low, high)


def mean_picture(mean: FloatArray) -> Array:
    """Return a mean picture, (H, W, C) from 0 to 255, rounded to uint8."""
    rounded: Array = np.rint(mean).astype(np.uint8)
    return rounded
