"""The networks that nnviz can build; each adapts to the pictures and the number of classes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.engine.keras_import import import_keras

PictureShape = tuple[int, int, int]
# `Tensor` is a symbolic Keras tensor, `Network` a Keras model: Keras ships no types.
Tensor = Any
Network = Any

# Keras' own 0.99 needs hundreds of batches before validation shows what a small set has taught.
NORM_MOMENTUM = 0.9


def build_model(
    architecture: str, picture_shape: PictureShape = (28, 28, 1), classes: int = 10, seed: int = 0
) -> Network:
    """Return a new, uncompiled network; the same seed gives the same weights and the same dropout.

    Parameters
    ----------
    picture_shape
        (height, width, channels) of a picture, whose values are expected between 0 and 1.

    Raises
    ------
    UserError
        When nobody knows the architecture or the pictures are too small for it.
    """
    if architecture not in ARCHITECTURES:
        sentence = QT_TRANSLATE_NOOP("Errors", "“{name}” is not a known architecture. Choose one of: {known}.")
        raise UserError(sentence, name=architecture, known=", ".join(ARCHITECTURES))
    smallest = SMALLEST_SIDE_PX[architecture]
    height, width, channels = picture_shape
    if min(height, width) < smallest or channels < 1:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "Pictures of {height} × {width} × {channels} are too small for the network “{name}”: it needs {smallest} × "
            "{smallest} pixels. No network was built. Choose another network or larger pictures.",
        )
        raise UserError(sentence, height=height, width=width, channels=channels, name=architecture, smallest=smallest)
    layers = _Layers(seed)
    picture = layers.keras.Input(picture_shape, name="picture")
    output = layers.dense("output", classes, "softmax")(ARCHITECTURES[architecture](layers, picture))
    return layers.keras.Model(picture, output, name=architecture)


class _Layers:
    """Makes named layers, each with a seed of its own that follows from the network's."""

    def __init__(self, seed: int) -> None:
        self.keras = import_keras()
        self._random = np.random.default_rng(seed)

    def dense(self, name: str, units: int, activation: str = "relu") -> Any:
        return self.keras.layers.Dense(units, activation, kernel_initializer=self._start(), name=name)

    def conv(self, name: str, filters: int, side: int = 3, **options: Any) -> Any:
        options.setdefault("activation", "relu")
        return self.keras.layers.Conv2D(filters, side, kernel_initializer=self._start(), name=name, **options)

    def pool(self, name: str) -> Any:
        return self.keras.layers.MaxPooling2D(2, name=name)

    def norm(self, name: str) -> Any:
        return self.keras.layers.BatchNormalization(momentum=NORM_MOMENTUM, name=name)

    def relu(self, name: str) -> Any:
        return self.keras.layers.Activation("relu", name=name)

    def flatten(self) -> Any:
        return self.keras.layers.Flatten(name="flatten")

    def dropout(self, name: str, rate: float) -> Any:
        return self.keras.layers.Dropout(rate, seed=self._seed(), name=name)

    def _start(self) -> Any:
        return self.keras.initializers.GlorotUniform(seed=self._seed())

    def _seed(self) -> int:
        return int(self._random.integers(2**31))


def _mlp(layers: _Layers, picture: Tensor) -> Tensor:
    """Two small dense layers: 784-16-16-10 for digits, 13,002 parameters."""
    x = layers.flatten()(picture)
    x = layers.dense("dense1", 16)(x)
    return layers.dense("dense2", 16)(x)


def _lenet(layers: _Layers, picture: Tensor) -> Tensor:
    """Two convolutions with pooling and a dense layer, after LeCun et al. 1998, with ReLU and max pooling."""
    x = layers.conv("conv1", 16, side=5, padding="same")(picture)
    x = layers.pool("pool1")(x)
    x = layers.conv("conv2", 32, side=5)(x)
    x = layers.pool("pool2")(x)
    x = layers.flatten()(x)
    x = layers.dense("dense1", 128)(x)
    return layers.dropout("dropout", 0.25)(x)


def _course(layers: _Layers, picture: Tensor) -> Tensor:
    """Three strided convolutions and a wide dense layer: 360,458 parameters for 28 × 28 × 1."""
    x = layers.conv("conv1", 32, strides=2)(picture)
    x = layers.conv("conv2", 64, strides=2)(x)
    x = layers.conv("conv3", 128, strides=2)(x)
    x = layers.flatten()(x)
    x = layers.dropout("dropout1", 0.2)(x)
    x = layers.dense("dense1", 512)(x)
    return layers.dropout("dropout2", 0.2)(x)


def _vgg(layers: _Layers, picture: Tensor) -> Tensor:
    """Three groups of two normalised convolutions; pictures too small to be halved again keep their size."""
    x = picture
    for group, filters in enumerate((32, 64, 128), start=1):
        for step in ("a", "b"):
            x = layers.conv(f"conv{group}{step}", filters, padding="same", activation=None)(x)
            x = layers.norm(f"norm{group}{step}")(x)
            x = layers.relu(f"relu{group}{step}")(x)
        if min(x.shape[1:3]) > 1:
            x = layers.pool(f"pool{group}")(x)
    x = layers.flatten()(x)
    x = layers.dropout("dropout1", 0.2)(x)
    x = layers.dense("dense1", 256)(x)
    return layers.dropout("dropout2", 0.2)(x)


def _recogniser(layers: _Layers, picture: Tensor) -> Tensor:
    """Eight normalised convolutions that halve the picture twice: the network of the shipped digit model."""
    plan = ((24, 3, 1), (32, 3, 2), (48, 3, 1), (64, 3, 1), (64, 3, 2), (96, 3, 1), (96, 3, 1), (24, 1, 1))
    x = picture
    for number, (filters, side, stride) in enumerate(plan, start=1):
        x = layers.conv(f"conv{number}", filters, side, strides=stride, padding="same", activation=None)(x)
        x = layers.norm(f"norm{number}")(x)
        x = layers.relu(f"relu{number}")(x)
        if number in (3, 5):
            x = layers.dropout(f"dropout{number}", 0.1)(x)
    x = layers.flatten()(x)
    x = layers.dropout("dropout6", 0.3)(x)
    x = layers.dense("dense1", 96)(x)
    return layers.dropout("dropout7", 0.3)(x)


# Each takes the picture to the last layer but one; the output layer is the same for all.
ARCHITECTURES: dict[str, Callable[[_Layers, Tensor], Tensor]] = {
    "mlp": _mlp,
    "lenet": _lenet,
    "course": _course,
    "vgg": _vgg,
    "recogniser": _recogniser,
}
SMALLEST_SIDE_PX = {"mlp": 1, "lenet": 12, "course": 15, "vgg": 1, "recogniser": 4}
