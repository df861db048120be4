"""How well a model does on labelled pictures: accuracy, loss and confusions, in chunks short enough not to block."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np

from nnviz.core.arrays import Array, read_only
from nnviz.core.classification import Evaluation, class_figures, confusion_matrix, named
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

LONGEST_CHUNK_S = 0.016
_SMALLEST_CHUNK, _LARGEST_CHUNK = 8, 1024
# So many bytes may the probabilities of all classes of all pictures take.
PROBABILITIES_BYTES = 32_000_000
_LOSS, _PREDICTED, _CONFIDENCE, _TRUTH, _PROBABILITIES = range(5)


class Evaluator:
    """Evaluates one model on one set of pictures (N, H, W, C) uint8 again and again; traced once.

    `loss` is the Keras name of the loss; penalties on weights count in it, as in Keras. While it does, `predicted`
    (N,) holds the classes of the first `done` pictures; after it, `answers` says what the model made of each.
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
        self.answers = Answers.empty(self.count, self._classes)
        self._x = tf.constant(x)
        self._score = self._traced() if len(x) else None

    def steps(self) -> Generator[None, None, dict[str, Any]]:
        """Yield between chunks; return accuracy, loss (mean) and confusion (classes x classes, rows are true)."""
        answers = self.answers = Answers.empty(self.count, self._classes)
        self.predicted = answers.predicted
        start = self.done = 0
        while start < self.count and self._score is not None:
            end = min(start + self._chunk, self.count)
            began = perf_counter()
            answers.put(start, end, self._score(np.arange(start, end, dtype=np.int32), self._y[start:end]).numpy())
            if self._adapts and end - start == self._chunk:
                self._adapt(perf_counter() - began)
            start = self.done = end
            yield
        return _summary(answers.losses, answers.predicted, self._y, self._classes, self._penalty())

    def evaluation(self, class_names: tuple[str, ...]) -> Evaluation:
        """Return what the model made of every picture in the latest round, under the names of the classes."""
        return self.answers.evaluation(self._y, named(class_names, self._classes))

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
        """Return a traced function (indices, labels) -> (4, chunk) float32, with the rows of `Answers`.

        The probabilities of all classes follow as further rows where they are kept.
        """
        import tensorflow as tf

        model, pictures, shape = self._model, self._x, self._shape

        def outputs(index: Any) -> Any:
            chosen = tf.cast(tf.gather(pictures, index), tf.float32) / 255.0
            return model(tf.reshape(chosen, (-1, *shape)), training=False)

        few = np.arange(min(self.count, _SMALLEST_CHUNK * 4), dtype=np.int32)
        logits = bool(np.min(outputs(few)) < 0.0)  # no probability is negative
        losses_of = _loss_function(self._loss, self._classes, logits)
        kept = self.answers.probabilities is not None

        def score(index: Any, labels: Any) -> Any:
            result = outputs(index)
            losses = losses_of(labels, result)
            chances = tf.cast(tf.nn.softmax(result) if logits else result, tf.float32)
            rows = [tf.cast(losses, tf.float32), tf.cast(tf.argmax(result, axis=-1), tf.float32)]
            rows += [tf.reduce_max(chances, axis=-1), tf.gather(chances, labels, axis=1, batch_dims=1)]
            return tf.concat([tf.stack(rows), tf.transpose(chances)], axis=0) if kept else tf.stack(rows)

        signature = [tf.TensorSpec((None,), tf.int32), tf.TensorSpec((None,), tf.int64)]
        return tf.function(score, input_signature=signature, autograph=False).get_concrete_function()


@dataclass(frozen=True, eq=False)
class Answers:
    """What a model makes of N pictures, filled chunk by chunk; all (N,), probabilities (N, classes) or None."""

    losses: Array
    predicted: Array
    confidence: Array
    truth: Array
    probabilities: Array | None

    @classmethod
    def empty(cls, count: int, classes: int) -> Answers:
        """Return room for so many pictures, and for all probabilities if they fit."""
        kept = 2 * count * classes <= PROBABILITIES_BYTES
        return cls(
            losses=np.zeros(count),
            predicted=np.zeros(count, np.int64),
            confidence=np.zeros(count, np.float32),
            truth=np.zeros(count, np.float32),
            probabilities=np.zeros((count, classes), np.float16) if kept else None,
        )

    def put(self, start: int, end: int, rows: Array) -> None:
        """Write the rows of a chunk, (4 or more, end - start)."""
        self.losses[start:end], self.predicted[start:end] = rows[_LOSS], rows[_PREDICTED]
        chances = np.clip(np.nan_to_num(rows[_CONFIDENCE:], nan=0.0), 0.0, 1.0)
        self.confidence[start:end], self.truth[start:end] = chances[:2]
        if self.probabilities is not None:
            self.probabilities[start:end] = chances[_PROBABILITIES - _CONFIDENCE :].T

    def evaluation(self, labels: Array, class_names: tuple[str, ...]) -> Evaluation:
        """Return the same as a result that nobody writes to; a further round of the evaluator has arrays of its own."""
        return Evaluation(
            labels=read_only(labels),
            predicted=read_only(self.predicted),
            confidence=read_only(self.confidence),
            truth=read_only(self.truth),
            losses=read_only(self.losses),
            class_names=class_names,
            probabilities=None if self.probabilities is None else read_only(self.probabilities),
        )


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
    """Evaluate a model file on the test split of a data set; plain values, ready for JSON.

    `classes` holds ``{name, precision, recall, f1, support}`` of each class.
    """
    from nnviz.engine.datasets import load_dataset
    from nnviz.engine.model_file import load_model

    model = load_model(model_path)
    dataset = load_dataset(dataset_name, data_folder)
    check_fit(model, dataset.picture_shape, len(dataset.class_names))
    result = evaluate(model, dataset.x_test, dataset.y_test)
    loss = result["loss"] if np.isfinite(result["loss"]) else None
    figures = zip(dataset.class_names, *class_figures(result["confusion"]), strict=True)
    keys = ("name", "precision", "recall", "f1", "support")
    return {
        "accuracy": result["accuracy"],
        "loss": loss,
        "confusion": result["confusion"].tolist(),
        "classes": [
            dict(zip(keys, (name, *map(float, numbers), int(support)), strict=True))
            for name, *numbers, support in figures
        ],
    }


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
    count = max(len(y), 1)
    return {
        "accuracy": float((predicted == y).sum() / count),
        "loss": float(losses.sum() / count) + penalty,
        "confusion": confusion_matrix(y, predicted, classes),
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
