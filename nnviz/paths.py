"""Where nnviz finds what it ships and keeps what it makes."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """Return the folder of the shipped data: beside the package in a checkout, inside it in a wheel."""
    inside = _PACKAGE / "_resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def application_data() -> Path:
    """Return the user's folder for runs and data sets (not necessarily there yet)."""
    return Path(platformdirs.user_data_dir("nnviz", appauthor=False))


def data_folder(setting: str | None = None) -> Path:
    """Return the folder of the data sets: ``$NNVIZ_DATA``, else the setting, else the application's own."""
    chosen = os.environ.get("NNVIZ_DATA") or setting
    return Path(chosen).expanduser() if chosen else application_data() / "data"


def runs_folder(setting: str | None = None) -> Path:
    """Return the folder that holds a folder for every training: the setting, else in the application's own."""
    return Path(setting).expanduser() if setting else application_data() / "runs"


def drawings_folder() -> Path:
    """Return the folder of the drawings that are kept to train with."""
    return application_data() / "drawings"


def settings_file() -> Path:
    """Return the file of the remembered settings."""
    return Path(platformdirs.user_config_dir("nnviz", appauthor=False)) / "settings.json"


def shipped_model() -> Path:
    """Return the digit classifier that ships with nnviz."""
    return resources() / "models" / "digits.keras"


def shipped_rejector() -> Path:
    """Return the model that tells digits from other drawings."""
    return resources() / "models" / "digit-or-not.keras"
