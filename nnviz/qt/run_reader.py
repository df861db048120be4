"""The tables of kept trainings, read piece by piece so that the window goes on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from nnviz.core.arrays import Array
from nnviz.core.messages import UserError
from nnviz.core.metrics import MetricsLog
from nnviz.core.run_curves import RunCurves
from nnviz.engine.run_list import RunSummary
from nnviz.engine.run_tables import METRICS, batch_columns
from nnviz.qt.widgets.curve_controls import DEFAULT_WEIGHT

_SLICE_S = 0.012

Pieces = Iterator[tuple[float, tuple[Array, ...]]]


class RunReader(QObject):
    """Reads the curves of the runs that are asked for; `ready` follows the last one, `progressed(share)` each piece.

    What was read is kept until the table has changed; `failed(error)` tells of a table that cannot be read.
    """

    ready = Signal()
    progressed = Signal(float)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read: dict[Path, tuple[float, RunCurves]] = {}
        self._wanted: list[RunSummary] = []
        self._reading: tuple[RunSummary, MetricsLog, Pieces] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def busy(self) -> bool:
        """Whether something is still being read."""
        return self._timer.isActive()

    def curves(self, path: Path) -> RunCurves | None:
        """Return what was read of a run's folder."""
        found = self._read.get(path)
        return found[1] if found else None

    def want(self, runs: Sequence[RunSummary]) -> None:
        """Read the tables of these runs, as far as that was not done; forget all others."""
        paths = {run.path for run in runs}
        self._read = {path: found for path, found in self._read.items() if path in paths}
        self._wanted = [run for run in runs if self._age(run.path) != self._read.get(run.path, (-1.0, None))[0]]
        self._reading = None
        if not self._wanted:
            self._timer.stop()
            self.ready.emit()
        elif not self._timer.isActive():
            self._timer.start()

    def stop(self) -> None:
        """Read nothing more."""
        self._wanted.clear()
        self._reading = None
        self._timer.stop()

    @Slot()
    def _on_timer_timeout(self) -> None:
        until = monotonic() + _SLICE_S
        while self._wanted and monotonic() < until:
            self._take_piece(self._wanted[0])
        if not self._wanted:
            self._timer.stop()
            self.ready.emit()

    def _take_piece(self, run: RunSummary) -> None:
        if self._reading is None:
            self._reading = (run, MetricsLog(), batch_columns(run.path))
        _, log, pieces = self._reading
        try:
            share, columns = next(pieces)
        except StopIteration:
            self._finish(run, log)
        except UserError as error:
            self._finish(run, log)
            self.failed.emit(error)
        else:
            log.extend_columns(columns)
            self.progressed.emit(share)

    def _finish(self, run: RunSummary, log: MetricsLog) -> None:
        self._read[run.path] = (self._age(run.path), RunCurves(log, run.epochs, DEFAULT_WEIGHT))
        self._wanted.pop(0)
        self._reading = None

    @staticmethod
    def _age(path: Path) -> float:
        try:
            return (path / METRICS).stat().st_mtime
        except OSError:
            return 0.0
