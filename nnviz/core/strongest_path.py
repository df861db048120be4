"""Follow the largest contribution backwards, from a unit to the input."""

from __future__ import annotations

from dataclasses import dataclass

from nnviz.core.model_summary import ModelSummary
from nnviz.core.probe import Probe


@dataclass(frozen=True)
class PathStep:
    """One unit on the path; `contribution` is what it adds to the step before (its own value at the start)."""

    key: str
    unit: tuple[int, ...]
    value: float
    contribution: float


def strongest_path(summary: ModelSummary, probe: Probe, layer_id: str, unit: tuple[int, ...]) -> tuple[PathStep, ...]:
    """Return the units from `unit` back to the input, each the largest |contribution| to the one before.

    `probe` must hold all tensors and weights; the path ends early where a layer cannot be followed.
    """
    raise NotImplementedError
