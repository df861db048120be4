"""Changes of weights by hand that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.filter_places import EditMark, Index, filter_of, filter_places
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.engine.prober import Prober


@dataclass(frozen=True, eq=False)
class _Edit:
    """The places that were changed, by key: the index, and the values before and after; `marks` name them."""

    places: Mapping[str, tuple[Index, Array, Array]]
    marks: frozenset[EditMark]


class WeightEdits:
    """Changes values of the variables of a prober's model and remembers what was there."""

    def __init__(self, prober: Prober) -> None:
        self._prober = prober
        self._done: list[_Edit] = []
        self._undone: list[_Edit] = []
        self._saved: list[_Edit] = []

    @property
    def undoable(self) -> int:
        """How many changes can be taken back."""
        return len(self._done)

    @property
    def redoable(self) -> int:
        """How many can be made again."""
        return len(self._undone)

    @property
    def unsaved(self) -> bool:
        """Whether the weights are not those that were opened or saved last."""
        return self._done != self._saved

    @property
    def marks(self) -> frozenset[EditMark]:
        """The layers and filters that are changed now."""
        return frozenset().union(*(edit.marks for edit in self._done))

    def note_saved(self) -> None:
        """Remember that the weights of this moment lie in a file."""
        self._saved = list(self._done)

    def set_value(self, key: str, index: tuple[int, ...], value: float) -> frozenset[str]:
        """Set one value of a variable; return the keys that were changed.

        Raises
        ------
        UserError
            When there is no such variable or place, or the value is no number.
        """
        shape = tuple(self._prober.variable(key).shape)
        fits = len(index) == len(shape) and all(0 <= one < side for one, side in zip(index, shape, strict=True))
        if not fits or not np.isfinite(value):
            sentence = QT_TRANSLATE_NOOP(
                "Errors", "{key} was left as it is: it has no place {index}, or {value} is not a number that fits."
            )
            raise UserError(sentence, key=key, index=list(index), value=value)
        layers = [layer for layer in self._prober.summary.layers if any(one.key == key for one in layer.weights)]
        return self._make({key: index}, value, frozenset((layer.id, filter_of(layer, key, index)) for layer in layers))

    def set_filter(self, layer_id: str, number: int, value: float = 0.0) -> frozenset[str]:
        """Set all weights of one filter, its bias too; return the keys that were changed.

        Raises
        ------
        UserError
            When there is no such filter, or the value is no number.
        """
        layer = self._prober.summary.layer(layer_id)
        if layer is None:
            raise UserError(QT_TRANSLATE_NOOP("Errors", "The model has no layer “{layer}”."), layer=layer_id)
        if not np.isfinite(value):
            sentence = QT_TRANSLATE_NOOP("Errors", "“{layer}” was left as it is: {value} is not a number that fits.")
            raise UserError(sentence, layer=layer_id, value=value)
        shared = [other for other in self._prober.summary.layers if other.weights == layer.weights]
        return self._make(filter_places(layer, number), value, frozenset((other.id, number) for other in shared))

    def undo(self) -> frozenset[str]:
        """Take the last change back; return the keys that were changed, none when there is nothing to undo."""
        if not self._done:
            return frozenset()
        edit = self._done.pop()
        self._undone.append(edit)
        return self._write({key: (index, before) for key, (index, before, _) in edit.places.items()})

    def redo(self) -> frozenset[str]:
        """Make the change again that was taken back last."""
        if not self._undone:
            return frozenset()
        edit = self._undone.pop()
        self._done.append(edit)
        return self._write({key: (index, after) for key, (index, _, after) in edit.places.items()})

    def reset(self) -> frozenset[str]:
        """Take every change back; each can be made again. Return the keys that were changed."""
        keys: frozenset[str] = frozenset()
        while self._done:
            keys |= self.undo()
        return keys

    @contextmanager
    def original(self) -> Iterator[None]:
        """Put the weights in place that were there before all changes, for as long as the context lasts."""
        keys = {key for edit in self._done for key in edit.places}
        now = {key: np.array(self._prober.variable(key).value) for key in keys}
        before = {key: values.copy() for key, values in now.items()}
        for edit in reversed(self._done):
            for key, (index, values, _) in edit.places.items():
                before[key][index] = values
        try:
            self._write({key: (..., values) for key, values in before.items()})
            yield
        finally:
            self._write({key: (..., values) for key, values in now.items()})

    def _make(self, places: Mapping[str, Index], value: float, marks: frozenset[EditMark]) -> frozenset[str]:
        changes = {}
        for key, index in places.items():
            before = np.array(self._prober.variable(key).value[index])
            changes[key] = (index, before, np.full_like(before, value))
        self._done.append(_Edit(changes, marks))
        self._undone.clear()
        return self._write({key: (index, after) for key, (index, _, after) in changes.items()})

    def _write(self, changes: Mapping[str, tuple[Any, Array]]) -> frozenset[str]:
        for key, (index, values) in changes.items():
            variable = self._prober.variable(key)
            whole = np.array(variable.value)
            whole[index] = values
            variable.assign(whole)
        return frozenset(changes)
