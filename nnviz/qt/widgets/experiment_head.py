"""What stands above the form: its two pages, and undo, redo, open and save."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QTabBar, QToolButton, QVBoxLayout, QWidget

from nnviz.qt.icons import icon
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.network_tools import NetworkTools

DESCRIPTION, NETWORK = 0, 1
_NAMES = ("undo", "redo", "open", "save")


class ExperimentHead(QWidget):
    """Tabs “Description” and “Network”; the tools of the network stand below while it is on show."""

    page_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.tabs = QTabBar(drawBase=False, expanding=False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.addTab("")
        self.tabs.addTab("")
        self._wrong = False
        self.buttons = {name: QToolButton() for name in _NAMES}
        self.tools = NetworkTools()
        self.tools.hide()
        line = QHBoxLayout()
        line.setSpacing(0)
        line.addWidget(self.tabs, 1)
        for name, button in self.buttons.items():
            button.setObjectName(name)
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.setStyleSheet("padding: 4px 3px;")
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        column.addWidget(self.tools)
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self._retranslate()
        self._draw_icons()

    def show_page(self, page: int) -> None:
        """Turn to a page."""
        self.tabs.setCurrentIndex(page)

    @Slot(int)
    def _on_tabs_current_changed(self, page: int) -> None:
        self.tools.setVisible(page == NETWORK)
        self.page_chosen.emit(page)

    def show_problem(self, network: bool) -> None:
        """Mark the page on which something is wrong."""
        self._wrong = network
        self._name_network()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()
        super().changeEvent(event)

    def _draw_icons(self) -> None:
        for name, button in self.buttons.items():
            button.setIcon(icon(name, theme_of(self)))
        self._name_network()

    def _name_network(self) -> None:
        self.tabs.setTabText(NETWORK, self.tr("Network (!)") if self._wrong else self.tr("Network"))
        self.tabs.setTabTextColor(NETWORK, theme_of(self).colour("bad" if self._wrong else "text"))

    def _retranslate(self) -> None:
        self.tabs.setTabText(DESCRIPTION, self.tr("Description"))
        self._name_network()
        self.tabs.setTabToolTip(NETWORK, self.tr("Put the network together row by row"))
        self.tabs.setAccessibleName(self.tr("Pages of the experiment"))
        tips = {
            "undo": self.tr("Take the last change of the experiment back (Ctrl+Z)"),
            "redo": self.tr("Do it again (Ctrl+Shift+Z)"),
            "open": self.tr("Open an experiment from a file…"),
            "save": self.tr("Save this experiment as a file…"),
        }
        for name, tip in tips.items():
            self.buttons[name].setToolTip(tip)
            self.buttons[name].setAccessibleName(tip)
