"""The pictures of a batch, varied anew in every epoch, always the same for the same seed."""

from __future__ import annotations

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.augmentation import augment


def augment_batch(pictures: Array, kind: str, rng: np.random.Generator) -> Array:
    """Return varied copies of the pictures (N, H, W, C), uint8 or float; `kind` as `Experiment.augment` names it."""
    return augment(pictures, kind, rng)


def batch_generator(seed: int, epoch: int, batch: int) -> np.random.Generator:
    """Return the source of chance of one batch: independent of what was drawn for any other."""
    return np.random.default_rng((seed, epoch, batch))
