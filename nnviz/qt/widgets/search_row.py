"""How far a search is, and what a person can do about it: give it up, begin it, or fetch what it needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from nnviz.qt.numerals import data_size


class SearchRow(QWidget):
    """A bar and three buttons, of which only those that make sense are shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar(textVisible=False)
        self.cancel, self.fetch, self.again = QPushButton(), QPushButton(), QPushButton()
        self._missing = 0
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.bar, 1)
        for button in (self.cancel, self.fetch, self.again):
            row.addWidget(button)
        row.addStretch()
        self._retranslate()

    def set_progress(self, done: int, total: int) -> None:
        """Tell how far the search is; a `total` of 0 is not known yet."""
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def set_offers(self, searching: bool, missing: int, again: bool) -> None:
        """Show the bar while `searching`, a download of so many bytes, or a new search."""
        self._missing = missing
        self.bar.setVisible(searching)
        self.cancel.setVisible(searching)
        self.fetch.setVisible(missing > 0)
        self.again.setVisible(again)
        self.setVisible(searching or missing > 0 or again)
        self._retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.bar.setAccessibleName(self.tr("Progress of the search"))
        self.cancel.setText(self.tr("Cancel"))
        self.fetch.setText(self.tr("Download ({0})").format(data_size(self._missing)))
        self.again.setText(self.tr("Search"))
        self.again.setToolTip(self.tr("Let the model as it is now read the pictures"))
