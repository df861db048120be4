"""A button that keeps the drawing to train with, under the name of what it is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QToolButton, QWidget

from nnviz.qt.numerals import whole

_DIGITS = tuple("0123456789")


class KeepButton(QToolButton):
    """Its menu offers the ten digits, every class that has drawings, and another name.

    `keep_asked` carries the class, `browse_asked` asks for the drawings that are kept.
    """

    keep_asked = Signal(str)
    browse_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: Mapping[str, int] = {}
        self.setMenu(QMenu(self))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.menu().triggered.connect(self._on_menu_triggered)
        self.menu().aboutToShow.connect(self._fill)
        self._retranslate()

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many drawings of each class there are."""
        self._counts = counts
        self._retranslate()

    @Slot()
    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        others = sorted(name for name, count in self._counts.items() if name not in _DIGITS and count)
        for name in (*_DIGITS, *others):
            count = self._counts.get(name, 0)
            text = self.tr("{0}  ({1} kept)").format(name, whole(count)) if count else name
            menu.addAction(text.replace("&", "&&")).setData(name)
        menu.addSeparator()
        self.other = menu.addAction(self.tr("Other name…"))
        self.browse = menu.addAction(self.tr("Look through what is kept"))
        self.browse.setEnabled(any(self._counts.values()))

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        if action is self.browse:
            self.browse_asked.emit()
        elif action is self.other:
            title, question = self.tr("Keep the drawing"), self.tr("What does it show?")
            name, given = QInputDialog.getText(self, title, question)
            if given and name.strip():
                self.keep_asked.emit(name)
        else:
            self.keep_asked.emit(str(action.data()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setText(self.tr("Keep"))
        self.setAccessibleName(self.tr("Keep for training"))
        tip = self.tr("Keep the drawing to train with, and say what it shows; {0} drawings are kept")
        self.setToolTip(tip.format(whole(sum(self._counts.values()))))
        self._fill()
