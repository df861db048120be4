"""The digits that come with scikit-learn, made to look like MNIST: they work without any network."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from nnviz.core.arrays import Array, FloatArray
from nnviz.engine.dataset_files import Arrays

SIDE_PX = 28
INK_PX = 20  # as in MNIST: the ink fills 20 x 20 pixels, and its centre of mass lies in the middle of 28 x 28
FULL_INK = 16  # the darkest value of scikit-learn's pictures
HELD_EVERY = 5


def read_digits() -> Arrays:
    """Return 1,797 handwritten digits, (N, 28, 28) uint8, with a fifth of every class held out for testing."""
    from sklearn.datasets import load_digits

    digits = load_digits()
    pictures = enlarged(digits.images / FULL_INK)
    labels = digits.target
    held = held_out(labels)
    return pictures[~held], labels[~held], pictures[held], labels[held]


def enlarged(pictures: FloatArray) -> Array:
    """Scale pictures (N, 8, 8) with values 0 to 1 smoothly to (N, 28, 28) uint8, light ink on black."""
    side = pictures.shape[1]
    # A cubic spline is linear in the pixels: one matrix (20, 8) scales rows, and columns alike.
    spline = ndimage.zoom(np.eye(side), (INK_PX / side, 1), order=3, mode="grid-constant", grid_mode=True)
    ink = np.clip(spline @ pictures @ spline.T, 0, 1)
    margin = (SIDE_PX - INK_PX) // 2
    framed = np.pad(ink, ((0, 0), (margin, margin), (margin, margin)))
    centred = np.stack([_centred(picture, margin) for picture in framed])
    return np.rint(centred * 255).astype(np.uint8)


def held_out(labels: Array) -> Array:
    """Return the mask, (N,) bool, of every fifth sample of each class: the same split whatever the seed."""
    held = np.zeros(len(labels), bool)
    for label in np.unique(labels):
        held[np.flatnonzero(labels == label)[HELD_EVERY - 1 :: HELD_EVERY]] = True
    return held


def _centred(picture: FloatArray, margin: int) -> FloatArray:
    """Move the centre of mass into the middle by whole pixels, never further than the empty margin allows."""
    middle = (SIDE_PX - 1) / 2
    shift = middle - np.array(ndimage.center_of_mass(picture))
    return np.roll(picture, np.clip(np.rint(shift), -margin, margin).astype(int), axis=(0, 1))
