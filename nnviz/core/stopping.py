"""When a training should end by itself."""

from __future__ import annotations

import math
from collections.abc import Mapping


class EarlyStopping:
    """Watches the validation loss; `best_epoch` (0: none yet) is the one to go back to.

    As Keras' EarlyStopping with `min_delta` 0: the training ends when the loss has not fallen for `patience` epochs.
    A patience of 0 only watches.

    Examples
    --------
    >>> watch = EarlyStopping(patience=2)
    >>> [watch.ends(epoch, loss) for epoch, loss in enumerate((0.9, 0.5, 0.6, 0.7), start=1)], watch.best_epoch
    ([False, False, False, True], 2)
    """

    def __init__(self, patience: int) -> None:
        self._patience = patience
        self._best = math.inf
        self.best_epoch = 0

    @property
    def memory(self) -> dict[str, float]:
        """What later answers depend on."""
        return {"best": self._best, "best_epoch": self.best_epoch}

    def remember(self, memory: Mapping[str, float]) -> None:
        """Go on from the `memory` of another time."""
        self._best, self.best_epoch = memory["best"], int(memory["best_epoch"])

    def ends(self, epoch: int, loss: float) -> bool:
        """Take the validation loss of a finished epoch; return whether the training ends with it."""
        if loss < self._best:
            self._best, self.best_epoch = loss, epoch
        return 0 < self._patience <= epoch - self.best_epoch
