"""A file that only one process holds at a time; the system lets go of it when that process ends, however it ends."""

from __future__ import annotations

import os
import weakref
from pathlib import Path
from time import sleep

_TRIES = 4
_PAUSE_S = 0.02


class FileLock:
    """Marks a file as in use.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "lock"
    >>> first, second = FileLock(path), FileLock(path)
    >>> first.acquire(), is_held(path), second.acquire(), first.release(), second.acquire(), second.release()
    (True, True, False, None, True, None)
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._let_go: weakref.finalize[[int], FileLock] | None = None

    def acquire(self) -> bool:
        """Take the lock; return False where somebody else holds it.

        Raises
        ------
        OSError
            When the file cannot be made.
        """
        if self._let_go is not None:
            return True
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        for _ in range(_TRIES):  # somebody who only asks holds it for a moment, too
            if _lock(file):
                self._let_go = weakref.finalize(self, os.close, file)
                return True
            sleep(_PAUSE_S)
        os.close(file)
        return False

    def release(self) -> None:
        """Let go."""
        if self._let_go is not None:
            self._let_go()
            self._let_go = None


def is_held(path: Path) -> bool:
    """Return whether a process holds this lock; False where that cannot be told."""
    try:
        file = os.open(path, os.O_RDWR)
    except OSError:
        return False
    held = not _lock(file)
    os.close(file)
    return held


if os.name == "nt":
    import msvcrt

    def _lock(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks: nothing to go by
        return True
