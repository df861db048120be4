"""Parts of a data set: fewer pictures to learn from, and some of them held back for validation."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from nnviz.core.arrays import Array, read_only
from nnviz.core.dataset import Dataset


def training_parts(dataset: Dataset, subset: float = 1.0, split: float = 0.0, seed: int = 0) -> Dataset:
    """Return a data set with the share `subset` of the training pictures, every class by its share.

    With a `split` above 0 that share of them becomes the test part instead of the set's own. Every class keeps at
    least one picture to learn from; the order of the pictures is kept.
    """
    if subset >= 1.0 and split <= 0.0:
        return dataset
    chosen = _share(dataset.y_train, np.arange(len(dataset.y_train)), subset, np.random.default_rng((seed, 1)))
    if split <= 0.0:
        return _with_train(dataset, chosen)
    kept = _share(dataset.y_train, chosen, 1.0 - split, np.random.default_rng((seed, 2)))
    held = np.setdiff1d(chosen, kept)
    if not len(held):
        return _with_train(dataset, kept)
    test_pictures, test_labels = read_only(dataset.x_train[held]), read_only(dataset.y_train[held])
    return replace(_with_train(dataset, kept), x_test=test_pictures, y_test=test_labels)


def part_sizes(counts: Array, subset: float, split: float) -> tuple[int, int]:
    """Return how many training pictures `training_parts` learns from and holds back, of so many of each class.

    Examples
    --------
    >>> part_sizes(np.array([100, 50]), 0.5, 0.2)
    (60, 15)
    """
    used = [max(1, round(subset * count)) for count in counts.tolist() if count]
    kept = [max(1, round((1.0 - split) * count)) for count in used] if split > 0.0 else used
    return sum(kept), sum(used) - sum(kept)


def _with_train(dataset: Dataset, chosen: Array) -> Dataset:
    return replace(dataset, x_train=read_only(dataset.x_train[chosen]), y_train=read_only(dataset.y_train[chosen]))


def _share(labels: Array, among: Array, share: float, rng: np.random.Generator) -> Array:
    """Return the sorted numbers of a share of each class `among` the pictures."""
    parts = []
    for label in np.unique(labels[among]):
        own = among[labels[among] == label]
        parts.append(rng.permutation(own)[: max(1, round(share * len(own)))])
    return np.sort(np.concatenate(parts)) if parts else among
