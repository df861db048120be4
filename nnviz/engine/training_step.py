"""Keras' own training step, traced once and fed with what costs least: the numbers of the pictures of a batch."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any, NamedTuple

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.gradients import LayerGradient
from nnviz.engine.gradients import Meter


class StepFigures(NamedTuple):
    """What one step measured: loss and accuracy before its update, exact for its batch, and its learning rate.

    `gradients` are there when the step was run with a meter.
    """

    loss: float
    accuracy: float
    learning_rate: float
    gradients: tuple[LayerGradient, ...] = ()


class TrainingStep:
    """Runs ``model.train_step`` of a compiled model on batches of a data set.

    The pictures stay uint8 in TensorFlow's memory; a batch is gathered, converted and scaled inside the traced
    step. One function is traced for every size of batch: a fixed shape is a third faster than an open one. With
    `one_hot` the loss compares with one number a class.
    """

    def __init__(self, model: Any, dataset: Dataset, one_hot: bool = False) -> None:
        import tensorflow as tf

        self._model = model
        self._classes = len(dataset.class_names) if one_hot else 0
        self._shape = dataset.picture_shape
        self._constant, self._map = tf.constant, tf.nest.map_structure
        self._dataset = dataset
        self._x: Any = None
        self._y = tf.constant(dataset.y_train.astype(np.int64))
        self._traced: dict[tuple[int, bool, Meter | None], Any] = {}
        _build(model, self._shape, self._classes)

    def run(self, index: Array, pictures: Array | None = None, meter: Meter | None = None) -> StepFigures:
        """Train on the pictures of these numbers, (B,) int32, or on varied copies of them, (B, H, W, C) uint8.

        With a `meter` the step is traced a second time, with the sums that it wants.
        """
        key = (len(index), pictures is not None, meter)
        step = self._traced.get(key) or self._trace(*key)
        given = (index,) if pictures is None else (index, pictures)
        figures, sums = step(*map(self._constant, given))
        # The shortest decimal of a float32: 0.001 rather than 0.0010000000474974513.
        loss, accuracy, learning_rate = (float(str(figure)) for figure in figures.numpy())
        gradients = () if meter is None else meter.figures(self._read(sums))
        return StepFigures(loss, accuracy, learning_rate, gradients)

    def _read(self, sums: Any) -> Any:
        return self._map(lambda tensor: tensor.numpy(), sums)

    def _trace(self, size: int, from_pictures: bool, meter: Meter | None) -> Any:
        import tensorflow as tf

        if self._x is None and not from_pictures:
            self._x = tf.constant(self._dataset.x_train)
        model, x, y, classes = self._model, self._x, self._y, self._classes

        def step(index: Any, pictures: Any = None) -> Any:
            model.reset_metrics()  # inside the step, or it would cost as much as a small step itself
            chosen = tf.gather(x, index) if pictures is None else pictures
            labels = tf.gather(y, index)
            told = tf.one_hot(labels, classes) if classes else labels
            with nullcontext() if meter is None else meter.tapping(model.optimizer):
                figures = model.train_step((tf.cast(chosen, tf.float32) / 255.0, told))
            rate = model.optimizer.learning_rate
            parts = tf.stack([tf.cast(part, tf.float32) for part in (figures["loss"], figures["accuracy"], rate)])
            return parts, () if meter is None else meter.sums

        signature = [tf.TensorSpec((size,), tf.int32)]
        if from_pictures:
            signature.append(tf.TensorSpec((size, *self._shape), tf.uint8))
        traced = tf.function(step, input_signature=signature, autograph=False).get_concrete_function()
        self._traced[size, from_pictures, meter] = traced
        return traced


def _build(model: Any, picture_shape: tuple[int, ...], classes: int) -> None:
    """Make all variables of metrics and optimizer, which cannot be made while the step is traced."""
    import tensorflow as tf

    label = tf.zeros((1, classes)) if classes else tf.zeros((1,), tf.int64)
    model.test_step((tf.zeros((1, *picture_shape)), label))
    model.optimizer.build(model.trainable_variables)
