"""Every batch's figures, kept, and read back at the resolution of a screen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.curve import Curve, stretch
from nnviz.core.growing import GrowingArray
from nnviz.core.training import BatchRecord, EpochRecord

_PLOTTED = ("loss", "accuracy", "learning_rate")


class MetricsLog:
    """The figures of every batch of one training, in columns that only grow.

    Examples
    --------
    >>> log = MetricsLog()
    >>> log.extend([BatchRecord(1, 1, 2.5, 0.125, 0.001), BatchRecord(2, 1, 2.25, 0.25, 0.001)])
    >>> log.length, log.column("loss")
    (2, array([2.5 , 2.25]))
    """

    def __init__(self) -> None:
        self._steps = GrowingArray(np.int64)
        self._epochs = GrowingArray(np.int64)
        self._curves = {name: Curve(self._steps) for name in _PLOTTED}

    @property
    def length(self) -> int:
        """How many batches are kept."""
        return len(self._steps)

    def extend(self, records: Sequence[BatchRecord]) -> None:
        """Append the figures of further batches."""
        if not records:
            return
        self.extend_columns([np.array(column) for column in zip(*records, strict=True)])

    def extend_columns(self, columns: Sequence[Array]) -> None:
        """Append the figures of further batches, one array (N,) for each field of `BatchRecord`."""
        steps, epochs, *plotted = columns
        self._steps.append(steps)
        self._epochs.append(epochs)
        for curve, values in zip(self._curves.values(), plotted, strict=True):
            curve.append(values)

    def column(self, name: str) -> Array:
        """Return all values of ``step``, ``epoch`` (int64), ``loss``, ``accuracy`` or ``learning_rate`` (float64)."""
        if name in self._curves:
            return self._curves[name].values
        return {"step": self._steps, "epoch": self._epochs}[name].values

    def curve(self, name: str) -> Curve:
        """Return ``loss``, ``accuracy`` or ``learning_rate`` over the steps."""
        return self._curves[name]

    def record(self, index: int) -> BatchRecord:
        """Return the figures of one batch; a negative index counts from the end."""
        return BatchRecord(*(self.column(name)[index].item() for name in BatchRecord._fields))

    def nearest(self, step: float) -> int | None:
        """Return the index of the batch whose step is nearest, or None when no batch is kept."""
        steps = self._steps.values
        if not len(steps):
            return None
        right = int(np.clip(stretch(steps, step, step)[0], 1, max(1, len(steps) - 1)))
        return right - 1 if len(steps) == 1 or step - steps[right - 1] <= steps[right] - step else right

    def table(self, first: float = -np.inf, last: float = np.inf) -> str:
        """Return the figures of steps `first` to `last`, tab-separated below a line of names, every digit kept."""
        steps = self._steps.values
        there = slice(*stretch(steps, first, last))
        columns = [self.column(name)[there].tolist() for name in BatchRecord._fields]
        rows = ("\t".join(map(repr, row)) for row in zip(*columns, strict=True))
        return "\n".join(("\t".join(BatchRecord._fields), *rows)) + "\n"


class EpochLog:
    """The validation figures of every finished epoch, as curves over the batches."""

    def __init__(self) -> None:
        self._steps = GrowingArray(np.int64)
        self._epochs: tuple[EpochRecord, ...] = ()
        self._curves = {"loss": Curve(self._steps), "accuracy": Curve(self._steps)}

    @property
    def steps(self) -> Array:
        """The last step of every epoch, (N,) int64."""
        return self._steps.values

    @property
    def epochs(self) -> tuple[EpochRecord, ...]:
        """The records so far."""
        return self._epochs

    def follow(self, epochs: tuple[EpochRecord, ...]) -> None:
        """Take over what has been added to `epochs` since."""
        new = epochs[len(self._epochs) :]
        self._epochs = epochs
        self._steps.append([record.step for record in new])
        self._curves["loss"].append([record.val_loss for record in new])
        self._curves["accuracy"].append([record.val_accuracy for record in new])

    def curve(self, name: str) -> Curve:
        """Return the validation ``loss`` or ``accuracy`` over the steps."""
        return self._curves[name]

    def of_step(self, step: int) -> EpochRecord | None:
        """Return the finished epoch that holds this step, or None."""
        index = int(np.searchsorted(self.steps, step))
        return self._epochs[index] if index < len(self._epochs) else None
