"""Traced functions of a model that give a score and its gradient; they read the live variables."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import numpy as np

from nnviz.core.arrays import Array, FloatArray
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.engine.graph import Call, CallRecorder
from nnviz.engine.model_inputs import inputs_of

Body = Callable[[Any, Any], Any]

OUTPUT = ""
"""The key of the model's first output among its tensors."""


class Traces:
    """The functions of one model, each traced when it is first called.

    A score is named by `key`, a tensor as `Prober` names it (None: the model's first output), and `unit`, an index
    into it without the batch axis. One index into a tensor of several axes stands for the mean of a channel, and into
    the model's output for a place when it is written in a row. `probability` takes the model's output as it is, else
    what goes into the softmax or sigmoid at its end.
    """

    def __init__(self, model: Any) -> None:
        self._model = model
        self._inputs = inputs_of(model)
        self._recorder = CallRecorder(model)
        self._place = self._inputs.picture_slot
        self._functions: dict[Hashable, Any] = {}
        self._keys: tuple[str, ...] = ()
        self.slot = self._inputs.slots[self._place]

    def prepared(self, image: Array) -> FloatArray:
        """Return the picture with the rank and type that the model reads, without the batch axis.

        Raises
        ------
        UserError
            When its shape is another one.
        """
        if self.slot.dtype == "string" or not self.slot.accepts(image.shape):
            wanted = " × ".join("?" if side is None else str(side) for side in self.slot.shape[1:])
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors",
                    "The model “{model}” reads {wanted}, but the picture is {given}. Nothing was computed; give it a "
                    "picture of the size that it reads.",
                ),
                model=self._model.name,
                wanted=wanted or "1",
                given=" × ".join(str(side) for side in image.shape),
            )
        return self.slot.example(image, 1)[0]

    def outputs(self, pictures: Array) -> FloatArray:
        """Return the model's first output for a batch, (N, values)."""

        def body(batch: Any, place: Any) -> Any:
            del place
            outputs, _calls = self._record(batch)
            return _in_rows(outputs[0])

        return self._call("outputs", body, pictures, (0,))[0]

    def tensors(self, pictures: Array) -> dict[str, FloatArray]:
        """Return every tensor of numbers that a batch leads to, (N, ...), by its key, and the model's `OUTPUT`."""
        import tensorflow as tf

        keys: list[str] = []

        def body(batch: Any, place: Any) -> Any:
            del place
            outputs, calls = self._record(batch)
            found = {
                key: tensor
                for call in calls
                for key, tensor in zip(call.keys, call.outputs, strict=True)
                if isinstance(tensor, tf.Tensor) and tensor.dtype.is_floating and tensor.shape.rank
            }
            found[OUTPUT] = outputs[0]
            keys[:] = found
            return [tf.cast(tensor, tf.float32) for tensor in found.values()]

        arrays = self._call("tensors", body, pictures, (0,))
        self._keys = tuple(keys) or self._keys
        return {key: array for key, array in zip(self._keys, arrays, strict=True) if len(array) == len(pictures)}

    def strongest(
        self, pictures: Array, key: str, count: int, lowest: bool = False, channels_first: bool = False
    ) -> tuple[FloatArray, Array, FloatArray]:
        """Return for each picture of a batch the strongest values in each channel's map of a tensor, best first.

        They are (N, count, channels), fewer where a map has fewer places, beside their positions of the same shape,
        counted row by row, and the model's first output. `lowest` takes the smallest; what is no number comes last.
        """

        def body(batch: Any, place: Any) -> Any:
            del place
            outputs, calls = self._record(batch)
            maps = _channels_in_rows(_tensor(calls, key), channels_first)
            sign = -1.0 if lowest else 1.0
            places = tf.shape(maps)[2]
            ranked = tf.where(tf.math.is_nan(maps), -np.inf, sign * maps)
            positions = tf.math.top_k(ranked, tf.minimum(count, places)).indices
            values = tf.gather(maps, positions, batch_dims=2)
            return tf.transpose(values, (0, 2, 1)), tf.transpose(positions, (0, 2, 1)), outputs[0]

        import tensorflow as tf

        values, positions, output = self._call(("strongest", key, count, lowest), body, pictures, (0,))
        return values, positions, output

    def scores(self, pictures: Array, key: str | None, unit: Sequence[int], probability: bool) -> FloatArray:
        """Return the score of each picture of a batch, (N,)."""

        def body(batch: Any, place: Any) -> Any:
            return self._score(*self._record(batch), key, place, probability)

        return self._call(("scores", key, len(unit), probability), body, pictures, unit)[0]

    def gradients(
        self, pictures: Array, key: str | None, unit: Sequence[int], probability: bool
    ) -> tuple[FloatArray, FloatArray]:
        """Return the score of each picture, (N,), and its gradient with respect to the picture, (N, ...)."""
        self._check_continuous()

        def body(batch: Any, place: Any) -> Any:
            import tensorflow as tf

            with tf.GradientTape() as tape:
                tape.watch(batch)
                score = self._score(*self._record(batch), key, place, probability)
            return score, _found(tape.gradient(score, batch), key)

        score, gradient = self._call(("gradients", key, len(unit), probability), body, pictures, unit)
        return score, gradient

    def maps_and_gradients(
        self, picture: Array, layer: str, key: str | None, unit: Sequence[int], probability: bool
    ) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return the score of a picture, (1,), a layer's output, (1, ...), and the gradient with respect to it."""

        def body(batch: Any, place: Any) -> Any:
            import tensorflow as tf

            with tf.GradientTape() as tape:
                if batch.dtype.is_floating:
                    tape.watch(batch)
                outputs, calls = self._record(batch)
                score = self._score(outputs, calls, key, place, probability)
            maps = _tensor(calls, layer)
            gradient = _found(tape.gradient(score, maps), layer)
            return score, tf.cast(maps, tf.float32), tf.cast(gradient, tf.float32)

        name = ("maps", layer, key, len(unit), probability)
        score, maps, gradient = self._call(name, body, picture[None], unit)
        return score, maps, gradient

    def _record(self, batch: Any) -> tuple[list[Any], list[Call]]:
        import tensorflow as tf

        feed = []
        for index, slot in enumerate(self._inputs.slots):
            empty = (tf.shape(batch)[0], *(side or 1 for side in slot.shape[1:]))
            feed.append(batch if index == self._place else tf.zeros(empty, slot.dtype))
        names = [slot.name for slot in self._inputs.slots]
        return self._recorder.record(names, feed, lambda: self._inputs.call(self._model, feed))

    def _score(self, outputs: Sequence[Any], calls: Sequence[Call], key: str | None, unit: Any, as_is: bool) -> Any:
        import tensorflow as tf

        if key is None:
            return tf.gather(_in_rows(outputs[0] if as_is else _before_softmax(outputs[0], calls)), unit[0], axis=1)
        tensor = tf.cast(_tensor(calls, key), tf.float32)
        if unit.shape[0] == 1 and tensor.shape.rank > 2:
            tensor = tf.reduce_mean(tensor, axis=list(range(1, tensor.shape.rank - 1)))
        return tf.gather_nd(tensor, tf.tile(unit[None], (tf.shape(tensor)[0], 1)), batch_dims=1)

    def _check_continuous(self) -> None:
        import tensorflow as tf

        if not tf.as_dtype(self.slot.dtype).is_floating:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors",
                    "The model “{model}” reads whole numbers, which have no gradient. Choose Grad-CAM or occlusion.",
                ),
                model=self._model.name,
            )

    def _call(self, name: Hashable, body: Body, pictures: Array, unit: Sequence[int]) -> list[FloatArray]:
        """Run a function over a batch; a model built for a fixed number of pictures gets so many at a time."""
        import tensorflow as tf

        if name not in self._functions:
            self._functions[name] = self._traced(body, len(unit))
        function, place = self._functions[name], tf.constant(tuple(unit), tf.int32)
        size = self.slot.shape[0]
        if size is None:
            return _arrays(function(tf.convert_to_tensor(pictures), place))
        missing = -len(pictures) % size
        whole = np.concatenate([pictures, np.repeat(pictures[-1:], missing, axis=0)]) if missing else pictures
        parts = [
            _arrays(function(tf.convert_to_tensor(whole[start : start + size]), place))
            for start in range(0, len(whole), size)
        ]
        return [np.concatenate(arrays)[: len(pictures)] for arrays in zip(*parts, strict=True)]

    def _traced(self, body: Body, unit: int) -> Any:
        import tensorflow as tf

        specs = (tf.TensorSpec(self.slot.shape, self.slot.dtype), tf.TensorSpec((unit,), tf.int32))
        try:
            # autograph off: a model computes here what it computes when it is trained.
            return tf.function(body, autograph=False).get_concrete_function(*specs)
        except UserError:
            raise
        except Exception:  # noqa: BLE001  the code of a subclassed model may not stand being traced
            return body


def _in_rows(tensor: Any) -> Any:
    import tensorflow as tf

    return tf.reshape(tf.cast(tensor, tf.float32), (tf.shape(tensor)[0], -1))


def _channels_in_rows(tensor: Any, channels_first: bool) -> Any:
    """Return a tensor with batch as (N, channels, places) of float32."""
    import tensorflow as tf

    axes = list(range(1, tensor.shape.rank))
    order = axes if channels_first else [*axes[-1:], *axes[:-1]]
    turned = tf.transpose(tf.cast(tensor, tf.float32), (0, *order))
    places = tf.reduce_prod(tf.shape(turned)[2:])
    return tf.reshape(turned, (tf.shape(turned)[0], tf.shape(turned)[1], places))


def _tensor(calls: Sequence[Call], key: str) -> Any:
    for call in calls:
        for name, tensor in zip(call.keys, call.outputs, strict=True):
            if name == key:
                return tensor
    raise UserError(QT_TRANSLATE_NOOP("Errors", "The model has no layer “{layer}”."), layer=key)


def _before_softmax(output: Any, calls: Sequence[Call]) -> Any:
    """Return what Keras noted as the input of the softmax or sigmoid that made a tensor, else the tensor."""
    tensors = {key: tensor for call in calls for key, tensor in zip(call.keys, call.outputs, strict=True)}
    copied = {key: copy for call in calls for key, copy in zip(call.keys, call.copies, strict=False) if copy}
    key = next((key for key, tensor in tensors.items() if tensor is output), None)
    while key in copied:
        key = copied[key]
    made = output if key is None else tensors[key]
    logits = getattr(made, "_keras_logits", None)
    return output if logits is None else logits


def _found(gradient: Any, key: str | None) -> Any:
    import tensorflow as tf

    if gradient is None:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "No gradient flows between “{layer}” and what was to be explained: it does not come after it, or a "
                "step between them has no slope. Nothing was computed; choose another layer.",
            ),
            layer=key or "output",
        )
    return tf.convert_to_tensor(gradient)


def _arrays(found: Any) -> list[FloatArray]:
    values = found if isinstance(found, (tuple, list)) else (found,)
    return [np.asarray(value) for value in values]
