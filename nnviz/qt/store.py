"""One place for what the window shows, and one signal when it changes."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from nnviz.core.view_state import ViewState


class Store(QObject):
    """Holds the frozen `ViewState`; `changed(new, old)` follows every real change."""

    changed = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state = ViewState()

    @property
    def state(self) -> ViewState:
        """The value of this moment."""
        return self._state

    def update(self, **fields: Any) -> None:
        """Replace fields of the state; nothing is said when every field already is that value."""
        old = self._state
        if all(getattr(old, name) is value for name, value in fields.items()):
            return
        self._state = replace(old, **fields)
        self.changed.emit(self._state, old)
