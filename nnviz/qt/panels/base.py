"""What every panel is made of, and what it is handed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from nnviz.core.messages import UserError
from nnviz.core.view_state import ViewState
from nnviz.qt.settings import Settings
from nnviz.qt.store import Store

if TYPE_CHECKING:
    from nnviz.qt.engine_thread import EngineThread


@dataclass(frozen=True)
class PanelContext:
    """What a panel works with.

    `report` shows a sentence in the status bar, `show_panel` raises another panel, `open_picture` draws a file.
    """

    store: Store
    engine: EngineThread
    settings: Settings
    report: Callable[[UserError | str], None]
    show_panel: Callable[[str], None]
    open_picture: Callable[[str], None]


class Panel(QWidget):
    """A view of the state. Subclasses make their widgets in `build` and their words in `retranslate`.

    The window calls `show_state(new, old)` while the panel is visible; `old` is None when it has just become so.
    """

    def __init__(self, context: PanelContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.build()
        self.retranslate()

    def build(self) -> None:
        """Make the widgets, without words."""

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Draw what differs between the two states."""

    def retranslate(self) -> None:
        """Set every word that the panel shows, in the language of the application."""

    def wanted_tensors(self, state: ViewState) -> frozenset[str] | None:
        """Return the keys of `Probe.tensors` and `Probe.weights` that this panel draws; None means all."""
        del state
        return frozenset()

    def wanted_of_reference(self, state: ViewState) -> frozenset[str] | None:
        """Return the keys that this panel draws of the model that is compared with the live one; None means all."""
        del state
        return frozenset()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
