"""Which layer of one model is which of another, and which of their weights can be compared."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import dataclass

from nnviz.core.model_summary import LayerInfo, ModelSummary, WeightInfo


@dataclass(frozen=True)
class LayerMatch:
    """A layer of the live model and its partner in the reference, None where it has none.

    `weights` are pairs (live, reference) of the same shape.
    """

    live: LayerInfo
    reference: LayerInfo | None
    weights: tuple[tuple[WeightInfo, WeightInfo], ...] = ()

    @property
    def same_output(self) -> bool:
        """Whether both put out arrays of the same shape."""
        return self.reference is not None and self.live.output_shape == self.reference.output_shape

    @property
    def same_weights(self) -> bool:
        """Whether every weight of either has its partner."""
        count = len(self.weights)
        return self.reference is not None and count == len(self.live.weights) == len(self.reference.weights)

    def partner_of(self, key: str) -> str | None:
        """Return the key in the reference of a weight of the live layer, None where it cannot be compared."""
        return next((theirs.key for own, theirs in self.weights if own.key == key), None)


def match_layers(live: ModelSummary, reference: ModelSummary) -> tuple[LayerMatch, ...]:
    """Return a match for each layer of `live`, in order.

    Layers with the same id, type, output and weights belong together; those left over are paired in order with one of
    the same form, and what is left then by type alone.

    Examples
    --------
    >>> def model(*names):
    ...     layers = tuple(LayerInfo(name, name, "Dense", (None, 3), 0) for name in names)
    ...     return ModelSummary("m", "m", layers, ((None, 2),), 0)
    >>> [m.reference.id for m in match_layers(model("dense", "dense_1"), model("dense_7", "dense"))]
    ['dense', 'dense_7']
    """
    theirs = {layer.id: layer for layer in reference.layers}
    found = {layer.id: theirs[layer.id] for layer in live.layers if _form(layer) == _form(theirs.get(layer.id))}
    for likeness in (_form, _type):
        taken = {layer.id for layer in found.values()}
        waiting: defaultdict[object, deque[LayerInfo]] = defaultdict(deque)
        for layer in reference.layers:
            if layer.id not in taken:
                waiting[likeness(layer)].append(layer)
        for layer in live.layers:
            if layer.id not in found and waiting[likeness(layer)]:
                found[layer.id] = waiting[likeness(layer)].popleft()
    return tuple(_match(layer, found.get(layer.id)) for layer in live.layers)


def weight_pairs(matches: Iterable[LayerMatch]) -> dict[str, str]:
    """Return the key in the reference of every weight that can be compared, by its key in the live model.

    A layer that is called twice has its weights in here once.
    """
    return {own.key: theirs.key for match in matches for own, theirs in match.weights}


def _form(layer: LayerInfo | None) -> object:
    if layer is None:
        return None
    return layer.type, layer.output_shape, tuple(weight.shape for weight in layer.weights)


def _type(layer: LayerInfo) -> object:
    return layer.type


def _match(live: LayerInfo, reference: LayerInfo | None) -> LayerMatch:
    if reference is None:
        return LayerMatch(live, None)
    by_name = {weight.name: weight for weight in reference.weights}
    pairs = ((own, by_name.get(own.name)) for own in live.weights)
    return LayerMatch(
        live, reference, tuple((own, theirs) for own, theirs in pairs if theirs and theirs.shape == own.shape)
    )
