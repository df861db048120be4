"""Every tensor of a model for one input, by one traced function."""

from __future__ import annotations

import re
from collections.abc import Sequence
from time import perf_counter
from typing import Any

import numpy as np

from nnviz.core.arrays import Array, read_only
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import ModelSummary
from nnviz.core.probe import Probe
from nnviz.engine.graph import Call, CallRecorder
from nnviz.engine.model_description import describe_model
from nnviz.engine.model_inputs import InputSlot, inputs_of


class Prober:
    """Answers what a model makes of a picture; reads the live variables, so it follows a training.

    `summary` tells the model without Keras. Use it in the thread that owns the model.

    Raises
    ------
    UserError
        When the model cannot be run on an empty input.
    """

    def __init__(self, model: Any, model_id: str, class_names: tuple[str, ...] = (), file: str | None = None) -> None:
        self._model = model
        self._inputs = inputs_of(model)
        self._recorder = CallRecorder(model)
        self._function: Any = None
        self._many: Any = None
        self._batch = 1
        calls = self._first_run()
        self._keys = tuple(key for call in calls for key in call.keys)
        self.summary: ModelSummary
        self.summary, self._variables = describe_model(
            model, self._inputs, calls, self._batch, model_id, class_names=class_names, file=file
        )

    def probe(self, image: Array, generation: int, step: int = 0, keys: frozenset[str] | None = None) -> Probe:
        """Run the model on `image`, an array without the batch axis, and copy what `keys` name (None: everything).

        Raises
        ------
        UserError
            When the image does not have the shape that the model reads.
        """
        began = perf_counter()
        place = self._inputs.picture_slot
        self._check_shape(image, place)
        outputs, tensors = self._run(self._feed(place, image))
        wanted_tensors = {
            key: _without_batch(tensor, self._batch)
            for key, tensor in zip(self._keys, tensors, strict=True)
            if keys is None or key in keys
        }
        return Probe(
            generation=generation,
            model_id=self.summary.id,
            step=step,
            image=read_only(np.array(image)),
            output=_without_batch(outputs[0], self._batch).reshape(-1),
            tensors=wanted_tensors,
            weights=self.weights(keys),
            elapsed_ms=(perf_counter() - began) * 1000.0,
        )

    def outputs(self, images: Array) -> Array:
        """Return the model's first output, (N, ...), for `images`, (N, ...); nothing else is copied.

        Raises
        ------
        UserError
            When the images do not have the shape that the model reads.
        """
        slot = self._inputs.slots[self._inputs.picture_slot]
        if len(images):
            self._check_shape(images[0], self._inputs.picture_slot)
        if len(self._inputs.slots) > 1 or slot.shape[0] is not None or len(images) == 0:
            return np.array([self.probe(image, 0, keys=frozenset()).output for image in images])
        if self._many is None:
            self._many = self._traced_outputs(slot)
        return _to_array(self._many(np.concatenate([slot.example(image, 1) for image in images])))

    def _traced_outputs(self, slot: InputSlot) -> Any:
        import keras
        import tensorflow as tf

        def first_output(batch: Any) -> Any:
            return keras.tree.flatten(self._inputs.call(self._model, [batch]))[0]

        signature = [tf.TensorSpec(slot.shape, slot.dtype)]
        return tf.function(first_output, autograph=False, input_signature=signature)

    def weights(self, keys: frozenset[str] | None = None) -> dict[str, Array]:
        """Return read-only copies of the variables that `keys` name (None: all of them)."""
        return {
            key: read_only(_to_array(variable.value))
            for key, variable in self._variables.items()
            if keys is None or key in keys
        }

    def variable(self, key: str) -> Any:
        """Return the live Keras variable called `key`.

        Raises
        ------
        UserError
            When the model has none of this name.
        """
        if key not in self._variables:
            sentence = QT_TRANSLATE_NOOP("Errors", "The model has no variable “{key}”. Nothing was changed.")
            raise UserError(sentence, key=key)
        return self._variables[key]

    def _check_shape(self, image: Array, place: int) -> None:
        slot = self._inputs.slots[place]
        if slot.dtype == "string" or not slot.accepts(image.shape):
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors",
                    "The model “{model}” reads {wanted}, but the picture is {given}. The model was not run; "
                    "give it a picture of the size that it reads.",
                ),
                model=self.summary.name,
                wanted="text" if slot.dtype == "string" else _shape_text(slot.shape[1:]),
                given=_shape_text(image.shape),
            )

    def _feed(self, place: int, image: Array | None) -> list[Any]:
        """Return one tensor an input: the image where it belongs, zeros elsewhere."""
        import tensorflow as tf

        feed = []
        for index, slot in enumerate(self._inputs.slots):
            if index == place and image is not None:
                feed.append(tf.convert_to_tensor(slot.example(image, self._batch)))
            else:
                feed.append(tf.zeros((self._batch, *(side or 1 for side in slot.shape[1:])), slot.dtype))
        return feed

    def _first_run(self) -> list[Call]:
        """Run the model once on nothing and return its calls; traced where possible, else as plain Python."""
        failure: Exception | None = None
        for attempt in (self._trace, self._compute):
            for batch in self._inputs.batches:
                self._batch = batch
                try:
                    return attempt()
                except Exception as error:  # noqa: BLE001  the code of a subclassed model may raise anything
                    failure = failure or error
        raise _cannot_run(self._model, failure) from failure

    def _trace(self) -> list[Call]:
        import tensorflow as tf

        calls: list[Call] = []

        def every_tensor(*feed: Any) -> tuple[list[Any], list[Any]]:
            outputs, calls[:] = self._record(feed)
            return outputs, _tensors(calls)

        specs = [tf.TensorSpec((self._batch, *slot.shape[1:]), slot.dtype) for slot in self._inputs.slots]
        # autograph off: Keras traces its own steps without it, so a model computes here what it computes there.
        self._function = tf.function(every_tensor, autograph=False).get_concrete_function(*specs)
        found = list(calls)
        calls.clear()
        if all(None not in slot.shape[1:] for slot in self._inputs.slots):
            # The first run of a traced function prepares it: better now than under the first stroke.
            self._function(*self._feed(-1, None))
        return found

    def _compute(self) -> list[Call]:
        def every_tensor(*feed: Any) -> tuple[list[Any], list[Any]]:
            outputs, calls = self._record(feed)
            return outputs, _tensors(calls)

        self._function = every_tensor
        return self._record(self._feed(-1, None))[1]

    def _record(self, feed: Sequence[Any]) -> tuple[list[Any], list[Call]]:
        names = [slot.name for slot in self._inputs.slots]
        return self._recorder.record(names, feed, lambda: self._inputs.call(self._model, feed))

    def _run(self, feed: list[Any]) -> tuple[list[Any], list[Any]]:
        outputs, tensors = self._function(*feed)
        if len(tensors) != len(self._keys):
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors",
                    "The model “{model}” calls other layers for this picture than for an empty one, so what it "
                    "computes cannot be shown. Its answers elsewhere are not touched.",
                ),
                model=self.summary.name,
            )
        return outputs, tensors


def _tensors(calls: Sequence[Call]) -> list[Any]:
    return [tensor for call in calls for tensor in call.outputs]


def _cannot_run(model: Any, error: Exception | None) -> UserError:
    return UserError(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The model “{model}” could not be run on an empty input ({kind}: {reason}). "
            "Nothing else was touched; check that it answers to a plain call in Python.",
        ),
        model=model.name,
        kind=type(error).__name__,
        reason=_reason(error),
    )


def _reason(error: Exception | None) -> str:
    """Return the first line that says something: Keras puts its own line first and colours the next."""
    lines = (re.sub(r"\x1b\[[0-9;]*m", "", line).strip() for line in str(error).splitlines())
    return next((line[:200] for line in lines if line and not line.startswith("Exception encountered when")), "")


def _without_batch(tensor: Any, batch: int) -> Array:
    """Return the first of a batch as a read-only array; what has no batch axis stays whole."""
    array = _to_array(tensor)
    return read_only(array[0, ...] if array.ndim and array.shape[0] == batch else array)


def _to_array(tensor: Any) -> Array:
    """Return a copy of a tensor that numpy and the pictures can work with."""
    import tensorflow as tf

    if isinstance(tensor, tf.SparseTensor):
        tensor = tf.sparse.to_dense(tensor)
    elif isinstance(tensor, tf.RaggedTensor):
        tensor = tensor.to_tensor()
    if tensor.dtype == tf.bfloat16:
        tensor = tf.cast(tensor, tf.float32)
    return np.array(tensor)


def _shape_text(shape: tuple[int | None, ...]) -> str:
    return " × ".join("?" if side is None else str(side) for side in shape) or "1"
