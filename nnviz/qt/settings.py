"""Remembered choices: one small JSON file, written whole; a broken one is set aside and never stops a start."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from nnviz.core.atomic_file import replacing

MAX_RECENT = 10


class Settings(QObject):
    """Values by key (``"theme"``, ``"data/folder"``); `changed(key)` follows every change."""

    changed = Signal(str)

    def __init__(self, file: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._file = file
        self._values: dict[str, Any] = _read(file) if file else {}

    def text(self, key: str, default: str = "") -> str:
        """Return a remembered text; anything else that stands there counts as absent."""
        value = self._values.get(key)
        return value if isinstance(value, str) else default

    def flag(self, key: str, default: bool = False) -> bool:
        """Return a remembered yes or no."""
        value = self._values.get(key)
        return value if isinstance(value, bool) else default

    def number(self, key: str, default: float) -> float:
        """Return a remembered number."""
        value = self._values.get(key)
        return value if isinstance(value, (int, float)) and not isinstance(value, bool) else default

    def texts(self, key: str) -> list[str]:
        """Return a remembered list of texts."""
        value = self._values.get(key)
        return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []

    def set(self, key: str, value: str | bool | float | list[str] | None) -> None:
        """Remember a value (None forgets it) and write the file."""
        if self._values.get(key) == value and type(self._values.get(key)) is type(value):
            return
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value
        self._write()
        self.changed.emit(key)

    def remember_file(self, path: str) -> None:
        """Put `path` first among the recent files."""
        others = [item for item in self.texts("recent") if item != path]
        self.set("recent", [path, *others][:MAX_RECENT])

    def _write(self) -> None:
        if self._file is None:
            return
        text = json.dumps(self._values, ensure_ascii=False, indent=1)
        # A full or read-only disk costs the memory of this choice, not the program.
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with replacing(self._file) as temporary:
                temporary.write_text(text, encoding="utf-8")


def _read(file: Path) -> dict[str, Any]:
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        _set_aside(file)
        return {}
    return values if isinstance(values, dict) else {}


def _set_aside(file: Path) -> None:
    try:
        file.replace(file.with_name(file.name + ".broken"))
    except OSError:
        return
