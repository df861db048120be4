"""Asking where the live model goes."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from nnviz.qt.settings import Settings

_SUFFIX = ".keras"


def ask_where_to_save_model(parent: QWidget, settings: Settings, name: str = "model") -> Path | None:
    """Let the person choose a `.keras` file, `name` to begin with; None when nothing was chosen."""
    start = str(Path(settings.text("open/folder")) / (name + _SUFFIX))
    kinds = QCoreApplication.translate("ModelSaving", "Keras models ({0})").format("*" + _SUFFIX)
    title = QCoreApplication.translate("ModelSaving", "Save the model")
    chosen, _ = QFileDialog.getSaveFileName(parent, title, start, kinds)
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix == _SUFFIX else path.with_name(path.name + _SUFFIX)
