"""What a Keras model is fed with: the name, shape and type of each input, and how they are handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import Shape


@dataclass(frozen=True)
class InputSlot:
    """One input; `shape` has the batch axis first."""

    name: str
    shape: Shape
    dtype: str = "float32"

    def accepts(self, shape: tuple[int, ...]) -> bool:
        """Return whether an array of this shape, without the batch axis, fits; a last axis of 1 may be left out.

        Examples
        --------
        >>> InputSlot("image", (None, None, None, 3)).accepts((20, 30, 3))
        True
        """
        wanted = self.shape[1:]
        if len(wanted) == len(shape) + 1:
            shape = (*shape, 1)
        elif len(wanted) == len(shape) - 1 and shape[-1] == 1:
            shape = shape[:-1]
        return len(wanted) == len(shape) and all(
            side is None or side == given for side, given in zip(wanted, shape, strict=True)
        )

    def example(self, array: Array, batch: int) -> Array:
        """Return `batch` copies of an array that the input accepts, of its rank and type."""
        sides = tuple(array.shape[: len(self.shape) - 1])
        whole = array.reshape(sides + (1,) * (len(self.shape) - 1 - len(sides)))
        return np.repeat(whole[None], batch, axis=0).astype(self.dtype)


@dataclass(frozen=True, eq=False)
class ModelInputs:
    """The inputs of a model in order; `structure` nests their places as the model's first argument does."""

    slots: tuple[InputSlot, ...]
    structure: Any
    as_keywords: bool = False

    @property
    def batches(self) -> tuple[int, ...]:
        """How many pictures to try to hand over at once: one, else the number that the model was built for."""
        return tuple(dict.fromkeys((1, *(slot.shape[0] for slot in self.slots if slot.shape and slot.shape[0]))))

    def call(self, model: Any, tensors: Sequence[Any]) -> Any:
        """Return what the model makes of one tensor an input, as in use (not in training)."""
        import keras

        packed = keras.tree.pack_sequence_as(self.structure, list(tensors))
        if self.as_keywords:
            return model(**packed, training=False)
        return model(packed, training=False)

    @property
    def picture_slot(self) -> int:
        """Which input is the picture: the first that looks like one, else the first."""
        ranks = [_likeness(slot.shape) for slot in self.slots]
        return ranks.index(max(ranks))


def inputs_of(model: Any) -> ModelInputs:
    """Return what a built model is fed with.

    Raises
    ------
    UserError
        When the model has never been built, so that nobody knows what it reads.
    """
    import keras

    graph = getattr(model, "_functional", None) or model
    if isinstance(graph, keras.Model) and hasattr(graph, "_inputs_struct"):
        slots = tuple(
            InputSlot(_input_name(tensor), tuple(tensor.shape), str(tensor.dtype))
            for tensor in keras.tree.flatten(graph._inputs_struct)
        )
        return ModelInputs(slots, keras.tree.map_structure(lambda _: 0, graph._inputs_struct))
    return _inputs_of_build(model)


def _input_name(tensor: Any) -> str:
    history = getattr(tensor, "_keras_history", None)
    operation = history.operation if history else None
    return str(operation.name if operation is not None else tensor.name)


def _inputs_of_build(model: Any) -> ModelInputs:
    """Return the inputs of a model that is Python code: the shapes that Keras noted when it was built."""
    shapes = dict(model._build_shapes_dict or {}) if model.built else {}
    if not shapes:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The model “{model}” has never been given data, so the shape of its input is not known. "
                "Run it once on your data, save it again, and open that file.",
            ),
            model=model.name,
        )
    if len(shapes) == 1:
        structure, names = _numbered(next(iter(shapes.values())), "input")
        return ModelInputs(_slots(names), structure)
    slots: dict[str, Any] = {}
    keywords: dict[str, Any] = {}
    for key, shape in shapes.items():
        name = key.removesuffix("_shape")
        keywords[name], named = _numbered(shape, name)
        slots.update(named)
    return ModelInputs(_slots(slots), keywords, as_keywords=True)


def _slots(shapes: dict[str, Shape]) -> tuple[InputSlot, ...]:
    return tuple(InputSlot(name, shape) for name, shape in shapes.items())


def _numbered(shape: Any, name: str) -> tuple[Any, dict[str, Shape]]:
    """Return a nest of shapes as a nest of places, and the shape of each place by a name for it."""
    if isinstance(shape, dict):
        parts = {key: _numbered(value, str(key)) for key, value in sorted(shape.items())}
        return {key: part for key, (part, _) in parts.items()}, _merged(named for _, named in parts.values())
    if isinstance(shape, (list, tuple)) and any(isinstance(side, (list, tuple, dict)) for side in shape):
        items = [_numbered(value, f"{name}_{index}") for index, value in enumerate(shape)]
        return [part for part, _ in items], _merged(named for _, named in items)
    # The number of examples that happened to be in the first batch says nothing about the model.
    return 0, {name: (None, *shape[1:])}


def _merged(parts: Any) -> dict[str, Shape]:
    return {name: shape for part in parts for name, shape in part.items()}


def _likeness(shape: Shape) -> int:
    """Return how much an input looks like a picture, 0 to 3."""
    match shape:
        case (_, _, _, 1 | 3 | 4):
            return 3
        case (_, int(height), int(width)) if min(height, width) >= 8:
            return 2
        case (_, _, _, _):
            return 1
        case _:
            return 0
