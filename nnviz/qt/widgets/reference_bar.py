"""Which two models are compared, and the buttons that choose the second."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnviz.qt.icons import icon
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.flow_layout import FlowLayout


class ReferenceBar(QWidget):
    """Two lines of text above three buttons."""

    open_asked = Signal()
    hold_asked = Signal()
    drop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.live, self.reference = QLabel(), QLabel()
        for label in (self.live, self.reference):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.open, self.hold, self.drop = QPushButton(), QPushButton(), QPushButton()
        buttons = QWidget()
        self._row = row = FlowLayout(buttons, spacing=8)
        for button in (self.open, self.hold, self.drop):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for widget in (self.live, self.reference, buttons):
            column.addWidget(widget)
        self.open.clicked.connect(self.open_asked)
        self.hold.clicked.connect(self.hold_asked)
        self.drop.clicked.connect(self.drop_asked)
        self._refresh_icons()
        self._retranslate()

    def add(self, widget: QWidget) -> None:
        """Put a further tool behind the buttons."""
        self._row.addWidget(widget)

    def set_names(self, live: str, reference: str) -> None:
        """Name both models; an empty text hides its line."""
        for label, text in ((self.live, live), (self.reference, reference)):
            label.setText(text)
            label.setToolTip(text)
            label.setVisible(bool(text))

    def allow(self, hold: bool, drop: bool) -> None:
        """Say what can be done now."""
        self.hold.setEnabled(hold)
        self.drop.setVisible(drop)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._refresh_icons()
        super().changeEvent(event)

    def _refresh_icons(self) -> None:
        theme = theme_of(self)
        self.open.setIcon(icon("open", theme))
        self.hold.setIcon(icon("copy", theme))
        self.drop.setIcon(icon("clear", theme))

    def _retranslate(self) -> None:
        self.open.setText(self.tr("Open a file…"))
        self.open.setToolTip(self.tr("Compare with the model of a file, for example a checkpoint of a training"))
        self.hold.setText(self.tr("Hold the model as it is"))
        self.hold.setToolTip(self.tr("Compare with a copy of the live model as it is at this moment"))
        self.drop.setText(self.tr("Drop"))
        self.drop.setToolTip(self.tr("Let go of the reference"))
