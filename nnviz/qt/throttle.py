"""Work that is asked for often and done seldom."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot


class Throttle(QObject):
    """Emits `due` at once after a quiet time, else when the interval since the last one is over; the last counts."""

    due = Signal()

    def __init__(self, interval_ms: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted = False
        self._timer = QTimer(self, singleShot=True, interval=interval_ms)
        self._timer.timeout.connect(self._on_timer_timeout)

    @property
    def idle(self) -> bool:
        """Whether the next request is met at once."""
        return not self._timer.isActive()

    def request(self) -> None:
        """Ask for the work."""
        if self._timer.isActive():
            self._wanted = True
        else:
            self._timer.start()
            self.due.emit()

    def cancel(self) -> None:
        """Forget what was asked for, and the interval."""
        self._wanted = False
        self._timer.stop()

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self._wanted:
            self._wanted = False
            self.request()
