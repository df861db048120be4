"""Changes of weights by hand that can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.filter_places import Index, filter_places
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.engine.prober import Prober


@dataclass(frozen=True, eq=False)
class _Edit:
    """The places that were changed, by key: the index, and the values before and after."""

    places: Mapping[str, tuple[Index, Array, Array]]


class WeightEdits:
    """Changes values of the variables of a prober's model and remembers what was there."""

    def __init__(self, prober: Prober) -> None:
        self._prober = prober
        self._done: list[_Edit] = []
        self._undone: list[_Edit] = []

    @property
    def undoable(self) -> int:
        """How many changes can be taken back."""
        return len(self._done)

    @property
    def redoable(self) -> int:
        """How many can be made again."""
        return len(self._undone)

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
        return self._make({key: index}, value)

    def switch_off(self, layer_id: str, number: int) -> frozenset[str]:
        """Set all weights of one filter to 0; return the keys that were changed.

        Raises
        ------
        UserError
            When there is no such filter.
        """
        layer = self._prober.summary.layer(layer_id)
        if layer is None:
            raise UserError(QT_TRANSLATE_NOOP("Errors", "The model has no layer “{layer}”."), layer=layer_id)
        return self._make(filter_places(layer, number), 0.0)

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

    def _make(self, places: Mapping[str, Index], value: float) -> frozenset[str]:
        changes = {}
        for key, index in places.items():
            before = np.array(self._prober.variable(key).value[index])
            changes[key] = (index, before, np.full_like(before, value))
        self._done.append(_Edit(changes))
        self._undone.clear()
        return self._write({key: (index, after) for key, (index, _, after) in changes.items()})

    def _write(self, changes: Mapping[str, tuple[Index, Array]]) -> frozenset[str]:
        for key, (index, values) in changes.items():
            variable = self._prober.variable(key)
            whole = np.array(variable.value)
            whole[index] = values
            variable.assign(whole)
        return frozenset(changes)
