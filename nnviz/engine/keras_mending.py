"""Mistakes of the pinned Keras that would give wrong outputs, put right."""

from __future__ import annotations

import functools
from types import ModuleType
from typing import Any


def mend(keras: ModuleType) -> None:
    """Put the mistakes right, once."""
    arithmetic = keras.src.backend.numpy
    if not hasattr(arithmetic.add, "mended"):
        arithmetic.add = _addition(arithmetic.add)
        arithmetic.add.mended = True


def _addition(add: Any) -> Any:
    """Return a sum that adds (1, channels, 1, 1) along the axis of channels.

    WORKAROUND Keras 3.15 takes it for (1, 1, 1, channels) when pictures are as wide as they have channels
    (keras/src/backend/tensorflow/numpy.py, add), so convolutions with channels first are wrong there.
    """

    @functools.wraps(add)
    def mended(x1: Any, x2: Any) -> Any:
        shape: Any = getattr(x2, "shape", ())
        return add(x2, x1) if len(shape) > 1 and shape[-1] == 1 else add(x1, x2)

    return mended
