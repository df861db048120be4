"""The curves of a kept training, ready to be drawn beside those of others."""

from __future__ import annotations

from dataclasses import dataclass, field

from nnviz.core.arrays import Array
from nnviz.core.metrics import EpochLog, MetricsLog
from nnviz.core.smoothing import SmoothedCurve
from nnviz.core.training import EpochRecord

CURVES = ("loss", "accuracy")


@dataclass(eq=False)
class RunCurves:
    """The smoothed figures of every batch and those of validation, over batches or over epochs."""

    log: MetricsLog
    epochs: tuple[EpochRecord, ...]
    weight: float
    validation: EpochLog = field(default_factory=EpochLog)

    def __post_init__(self) -> None:
        self.validation.follow(self.epochs)
        self.smooth(self.weight)

    def smooth(self, weight: float) -> None:
        """Average anew with this weight."""
        self.weight = weight
        self._smoothed = {name: SmoothedCurve(self.log.curve(name), weight) for name in CURVES}
        for curve in self._smoothed.values():
            curve.catch_up()

    @property
    def steps_per_epoch(self) -> float:
        """How many batches made an epoch, on average; all of them before the first epoch has ended."""
        if self.epochs:
            return self.epochs[-1].step / max(self.epochs[-1].epoch, 1)
        return float(max(self.last_step, 1))

    @property
    def last_step(self) -> int:
        """The last batch that is known."""
        return self.log.record(-1).step if self.log.length else 0

    def lines(
        self, name: str, left: float, right: float, points: int, logarithmic: bool, by_epoch: bool
    ) -> tuple[tuple[Array, Array], tuple[Array, Array]]:
        """Return x and y of the smoothed line and of validation within a stretch of batches, or of epochs."""
        unit = self.steps_per_epoch if by_epoch else 1.0
        found = []
        for curve in (self._smoothed[name].curve, self.validation.curve(name)):
            x, y = curve.line(left * unit, right * unit, points, logarithmic)
            found.append((x / unit, y))
        return found[0], found[1]

    def at(self, x: float, by_epoch: bool) -> tuple[float, float] | None:
        """Return the smoothed loss and accuracy nearest to a place, None beyond the last batch."""
        step = x * (self.steps_per_epoch if by_epoch else 1.0)
        index = self.log.nearest(step)
        if index is None or step > self.last_step + 1:
            return None
        return float(self._smoothed["loss"].curve.values[index]), float(self._smoothed["accuracy"].curve.values[index])
