"""What each layer costs: parameters, memory and multiply-adds for one picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nnviz.core.model_summary import ModelSummary


@dataclass(frozen=True)
class LayerCosts:
    """The costs of one call; `multiply_adds` is None where nobody counts them, `holds_others` where the inner calls do.

    `activations` is the number of values that the call puts out for one picture, None where a side is open;
    `parameters` are its own, not those of inner layers. Bytes follow the layer's number format.
    """

    layer_id: str
    parameters: int
    parameter_bytes: int
    activations: int | None
    activation_bytes: int | None
    multiply_adds: int | None
    holds_others: bool = False


@dataclass(frozen=True)
class ModelCosts:
    """The costs of all calls in the order of the summary, and their sums; shared weights count once."""

    layers: tuple[LayerCosts, ...]
    parameters: int
    parameter_bytes: int
    activation_bytes: int
    multiply_adds: int
    complete: bool

    def layer(self, layer_id: str | None) -> LayerCosts | None:
        """Return the costs of the call with this id, or None."""
        return next((costs for costs in self.layers if costs.layer_id == layer_id), None)


def model_costs(summary: ModelSummary, shapes: Mapping[str, tuple[int, ...]] | None = None) -> ModelCosts:
    """Return what each call costs; `shapes` (by key, without the batch axis) fill in sides left open."""
    raise NotImplementedError
