"""What is healthy and what is not in the layers of a network, in figures and in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nnviz.core.arrays import FloatArray
from nnviz.core.messages import UserError


class Severity(StrEnum):
    """How bad a finding is."""

    GOOD = "good"
    NOTICE = "notice"
    WARNING = "warning"


@dataclass(frozen=True, eq=False)
class Histogram:
    """How many values fall between neighbouring `edges` (n + 1 of them, increasing, finite); `counts` has n."""

    edges: FloatArray
    counts: FloatArray


@dataclass(frozen=True, eq=False)
class TensorHealth:
    """The values of one tensor over all pictures of the sample, or of one weight.

    A unit is a channel (the last axis). `dead` (of a ReLU: never above 0 for any picture), `saturated` (of a sigmoid
    or tanh: at its limits for at least 95 % of the values) are fractions of the units, None where they mean nothing;
    `dead_units` lists the dead ones. `zeros` is the fraction of values that are exactly 0, `broken` counts NaN and Inf.
    """

    key: str
    layer_id: str
    mean: float
    deviation: float
    low: float
    high: float
    zeros: float
    broken: int
    histogram: Histogram
    units: int = 0
    dead: float | None = None
    saturated: float | None = None
    dead_units: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class HealthReport:
    """The state of every layer over `pictures` pictures; `fraction` of the measurement is done."""

    model_id: str
    pictures: int
    activations: tuple[TensorHealth, ...]
    weights: tuple[TensorHealth, ...]
    step: int = 0
    fraction: float = 1.0

    def of_layer(self, layer_id: str | None) -> TensorHealth | None:
        """Return the activations' health of a layer, or None."""
        return next((health for health in self.activations if health.layer_id == layer_id), None)


@dataclass(frozen=True)
class Verdict:
    """One row of the table: a layer, how bad it is, and a sentence for people (translated like an error's)."""

    layer_id: str
    severity: Severity
    sentence: UserError

    def __hash__(self) -> int:
        return hash((self.layer_id, self.severity, str(self.sentence)))


def verdicts(report: HealthReport) -> tuple[Verdict, ...]:
    """Return what stands out, the worst first; one row that says all is well when nothing does."""
    raise NotImplementedError
