"""A dock for each panel record: loads the panel when first seen, and feeds it only while it can be seen."""

from __future__ import annotations

import logging
from importlib import import_module

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Slot
from PySide6.QtWidgets import QDockWidget, QLabel, QWidget

from nnviz.core.view_state import ViewState
from nnviz.qt.panels import PanelSpec
from nnviz.qt.panels.base import Panel, PanelContext

_log = logging.getLogger(__name__)


class PanelDock(QDockWidget):
    """Holds one panel. A panel that fails to load leaves its sentence here, and the rest of the window runs."""

    def __init__(self, spec: PanelSpec, context: PanelContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._context = context
        self._panel: Panel | None = None
        self._failed = False
        self._seen = False
        self.setObjectName(f"dock-{spec.id}")
        self.setMinimumWidth(320)
        self._set_title()
        context.store.changed.connect(self._on_store_changed)
        self.visibilityChanged.connect(self._on_visibility_changed)

    @property
    def panel(self) -> Panel | None:
        """The panel, loaded now if it was not; None when it cannot be."""
        if self._panel is None and not self._failed:
            self._load()
        return self._panel

    def _load(self) -> None:
        module_name, _, class_name = self.spec.entry.partition(":")
        try:
            module = import_module(f"nnviz.qt.panels.{module_name}")
            self._panel = getattr(module, class_name)(self._context, self)
        except Exception as error:  # noqa: BLE001  one broken panel must not stop the window
            _log.exception("the panel %s could not be loaded", self.spec.id)
            self._failed = True
            self.setWidget(self._apology(error))
            return
        self.setWidget(self._panel)

    def _apology(self, error: Exception) -> QLabel:
        sentence = self.tr("This panel could not be loaded; the others work. ({0}: {1})")
        label = QLabel(sentence.format(type(error).__name__, error), wordWrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        label.setMargin(24)
        return label

    @Slot(bool)
    def _on_visibility_changed(self, visible: bool) -> None:
        self._seen = visible
        if visible:
            self._show(self._context.store.state, None)
        else:
            self._context.engine.want(self.spec.id, frozenset())
            self._context.engine.want_reference(self.spec.id, frozenset())

    @Slot(object, object)
    def _on_store_changed(self, new: ViewState, old: ViewState) -> None:
        if self._seen:
            self._show(new, old)

    def _show(self, new: ViewState, old: ViewState | None) -> None:
        panel = self.panel
        if panel is not None:
            panel.show_state(new, old)
            self._context.engine.want(self.spec.id, panel.wanted_tensors(new))
            self._context.engine.want_reference(self.spec.id, panel.wanted_of_reference(new))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._set_title()
        super().changeEvent(event)

    def _set_title(self) -> None:
        self.setWindowTitle(QCoreApplication.translate("Panels", self.spec.title))
