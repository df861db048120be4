"""Networks built from their rows, each layer with a seed of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from nnviz.core.experiment import Experiment
from nnviz.core.network import FIELDS, LayerSpec, check_network, inception_convolutions, regularised, row_names
from nnviz.core.presets import preset_rows
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
    """Return a new, uncompiled network of a preset; the same seed gives the same weights and the same dropout.

    Parameters
    ----------
    picture_shape
        (height, width, channels) of a picture, whose values are expected between 0 and 1.

    Raises
    ------
    UserError
        When nobody knows the architecture or the pictures are too small for it.
    """
    return build_network(preset_rows(architecture, picture_shape), picture_shape, classes, seed, architecture)


def build_experiment(experiment: Experiment, picture_shape: PictureShape, classes: int) -> Network:
    """Return the new, uncompiled network of an experiment.

    Raises
    ------
    UserError
        When a row of it does not fit.
    """
    rows = regularised(experiment.rows(picture_shape), experiment.l1, experiment.l2)
    activation = experiment.output_activation
    return build_network(rows, picture_shape, classes, experiment.seed, experiment.architecture, activation)


def build_network(
    rows: Sequence[LayerSpec],
    picture_shape: PictureShape,
    classes: int,
    seed: int = 0,
    name: str = "network",
    output_activation: str = "softmax",
) -> Network:
    """Return a new, uncompiled network of these rows and a dense output layer with a neuron a class.

    Raises
    ------
    UserError
        When a row does not fit.
    """
    check_network(rows, picture_shape, classes)
    layers = _Layers(seed)
    picture = layers.keras.Input(picture_shape, name="picture")
    x = picture
    for row, row_name in zip(rows, row_names(rows), strict=True):
        x = layers.add(row, row_name, x)
    output = layers.add(LayerSpec("dense", units=classes, activation=output_activation), "output", x)
    return layers.keras.Model(picture, output, name=name)


class _Layers:
    """Makes named layers, each with a seed of its own that follows from the network's."""

    def __init__(self, seed: int) -> None:
        self.keras = import_keras()
        self._random = np.random.default_rng(seed)

    def add(self, row: LayerSpec, name: str, x: Tensor) -> Tensor:
        """Return the output of a row's layer, or of its layers, for `x`."""
        if row.kind == "inception":
            return self._inception(row, name, x)
        if row.kind == "conv":
            return self._conv(row, name, row.units, row.size)(x)
        if row.kind == "dense":
            return self.keras.layers.Dense(row.units, row.activation, name=name, **self._weights(row))(x)
        return self._without_kernel(row, name)(x)

    def _without_kernel(self, row: LayerSpec, name: str) -> Any:
        layers = self.keras.layers
        match row.kind:
            case "max_pool":
                return layers.MaxPooling2D(row.size, row.step, row.padding, name=name)
            case "average_pool":
                return layers.AveragePooling2D(row.size, row.step, row.padding, name=name)
            case "global_max_pool":
                return layers.GlobalMaxPooling2D(name=name)
            case "global_average_pool":
                return layers.GlobalAveragePooling2D(name=name)
            case "dropout":
                return layers.Dropout(row.rate, seed=self._seed(), name=name)
            case "batch_norm":
                return layers.BatchNormalization(momentum=NORM_MOMENTUM, name=name)
            case "activation":
                return layers.Activation(row.activation, name=name)
            case _:
                return layers.Flatten(name=name)

    def _conv(self, row: LayerSpec, name: str, units: int, size: int) -> Any:
        padding = row.padding if "padding" in FIELDS[row.kind] else "same"
        stride = row.stride if "stride" in FIELDS[row.kind] else 1
        settings = {"activation": row.activation, "name": name, **self._weights(row)}
        return self.keras.layers.Conv2D(units, size, stride, padding, **settings)

    def _inception(self, row: LayerSpec, name: str, x: Tensor) -> Tensor:
        plan = inception_convolutions(row, x.shape[-1])
        labels = ("1x1", "3x3_reduce", "3x3", "5x5_reduce", "5x5", "pool_1x1")
        one, reduce3, three, reduce5, five, projection = (
            self._conv(row, f"{name}_{label}", units, size)
            for label, (_, size, units) in zip(labels, plan, strict=True)
        )
        pooled = self.keras.layers.MaxPooling2D(3, 1, "same", name=f"{name}_pool")(x)
        branches = [one(x), three(reduce3(x)), five(reduce5(x)), projection(pooled)]
        return self.keras.layers.Concatenate(name=name)(branches)

    def _weights(self, row: LayerSpec) -> dict[str, Any]:
        """Return how the kernel begins and what it pays for being large."""
        penalty = self.keras.regularizers.L1L2(row.l1, row.l2) if row.l1 or row.l2 else None
        start = self.keras.initializers.GlorotUniform(seed=self._seed())
        return {"kernel_initializer": start, "kernel_regularizer": penalty}

    def _seed(self) -> int:
        return int(self._random.integers(2**31))
