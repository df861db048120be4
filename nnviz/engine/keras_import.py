"""Keras with its TensorFlow backend, imported without chatter on the terminal."""

from __future__ import annotations

import importlib
import logging
import os
from types import ModuleType

from nnviz.engine.keras_mending import mend


def quiet_tensorflow() -> None:
    """Ask TensorFlow, before its first import, to log errors only."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    for name in ("tensorflow", "absl"):
        logging.getLogger(name).setLevel(logging.ERROR)


def import_keras() -> ModuleType:
    """Return the `keras` module on its TensorFlow backend; the first call takes seconds."""
    os.environ["KERAS_BACKEND"] = "tensorflow"
    quiet_tensorflow()
    keras = importlib.import_module("keras")
    logging.getLogger("absl").setLevel(logging.ERROR)  # absl resets its level while it is imported
    mend(keras)
    return keras
