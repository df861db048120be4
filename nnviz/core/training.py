"""What a training reports while it runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class BatchRecord(NamedTuple):
    """The figures of one batch, exact for that batch (not running means). `step` counts from 1."""

    step: int
    epoch: int
    loss: float
    accuracy: float
    learning_rate: float


class SettingChange(NamedTuple):
    """A setting, ``learning_rate`` or ``batch_size``, changed by hand after batch `step` (0: before the first)."""

    step: int
    setting: str
    before: float
    after: float


@dataclass(frozen=True)
class EpochRecord:
    """The figures of one finished epoch, counted from 1. Accuracies are fractions."""

    epoch: int
    step: int
    loss: float
    accuracy: float
    val_loss: float
    val_accuracy: float
    seconds: float


class Phase(StrEnum):
    """Where a training stands."""

    PREPARING = "preparing"
    TRAINING = "training"
    VALIDATING = "validating"
    PAUSED = "paused"
    FINISHED = "finished"
    STOPPED = "stopped"
    FAILED = "failed"

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of this training."""
        return self in (Phase.FINISHED, Phase.STOPPED, Phase.FAILED)


@dataclass(frozen=True)
class Progress:
    """How far a training is. `seconds_left` is None until it can be estimated."""

    run_id: str
    phase: Phase
    step: int = 0
    steps: int = 0
    epoch: int = 0
    epochs: int = 0
    images_per_second: float = 0.0
    seconds_left: float | None = None
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def fraction(self) -> float:
        """The done share, 0 to 1."""
        return self.step / self.steps if self.steps else 0.0
