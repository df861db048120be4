"""Which cells of every tensor before it can change a unit, layer by layer back to the input."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nnviz.core.messages import UserError
from nnviz.core.model_summary import ModelSummary

Ranges = tuple[tuple[int, int], ...]
"""(start, stop) for each axis of a tensor without its batch axis, half open, inside the tensor."""


@dataclass(frozen=True)
class ReceptiveField:
    """The smallest box of each tensor that holds every cell which can change `unit` of `layer_id`.

    `regions` maps a tensor's key to its ranges; tensors that cannot change the unit are absent. `unclipped` holds the
    ranges before they were cut at the tensor's rim, so that a box reaching into the padding can be drawn whole.
    `exact` is False where some code between the layers could not be followed and a whole tensor stands for the part.
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
    raise NotImplementedError
