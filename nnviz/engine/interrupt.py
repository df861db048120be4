"""Ctrl+C that waits until a batch is whole."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any


class InterruptLater:
    """Within its block the first Ctrl+C is only noted; the second interrupts at once, as usual.

    Examples
    --------
    >>> with InterruptLater() as interrupt:
    ...     interrupt.raise_if_asked()
    ...     signal.raise_signal(signal.SIGINT)
    ...     try:
    ...         interrupt.raise_if_asked()
    ...     except KeyboardInterrupt:
    ...         print("now")
    now
    """

    def __init__(self) -> None:
        self._asked = False
        self._before: Any = None

    def __enter__(self) -> InterruptLater:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(self, *error: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def raise_if_asked(self) -> None:
        """Raise `KeyboardInterrupt` where one was noted."""
        if self._asked:
            raise KeyboardInterrupt

    def _note(self, number: int, frame: FrameType | None) -> None:
        del number, frame
        if self._asked:
            raise KeyboardInterrupt
        self._asked = True
