"""Letting a stranger's model file in: read, judged and copied by a child process without TensorFlow."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from nnviz.core.memory import free_bytes
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_config.facts import Facts
from nnviz.core.model_config.refusal import ModelRefused, NeedsOwnCode

CONFIG_NAME = "config.json"
WEIGHTS_NAME = "clean.weights.h5"
MEMORY_SHARE = 0.25
MOST_MODEL_BYTES = 16 * 2**30
LEAST_SECONDS = 60.0
BYTES_A_SECOND = 5 * 2**20

_POLL_SECONDS = 0.05
_LONGEST_ANSWER = 2**20


@dataclass(frozen=True)
class Admitted:
    """A vetted copy of a model file in a folder of its own; leave the `with` block or `discard` when done."""

    source: Path
    folder: Path
    facts: Facts

    @property
    def config(self) -> dict[str, Any] | None:
        """The vetted description in today's form; None for a file that holds weights only."""
        file = self.folder / CONFIG_NAME
        return json.loads(file.read_text(encoding="utf-8")) if file.exists() else None

    @property
    def weights(self) -> Path:
        """A fresh HDF5 file with the weights only, written by us; `facts.layout` tells how they lie in it."""
        return self.folder / WEIGHTS_NAME

    def discard(self) -> None:
        """Remove the copy."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self) -> Admitted:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.discard()


class FileRefusedError(UserError):
    """A model file was not opened; `reason` tells why."""

    @property
    def reason(self) -> ModelRefused:
        """What was found in the file."""
        reason = self.values["reason"]
        assert isinstance(reason, ModelRefused)
        return reason


def admit(path: Path, cancelled: Callable[[], bool] | None = None, memory_share: float = MEMORY_SHARE) -> Admitted:
    """Read, judge and copy a model file in a child process; the file itself is only read.

    Parameters
    ----------
    cancelled
        Asked many times a second; when it says True the child is stopped.
    memory_share
        The share of the free memory that the model may fill, 0 to 1.

    Raises
    ------
    UserError
        When the file is refused (`FileRefusedError`, whose `reason` is `NeedsOwnCode` where the file needs code that
        is not part of Keras), cannot be read, or the opening was cancelled.
    """
    _check_regular(path)
    most_bytes = int(min(free_bytes() * memory_share, MOST_MODEL_BYTES))
    folder = Path(tempfile.mkdtemp(prefix="nnviz-"))
    try:
        answer = _asked_of_child(path.resolve(), folder, most_bytes, cancelled)
        return Admitted(path, folder, facts_of(path, answer))
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _check_regular(path: Path) -> None:
    try:
        if not path.exists() and not path.is_symlink():
            sentence = QT_TRANSLATE_NOOP(
                "Errors", "There is no file {file}. Nothing was changed. Check its name and folder."
            )
            raise UserError(sentence, file=path)
        if not path.is_file():
            raise refused(path, ModelRefused(QT_TRANSLATE_NOOP("Errors", "it is not a plain file")))
        if path.stat().st_size == 0:
            raise refused(path, ModelRefused(QT_TRANSLATE_NOOP("Errors", "it is empty")))
    except OSError as error:
        raise _unreadable(path, error.strerror or type(error).__name__) from error


def _asked_of_child(
    path: Path, folder: Path, most_bytes: int, cancelled: Callable[[], bool] | None
) -> dict[str, Any] | None:
    """Return the child's answer, None where it died."""
    command = door_command(path, folder, most_bytes)
    seconds = LEAST_SECONDS + path.stat().st_size / BYTES_A_SECOND
    ends = time.monotonic() + seconds
    pipes: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=folder, env=surroundings(), **pipes) as child:
        try:
            while True:
                try:
                    text, _ = child.communicate(timeout=_POLL_SECONDS)
                    return _parsed(text) if child.returncode == 0 else None
                except subprocess.TimeoutExpired:
                    if cancelled is not None and cancelled():
                        raise _cancelled(path) from None
                    if time.monotonic() > ends:
                        raise _too_slow(path, seconds) from None
        finally:
            if child.poll() is None:
                child.kill()


def door_command(path: Path, folder: Path, most_bytes: int) -> list[str]:
    """Return the command of the child."""
    return [sys.executable, "-m", "nnviz.engine.door", str(path), str(folder), str(most_bytes)]


def surroundings() -> dict[str, str]:
    """Return the environment of the child: it finds the modules that we found, and none beside the file."""
    own = {
        "PYTHONPATH": os.pathsep.join(str(Path(entry).resolve()) for entry in sys.path if entry),
        "PYTHONSAFEPATH": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "HDF5_USE_FILE_LOCKING": "FALSE",
        "HDF5_PLUGIN_PRELOAD": "::",
    }
    return {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")} | own


def _parsed(text: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(text) if len(text) <= _LONGEST_ANSWER else None
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def facts_of(path: Path, answer: dict[str, Any] | None) -> Facts:
    """Return the facts that the child told.

    Raises
    ------
    UserError
        When it told why the file is refused, or nothing.
    """
    if answer is None or "failed" in answer:
        reason = QT_TRANSLATE_NOOP("Errors", "it is damaged in a way that stops its reading")
        raise refused(path, ModelRefused(reason)) from RuntimeError((answer or {}).get("failed", "the child died"))
    if "unreadable" in answer:
        raise _unreadable(path, str(answer["unreadable"]))
    if "refused" in answer:
        raise refused(path, _refusal_of_json(answer["refused"]))
    return Facts(**answer["facts"])


def _refusal_of_json(told: dict[str, Any]) -> ModelRefused:
    values = {
        key: _refusal_of_json(value) if isinstance(value, dict) else value for key, value in told["values"].items()
    }
    return (NeedsOwnCode if told["own_code"] else ModelRefused)(told["template"], **values)


def refused(path: Path, reason: ModelRefused) -> FileRefusedError:
    """Return the sentence that a file was not opened, and why."""
    if isinstance(reason, NeedsOwnCode):
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{file} was not opened: {reason}. Nothing was run or changed. If you wrote this file yourself, open it "
            "again as your own file, with its code.",
        )
        return FileRefusedError(sentence, file=path.name, reason=reason)
    sentence = QT_TRANSLATE_NOOP(
        "Errors", "{file} was not opened: {reason}. Nothing was changed. Choose another file, or save this one again."
    )
    return FileRefusedError(sentence, file=path.name, reason=reason)


def _unreadable(path: Path, reason: str) -> UserError:
    sentence = QT_TRANSLATE_NOOP(
        "Errors", "{file} cannot be read ({reason}). Nothing was changed. Check the file, then open it again."
    )
    return UserError(sentence, file=path, reason=reason)


def _too_slow(path: Path, seconds: float) -> FileRefusedError:
    reason = QT_TRANSLATE_NOOP("Errors", "reading it takes longer than {limit} seconds")
    return refused(path, ModelRefused(reason, limit=round(seconds)))


def _cancelled(path: Path) -> UserError:
    sentence = QT_TRANSLATE_NOOP("Errors", "Opening {file} was cancelled. Nothing was changed.")
    return UserError(sentence, file=path.name)
