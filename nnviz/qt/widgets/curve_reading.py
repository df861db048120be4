"""Reading the exact figures of a batch off the curves, with the mouse or the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Signal, Slot

from nnviz.core.training import BatchRecord
from nnviz.qt.widgets.curve_readout import CurveReadout
from nnviz.qt.widgets.curve_stack import CurveStack


class CurveReading(QObject):
    """A crosshair through all plots and a card; `changed` carries the `BatchRecord`, or None."""

    changed = Signal(object)

    def __init__(self, stack: CurveStack) -> None:
        super().__init__(stack)
        self._stack = stack
        self._index: int | None = None
        self.card = CurveReadout(stack)
        stack.pointed.connect(self._on_stack_pointed)

    @property
    def index(self) -> int | None:
        """The index of the batch that is read, or None."""
        return self._index

    @property
    def step(self) -> float | None:
        """The step of the batch that is read, or None."""
        return None if self._index is None else float(self._stack.log.column("step")[self._index])

    @property
    def record(self) -> BatchRecord | None:
        """The batch that is read, or None."""
        return None if self._index is None else self._stack.log.record(self._index)

    def move(self, batches: int) -> None:
        """Read so many batches further on, beginning at the last one in view."""
        log = self._stack.log
        if not log.length:
            return
        start = log.nearest(self._stack.x_range[1]) if self._index is None else self._index + batches
        index = min(max(0, start or 0), log.length - 1)
        self._stack.bring_into_view(float(log.column("step")[index]))
        self._show(index, self._stack.place_of(index))

    @Slot()
    def clear(self) -> None:
        """Take the crosshair and the card away."""
        self.card.hide()
        if self._index is not None:
            self._index = None
            self._mark()

    @Slot(object, QPoint)
    def _on_stack_pointed(self, index: int | None, at: QPoint) -> None:
        if index is None:
            self.clear()
        else:
            self._show(index, at)

    def _show(self, index: int, at: QPoint) -> None:
        stack, record = self._stack, self._stack.log.record(index)
        values = stack.smoothed["loss"].curve.values[index : index + 1]
        smoothed = float(values[0]) if len(values) else record.loss
        self.card.show_record(record, smoothed, stack.validation.of_step(record.step), at)
        if index != self._index:
            self._index = index
            self._mark()

    def _mark(self) -> None:
        for axes in self._stack.axes.values():
            axes.mark(self._index)
        self.changed.emit(self.record)
