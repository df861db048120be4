"""Which cells of every tensor before it can change a unit, layer by layer back to the input."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from nnviz.core.fields.box import Ranges, Reach, hull, whole, with_axes
from nnviz.core.fields.rules import RULES
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import LayerInfo, ModelSummary

__all__ = ["Ranges", "ReceptiveField", "receptive_field"]

_INEXACT = ("TimeDistributed", "UpSampling2D")


@dataclass(frozen=True)
class ReceptiveField:
    """The smallest box of each tensor that holds every cell which can change `unit` of `layer_id`.

    `regions` maps a tensor's key to its ranges, half open, inside the tensor without its batch axis; tensors that
    cannot change the unit are absent. `unclipped` holds the ranges before they were cut at the tensor's rim, so that a
    box reaching into the padding can be drawn whole. `exact` is False where some code between the layers could not be
    followed and a whole tensor stands for the part.
    """

    layer_id: str
    unit: tuple[int, ...]
    regions: Mapping[str, Ranges] = field(default_factory=dict)
    unclipped: Mapping[str, Ranges] = field(default_factory=dict)
    exact: bool = True
    reason: UserError | None = None

    def __hash__(self) -> int:
        return hash((self.layer_id, self.unit))


def receptive_field(
    summary: ModelSummary,
    layer_id: str,
    unit: tuple[int, ...],
    shapes: Mapping[str, tuple[int, ...]] | None = None,
) -> ReceptiveField:
    """Return the receptive field of a unit in every tensor upstream, the model's inputs included.

    `shapes` are the shapes of tensors without the batch axis, needed where the summary leaves a side open.
    """
    try:
        return _Walk(summary, shapes or {}).back_from(layer_id, unit)
    except UserError as reason:
        return ReceptiveField(layer_id, unit, exact=False, reason=reason)


class _Walk:
    """Goes through the calls from a unit to the inputs, each after all that read it."""

    def __init__(self, summary: ModelSummary, shapes: Mapping[str, tuple[int, ...]]) -> None:
        self._outputs = {key: (layer, place) for layer in summary.layers for place, key in enumerate(layer.output_keys)}
        self._given = shapes
        self._regions: dict[str, Ranges] = {}
        self._unclipped: dict[str, Ranges] = {}
        self._exact = True

    def back_from(self, layer_id: str, unit: tuple[int, ...]) -> ReceptiveField:
        shape = self._shape(layer_id)
        if len(unit) != len(shape) or not all(0 <= index < side for index, side in zip(unit, shape, strict=True)):
            sentence = QT_TRANSLATE_NOOP("Errors", "The layer “{layer}” has no unit {unit}: its output is {shape}.")
            raise UserError(sentence, layer=layer_id, unit=list(unit), shape=" × ".join(map(str, shape)) or "1")
        start = tuple((index, index + 1) for index in unit)
        self._add(layer_id, start)
        for key in self._order(layer_id):
            if key in self._regions:
                self._step(key)
        return ReceptiveField(layer_id, unit, self._regions, self._unclipped, self._exact)

    def _shape(self, key: str) -> tuple[int, ...]:
        if key in self._given:
            return tuple(self._given[key])
        if key not in self._outputs:
            raise UserError(QT_TRANSLATE_NOOP("Errors", "The model has no layer “{layer}”."), layer=key)
        layer, place = self._outputs[key]
        shape = (layer.output_shapes or (layer.output_shape,))[place][1:]
        if any(side is None for side in shape):
            sentence = QT_TRANSLATE_NOOP(
                "Errors", "The size of “{layer}” depends on the picture: give the model one, then look again."
            )
            raise UserError(sentence, layer=key)
        return tuple(int(side) for side in shape if side is not None)

    def _order(self, start: str) -> list[str]:
        """Return the tensors upstream, each after all that are computed from it."""
        finished: dict[str, None] = {}
        waiting = [(start, False)]
        while waiting:
            key, done = waiting.pop()
            if done:
                finished.setdefault(key)
            elif key not in finished:
                waiting.append((key, True))
                waiting.extend((source, False) for source in self._sources(key) if source not in finished)
        return list(reversed(finished))

    def _sources(self, key: str) -> tuple[str, ...]:
        layer, place = self._outputs[key]
        copied = layer.copies[place] if place < len(layer.copies) else None
        sources = layer.inputs if copied is None else (copied,)
        return tuple(source for source in sources if source in self._outputs and source != key)

    def _step(self, key: str) -> None:
        layer, place = self._outputs[key]
        sources = self._sources(key)
        if not sources:
            return
        if place < len(layer.copies) and layer.copies[place] is not None:
            found: Sequence[Ranges | None] = (self._unclipped[key],)
        else:
            found = self._behind(layer, place, key, sources)
        for source, ranges in zip(sources, found, strict=True):
            if ranges is not None:
                self._add(source, ranges)

    def _behind(self, layer: LayerInfo, place: int, key: str, sources: Sequence[str]) -> Sequence[Ranges | None]:
        shapes = tuple(self._shape(source) for source in sources)
        rule = RULES.get(layer.type)
        if rule is None or not layer.direct or place:
            self._exact = self._exact and place > 0 and rule is not None
            return [whole(shape) for shape in shapes]
        if layer.type in _INEXACT and layer.config.get("interpolation") not in (None, "nearest"):
            self._exact = False
        shape = self._shape(key)
        # What lies in the padding of a tensor has no inputs of its own.
        ranges = self._regions[key]
        if layer.activation in ("softmax", "log_softmax") and layer.type != "Activation":
            ranges = with_axes(ranges, (-1,), shape)
        return rule(Reach(layer, ranges, shape, shapes))

    def _add(self, key: str, ranges: Ranges) -> None:
        shape = self._shape(key)
        clipped = tuple((max(low, 0), min(high, side)) for (low, high), side in zip(ranges, shape, strict=True))
        if all(low < high for low, high in clipped):
            self._regions[key] = hull(self._regions.get(key), clipped)
            self._unclipped[key] = hull(self._unclipped.get(key), ranges)
