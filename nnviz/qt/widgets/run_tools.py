"""What can be done with a kept training: one action each, as buttons above the table and in its menu."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

from nnviz.engine.run_list import RunState, RunSummary
from nnviz.qt.icons import icon
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.flow_layout import FlowLayout

_ICONS = {
    "resume": "play",
    "open_best": "open",
    "use": "training",
    "rename": "pen",
    "open_folder": "gallery",
    "delete": "clear",
    "undo": "undo",
}
_KEYS = {"rename": "F2", "delete": "Del", "undo": "Ctrl+Z"}


class RunTools(QWidget):
    """A filter and the buttons; `actions_by_name` are what they do."""

    def __init__(self, table: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = QLineEdit(clearButtonEnabled=True)
        self.actions_by_name = {name: QAction(self) for name in _ICONS}
        row = FlowLayout(self, spacing=4)
        row.addWidget(self.filter)
        for name, action in self.actions_by_name.items():
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setIconSize(QSize(16, 16))
            row.addWidget(button)
            if name in _KEYS:
                action.setShortcut(QKeySequence(_KEYS[name]))
                action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            table.addAction(action)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.allow(None, training=False, can_undo=False)
        self._dress()
        self._retranslate()

    def allow(self, run: RunSummary | None, training: bool, can_undo: bool) -> None:
        """Allow what makes sense for the current run while a model trains, or does not."""
        actions, there = self.actions_by_name, run is not None
        busy = run is not None and run.state is RunState.RUNNING
        actions["resume"].setEnabled(run is not None and run.resumable and not training)
        actions["open_best"].setEnabled(run is not None and run.has_best and not training)
        actions["use"].setEnabled(run is not None and run.experiment is not None and not training)
        actions["rename"].setEnabled(there and not busy)
        actions["open_folder"].setEnabled(there)
        actions["delete"].setEnabled(there and not busy)
        actions["undo"].setEnabled(can_undo)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()
        elif event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _dress(self) -> None:
        for name, action in self.actions_by_name.items():
            action.setIcon(icon(_ICONS[name], theme_of(self)))

    def _retranslate(self) -> None:
        self.filter.setPlaceholderText(self.tr("Filter"))
        self.filter.setAccessibleName(self.tr("Show only the runs with this text"))
        words = {
            "resume": (self.tr("Resume"), self.tr("Go on from the last checkpoint, with the same curve")),
            "open_best": (self.tr("Open best model"), self.tr("Make the best network of this run the live model")),
            "use": (self.tr("Use this description"), self.tr("Put what was trained and how into the training form")),
            "rename": (self.tr("Rename"), self.tr("Give the run another name (F2)")),
            "open_folder": (self.tr("Open folder"), self.tr("Show the files: tables, TensorBoard events and models")),
            "delete": (self.tr("Delete"), self.tr("Move the run to the trash (Del)")),
            "undo": (self.tr("Undo delete"), self.tr("Bring the run back that was deleted last (Ctrl+Z)")),
        }
        for name, (text, tip) in words.items():
            self.actions_by_name[name].setText(text)
            self.actions_by_name[name].setToolTip(tip)
