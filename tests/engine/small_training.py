"""Small data and networks for tests of training."""

from __future__ import annotations

import numpy as np

from nnviz.core.dataset import Dataset


def bars_dataset(train=70, test=20, side=12, classes=3, seed=0) -> Dataset:
    """Pictures whose class is where their bright bar lies: learnt in a few batches."""
    rng = np.random.default_rng(seed)

    def part(count):
        labels = rng.integers(0, classes, count)
        pictures = rng.integers(0, 60, (count, side, side, 1), dtype=np.uint8)
        for picture, label in zip(pictures, labels, strict=True):
            picture[2 + 3 * label : 4 + 3 * label] = 250
        return pictures, labels

    x_train, y_train = part(train)
    x_test, y_test = part(test)
    return Dataset("bars", x_train, y_train, x_test, y_test, tuple("abcdefgh"[:classes]))


def small_model(side=12, classes=3, seed=1, dropout=0.0):
    """A network of two dense layers, the same weights for the same seed."""
    import keras

    start = keras.initializers.GlorotUniform
    return keras.Sequential(
        [
            keras.Input((side, side, 1)),
            keras.layers.Flatten(),
            keras.layers.Dense(8, "relu", kernel_initializer=start(seed)),
            keras.layers.Dropout(dropout, seed=seed),
            keras.layers.Dense(classes, "softmax", kernel_initializer=start(seed + 1)),
        ]
    )
