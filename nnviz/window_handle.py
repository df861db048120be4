"""A window on an array, opened from a notebook or a script: a process of its own beside the one that asked."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.box import MAX_RANK

COMMAND = (sys.executable, "-m", "nnviz")

_CLOSING_S = 5.0
_LONGEST_NAME = 60
_EXACT_INTEGERS = 2.0**53


class WindowHandle:
    """The window on an array. Its temporary folder goes when the window closes or this Python ends."""

    def __init__(self, process: subprocess.Popen[bytes], file: Path) -> None:
        self._process = process
        self.file = file
        atexit.register(self.close)
        threading.Thread(target=self._clean_up_at_the_end, name="nnviz window", daemon=True).start()

    @property
    def is_open(self) -> bool:
        """Whether the window's process still lives."""
        return self._process.poll() is None

    def close(self) -> None:
        """Close the window, if it is still there, and delete the copy of the array."""
        atexit.unregister(self.close)
        if self.is_open:
            self._process.terminate()
            try:
                self._process.wait(_CLOSING_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        self._delete()

    def wait(self, timeout_s: float | None = None) -> int | None:
        """Return the exit status once the window is closed, or None when that takes longer than `timeout_s`."""
        try:
            status = self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return None
        self._delete()
        return status

    def __repr__(self) -> str:
        return f"<nnviz window on {self.file.stem!r}, {'open' if self.is_open else 'closed'}>"

    def _clean_up_at_the_end(self) -> None:
        self._process.wait()
        self._delete()
        with suppress(Exception):  # at the very end of Python there is nothing to unregister from
            atexit.unregister(self.close)

    def _delete(self) -> None:
        shutil.rmtree(self.file.parent, ignore_errors=True)


def open_window(array: Any, title: str = "") -> WindowHandle:
    """Write a copy of an array to a temporary file and start nnviz on it.

    Raises
    ------
    ValueError
        When nnviz cannot show such an array; nothing was started.
    """
    values = plain_array(array)
    folder = Path(tempfile.mkdtemp(prefix="nnviz-"))
    try:
        file = folder / f"{_file_stem(title)}.npy"
        np.save(file, values, allow_pickle=False)
        process = subprocess.Popen([*COMMAND, str(file)], stdin=subprocess.DEVNULL, env=_environment())
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return WindowHandle(process, file)


def plain_array(array: Any) -> Array:
    """Return what is shown of an array: the values as they are, NaN (or NaT) where a masked array hides them.

    Raises
    ------
    ValueError
        When it holds Python objects, is ragged, has too many axes, or is masked and of a type without NaN.

    Examples
    --------
    >>> plain_array([[1, 2], [3, 4]]).tolist()
    [[1, 2], [3, 4]]
    >>> plain_array(np.ma.array([1, 2], mask=[False, True])).tolist()
    [1.0, nan]
    """
    try:
        values = array if isinstance(array, np.ma.MaskedArray) else np.asarray(array)
    except ValueError as error:
        raise ValueError(
            "nnviz.view: the rows have different lengths, so this is no array. Pad them to one length first."
        ) from error
    if isinstance(values, np.ma.MaskedArray):
        values = _unmasked(values)
    if values.dtype.hasobject:
        raise ValueError(
            "nnviz.view: the array holds Python objects, which nnviz does not show. Convert it first, for example "
            "with array.astype(float) or array.astype(str)."
        )
    if values.ndim > MAX_RANK:
        raise ValueError(
            f"nnviz.view: the array has {values.ndim} axes, and at most {MAX_RANK} can be shown. Reshape it or choose "
            "a part of it."
        )
    if values.dtype.itemsize == 0 or (values.dtype.kind == "V" and values.dtype.names is None):
        raise ValueError(f"nnviz.view: an array of type {values.dtype} has no values to show.")
    return values


def _unmasked(array: np.ma.MaskedArray[Any, Any]) -> Array:
    values, hidden = np.ma.getdata(array), np.ma.getmaskarray(array)
    if values.dtype.names is None and not hidden.any():
        return np.asarray(values)
    match values.dtype.kind:
        case "f" | "c":
            return np.where(hidden, values.dtype.type(np.nan), values)
        case "m" | "M":
            return np.where(hidden, values.dtype.type("NaT"), values)
        case "b" | "i" | "u":
            floats = values.astype(np.float64)
            if values.dtype.itemsize == 8 and np.any((np.abs(floats) > _EXACT_INTEGERS) & ~hidden):
                raise ValueError(
                    "nnviz.view: the masked array holds integers beyond 2**53, which are not exact as floats, and "
                    "there is no NaN among integers. Fill it first: array.filled(0)."
                )
            return np.where(hidden, np.nan, floats)
        case _:
            raise ValueError(
                f"nnviz.view: a masked array of type {values.dtype} has no NaN for what is hidden. Fill it first: "
                "array.filled(...)."
            )


def _environment() -> dict[str, str]:
    """Let the window's process find the nnviz that asked for it, wherever a script found it."""
    places = [str(Path(__file__).resolve().parents[1]), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(places)}


def _file_stem(title: str) -> str:
    return re.sub(r"[^\w .()+-]+", "_", title).strip(" ._")[:_LONGEST_NAME] or "array"
