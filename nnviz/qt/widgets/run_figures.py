"""The figures of a training, large enough for the back row."""

from __future__ import annotations

import math
from collections.abc import Mapping

from PySide6.QtCore import QEvent

from nnviz.core.training import EpochRecord
from nnviz.core.view_state import RunView
from nnviz.qt.numerals import decimal, percent, whole
from nnviz.qt.widgets.figure_row import NOTHING, FigureRow


class RunFigures(FigureRow):
    """Loss and accuracy where the smoothed lines end, and of the latest validation."""

    def __init__(self) -> None:
        super().__init__(4)
        self._run: RunView | None = None
        self._ends: Mapping[str, float] = {}
        self._render()

    def show_run(self, run: RunView | None, ends: Mapping[str, float]) -> None:
        """Show a run; `ends` holds the last smoothed ``loss`` and ``accuracy``."""
        self._run, self._ends = run, ends
        self._render()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._render()
        super().changeEvent(event)

    def _render(self) -> None:
        loss, accuracy, val_loss, val_accuracy = self.figures
        loss.set_name(self.tr("Loss"))
        accuracy.set_name(self.tr("Accuracy"))
        val_loss.set_name(self.tr("Validation loss"))
        val_accuracy.set_name(self.tr("Validation accuracy"))
        if self._run is None or not self._run.log.length:
            for figure in self.figures:
                figure.show_value(NOTHING)
            return
        last = self._run.log.record(-1)
        for figure in (loss, accuracy):
            figure.setToolTip(self.tr("Where the smoothed line ends; below it the last batch alone"))
        text = self.tr("last batch {0}")
        loss.show_value(decimal(self._ends.get("loss", last.loss)), text.format(decimal(last.loss)))
        accuracy.show_value(percent(self._ends.get("accuracy", last.accuracy)), text.format(percent(last.accuracy)))
        self._render_validation(self._run.epochs)

    def _render_validation(self, epochs: tuple[EpochRecord, ...]) -> None:
        _, _, val_loss, val_accuracy = self.figures
        if not epochs:
            text = self.tr("after epoch 1")
            val_loss.show_value(NOTHING, text)
            val_accuracy.show_value(NOTHING, text)
            return
        lowest, highest = min(epochs, key=_loss_or_worst), max(epochs, key=_accuracy_or_worst)
        text, tip = self.tr("best {0}"), self.tr("After epoch {0}; the best was epoch {1}")
        last = epochs[-1]
        val_loss.show_value(decimal(last.val_loss), text.format(decimal(lowest.val_loss)))
        val_loss.setToolTip(tip.format(whole(last.epoch), whole(lowest.epoch)))
        val_accuracy.show_value(percent(last.val_accuracy), text.format(percent(highest.val_accuracy)))
        val_accuracy.setToolTip(tip.format(whole(last.epoch), whole(highest.epoch)))


def _loss_or_worst(record: EpochRecord) -> float:
    return math.inf if math.isnan(record.val_loss) else record.val_loss


def _accuracy_or_worst(record: EpochRecord) -> float:
    return -math.inf if math.isnan(record.val_accuracy) else record.val_accuracy
