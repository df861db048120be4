"""The buttons that change the list of layers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from nnviz.core.experiment import ARCHITECTURES
from nnviz.core.network_edits import NetworkDraft
from nnviz.qt.icons import icon
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.experiment_words import architecture_words
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.network_words import kind_names, kind_tips

_ICONS = {"add": "add", "remove": "clear", "duplicate": "copy", "up": "up", "down": "down"}


class NetworkTools(QWidget):
    """Add, remove, duplicate, up, down, and the networks to begin from."""

    added = Signal(str)
    removed = Signal()
    duplicated = Signal()
    shifted = Signal(int)
    preset_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.kinds, self.presets = QMenu(self), QMenu(self)
        self._fill(self.kinds, kind_names(), self._on_kind_triggered)
        self._fill(self.presets, dict.fromkeys(ARCHITECTURES, ""), self._on_preset_triggered)
        self.buttons = {name: QToolButton() for name in (*_ICONS, "begin")}
        row = FlowLayout(self, spacing=2)
        for name, button in self.buttons.items():
            button.setObjectName(name)
            row.addWidget(button)
        for name, menu in (("add", self.kinds), ("begin", self.presets)):
            self.buttons[name].setMenu(menu)
            self.buttons[name].setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.buttons["remove"].clicked.connect(self.removed)
        self.buttons["duplicate"].clicked.connect(self.duplicated)
        self.buttons["up"].clicked.connect(self._on_up_clicked)
        self.buttons["down"].clicked.connect(self._on_down_clicked)
        self._retranslate()
        self._draw_icons()

    def _fill(self, menu: QMenu, names: dict[str, str], slot: object) -> None:
        menu.setToolTipsVisible(True)
        for key in names:
            action = QAction(menu)
            action.setData(key)
            action.triggered.connect(slot)
            menu.addAction(action)

    def show_draft(self, draft: NetworkDraft) -> None:
        """Allow what makes sense for the chosen row."""
        chosen, last = draft.chosen, len(draft.rows) - 1
        self.buttons["remove"].setEnabled(chosen >= 0)
        self.buttons["duplicate"].setEnabled(chosen >= 0)
        self.buttons["up"].setEnabled(chosen > 0)
        self.buttons["down"].setEnabled(0 <= chosen < last)

    @Slot()
    def _on_kind_triggered(self) -> None:
        self.added.emit(self._key())

    @Slot()
    def _on_preset_triggered(self) -> None:
        self.preset_chosen.emit(self._key())

    def _key(self) -> str:
        action = self.sender()
        return str(action.data()) if isinstance(action, QAction) else ""

    @Slot()
    def _on_up_clicked(self) -> None:
        self.shifted.emit(-1)

    @Slot()
    def _on_down_clicked(self) -> None:
        self.shifted.emit(1)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()
        super().changeEvent(event)

    def _draw_icons(self) -> None:
        theme = theme_of(self)
        for name, picture in _ICONS.items():
            self.buttons[name].setIcon(icon(picture, theme))
        for action in self.kinds.actions():
            action.setIcon(icon(str(action.data()), theme))

    def _retranslate(self) -> None:
        tips = {
            "add": self.tr("Add a layer after the chosen one"),
            "remove": self.tr("Remove the chosen layer (Del)"),
            "duplicate": self.tr("Put a copy after the chosen layer (Ctrl+D)"),
            "up": self.tr("Move the chosen layer up (Ctrl+Up)"),
            "down": self.tr("Move the chosen layer down (Ctrl+Down)"),
            "begin": self.tr("Begin again from a known network"),
        }
        for name, tip in tips.items():
            self.buttons[name].setToolTip(tip)
            self.buttons[name].setAccessibleName(tip)
        self.buttons["begin"].setText(self.tr("Start from"))
        names, kind_tip = kind_names(), kind_tips()
        for action in self.kinds.actions():
            action.setText(names[action.data()])
            action.setToolTip(kind_tip[action.data()])
        for action in self.presets.actions():
            name, hint = architecture_words()[action.data()]
            action.setText(name)
            action.setToolTip(hint)
