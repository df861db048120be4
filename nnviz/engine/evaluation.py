"""How well a model does on labelled pictures: accuracy, loss and confusions, in chunks short enough not to block."""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

LONGEST_CHUNK_S = 0.016
_SMALLEST_CHUNK, _LARGEST_CHUNK = 8, 1024


class Evaluator:
    """Evaluates one model on one set of pictures (N, H, W, C) uint8 again and again; traced once.

    `loss` is the Keras name of the loss; penalties on weights count in it, as in Keras. While it does, `predicted`
    (N,) holds the classes of the first `done` pictures.
    """

    def __init__(
        self, model: Any, x: Array, y: Array, batch: int | None = None, loss: str = "sparse_categorical_crossentropy"
    ) -> None:
        import tensorflow as tf

        needed = int(y.max(initial=0)) + 1
        self._shape, self._classes = check_fit(model, tuple(x.shape[1:]), needed, or_more=True)
        self._model = model
        self._loss = loss
        self.count = len(x)
        self._y = y.astype(np.int64)
        self._chunk = batch or 4 * _SMALLEST_CHUNK
        self._adapts = batch is None
        self.done = 0
        self.predicted = np.zeros(self.count, dtype=np.int64)
        self._x = tf.constant(x)
        self._score = self._traced() if len(x) else None

    def steps(self) -> Generator[None, None, dict[str, Any]]:
        """Yield between chunks; return accuracy, loss (mean) and confusion (classes x classes, rows are true)."""
        losses = np.zeros(self.count, dtype=np.float64)
        predicted = self.predicted = np.zeros(self.count, dtype=np.int64)
        start = self.done = 0
        while start < self.count and self._score is not None:
            end = min(start + self._chunk, self.count)
            began = perf_counter()
            figures = self._score(np.arange(start, end, dtype=np.int32), self._y[start:end]).numpy()
            losses[start:end], predicted[start:end] = figures
            if self._adapts and end - start == self._chunk:
                self._adapt(perf_counter() - began)
            start = self.done = end
            yield
        return _summary(losses, predicted, self._y, self._classes, self._penalty())

    def _penalty(self) -> float:
        """Return what large weights cost, which Keras counts as a part of the loss."""
        return float(sum(float(penalty) for penalty in self._model.losses))

    def _adapt(self, seconds: float) -> None:
        """Choose the next chunk, always a power of two, so that it takes a few milliseconds."""
        if seconds > LONGEST_CHUNK_S:
            self._chunk = max(_SMALLEST_CHUNK, self._chunk // 2)
        elif seconds < LONGEST_CHUNK_S / 3:
            self._chunk = min(_LARGEST_CHUNK, self._chunk * 2)

    def _traced(self) -> Any:
        """Return a traced function (indices, labels) -> (2, chunk) float32: each picture's loss and predicted class."""
        import tensorflow as tf

        model, pictures, shape = self._model, self._x, self._shape

        def outputs(index: Any) -> Any:
            chosen = tf.cast(tf.gather(pictures, index), tf.float32) / 255.0
            return model(tf.reshape(chosen, (-1, *shape)), training=False)

        few = np.arange(min(self.count, _SMALLEST_CHUNK * 4), dtype=np.int32)
        logits = bool(np.min(outputs(few)) < 0.0)  # no probability is negative
        losses_of = _loss_function(self._loss, self._classes, logits)

        def score(index: Any, labels: Any) -> Any:
            result = outputs(index)
            losses = losses_of(labels, result)
            return tf.stack([tf.cast(losses, tf.float32), tf.cast(tf.argmax(result, axis=-1), tf.float32)])

        signature = [tf.TensorSpec((None,), tf.int32), tf.TensorSpec((None,), tf.int64)]
        return tf.function(score, input_signature=signature, autograph=False).get_concrete_function()


def evaluation_steps(model: Any, x: Array, y: Array, batch: int | None = None) -> Generator[None, None, dict[str, Any]]:
    """Evaluate in chunks of at most about 16 ms (or of `batch` pictures), yielding between them; see `evaluate`."""
    return (yield from Evaluator(model, x, y, batch).steps())


def evaluate(model: Any, x: Array, y: Array, batch: int | None = None) -> dict[str, Any]:
    """Return ``{accuracy, loss, confusion}`` of a model on pictures (N, H, W, C) uint8 with labels (N,).

    `confusion` counts pictures, (classes, classes) int64: rows are the true class, columns the predicted one.

    Raises
    ------
    UserError
        If the model's input or its number of classes does not fit.
    """
    steps = evaluation_steps(model, x, y, batch)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return dict(end.value)


def evaluate_file(model_path: Path, dataset_name: str, data_folder: Path | None = None) -> dict[str, Any]:
    """Evaluate a model file on the test split of a data set; plain values, ready for JSON."""
    from nnviz.engine.datasets import load_dataset
    from nnviz.engine.model_file import load_model

    model = load_model(model_path)
    dataset = load_dataset(dataset_name, data_folder)
    check_fit(model, dataset.picture_shape, len(dataset.class_names))
    result = evaluate(model, dataset.x_test, dataset.y_test)
    loss = result["loss"] if np.isfinite(result["loss"]) else None
    return {"accuracy": result["accuracy"], "loss": loss, "confusion": result["confusion"].tolist()}


def check_fit(
    model: Any, picture_shape: tuple[int, ...], classes: int, or_more: bool = False
) -> tuple[tuple[int, ...], int]:
    """Return the shape a picture takes as the model's input, and the model's number of classes.

    A picture may lose its channel axis or be flattened, but every number of it must have its place.

    Raises
    ------
    UserError
        If the model takes another input or tells another number of classes apart (`or_more`: fewer classes).
    """
    inputs, outputs = _shape_of(model, "input_shape"), _shape_of(model, "output_shape")
    fitting = [picture_shape, (int(np.prod(picture_shape)),)]
    if picture_shape[-1:] == (1,):
        fitting.append(picture_shape[:-1])
    shape = next((shape for shape in fitting if inputs is not None and _accepts(inputs, shape)), None)
    told_apart = outputs[0] or 0 if outputs is not None and len(outputs) == 1 else 0
    if shape is None or told_apart < classes or (told_apart > classes and not or_more):
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The model takes input of shape {model_input} and gives output of shape {model_output}, but the "
                "pictures have shape {pictures} and fall into {classes} classes. Nothing was computed. Choose a "
                "data set or a model that fits.",
            ),
            model_input=_told(inputs),
            model_output=_told(outputs),
            pictures=_told(picture_shape),
            classes=classes,
        )
    return shape, told_apart


def _loss_function(name: str, classes: int, logits: bool) -> Any:
    """Return a function (labels (N,), outputs (N, classes)) -> losses (N,)."""
    import keras
    import tensorflow as tf

    if name == "sparse_categorical_crossentropy":
        return partial(keras.losses.sparse_categorical_crossentropy, from_logits=logits)
    function = keras.losses.get(name)
    options = {} if name == "mean_squared_error" else {"from_logits": logits}

    def losses_of(labels: Any, outputs: Any) -> Any:
        return function(tf.one_hot(labels, classes), outputs, **options)

    return losses_of


def _summary(losses: Array, predicted: Array, y: Array, classes: int, penalty: float) -> dict[str, Any]:
    pairs = np.bincount(y * classes + predicted, minlength=classes * classes)
    count = max(len(y), 1)
    return {
        "accuracy": float((predicted == y).sum() / count),
        "loss": float(losses.sum() / count) + penalty,
        "confusion": pairs.reshape(classes, classes).astype(np.int64),
    }


def _shape_of(model: Any, attribute: str) -> tuple[int | None, ...] | None:
    """Return a model's input or output shape without the batch axis; None if there are several or it is unknown."""
    try:
        shape = getattr(model, attribute, None)
    except (AttributeError, ValueError):
        return None
    if isinstance(shape, list) and len(shape) == 1:
        shape = shape[0]
    if not isinstance(shape, tuple) or not all(side is None or isinstance(side, int) for side in shape):
        return None
    return shape[1:]


def _accepts(inputs: tuple[int | None, ...], shape: tuple[int, ...]) -> bool:
    sides = zip(inputs, shape, strict=False)
    return len(inputs) == len(shape) and all(wanted in (None, side) for wanted, side in sides)


def _told(shape: tuple[int | None, ...] | None) -> str:
    return " × ".join("?" if side is None else str(side) for side in shape) if shape is not None else "unknown"
