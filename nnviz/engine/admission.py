"""Letting a stranger's model file in: read, judged and copied by a child process without TensorFlow."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from nnviz.core.model_config.facts import Facts

CONFIG_NAME = "config.json"
WEIGHTS_NAME = "clean.weights.h5"


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


def admit(path: Path, cancelled: Callable[[], bool] | None = None, memory_share: float = 0.25) -> Admitted:
    """Read, judge and copy a model file in a child process; the file itself is only read.

    Parameters
    ----------
    cancelled
        Asked several times a second; when it says True the child is stopped.
    memory_share
        The share of the free memory that the model may fill, 0 to 1.

    Raises
    ------
    UserError
        When the file is refused; the sentence says why.
    """
    raise NotImplementedError(path, cancelled, memory_share)
