"""The model that the live one is compared with, as the panels see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from nnviz.core.messages import UserError
from nnviz.core.model_summary import ModelSummary
from nnviz.core.probe import Probe
from nnviz.core.weight_difference import WeightDifference

REFERENCE = "reference"


@dataclass(frozen=True, eq=False)
class WeightComparison:
    """How far every weight of the live model, by its key, is from its partner; those without one are left out."""

    model_id: str
    reference_id: str
    differences: Mapping[str, WeightDifference]


@dataclass(frozen=True, eq=False)
class ReferenceView:
    """`summary.file` tells where it was opened; `held_at` (seconds since 1970) when it was copied from the live model.

    `probe` is its answer for the image of the live model; where it has none, `problem` says why. `step` is the
    training step at which it was copied.
    """

    summary: ModelSummary
    held_at: float | None = None
    step: int = 0
    probe: Probe | None = None
    problem: UserError | None = None
    comparison: WeightComparison | None = None
